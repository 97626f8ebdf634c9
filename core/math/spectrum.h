// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace kaba {

struct Spectrum {
    Eigen::VectorXcd eigenvalues; ///< N, conjugate pairs next to each other
    /// κ₂(V) = σ_max/σ_min of the eigenvectors of length 1: 1 for a normal matrix, infinite for a defective one;
    /// at most kMostCondition, where double precision no longer tells.
    double condition = 1;
};

inline constexpr double kMostCondition = 1 / 2.220446049250313e-16;

/// The eigenvalues alone, in a third of the time.
Eigen::VectorXcd eigenvaluesOf(const Eigen::MatrixXd& a);
Eigen::VectorXcd eigenvaluesOf(const Eigen::MatrixXcd& a);

/// Eigenvalues and condition of the eigenvectors by the QR algorithm (LAPACK's DGEEV); NaN where an entry is not finite. An
/// eigenvalue is computed to about κ₂(V) · 2⁻⁵³ · ‖a‖. The matrix is turned by 180° where its lower half is the heavier one: QR loses less where the
/// large entries stand above the diagonal, and the eigenvalues of a triangular matrix come out as its diagonal.
/// Requires a square matrix. Cost O(N³), not to be stopped (0.005 s at N = 64, 0.5 s at 256).
/// Source: Golub and Van Loan, Matrix Computations, 7.2 and 7.5 (Bauer and Fike).
Spectrum spectrumOf(const Eigen::MatrixXd& a);

} // namespace kaba
