// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interruption.h"

#include <ctime>

namespace kaba {
namespace {

constexpr timespec kPatience{0, 50'000'000};

bool isIgnored(int signal)
{
    struct sigaction now = {};
    return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

} // namespace

Interruption::Interruption()
{
    ::sigemptyset(&m_signals);
    for (const int signal : {SIGINT, SIGTERM})
        if (!isIgnored(signal))
            ::sigaddset(&m_signals, signal);
    ::pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
    m_waiter = std::jthread([this](const std::stop_token& end) { wait(end); });
}

Interruption::~Interruption()
{
    m_waiter = {};
    ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

void Interruption::wait(const std::stop_token& end)
{
    while (!end.stop_requested() && ::sigtimedwait(&m_signals, nullptr, &kPatience) < 0) {
    }
    if (end.stop_requested())
        return;
    m_source.request_stop();
    ::pthread_sigmask(SIG_UNBLOCK, &m_signals, nullptr); // the next one ends the process
    while (!end.stop_requested())
        ::nanosleep(&kPatience, nullptr);
}

} // namespace kaba
