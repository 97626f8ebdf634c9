// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/math/random.h"

#include <Eigen/Core>

namespace kaba {

/// TransEvolve's feed-forward matrix of depth ℓ (randomFF): W_ℓ = U_ℓ S V_ℓ, d_in × d_out, applied to rows. U_ℓ and V_ℓ
/// are waves of ℓ with random frequencies that nothing trains; only the diagonal S is learned.
class TemporalProjection {
public:
    /// Draws the frequencies from N(0, d_in²) and N(0, d_out²), S uniform in ±√(6/min(d_in, d_out)). Requires even
    /// sizes.
    TemporalProjection(Random& random, Eigen::Index in, Eigen::Index out);

    /// [sin(Ω ∘ ℓπp/d_in), cos(·)]/√d_out, d_in × d_in: rows of squared length d_in/(2 d_out).
    Eigen::MatrixXd left(int depth) const;
    /// The same of d_out: rows of squared length ½.
    Eigen::MatrixXd right(int depth) const;
    /// W_ℓ. At ℓ = 0 all rows of U are alike, so W_0 has rank 1; later its rank is one less than the smaller side,
    /// since the sine of p = 0 vanishes. Cost O(d_in min(d_in, d_out) d_out).
    Eigen::MatrixXd weights(int depth) const;

private:
    Eigen::MatrixXd m_inFrequencies, m_outFrequencies;
    Eigen::VectorXd m_values;
};

/// How far the rows of a matrix, brought to length 1, are from being orthonormal: ‖RRᵀ − I‖_F/√rows, 0 for a rotation.
/// A row of zeros counts as it is.
double distanceFromRotation(const Eigen::MatrixXd& matrix);

} // namespace kaba
