// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace kaba {

/// While alive, the first SIGINT or SIGTERM asks a computation to stop in place of ending the process; the second ends it.
/// A signal that was ignored stays so. Threads made meanwhile share this: make it before them, on the main thread.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    void wait(const std::stop_token& end);

    sigset_t m_signals = {};
    sigset_t m_before = {};
    std::stop_source m_source;
    std::jthread m_waiter;
};

} // namespace kaba
