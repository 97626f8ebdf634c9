// SPDX-License-Identifier: GPL-3.0-or-later
// FMMformer (Nguyen et al., 2021), section 3: near field exact in a band, far field by feature maps:
// w₁·softmax(QKᵀ on |i − j| < k) V + w₂ Σ_l φ_l(Q)(φ_l(K)ᵀV) / φ_l(Q)Σφ_l(K).
#include "core/attention/exact_attention.h"
#include "core/attention/linear_attention.h"
#include "core/attention/mechanism.h"

#include <algorithm>
#include <cmath>

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

double featureOf(int kernel, double x)
{
    const auto elu = [](double value) { return value > 0 ? value : std::expm1(value); };
    return kernel == 0 ? elu(x) + 1 : kernel == 1 ? elu(-x) + 1 : std::tanh(x) + 1;
}

Eigen::MatrixXd features(int kernel, const Eigen::MatrixXd& rows)
{
    return rows.unaryExpr([kernel](double x) { return featureOf(kernel, x); });
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
        const Result<AttentionResult> far =
            linearAttention(features(kernel, scale * problem.queries), features(kernel, scale * problem.keys),
                            problem.values, problem.causal, context);
        if (!far)
            return far;
        result->outputs += (1 - near) / kernels * far->outputs;
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
