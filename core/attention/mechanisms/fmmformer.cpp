// SPDX-License-Identifier: GPL-3.0-or-later
// FMMformer (Nguyen et al., 2021), section 3: near field exact in a band, far field by feature maps:
// w₁·softmax(QKᵀ on |i − j| < k) V + w₂ Σ_l φ_l(Q)(φ_l(K)ᵀV) / φ_l(Q)Σφ_l(K).
#include "core/attention/linear_attention.h"
#include "core/attention/mechanism.h"
#include "core/attention/random_features.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr std::string_view kId = "fmmformer";
bool isChosen(const ParameterSet& values) { return mechanismIs(values, kId); }

constexpr IntParam kKernels{
    .id = "far-kernels",
    .label = {"FMMformer: far kernels", "FMMformer：遠方場のカーネル数"},
    .min = 1,
    .max = 3,
    .initial = 1,
    .help = {"Feature maps of the far field: elu(x)+1, elu(−x)+1, tanh(x)+1.",
             "遠方場の特徴写像です：elu(x)+1、elu(−x)+1、tanh(x)+1。"},
    .enabledWhen = isChosen,
};
constexpr RealParam kNearWeight{
    .id = "near-weight",
    .label = {"FMMformer: weight of the near field", "FMMformer：近接場の重み"},
    .min = 0,
    .max = 1,
    .initial = 0.5,
    .help = {"The far field gets the rest; the paper learns both.",
             "残りが遠方場の重みです。論文では両方を学習します。"},
    .enabledWhen = isChosen,
};

/// ln of the feature map, so that no feature underflows.
double logFeatureOf(int kernel, double x)
{
    const auto logElu = [](double value) { return value > 0 ? std::log1p(value) : value; };
    if (kernel < 2)
        return logElu(kernel == 0 ? x : -x);
    return std::numbers::ln2 - std::max(-2 * x, 0.0) - std::log1p(std::exp(-2 * std::abs(x)));
}

Eigen::MatrixXd logFeaturesBy(int kernel, const Eigen::MatrixXd& rows)
{
    return rows.unaryExpr([kernel](double x) { return logFeatureOf(kernel, x); });
}

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    const Eigen::Index band = std::max<Eigen::Index>(1, (settings.budget + 1) / 2);
    Result<AttentionResult> result = bandedAttention(problem, band, context);
    if (!result)
        return result;
    const double near = ownValue(settings, kNearWeight);
    const int kernels = ownValue(settings, kKernels);
    result->outputs *= near;
    const double scale = std::sqrt(problem.scale());
    for (int kernel = 0; kernel < kernels; ++kernel) {
        const Result<FeatureSums> far =
            featureSums(logFeaturesBy(kernel, scale * problem.queries),
                        logFeaturesBy(kernel, scale * problem.keys), problem.values, problem.causal, context);
        if (!far)
            return far.error();
        result->outputs += (1 - near) / kernels * far->averages();
        result->cost += far->cost;
    }
    return result;
}

} // namespace

namespace mechanisms {

Mechanism fmmformer()
{
    return {.id = kId,
            .name = {"FMMformer: near and far field", "FMMformer：近接場と遠方場"},
            .budget = {"width of the band", "帯の幅"},
            .parameters = {kNearWeight, kKernels},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
