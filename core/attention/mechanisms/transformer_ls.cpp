// SPDX-License-Identifier: GPL-3.0-or-later
// Transformer-LS (Zhu et al., 2021), section 3: a window and an input-dependent projection of rank r, one softmax.
#include "core/attention/long_short.h"
#include "core/attention/long_short_params.h"

#include <algorithm>

namespace kaba {
namespace {

struct Shares {
    LongShortSettings settings;
    Eigen::Index rank = 0;
};

/// Half of the budget for the window, half for the summaries; where causal, one summary for each of so many chunks.
Shares sharesOf(const AttentionProblem& problem, Eigen::Index budget)
{
    const Eigen::Index n = problem.tokens();
    if (budget >= n)
        return {{.window = n}, 0};
    if (!problem.causal) {
        const Eigen::Index rank = std::max<Eigen::Index>(1, budget / 2);
        return {{.window = (budget - rank) / 2}, rank};
    }
    const Eigen::Index window = std::max<Eigen::Index>(1, budget / 2);
    const Eigen::Index summaries = budget - window;
    if (summaries == 0)
        return {{.window = window}, 0};
    return {{.window = window, .chunk = (n + summaries - 1) / summaries}, 1};
}

/// W_P is random where nothing is trained; the keys stand for the input X.
Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    constexpr std::uint64_t kSeedOffset = 20;
    Shares shares = sharesOf(problem, settings.budget);
    shares.settings.dualNorm = ownValue(settings, kDualNorm);
    const Eigen::MatrixXd maps =
        normalRows(static_cast<std::uint64_t>(settings.seed) + kSeedOffset, problem.dim(), shares.rank);
    const Projection projection = dynamicProjection(
        problem.keys, maps, ownValue(settings, kProjectionSharpness), shares.settings.chunk);
    return LongShort(problem, projection, shares.settings).attend(context);
}

} // namespace

namespace mechanisms {

Mechanism transformer_ls()
{
    return {.id = kLongShortId,
            .name = {"Transformer-LS: window and summaries", "Transformer-LS：窓と要約"},
            .budget = {"window and summaries", "窓と要約の数"},
            .exactWith = "",
            .parameters = {kProjectionSharpness, kDualNorm},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
