// SPDX-License-Identifier: GPL-3.0-or-later
// Stable, Fast and Accurate: Kernelized Attention with Relative Positional Encoding (Luo et al., 2021): positive random
// features of normalised queries and keys, and a relative bias that enters as Toeplitz products by FFT.
#include "core/attention/kernelized_rpe_params.h"
#include "core/attention/linear_attention.h"

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    const Lengths lengths = ownValue(settings, kRpeNormalise) ? Lengths::Normalised : Lengths::Kept;
    const LogFeatures features =
        rpeFeatures(problem, lengths, static_cast<FeatureKind>(ownValue(settings, kRpeFeatures)),
                    settings.budget, static_cast<std::uint64_t>(settings.seed) + kRpeFeatureSeed);
    if (!problem.bias.empty()) {
        Result<RpeResult> result = rpeByFft(features, problem, context);
        if (!result)
            return result.error();
        return std::move(result->attention);
    }
    const Result<FeatureSums> sums =
        featureSums(features.queries, features.keys, problem.values, problem.causal, context);
    if (!sums)
        return sums.error();
    AttentionResult result{normalisedSums(sums->sums), features.cost};
    result.cost += sums->cost;
    return result;
}

} // namespace

namespace mechanisms {

Mechanism kernelized_attention_rpe()
{
    return {.id = kKernelizedRpeId,
            .name = {"Kernelised with RPE: features and FFT", "RPE 付きカーネル化：特徴と FFT"},
            .budget = {"random features m", "ランダム特徴の数 m"},
            .parameters = {kRpeNormalise, kRpeFeatures},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
