// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/cauchy.h"
#include "core/ssm/dplr.h"

#include <complex>
#include <span>
#include <vector>

namespace kaba {

/// The Cauchy sums of S4 (algorithm 1) over the modes of A at z = iy, with b = V*B, p = V*P and the readout c in
/// modes: Σ b c/(z − Δλ), then for each column p of P: Σ b p̄ and Σ p c, then Σ p̄_i p_j row by row, all times Δ.
CauchySums s4CauchySums(const Dplr& dplr, double step, const Eigen::VectorXcd& modes);

/// The generating function of a kernel of `length` samples at the roots of unity ω_k = e^{−2πik/length}, by the
/// bilinear rule: K̂(ω) = 2/(1+ω) · C̃ (z/Δ − A)⁻¹ B, z = 2(1−ω)/(1+ω), through Cauchy sums and Woodbury's identity.
/// ω = −1 is taken by its limit; points next to a pole of the diagonal part by eliminating that mode last, so that a
/// mode with Re λ = 0, or λ = 0 itself at ω = 1, costs no digits. One object serves several threads at a time.
class GeneratingFunction {
public:
    explicit GeneratingFunction(std::size_t length); ///< requires length ≥ 1; cost and memory O(length)

    std::size_t length() const { return m_length; }
    /// y_k = 2 tan(πk/length), where z_k = i·y_k, k = 0…⌈length/2⌉−1: all of K̂ but ω = −1.
    std::span<const double> nodes() const { return std::span(m_nodes).first((m_length + 1) / 2); }

    /// spectrum_k = K̂(ω_k), k = 0…⌊length/2⌋. `modes` is dplr.inModes(C̃). Requires step > 0. Cost O(N·length), and
    /// some hundred kilobytes. Cancelled soon after it was asked to stop; reports no progress, as several threads may
    /// share the context.
    Status evaluate(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                    std::span<std::complex<double>> spectrum, const RunContext& context) const;

private:
    std::size_t m_length;
    std::vector<double> m_nodes; ///< padded with zeros to whole blocks of lanes
};

} // namespace kaba
