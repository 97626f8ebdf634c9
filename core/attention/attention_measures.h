// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <Eigen/Core>

namespace kaba {

/// −Σ_j w_ij ln w_ij of each row, in nats: 0 where a token sees one token, ln n where it sees all alike. Requires
/// rows that are not negative and sum to 1.
Samples rowEntropies(const Eigen::MatrixXd& weights);

/// The same of |w_ij| / Σ_j |w_ij|, for weights of any sign and sum; 0 for a row of zeros.
Samples rowEntropiesOfSizes(const Eigen::MatrixXd& weights);

/// Singular values, the largest first. Cost O(n³).
Samples singularValues(const Eigen::MatrixXd& matrix);

/// exp of the entropy of σ_i / Σσ: how many directions a matrix really uses (Roy and Vetterli, 2007). Requires values
/// that are not negative and not all 0.
double effectiveRank(const Samples& singular);

/// The weight that 99 % of the positive ones do not exceed: where the colours of a map may end, so that a few large
/// weights do not leave the rest in the dark. 1 where none is positive. Cost O(n²).
double largeWeight(const Eigen::MatrixXd& weights);

/// One more layer of attention rollout (Abnar and Zuidema, 2020): ½(A + I)·below, how much of each token's input each
/// token holds after it, if half of what a layer gives is what it was given. An empty `below` stands for the identity,
/// the input itself. Requires square matrices of one size; where rows of both sum to 1, so do those of the result.
/// Cost n³.
Eigen::MatrixXd rolledThrough(const Eigen::MatrixXd& layer, const Eigen::MatrixXd& below);

/// ‖found − exact‖_F / ‖exact‖_F; 0 where both are 0.
double relativeError(const Eigen::MatrixXd& found, const Eigen::MatrixXd& exact);

/// The matrix in at most `most` × `most` tiles that keep what stands out: of each tile the entry of largest size.
/// The matrix itself where it is small enough.
Eigen::MatrixXd tilesOfExtremes(const Eigen::MatrixXd& matrix, Eigen::Index most);

} // namespace kaba
