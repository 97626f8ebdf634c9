// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSocketNotifier>

#include <array>
#include <functional>
#include <memory>

namespace kaba {

/// While alive, a polite request to end (SIGTERM, SIGHUP, SIGINT) reaches the event loop as a call of `end` in place
/// of ending the process at once; the same signal again does that. A signal that was ignored stays ignored, as nohup
/// wants it. One at a time in a process; GUI thread only.
class Termination {
public:
    explicit Termination(std::function<void()> end);
    ~Termination();
    Termination(const Termination&) = delete;
    Termination& operator=(const Termination&) = delete;

private:
    std::array<int, 2> m_pipe{-1, -1}; ///< what the handler writes, the event loop reads
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace kaba
