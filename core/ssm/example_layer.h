// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/trained_layer.h"

#include <vector>

namespace kaba {

/// What each channel of the example layer was fitted to, by its number: 1024 samples of a kernel.
std::vector<double> exampleTarget(Eigen::Index channel);

/// The S4D layer that the program ships: 8 channels of 16 modes, λ_n = −½ + iπn as in S4D-Lin, Δ = 1.7/1024. C makes
/// the kernel as near to the channel's target as it can be, in the sense of least squares with a slight pull to 0.
/// Cost about 2 M multiply-adds.
TrainedLayer exampleLayer();

} // namespace kaba
