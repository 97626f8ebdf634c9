// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/math/lanes.h"
#include "core/ssm/dplr.h"

#include <array>
#include <cstddef>
#include <span>

namespace kaba {

/// The recurrence of S4 in the modes of A, bilinear rule, at O(N) a sample: with D = (2/Δ − Λ)⁻¹
///   Ā = (2/Δ + Λ)D − DP(I + P*DP)⁻¹(4/Δ)P*D, B̄ = 2(I − DP(I + P*DP)⁻¹P*)DB,
/// so that a step is a product with a diagonal matrix and one inner product for each column of P.
/// Source: S4 (2022), theorem 2 and appendix C (its A₀ and A₁, here multiplied out).
class DplrStep {
public:
    /// `modes` is dplr.inModes(C), the readout itself and not C̃. Requires step > 0. Cost O(N).
    DplrStep(const Dplr& dplr, double step, const Eigen::VectorXcd& modes);

    /// output_k = y_k for every input, going on from the state that earlier calls left. Requires equal lengths.
    void run(std::span<const double> input, std::span<double> output);
    /// V*x, the kept modes of the state; zero at the start.
    Eigen::VectorXcd state() const;

private:
    std::size_t m_modes;
    std::size_t m_rank;
    LaneBuffer m_rows;              ///< real and imaginary rows of so many lanes, in the order of enum Row
    std::array<double, 2> m_gain{}; ///< what the input adds to each inner product
};

} // namespace kaba
