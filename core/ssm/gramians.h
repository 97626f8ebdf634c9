// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/state_space.h"

namespace kaba {

/// Eigenvalues of a Gramian, ascending, and what they say.
struct GramianSpectrum {
    Eigen::VectorXd eigenvalues;
    double condition =
        0; ///< greatest over least eigenvalue; where singular the least that can be told: 1/(N·2⁻⁵²)
    bool singular = false; ///< the least eigenvalue is no more than rounding
};

/// Of x_k = Ā x_{k−1} + B̄ u_k: how far unit input reaches each direction of the state, W = Σ Ā^k B̄B̄ᵀ Āᵀ^k, and how
/// loudly each direction answers, W = Σ Āᵀ^k CᵀC Ā^k.
struct Gramians {
    GramianSpectrum controllability, observability;
};

/// By doubling: each round adds as many terms as are there. Requires ρ(Ā) < 1. Cost O(N³ log 1/(1 − ρ)).
/// Stops when asked. Source: Smith, SIAM J. Appl. Math. 16 (1968); squared form.
Result<Gramians> gramians(const StateSpace& discrete, const RunContext& context);

} // namespace kaba
