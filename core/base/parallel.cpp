// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace kaba {

namespace {

/// One call of inParallel(). It lives on its caller's stack, who waits until no helper is left.
struct Call {
    std::size_t shards = 0;
    const std::function<void(std::size_t)>& work;
    std::atomic<std::size_t> next = 0;
    std::size_t helpers = 0; ///< threads of the pool that are in it; guarded by the pool's mutex

    void takeTurns()
    {
        for (std::size_t shard = next++; shard < shards; shard = next++)
            work(shard);
    }
};

/// cores − 1 threads that help with the oldest call. A caller does every shard that nobody else took, so a call ends even
/// if all threads are busy elsewhere: nested calls cannot wait for each other.
class Pool {
public:
    Pool()
    {
        const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
        for (std::size_t thread = 1; thread < cores; ++thread)
            m_threads.emplace_back([this](const std::stop_token& stop) { help(stop); });
    }

    void run(Call& call)
    {
        if (m_threads.empty() || call.shards < 2)
            return call.takeTurns();
        {
            const std::lock_guard lock(m_mutex);
            m_calls.push_back(&call);
        }
        for (std::size_t wanted = std::min(m_threads.size(), call.shards - 1); wanted > 0; --wanted)
            m_arrived.notify_one();
        call.takeTurns();
        std::unique_lock lock(m_mutex);
        forget(call);
        m_left.wait(lock, [&] { return call.helpers == 0; });
    }

private:
    /// Nobody else may enter it. Requires the mutex.
    void forget(const Call& call) { std::erase(m_calls, &call); }

    void help(const std::stop_token& stop)
    {
        std::unique_lock lock(m_mutex);
        while (m_arrived.wait(lock, stop, [&] { return !m_calls.empty(); })) {
            Call& call = *m_calls.front();
            ++call.helpers;
            lock.unlock();
            call.takeTurns();
            lock.lock();
            forget(call);
            if (--call.helpers == 0)
                m_left.notify_all();
        }
    }

    std::mutex m_mutex;
    std::condition_variable_any m_arrived; ///< a call to help with
    std::condition_variable m_left;        ///< the last helper has left a call
    std::deque<Call*> m_calls;
    std::vector<std::jthread> m_threads; ///< the last member: they end before the others go
};

} // namespace

void inParallel(std::size_t shards, const std::function<void(std::size_t)>& work)
{
    static Pool pool;
    Call call{.shards = shards, .work = work};
    pool.run(call);
}

} // namespace kaba
