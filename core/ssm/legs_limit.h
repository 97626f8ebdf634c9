// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <vector>

namespace kaba {

/// The answer of the first state to one sample held for `spacing` time units, read every `spacing` time units: S4D-LegS
/// with half its input (its order even), and LegS itself, exactly e^{−kδ}(1 − e^{−δ}).
struct FirstState {
    double spacing = 0;
    std::vector<double> diagonal = {};
    std::vector<double> exact = {};
};
FirstState firstState(int order);

/// Their distance over ten time units, relative, in the Euclidean norm. Cost O(N³).
double distanceFromLegS(int order);

/// That the distance is smaller than at a quarter of the order (S4D, theorem 3).
Claim legsLimitClaim(int order);

} // namespace kaba
