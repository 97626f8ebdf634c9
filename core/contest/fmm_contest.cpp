// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_figure.h"
#include "core/contest/contests.h"
#include "core/contest/tasks.h"

namespace kaba::contest {
namespace {

constexpr int kSymbols = 10;
constexpr Index kLength = 48;

const Text kSource{"FMMformer (2021), synthetic copy task", "FMMformer (2021)、コピーの人工課題"};
const Text kRemark{"One seed: another one moves an accuracy by a few percent.",
                   "種は 1 つ。別の種では正解率が数 % 変わる。"};

std::vector<Claim> claimsOf(const Contest& contest, const Outcome& outcome)
{
    return {
        claimOf(contest, outcome,
                {.id = "trained-near-field-helps",
                 .above = "fmm-1-5",
                 .below = "linear",
                 .statement = {"Linear attention copies better with a band of 5 beside it: difference of the "
                               "accuracies in %.",
                               "線形注意は幅 5 の帯を加えるとよりよくコピーする：正解率の差、%。"},
                 .source = kSource,
                 .remark = kRemark}),
        claimOf(contest, outcome,
                {.id = "trained-kernels-help",
                 .above = "fmm-3-5",
                 .below = "fmm-1-5",
                 .statement = {"Three far kernels copy better than one: difference of the accuracies in %.",
                               "遠方場のカーネルは 1 つより 3 つの方がよくコピーする：正解率の差、%。"},
                 .source = kSource,
                 .remark = kRemark}),
        claimOf(contest, outcome,
                {.id = "trained-reaches-softmax",
                 .above = "fmm-3-10",
                 .below = "softmax",
                 .expected = -1,
                 .statement = {"Three kernels and a band of 10 come within 1 % of softmax: difference of the "
                               "accuracies in %.",
                               "カーネル 3 つと幅 10 の帯は softmax に 1 % 以内まで迫る：正解率の差、%。"},
                 .source = kSource,
                 .remark = kRemark})};
}

} // namespace

Contest fmmContest(Index steps)
{
    const auto sequences = [](Index count, std::uint64_t seed) {
        return copyTask(kSymbols, kLength, count, seed);
    };
    return {.demo = "fmmformer",
            .task = "copy-10",
            .model = {.vocabulary = kSymbols + 1,
                      .sizes = {.length = kLength, .width = 16, .heads = 1, .causal = true},
                      .layers = 2,
                      .inner = 64},
            .recipe = {.steps = steps, .rate = 1e-2},
            .guess = 1.0 / kSymbols,
            .contestants = {{"softmax", "Softmax", SoftmaxPlan{}, Role::Reference},
                            {"linear", "Linear", FmmPlan{.band = 0, .kernels = 1}, Role::Error},
                            {"fmm-1-5", "FMM r=1 k=5", FmmPlan{.band = 5, .kernels = 1}, Role::Output},
                            {"fmm-2-5", "FMM r=2 k=5", FmmPlan{.band = 5, .kernels = 2}, Role::State},
                            {"fmm-3-5", "FMM r=3 k=5", FmmPlan{.band = 5, .kernels = 3}, Role::Accent},
                            {"fmm-3-10", "FMM r=3 k=10", FmmPlan{.band = 10, .kernels = 3}, Role::Accent, 1}},
            .training = sequences,
            .test = sequences,
            .claims = claimsOf};
}

} // namespace kaba::contest
