// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/parameter.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kaba {

/// Which keys each query looks at exactly: those of query i are keys[starts[i]] … keys[starts[i + 1] − 1], ascending,
/// none twice, all in sight of i.
struct PairSupport {
    std::vector<Eigen::Index> keys = {};
    std::vector<std::size_t> starts = {0};

    std::span<const Eigen::Index> of(Eigen::Index query) const
    {
        const auto i = static_cast<std::size_t>(query);
        return std::span(keys).subspan(starts[i], starts[i + 1] - starts[i]);
    }
};

enum class SupportKind {
    Lsh,    ///< keys in the query's bucket of a random hyperplane hash
    Window, ///< the nearest tokens
    TopK    ///< the largest logits: an oracle, for it must read every pair
};

/// In the order of SupportKind.
inline constexpr Option kSupportKindOptions[] = {
    {"lsh", {"Hash buckets (LSH)", "ハッシュのバケツ（LSH）"}},
    {"window", {"Local window", "局所窓"}},
    {"top-k", {"Largest entries (oracle: reads every pair)", "最大の要素（全対を読むオラクル）"}},
};

struct SupportSettings {
    SupportKind kind = SupportKind::Lsh;
    Eigen::Index perQuery = 16; ///< most keys of a query; 0: none
    int rounds = 4;             ///< of Lsh: hash tables, each with its own hyperplanes
    std::uint64_t seed = 1;
};

/// The support of a problem. Where causal, that of query i depends on tokens 0 … i alone.
/// Window: the perQuery keys around i (causal: up to i). TopK: cost n² d multiply-adds, counted like the rest.
/// Lsh: the signs of log₂(n·rounds/perQuery) products with random vectors, at most 6, name a bucket (Charikar, 2002); of
/// the keys in it each round takes the perQuery/rounds nearest to i in order; a query without any takes its own key.
/// Cost at most 12 n d multiply-adds a round. Stops when asked.
Result<PairSupport> pairSupport(const AttentionProblem& problem, const SupportSettings& settings,
                                AttentionCost& cost, const RunContext& context);

} // namespace kaba
