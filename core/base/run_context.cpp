// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/run_context.h"

#include <utility>

namespace kaba {

RunContext::RunContext(std::stop_token stop, std::function<void(double)> progress,
                       std::function<void(Figure)> publish)
    : m_stop(std::move(stop))
    , m_progress(std::move(progress))
    , m_publish(std::move(publish))
{}

bool RunContext::advance(std::ptrdiff_t done, std::ptrdiff_t total) const
{
    if (stopRequested())
        return false;
    if (m_progress && total > 0)
        m_progress(static_cast<double>(done) / static_cast<double>(total));
    return true;
}

void RunContext::publish(Figure partial) const
{
    if (m_publish)
        m_publish(std::move(partial));
}

Error RunContext::cancelled() { return {Error::Kind::Cancelled, {"Stopped.", "中止しました。"}}; }

} // namespace kaba
