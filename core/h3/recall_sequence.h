// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/h3/recall_layer.h"
#include "core/learn/tasks.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// A sequence whose last token asks for the one that followed it earlier.
struct RecallSequence {
    std::vector<std::string> vocabulary; ///< by id
    std::vector<int> tokens;
    RecallRoles roles;
    std::optional<int> expected = {}; ///< the value that followed the last token most recently
    std::vector<Text> notices = {};

    /// The tokens as written.
    std::vector<std::string> names() const;
};

/// The most tokens that are read of a text.
inline constexpr std::size_t kMostRecallTokens = 64;

/// Words between blanks, numbered as they appear. Before a "=>" they are pairs of a key and its value, and behind it there
/// are keys; without one every token may be both. CannotCompute with fewer than two tokens, or none that could be a value.
Result<RecallSequence> typedSequence(std::string_view written);

enum class RecallTask { AssociativeRecall, InductionHead };

/// The roles under which a layer solves an official task: keys and values of associative recall by their ranks; of the
/// induction head every token but ".", and every value but the prefix.
RecallRoles rolesOf(RecallTask task, int vocabulary);

/// `count` sequences of an official task (core/learn/tasks.h) that reads `length` tokens before it asks: length/2 pairs.
Result<learn::TaskSet> recallTask(RecallTask task, int vocabulary, int length, learn::Index count,
                                  std::uint64_t seed);

/// The first sequence of such a set.
Result<RecallSequence> officialSequence(RecallTask task, int vocabulary, int length, std::uint64_t seed);

/// Share of the sequences, each with one answer at its last token, that the layer answers; a tie is a wrong answer.
/// Requires a layer over set.vocabulary tokens. Cost O(sequences · d · tokens · min(N, tokens)). Stops when asked.
Result<double> accuracyOf(const H3Layer& layer, const learn::TaskSet& set, const RunContext& context);

/// Share of the most frequent answer.
double majorityShare(const learn::TaskSet& set);

} // namespace kaba
