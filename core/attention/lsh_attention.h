// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <Eigen/Core>

#include <vector>

namespace kaba {

/// The attention of Terraformer's decoder: locality-sensitive hashing (Reformer: Kitaev et al., 2020, section 2).
enum class HashedKeys {
    Own,   ///< queries and keys are hashed each by themselves, with the same rotations
    Shared ///< the queries are the keys too, at length √d; a token sees itself only where it sees no other
};

struct LshSettings {
    int rounds = 2;   ///< of hashing, each with rotations of its own
    int buckets = 16; ///< 1, or rounded up to an even number
    int chunk = 8;    ///< keys; a query sees its own chunk of its bucket and the one before
    HashedKeys keys = HashedKeys::Own;
    std::uint64_t seed = 1;
};

/// h(x) = argmax [xR; −xR] for a random d × buckets/2 matrix R (Andoni et al., 2015): vectors of nearly one direction
/// fall into one bucket. Rows of `rows` are vectors; one number from 0 for each. Requires buckets ≥ 1. Cost
/// rows · d · buckets/2; none for one bucket.
std::vector<int> lshBuckets(const Eigen::MatrixXd& rows, int buckets, std::uint64_t seed,
                            AttentionCost& cost);

/// Seed of one round's rotations.
std::uint64_t seedOfRound(const LshSettings& settings, int round);

/// Softmax attention over the union of what a query sees in all rounds: in each, the keys of its bucket, in the order
/// of the tokens and cut into chunks from the bucket's first key on, of the chunk that holds the last key up to the
/// query's own place and of the chunk before. A pair that several rounds find counts once. A query that finds no key
/// sees its own token. Chunks begin in each bucket, not once for all as in Reformer, so that later tokens never move
/// the chunks of earlier ones: causality is exact. One bucket and chunk ≥ n is exact attention (of the normalised
/// queries, without the token itself, where keys are shared).
/// Requires rounds, chunk ≥ 1. Cost: hashing, and at most 2 · rounds · chunk · (d + d_v) a query; on all cores. Stops
/// when asked.
Result<AttentionResult> lshAttention(const AttentionProblem& problem, const LshSettings& settings,
                                     const RunContext& context);

/// The keys of Reformer's shared attention: each query at length √d, a query of zeros as it is.
Eigen::MatrixXd sharedKeys(const Eigen::MatrixXd& queries);

} // namespace kaba
