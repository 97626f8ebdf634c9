// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo.h"

#include <Eigen/Core>

namespace kaba {

/// A = V(Λ − P P*)V* with V unitary: diagonal plus low rank. Of each conjugate pair the mode with negative imaginary
/// part is kept, the most negative first; a real mode, if any, comes last. Sums over all modes are sums over the kept
/// ones and their conjugates, the real mode counted once.
struct Dplr {
    Eigen::VectorXcd lambda; ///< n kept modes
    Eigen::VectorXcd b;      ///< V*B, n
    Eigen::MatrixXcd p;      ///< V*P, n × rank, rank 1 or 2
    Eigen::MatrixXcd basis;  ///< V, N × n; a dead state (zero row and column of A and B) has a zero row
    bool realModeLast = false;

    /// CV: the readout of the kept modes, n.
    Eigen::VectorXcd inModes(const Eigen::VectorXd& c) const { return basis.transpose() * c; }
};

/// LegS (time-invariant), LegT, LagT and Fourier have this form; LMU has not.
constexpr bool hasDplr(Measure measure) { return measure != Measure::Lmu; }

/// Of hippo(measure, order, window). Requires hasDplr and a valid order. Low-rank parts for window 1: LegS
/// p_n = √(n+½); LegT the odd and the even √(2n+1) apart (rank 2); LagT p_n = √½; Fourier B/√2.
/// Fails as hippo() does. Cost O(N³). Source: S4 (2022), theorem 1 and appendix C.
Result<Dplr> dplrOf(Measure measure, int order, double window = 1);

} // namespace kaba
