// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace kaba {

/// Calls work(0) … work(shards − 1), each once, on as many threads as the machine has cores, the caller's among them,
/// and returns when all are done. The shards are cut by the caller, not by the number of threads, so results do not
/// depend on the machine. `work` must not throw, and shards must not write to the same place; a shard may itself call
/// inParallel(), and so may any number of threads at once: they share the same threads. Those wait between calls, so a
/// call costs some 10 µs: worth it from a tenth of a millisecond of work on.
void inParallel(std::size_t shards, const std::function<void(std::size_t)>& work);

/// What work(0) … work(count − 1) give, in their order, or the first error among them; called as by inParallel().
/// `work` returns a Result.
template <class Work>
auto resultsInParallel(std::size_t count, const Work& work)
{
    using Found = std::invoke_result_t<const Work&, std::size_t>;
    using Value = std::remove_cvref_t<decltype(std::declval<Found>().value())>;
    std::vector<std::optional<Found>> found(count);
    inParallel(count, [&](std::size_t i) { found[i].emplace(work(i)); });
    std::vector<Value> values;
    values.reserve(count);
    for (std::optional<Found>& each : found) {
        if (!*each)
            return Result<std::vector<Value>>(each->error());
        values.push_back(**std::move(each));
    }
    return Result<std::vector<Value>>(std::move(values));
}

} // namespace kaba
