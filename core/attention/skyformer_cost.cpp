// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_panels.h"
#include "core/attention/skyformer_scene.h"
#include "core/attention/sweeps.h"

#include <algorithm>

namespace kaba {
namespace {

constexpr int kLeastTokens = 256;
constexpr int kMostLandmarks = 128; ///< beyond, d³ alone would be seen
constexpr int kMostTokens = 2048;

Result<AttentionResult> wholeKernel(const AttentionProblem& problem, int, const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    AttentionResult result;
    const Eigen::MatrixXd rows = liftedRows(problem);
    const Eigen::MatrixXd kernel =
        gaussianKernel(result.cost, rows.topRows(problem.tokens()), rows.bottomRows(problem.tokens()));
    result.outputs = counted(result.cost, kernel, problem.values);
    return result;
}

Result<std::vector<TokensSweep>> sweepsOf(const SkyformerScene& scene, const RunContext& context)
{
    const int landmarks = std::min(scene.settings.landmarks, kMostLandmarks);
    const Attender attenders[] = {{"softmax", {"whole kernel", "カーネル全体"}, wholeKernel},
                                  {"skyformer", text("Skyformer, d = {}", "Skyformer（d = {}）", landmarks),
                                   [&](const AttentionProblem& problem, int budget, const RunContext& inner) {
                                       NystromSettings settings = scene.settings;
                                       settings.landmarks = budget;
                                       return nystromAttention(problem, settings, inner);
                                   }}};
    const std::vector<int> tokens = doublingFrom(kLeastTokens, kMostTokens);
    const auto make = [&](int count) { return normalProblem(count, scene.problem().dim()); };
    std::vector<TokensSweep> sweeps;
    for (const Attender& attender : attenders) {
        Result<TokensSweep> sweep =
            costAgainstTokens(attender, make, landmarks, tokens, Clock::None, context);
        if (!sweep)
            return sweep.error();
        sweeps.push_back(*std::move(sweep));
    }
    return sweeps;
}

} // namespace

Status addSkyformerCost(const SkyformerScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("multiply-adds"))
        return Done{};
    const Result<std::vector<TokensSweep>> sweeps = sweepsOf(scene, context);
    if (!sweeps)
        return sweeps.error();
    figure.panels.push_back(growthPanel("multiply-adds", *sweeps, Growth::MultiplyAdds));
    figure.claims.push_back(
        {.id = "linear-in-tokens",
         .kind = Claim::Kind::Paper,
         .relation = Claim::Relation::AtMost,
         .statement = {"The multiply-adds grow linearly with the tokens: fitted power of n.",
                       "積和はトークン数に比例して増える：当てはめた n の指数。"},
         .source = {"Skyformer (2021), section 4.2", "Skyformer (2021)、4.2 節"},
         .expected = 1.1,
         .measured = sweeps->back().slope(Growth::MultiplyAdds),
         .remark = {"With many landmarks, d³ for their inverse stands beside n·d and hides the slope.",
                    "ランドマークが多いと、逆行列の d³ が n·d より大きくなり傾きが隠れる。"}});
    return Done{};
}

} // namespace kaba
