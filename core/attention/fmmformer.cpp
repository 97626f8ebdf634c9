// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/fmmformer.h"

#include "core/attention/linear_attention.h"
#include "core/attention/random_features.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

double logFeatureOf(int kernel, double x)
{
    const auto logElu = [](double value) { return value > 0 ? std::log1p(value) : value; };
    if (kernel < 2)
        return logElu(kernel == 0 ? x : -x);
    return std::numbers::ln2 - std::max(-2 * x, 0.0) - std::log1p(std::exp(-2 * std::abs(x)));
}

Result<AttentionResult> nearField(const AttentionProblem& problem, const FmmSettings& settings,
                                  const RunContext& context)
{
    if (settings.band == 0)
        return AttentionResult{Eigen::MatrixXd::Zero(problem.tokens(), problem.values.cols()), {}};
    Result<AttentionResult> near = bandedAttention(problem, settings.band, context);
    if (near)
        near->outputs *= settings.nearWeight;
    return near;
}

} // namespace

Eigen::MatrixXd logFarFeatures(int kernel, const Eigen::MatrixXd& rows)
{
    return rows.unaryExpr([kernel](double x) { return logFeatureOf(kernel, x); });
}

Result<AttentionResult> fmmAttention(const AttentionProblem& problem, const FmmSettings& settings,
                                     const RunContext& context)
{
    Result<AttentionResult> result = nearField(problem, settings, context);
    if (!result)
        return result;
    const double root = std::sqrt(problem.scale());
    for (int kernel = 0; kernel < settings.farKernels; ++kernel) {
        const Result<FeatureSums> far =
            featureSums(logFarFeatures(kernel, root * problem.queries),
                        logFarFeatures(kernel, root * problem.keys), problem.values, problem.causal, context);
        if (!far)
            return far.error();
        result->outputs += settings.farWeight / settings.farKernels * far->averages();
        result->cost += far->cost;
    }
    return result;
}

FmmSettings fmmSettingsOf(const MechanismSettings& settings, Eigen::Index band)
{
    return {.band = band,
            .farKernels = ownValue(settings, kFarKernels),
            .nearWeight = ownValue(settings, kNearWeight),
            .farWeight = ownValue(settings, kFarWeight)};
}

} // namespace kaba
