// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_figure.h"
#include "core/contest/contests.h"
#include "core/contest/tasks.h"

#include <algorithm>

namespace kaba::contest {
namespace {

constexpr int kSymbols = 4;
constexpr Index kLength = 32;

const Text kSource{"TransEvolve (2021), abstract", "TransEvolve (2021)、要旨"};

double numbersOf(const Contest& contest, std::string_view id)
{
    return static_cast<double>(
        trainedNumbers(contest, *std::ranges::find(contest.contestants, id, &Contestant::id)));
}

std::vector<Claim> claimsOf(const Contest& contest, const Outcome& outcome)
{
    const Text remark{"One task, one seed.", "課題も種も 1 つ。"};
    return {
        claimOf(contest, outcome,
                {.id = "trained-evolved-is-as-good",
                 .above = "evolved",
                 .below = "per-layer",
                 .expected = -2,
                 .statement =
                     {"Scores formed once do as well as scores of every layer, within 2 %: difference of "
                      "the accuracies in %.",
                      "一度だけ作ったスコアは、層ごとのスコアと 2 % 以内で同等である：正解率の差、%。"},
                 .source = kSource,
                 .remark = remark}),
        {.id = "trained-fewer-numbers",
         .kind = Claim::Kind::Paper,
         .relation = Claim::Relation::AtMost,
         .statement = {"It has fewer numbers to train at equal depth: evolved ÷ per layer.",
                       "同じ深さで学習する数が少ない：TransEvolve ÷ 層ごとの注意。"},
         .source = kSource,
         .expected = 1,
         .measured = numbersOf(contest, "evolved") / numbersOf(contest, "per-layer"),
         .remark =
             {"Queries and keys of 2d channels cost 4d² once, W_O d² once; the feed-forward parts are the "
              "same.",
              "2d チャネルのクエリとキーに 4d²、W_O に d² を一度だけ使う。フィードフォワード部は同じ。"}},
        claimOf(
            contest, outcome,
            {.id = "trained-time-helps",
             .above = "evolved",
             .below = "frozen",
             .expected = 1,
             .statement = {"What depth adds to the scores gains 1 % at least: accuracy less that with the "
                           "scores of depth 0 in all layers, in %.",
                           "深さがスコアに加える項は 1 % 以上の差をもたらす：正解率 − 全層で深さ 0 "
                           "のスコアを使う場合、%。"},
             .source = kSource,
             .remark = {
                 "All that depth can add is one bias for each key; where both solve the task it has nothing "
                 "to gain.",
                 "深さが加えるのはキーごとのバイアス一つだけである。両者とも課題を解ければ差は出ない。"}})};
}

} // namespace

Contest evolvedContest(Index steps)
{
    const auto sequences = [](Index count, std::uint64_t seed) {
        return equalPairTask(kSymbols, kLength, count, seed);
    };
    return {.demo = "transevolve",
            .task = "equal-4",
            .model = {.vocabulary = 2 * kSymbols + 3,
                      .sizes = {.length = kLength, .width = 16, .heads = 2, .causal = false},
                      .layers = 3,
                      .inner = 64},
            .recipe = {.steps = steps, .batch = 64, .rate = 5e-3, .examples = 16384, .testSequences = 500},
            .guess = 0.5,
            .contestants = {{"per-layer", "Per layer", SoftmaxPlan{}, Role::Reference},
                            {"evolved", "TransEvolve", EvolvedPlan{}, Role::Output},
                            {"frozen", "TransEvolve ℓ=0", EvolvedPlan{.evolves = false}, Role::State}},
            .training = sequences,
            .test = sequences,
            .claims = claimsOf,
            .convention = {
                "Trained here: encoders of three layers of width 16 learn whether the two marked "
                "of 31 "
                "tokens are equal. All weights are trained there, W_O and c shared by the layers.",
                "学習では、幅 16・3 層のエンコーダが、31 トークンのうち印の付いた 2 つが等しいかを学ぶ。"
                "重みはすべて学習し、W_O と c は全層で共通である。"}};
}

} // namespace kaba::contest
