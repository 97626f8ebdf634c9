// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/termination.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace kaba {
namespace {

constexpr std::array kSignals{SIGTERM, SIGHUP, SIGINT};

std::atomic<int> writeEnd{-1};
static_assert(std::atomic<int>::is_always_lock_free);

/// Only what a signal handler may do: one byte into the pipe.
void passOn(int)
{
    const int before = errno;
    const char byte = 0;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    errno = before;
}

bool isIgnored(int signal)
{
    struct sigaction now = {};
    return ::sigaction(signal, nullptr, &now) == 0 && now.sa_handler == SIG_IGN;
}

void handleBy(void (*handler)(int), int signal)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    ::sigaction(signal, &action, nullptr);
}

} // namespace

Termination::Termination(std::function<void()> end)
{
    if (::pipe2(m_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [this, end = std::move(end)] {
                         m_notifier->setEnabled(false);
                         end();
                     });
    writeEnd = m_pipe[1];
    for (const int signal : kSignals)
        if (!isIgnored(signal))
            handleBy(passOn, signal);
}

Termination::~Termination()
{
    for (const int signal : kSignals)
        if (!isIgnored(signal))
            handleBy(SIG_DFL, signal);
    writeEnd = -1;
    for (const int descriptor : m_pipe)
        if (descriptor >= 0)
            ::close(descriptor);
}

} // namespace kaba
