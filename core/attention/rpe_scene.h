// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/kernelized_rpe.h"
#include "core/base/demo.h"

#include <vector>

namespace kaba {

/// b_δ for δ = 1 − n … n − 1.
enum class BiasShape {
    Power, ///< −α |δ|^γ
    Buckets, ///< α times a seeded normal number for each of 16 buckets a side, as wide as T5's (Raffel et al., 2020)
    Periodic, ///< α cos(2πδ/16)
    Drawn,    ///< a curve by hand over all offsets
};
struct BiasSettings {
    BiasShape shape = BiasShape::Power;
    double strength = 0; ///< α
    double exponent = 1; ///< γ
    std::vector<double> curve = {};
};
/// Requires tokens ≥ 1, and a curve where it is Drawn.
std::vector<double> relativeBias(const BiasSettings& settings, Eigen::Index tokens, std::uint64_t seed);

struct RpeSettings {
    Eigen::Index tokens = 256, dim = 16;
    int features = 64;
    double norm = 1.5; ///< of every query and key
    Lengths lengths = Lengths::Normalised;
    FeatureKind kind = FeatureKind::Plain;
    BiasSettings bias = {};
    bool causal = false;
    std::uint64_t seed = 1;
};

/// Queries and keys of one length in random directions, values, and the bias. The rows are d^¼ times as long as
/// `norm`, which undoes the √d of the logits: these are q·k of rows of that length.
AttentionProblem rpeProblem(const RpeSettings& settings);

/// All that the panels read.
struct RpeScene {
    const Request& request;
    RpeSettings settings;
    AttentionProblem problem; ///< with the lengths as given
    AttentionProblem target;  ///< whose softmax the features estimate
    LogFeatures features;
    RpeResult fast;
    AttentionResult pairs;
};
/// Stops when asked.
Result<RpeScene> rpeScene(const Request& request, const RpeSettings& settings, const RunContext& context);

/// Mean over rows of Σ_j |estimate_ij − exact_ij| against the softmax that is estimated, averaged over a few draws of
/// the features: from 0 to 2.
double rpeError(const RpeSettings& settings);

} // namespace kaba
