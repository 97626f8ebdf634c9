// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/text.h"
#include "core/learn/arena.h"
#include "core/learn/sharded_gradient.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace kaba::learn {

/// Sequences of one task, one after another. Ids of the recall tasks are the ranks of the official tokens sorted as
/// strings: 0 is ".", 1 … V − 2 the ordinary tokens "0", "1", "10", …, and V − 1 the prefix "=>".
struct TaskSet {
    int vocabulary = 0;
    Index sequences = 0;
    Index length = 0;              ///< tokens a model reads of each sequence
    std::vector<int> inputs = {};  ///< sequences · length
    std::vector<int> targets = {}; ///< what is trained: the next token, or kIgnored
    std::vector<int> scored = {};  ///< what is scored: the answers, kIgnored elsewhere
    /// Where something is scored, how many tokens back the question stood last: the key's last pair, the prefix, the
    /// token to be copied. 0 elsewhere.
    std::vector<int> distances = {};

    /// Copies the inputs and targets of the sequences `picks`; the batch sees `inputs` and `targets` of the buffers.
    struct Buffers {
        std::vector<int> inputs, targets;
    };
    TokenBatch gather(std::span<const Index> picks, Buffers& buffers) const;
    /// The first `count` sequences, or all where there are fewer.
    TaskSet first(Index count) const;
    /// All sequences with the answers for targets.
    TokenBatch test() const { return {sequences, inputs, scored}; }
};

enum class TaskKind { InductionHead, AssociativeRecall, MultiQueryRecall, SelectiveCopying, DelayedCopy };

struct TaskName {
    TaskKind task = TaskKind::InductionHead;
    std::string_view id = {};
    Label label = {};
};

/// In the order of the enum.
inline constexpr std::array<TaskName, 5> kTasks{{
    {TaskKind::InductionHead, "induction-head", {"Induction head", "誘導ヘッド"}},
    {TaskKind::AssociativeRecall, "associative-recall", {"Associative recall", "連想想起"}},
    {TaskKind::MultiQueryRecall, "mqar", {"Multi-query associative recall", "複数問い合わせの連想想起"}},
    {TaskKind::SelectiveCopying, "selective-copying", {"Selective copying", "選択的コピー"}},
    {TaskKind::DelayedCopy, "delayed-copy", {"Delayed copy", "遅延コピー"}},
}};

constexpr const TaskName& nameOf(TaskKind task) { return kTasks[static_cast<std::size_t>(task)]; }

/// "… => a … =>" asks for a: `length` uniform ordinary tokens, one of them replaced by the prefix, then the prefix again.
/// A model reads length + 1 tokens. Source: safari, src/dataloaders/synthetics.py, induction_head.
struct InductionHead {
    int vocabulary = 20; ///< at least 4
    int length = 30;     ///< at least 3
};

/// "k₁ v₁ k₂ v₂ … => k" asks for the v that followed k. Each sequence maps every key to a value drawn with replacement; keys
/// are the first half of the ordinary tokens; the query is uniform over the keys that occur. A model reads
/// 2·pairs + 2 tokens. Source: safari, as above, assoc_recall.
struct AssociativeRecall {
    int vocabulary = 20; ///< at least 4
    int pairs = 20;      ///< at least 1
};

/// `pairs` distinct keys with distinct values, then each key once more among filler, at gaps of a power law: the answer is
/// due there. Source: Arora et al., Zoology (2023), and its data/multiquery_ar.py.
struct MultiQueryRecall {
    int vocabulary = 8192;     ///< above length; keys 1 … V/2 − 1, values V/2 … V − 1
    int length = 64;           ///< even, at least 4·pairs
    int pairs = 4;             ///< at most V/2 − 1
    double power = 0.01;       ///< gap g = 1, 2, … has weight g^{power−1}
    bool randomFiller = false; ///< uniform tokens in place of 0
};

/// `tokens` data tokens among noise (0), then as many markers (V − 1): there they are due in order. A model reads
/// length + tokens tokens. The ids are our choice. Source: Gu and Dao, Mamba (2023), section 3.1.
struct SelectiveCopying {
    int vocabulary = 16; ///< at least 3; data 1 … V − 2
    int length = 4096;   ///< at least `tokens`
    int tokens = 16;     ///< at least 1
};

/// Uniform tokens; the target at each position is the token `lag` positions before it, none at the first `lag`. A model
/// reads `length` tokens. What a state must keep is exact: lag·log₂ V bits.
struct DelayedCopy {
    int vocabulary = 10; ///< at least 2
    int length = 64;     ///< above lag
    int lag = 16;        ///< at least 1
};

/// `count` independent sequences (the official sets also replace a rare repeat); the same for the same seed on every machine. Usage names the limit that the settings break.
/// Cost O(count · length), multi-query O(count · length log length).
Result<TaskSet> makeTask(const InductionHead& task, Index count, std::uint64_t seed);
Result<TaskSet> makeTask(const AssociativeRecall& task, Index count, std::uint64_t seed);
Result<TaskSet> makeTask(const MultiQueryRecall& task, Index count, std::uint64_t seed);
Result<TaskSet> makeTask(const SelectiveCopying& task, Index count, std::uint64_t seed);
Result<TaskSet> makeTask(const DelayedCopy& task, Index count, std::uint64_t seed);

} // namespace kaba::learn
