// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer_kernel.h"

#include <span>
#include <vector>

namespace kaba {

/// One layer with everything that was computed of it.
struct LayerRun {
    const SsmLayer& layer;
    KernelMethod method;
    double radius; ///< ρ(Ā)
    std::span<const double> input, kernel, reference, recurrent, convolved;
    double sampleRate = 0; ///< samples per second of the input, 0 where unknown
};

/// max |a − b| / max |b|; 0 where both vanish, NaN where either is not finite.
double relativeDifference(std::span<const double> a, std::span<const double> b);

/// What theory and papers claim of this run. Identities are stated only where ρ(Ā) ≤ 1: past that limit the numbers
/// grow until rounding is all that is left.
std::vector<Claim> layerClaims(const LayerRun& run);

} // namespace kaba
