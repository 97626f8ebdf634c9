// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/ssm/discretization.h"

#include <Eigen/Core>

#include <string>

namespace kaba {

/// Eigenvalues of a layer for the eye and the hand.
struct Poles {
    Eigen::VectorXcd lambda; ///< of A
    double step = 1;
    Discretization method = {};
    bool conjugatePairs = false; ///< each stands for itself and its conjugate
    std::string parameter = {};  ///< the PointsParam that they are the value of; empty: they cannot be moved
};

/// The panel `eigenvalues`: λ of A (layer `continuous`).
Panel continuousPlane(const Poles& poles);

/// Puts λ̄ of Ā into the plane of A (layer `discrete`).
void addDiscrete(Panel& continuousPlane, const Poles& poles);

/// The panel `eigenvalues-discrete`: λ̄ with the unit circle, the image of the left half plane under the rule, and the
/// images of lines of equal decay (e^{−1} after 30, 10, 3, 1 samples) and equal frequency (1/16, 1/8, 1/4 cycles per
/// sample).
Panel discretePlane(const Poles& poles);

} // namespace kaba
