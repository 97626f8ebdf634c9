// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <thread>

namespace kaba {

/// While alive, the first SIGINT or SIGTERM asks a computation to stop in place of ending the process; the second ends it.
/// A signal that was ignored stays so. One at a time in a process.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_watcher; ///< passes on what the handler has noted
};

} // namespace kaba
