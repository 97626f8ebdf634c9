// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_figure.h"
#include "core/contest/contests.h"
#include "core/contest/tasks.h"

namespace kaba::contest {
namespace {

constexpr Index kLength = 128;
constexpr Index kWindow = 16;
constexpr Index kRank = 8;

const Text kSource{"Transformer-LS (2021), section 3.3", "Transformer-LS (2021)、3.3 節"};

std::vector<Claim> claimsOf(const Contest& contest, const Outcome& outcome)
{
    return {
        claimOf(
            contest, outcome,
            {.id = "trained-summaries-help",
             .above = "long-short",
             .below = "window",
             .expected = 10,
             .statement = {"What a window misses the summaries bring: accuracy with both less that of the "
                           "window alone, in %.",
                           "窓に入らないものは要約が伝える：両方の正解率 − 窓だけの正解率、%。"},
             .source = kSource,
             .remark = {"Only needles that stand near the questions are in the window.",
                        "問いの近くにある印だけが窓に入る。"}}),
        claimOf(
            contest, outcome,
            {.id = "trained-dynamic-beats-fixed",
             .above = "long-short",
             .below = "fixed",
             .statement = {"A projection made of the input finds needles that move better than one fixed "
                           "for all inputs: difference of the accuracies in %.",
                           "入力から作る射影は、固定した射影よりも、動く印をよく見つける：正解率の差、%。"},
             .source = kSource,
             .remark = {"At equal budget: as many rows as window and summaries together. One seed.",
                        "予算は同じ（窓と要約の合計と同じ行数）。種は 1 つ。"}}),
        claimOf(contest, outcome,
                {.id = "trained-near-full",
                 .above = "long-short",
                 .below = "softmax",
                 .expected = -5,
                 .statement = {"Window and summaries come within 5 % of full attention: difference of the "
                               "accuracies in %.",
                               "窓と要約は通常の注意に 5 % 以内まで迫る：正解率の差、%。"},
                 .source = kSource,
                 .remark = {"Few steps and one seed.", "少ないステップ数で、種は 1 つ。"}})};
}

} // namespace

Contest longShortContest(Index steps)
{
    const auto sequences = [](Index count, std::uint64_t seed) { return needleTask(kLength, count, seed); };
    using Projection = LongShortPlan::Projection;
    return {
        .demo = "transformer-ls",
        .task = "needle-4",
        .model = {.vocabulary = kNeedleVocabulary,
                  .sizes = {.length = kLength, .width = 16, .heads = 1, .causal = false},
                  .layers = 1,
                  .inner = 64},
        .recipe = {.steps = steps, .rate = 1e-2},
        .guess = 1.0 / kNeedleValues,
        .contestants = {{"softmax", "Softmax", SoftmaxPlan{}, Role::Reference},
                        {"window", "Window w=16", LongShortPlan{.window = kWindow}, Role::Error},
                        {"fixed", "Linformer r=40",
                         LongShortPlan{.rank = kRank + 2 * kWindow, .projection = Projection::Fixed},
                         Role::State},
                        {"long-short", "Long-short w=16 r=8",
                         LongShortPlan{.window = kWindow, .rank = kRank, .dualNorm = true}, Role::Output}},
        .training = sequences,
        .test = sequences,
        .claims = claimsOf,
        .convention = {"Trained here: models of one layer of width 16 are asked for four needles "
                       "among 128 tokens; DualLN is on the keys only.",
                       "学習では、幅 16・1 層のモデルに、128 トークンの中の 4 つの印を問う。DualLN "
                       "はキーだけに使う。"}};
}

} // namespace kaba::contest
