// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/mechanism.h"

namespace kaba {

/// The far field's feature maps are the first of elu(x) + 1, elu(−x) + 1 and tanh(x) + 1.
inline constexpr int kMostFarKernels = 3;

struct FmmSettings {
    Eigen::Index band = 16; ///< k: pairs with |i − j| < k are near; 0: none is
    int farKernels = 1;     ///< r; 0: no far field
    double nearWeight = 0.5;
    double farWeight = 0.5; ///< of all far kernels together, 1/r for each
};

/// ln φ of each entry, so that no feature underflows. `kernel` counts from 0 to kMostFarKernels − 1.
Eigen::MatrixXd logFarFeatures(int kernel, const Eigen::MatrixXd& rows);

/// FMMformer (Nguyen et al., 2021), section 3: w₁ D V + w₂/r Σ_l L_l V with D the softmax of the logits on the band (causal:
/// 0 ≤ i − j < k) and L_l = φ_l(Q) φ_l(K)ᵀ, each row divided by its sum. Queries and keys enter φ times √scale. A
/// relative position bias enters the near field only. No pair outside the band is looked at. Requires a band or a far
/// kernel. Cost about 2 n k (d + d_v) + 2 r n d (d_v + 1) multiply-adds. Stops when asked.
Result<AttentionResult> fmmAttention(const AttentionProblem& problem, const FmmSettings& settings,
                                     const RunContext& context);

inline constexpr std::string_view kFmmformerId = "fmmformer";
inline bool fmmformerIsChosen(const ParameterSet& values) { return mechanismIs(values, kFmmformerId); }

inline constexpr RealParam kNearWeight{
    .id = "near-weight",
    .label = {"FMMformer: weight w₁ of the near field", "FMMformer：近接場の重み w₁"},
    .min = 0,
    .max = 1,
    .initial = 0.5,
    .help = {"The paper learns both weights; here rows sum to w₁ + w₂.",
             "論文では両方の重みを学習します。ここでは行の和が w₁ + w₂ になります。"},
    .enabledWhen = fmmformerIsChosen,
};
inline constexpr RealParam kFarWeight{
    .id = "far-weight",
    .label = {"FMMformer: weight w₂ of the far field", "FMMformer：遠方場の重み w₂"},
    .min = 0,
    .max = 1,
    .initial = 0.5,
    .help = {"Shared equally by the far kernels.", "遠方場のカーネルが等分します。"},
    .enabledWhen = fmmformerIsChosen,
};
inline constexpr IntParam kFarKernels{
    .id = "far-kernels",
    .label = {"FMMformer: far kernels r", "FMMformer：遠方場のカーネル数 r"},
    .min = 1,
    .max = kMostFarKernels,
    .initial = 1,
    .help = {"Feature maps of the far field: elu(x)+1, elu(−x)+1, tanh(x)+1.",
             "遠方場の特徴写像です：elu(x)+1、elu(−x)+1、tanh(x)+1。"},
    .enabledWhen = fmmformerIsChosen,
};

/// What a set of these parameters asks for with that band; where it lacks one, its initial value counts.
FmmSettings fmmSettingsOf(const MechanismSettings& settings, Eigen::Index band);

} // namespace kaba
