// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace kaba {

void inParallel(std::size_t shards, const std::function<void(std::size_t)>& work)
{
    std::atomic<std::size_t> next = 0;
    const auto takeTurns = [&] {
        for (std::size_t shard = next++; shard < shards; shard = next++)
            work(shard);
    };
    const std::size_t cores = std::max<std::size_t>(1, std::thread::hardware_concurrency());
    std::vector<std::jthread> others;
    for (std::size_t thread = 1; thread < std::min(cores, shards); ++thread)
        others.emplace_back(takeTurns);
    takeTurns();
}

} // namespace kaba
