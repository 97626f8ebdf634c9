// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer_kernel.h"

#include <span>
#include <vector>

namespace kaba {

/// The states and the sample that a reader looks at.
struct LayerFocus {
    std::size_t state = 0, other = 0;
    std::size_t moment = 0;
};

/// One layer with everything that was computed of it.
struct LayerRun {
    const SsmLayer& layer;
    KernelMethod method;
    double radius; ///< ρ(Ā)
    std::span<const double> input, kernel, reference, recurrent, convolved;
    double sampleRate = 0; ///< samples per second of the input, 0 where unknown
    LayerFocus focus = {};
};

/// max |a − b| / max |b|; 0 where both vanish, NaN where either is not finite.
double relativeDifference(std::span<const double> a, std::span<const double> b);

/// max |a_k − b_k|. Requires finite values, as many of both.
double largestDifference(std::span<const double> a, std::span<const double> b);

/// The relative distance of two kernels that rounding alone explains: each power carries a rounding of Ā along, and Ā
/// comes from a solve with I − αΔA whose right side is as large as Δ‖A‖. 1e-10 at least.
double kernelRounding(const SsmLayer& layer, std::size_t length);

/// That the recurrence and the convolution agree up to rounding: stated only where ρ(Ā) ≤ 1.
Claim viewsAgree(const LayerRun& run);

/// That ρ(Ā) ≤ 1 at any Δ: theory where isDecaying() and isAStable().
Claim staysStable(double radius);
bool isDecaying(const SsmLayer& layer);       ///< Re λ ≤ 0
bool isAStable(const Discretization& method); ///< α ≥ ½, zero-order hold

/// What theory and papers claim of this run. Identities are stated only where ρ(Ā) ≤ 1: past that limit the numbers
/// grow until rounding is all that is left.
std::vector<Claim> layerClaims(const LayerRun& run);

} // namespace kaba
