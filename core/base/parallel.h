// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace kaba {

/// Calls work(0) … work(shards − 1), each once, on as many threads as the machine has cores, the caller's among them,
/// and returns when all are done. The shards are cut by the caller, not by the number of threads, so results do not
/// depend on the machine. `work` must not throw, and shards must not write to the same place; a shard may itself call
/// inParallel(), and so may any number of threads at once: they share the same threads. Those wait between calls, so a
/// call costs some 10 µs: worth it from a tenth of a millisecond of work on.
void inParallel(std::size_t shards, const std::function<void(std::size_t)>& work);

} // namespace kaba
