// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/h3/h3_layer.h"
#include "core/learn/language_model.h"
#include "core/ssm/state_space.h"

#include <optional>
#include <vector>

namespace kaba::learn {

/// The diagonal systems of a trained layer in plain numbers, continuous and with their skips: what core/ssm computes
/// kernels (vandermondeKernel), states (discretize, scan) and frequency responses of.
struct TrainedMemory {
    std::vector<DiagonalStateSpace> systems = {}; ///< one a channel, of H3 one a head
    std::vector<double> steps = {};               ///< Δ of each
    Discretization rule = {};
};

/// Of an S4D, GSS or H3 block; nothing of others.
template <class Scalar>
std::optional<TrainedMemory> memoryOf(const Weights<Scalar>& weights, const Block& block);

/// A trained H3 layer as core/h3 takes it apart: the same function of the normalised stream, head-major.
template <class Scalar>
kaba::H3Layer layerOf(const Weights<Scalar>& weights, const learn::H3Layer& layer);

} // namespace kaba::learn
