// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_figure.h"
#include "core/contest/contests.h"
#include "core/contest/text_task.h"

#include <cmath>

namespace kaba::contest {
namespace {

constexpr Index kLength = 128;
constexpr Index kBlock = 16; ///< √(2 · 128)

const Text kSource{"Combiner (2021), section 5", "Combiner (2021)、5 節"};

std::vector<Claim> claimsOf(const Contest& contest, const Outcome& outcome)
{
    return {
        claimOf(
            contest, outcome,
            {.id = "trained-spans-help",
             .above = "sparse",
             .below = "combiner",
             .statement = {"Spans make the sparse pattern better: bits per character that they save.",
                           "スパンはスパースパターンを改善する：減る 1 文字あたりのビット数。"},
             .source = kSource,
             .remark = {"In a few hundred steps a model learns little that lies farther back than a block.",
                        "数百ステップでは、ブロックより遠くの文脈から学べることは少ない。"}}),
        claimOf(contest, outcome,
                {.id = "trained-near-full",
                 .above = "combiner",
                 .below = "full",
                 .expected = 0.1,
                 .relation = Claim::Relation::AtMost,
                 .statement = {"Combiner comes near full attention: bits per character that it needs more.",
                               "Combiner は通常の注意に迫る：余計に要る 1 文字あたりのビット数。"},
                 .source = kSource,
                 .remark = {"One text, one seed.", "文章も種も 1 つ。"}})};
}

} // namespace

Contest combinerContest(Index steps, std::string_view text)
{
    const auto task = std::make_shared<const TextTask>(text);
    return {
        .demo = "combiner",
        .task = task->name(),
        .refusal = task->refusal(),
        .model = {.vocabulary = task->vocabulary(),
                  .sizes = {.length = kLength, .width = 32, .heads = 1, .causal = true},
                  .layers = 2,
                  .inner = 128},
        .recipe = {.steps = steps, .batch = 16, .rate = 5e-3, .testSequences = 25},
        .score = Score::BitsPerSymbol,
        .guess = std::log2(task->vocabulary()),
        .contestants = {{"full", "Softmax", SoftmaxPlan{}, Role::Reference},
                        {"sparse", "Sparse Fixed s=16", CombinerPlan{.block = kBlock}, Role::Error},
                        {"combiner", "Combiner Fixed s=16", CombinerPlan{.block = kBlock, .spans = true},
                         Role::Output}},
        .training = [task](Index count, std::uint64_t seed) { return task->training(kLength, count, seed); },
        .test = [task](Index count, std::uint64_t) { return task->test(kLength, count); },
        .claims = claimsOf,
        .convention = {"Trained here: models of two layers of width 32 learn to continue a "
                       "text from 128 "
                       "bytes; sparse means the own block alone.",
                       "学習では、幅 32・2 層のモデルが 128 バイトまでの文脈から文章の続きを学ぶ。"
                       "スパースとは自分のブロックだけを見ることを指す。"}};
}

} // namespace kaba::contest
