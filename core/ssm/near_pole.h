// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/dplr.h"

#include <complex>
#include <span>
#include <vector>

namespace kaba {

/// A point of the imaginary axis where one mode dwarfs 1 in Woodbury's identity and would take digits with it.
struct NearPole {
    std::size_t node;
    Eigen::Index mode;
};

/// The points i·y_k where |P_n|²Δ/|iy_k − conj(Δλ_n)| is large, with the mode n where it is largest.
/// Requires ascending y ≥ 0. Cost O(N log N + points found).
std::vector<NearPole> nodesNearPoles(const Dplr& dplr, double step, std::span<const double> y);

/// C̃ (iy/Δ − A)⁻¹ B with the conjugate of mode `mode` eliminated last: the Schur complement of the others is well
/// conditioned, and the point may lie on the pole. `modes` is C̃ in modes. Cost O(N).
std::complex<double> resolventNearPole(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                                       Eigen::Index mode, double y);

} // namespace kaba
