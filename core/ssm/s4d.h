// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/ssm/state_space.h"

namespace kaba {

/// Diagonal initialisations of S4D: order N means N/2 complex modes, each for itself and its conjugate.
enum class S4dInit {
    Lin,  ///< λ_n = −½ − iπn
    Inv,  ///< λ_n = −½ − i(N/π)(N/(2n+1) − 1)
    LegS, ///< the normal part of HiPPO-LegS, with B = V*b of its input
    Real, ///< λ_n = −(n+1)
    Quad, ///< λ_n = −½ − i(2n+1)²/π
    Inv2, ///< λ_n = −½ − i(N/π)(N/(n+1) − 1)
};

/// How many real numbers the readout of that initialisation has: N for LegS (C = cᵀV), else N/2 (C itself).
int s4dReadoutSize(S4dInit init, int order);

/// The continuous system with y = 2 Re Σ C_n x_n, the imaginary parts negative as in version 4 of the S4 code; B_n = 1 but
/// for LegS. CannotCompute where the order is odd. Requires readout.size() = s4dReadoutSize. Cost O(N), LegS O(N³).
/// Source: S4D (2022), section 4; LegS without its factor ½ on B, as in the code.
Result<DiagonalStateSpace> s4d(S4dInit init, int order, const Eigen::VectorXd& readout);

} // namespace kaba
