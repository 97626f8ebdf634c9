// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <stop_token>

namespace kaba {

/// What a computation may ask of its caller: whether to go on, and a place to show what it has so far.
/// Both functions are called on the computing thread.
class RunContext {
public:
    RunContext() = default;
    explicit RunContext(std::stop_token stop, std::function<void(double)> progress = {},
                        std::function<void(Figure)> publish = {});

    /// Tells that `done` of `total` outer steps are over. False: stop and return cancelled().
    [[nodiscard]] bool advance(std::ptrdiff_t done, std::ptrdiff_t total) const;
    [[nodiscard]] bool stopRequested() const { return m_stop.stop_requested(); }
    /// Hands over a partial figure (a loss curve while training).
    void publish(Figure partial) const;

    /// The same stop sign for work on the side, which shows nothing.
    RunContext silent() const { return RunContext(m_stop); }

    static Error cancelled();

private:
    std::stop_token m_stop;
    std::function<void(double)> m_progress;
    std::function<void(Figure)> m_publish;
};

} // namespace kaba
