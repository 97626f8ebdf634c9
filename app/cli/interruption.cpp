// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interruption.h"

#include <atomic>
#include <chrono>
#include <csignal>

namespace kaba {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM};
constexpr std::chrono::milliseconds kBetweenLooks{20};

std::atomic<bool> asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

/// Only what a signal handler may do.
void note(int) { asked = true; }

void handleBy(void (*handler)(int))
{
    for (const int signal : kSignals) {
        struct sigaction action = {};
        if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
            continue;
        action.sa_handler = handler;
        action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
        ::sigaction(signal, &action, nullptr);
    }
}

} // namespace

Interruption::Interruption()
{
    asked = false;
    m_watcher = std::jthread([this](const std::stop_token& end) {
        while (!end.stop_requested() && !asked)
            std::this_thread::sleep_for(kBetweenLooks);
        if (asked)
            m_source.request_stop();
    });
    handleBy(note);
}

Interruption::~Interruption() { handleBy(SIG_DFL); }

} // namespace kaba
