// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_figure.h"
#include "core/contest/contests.h"
#include "core/contest/text_task.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba::contest {
namespace {

constexpr Index kLength = 64;
constexpr Index kFeatures = 32;

const Text kSource{"Kernelized attention with RPE (2021), abstract",
                   "相対位置をもつカーネル化注意 (2021)、要旨"};

double largestNorm(const Contest& contest, const Outcome& outcome, std::string_view id)
{
    const auto place =
        std::ranges::find(contest.contestants, id, &Contestant::id) - contest.contestants.begin();
    double most = 0;
    for (const learn::CurvePoint& point : outcome[static_cast<std::size_t>(place)]->norms)
        most = std::max(most, point.value);
    return most;
}

std::vector<Claim> claimsOf(const Contest& contest, const Outcome& outcome)
{
    return {
        {.id = "trained-steadier",
         .kind = Claim::Kind::Paper,
         .relation = Claim::Relation::AtMost,
         .statement = {"Normalised queries and keys train more steadily: largest gradient of NPRF with RPE "
                       "over that of "
                       "PRF.",
                       "クエリとキーを正規化すると学習が安定する：NPRF + RPE の勾配の最大値 ÷ PRF のそれ。"},
         .source = kSource,
         .expected = 1,
         .measured = largestNorm(contest, outcome, "nprf-rpe") / largestNorm(contest, outcome, "prf"),
         .remark =
             {"One layer and some hundred steps, where both stay calm: the paper speaks of deep models.",
              "1 層・数百ステップでは、どちらも穏やかである。論文が述べるのは深いモデルである。"}},
        claimOf(
            contest, outcome,
            {.id = "trained-bias-helps",
             .above = "nprf",
             .below = "nprf-rpe",
             .statement =
                 {"A relative bias makes normalised features better: bits per character that it saves.",
                  "相対位置バイアスは正規化した特徴を改善する：減る 1 文字あたりのビット数。"},
             .source = kSource,
             .remark =
                 {"Normalised logits lie in −1 … 1: without a bias all tokens weigh nearly the same.",
                  "正規化したロジットは −1 … 1 にあり、バイアスがなければどのトークンの重みもほぼ等しい。"}}),
        claimOf(contest, outcome,
                {.id = "trained-beats-prf",
                 .above = "prf",
                 .below = "nprf-rpe",
                 .statement = {"Both together beat plain random features: bits per character that they save.",
                               "両者を合わせると通常のランダム特徴に勝る：減る 1 文字あたりのビット数。"},
                 .source = kSource,
                 .remark = {"One text, one seed.", "文章も種も 1 つ。"}})};
}

} // namespace

Contest rpeContest(Index steps, std::string_view text)
{
    const auto task = std::make_shared<const TextTask>(text);
    return {
        .demo = "kernelized-attention-rpe",
        .task = task->name(),
        .refusal = task->refusal(),
        .model = {.vocabulary = task->vocabulary(),
                  .sizes = {.length = kLength, .width = 32, .heads = 1, .causal = true},
                  .layers = 1,
                  .inner = 128},
        .recipe = {.steps = steps,
                   .batch = 16,
                   .rate = 5e-3,
                   .mostNorm = std::numeric_limits<double>::infinity(),
                   .testSequences = 50,
                   .keepsNorms = true},
        .score = Score::BitsPerSymbol,
        .guess = std::log2(task->vocabulary()),
        .contestants = {{"softmax", "Softmax", SoftmaxPlan{}, Role::Reference},
                        {"prf", "PRF m=32", RpePlan{.features = kFeatures}, Role::Error},
                        {"nprf", "NPRF m=32", RpePlan{.features = kFeatures, .normalised = true},
                         Role::State},
                        {"nprf-rpe", "NPRF + RPE m=32",
                         RpePlan{.features = kFeatures, .normalised = true, .relative = true}, Role::Output}},
        .training = [task](Index count, std::uint64_t seed) { return task->training(kLength, count, seed); },
        .test = [task](Index count, std::uint64_t) { return task->test(kLength, count); },
        .claims = claimsOf,
        .convention =
            {"Trained here: models of one layer of width 32 learn to continue a text from 64 "
             "bytes, all with learned positions as well; gradients are not limited, so that their size "
             "shows.",
             "学習では、幅 32・1 層のモデルが 64 バイトまでの文脈から文章の続きを学ぶ。"
             "学習する絶対位置は全方式に共通。勾配の大きさを見るため、制限しない。"}};
}

} // namespace kaba::contest
