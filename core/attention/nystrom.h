// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <Eigen/Core>

#include <vector>

namespace kaba {

/// Attention by a Gaussian kernel, and its Nyström approximation. Source: Skyformer (Chen, Zeng, Ji and Yang, 2021),
/// sections 3 and 4. Temperature scales as in softmax attention; causality and bias play no part.

/// Q and K over (T√d)^{1/2}, one under the other: Z, 2n × d.
Eigen::MatrixXd liftedRows(const AttentionProblem& problem);

/// κ(a, b) = exp(−‖a − b‖²/2) for each row a of `left` and b of `right`. Cost: a product and an exponential each.
Eigen::MatrixXd gaussianKernel(AttentionCost& cost, const Eigen::MatrixXd& left,
                               const Eigen::MatrixXd& right);

/// Kernelized attention C: κ of the scaled queries and keys, n × n. Its rows do not sum to 1.
Eigen::MatrixXd kernelWeights(const AttentionProblem& problem);

struct NystromSettings {
    /// Lifted: C as a block of κ(Z, Z), which is positive semi-definite. Naive: rows and columns of C itself, which is
    /// not.
    enum class Method { Lifted, Naive } method = Method::Lifted;
    /// Uniform: among the 2n rows of Z without replacement. Halves: half of the queries, half of the keys, with
    /// replacement, as the official code does.
    enum class Sampling { Uniform, Halves } sampling = Sampling::Uniform;
    enum class Inverse { Exact, Schulz } inverse = Inverse::Exact;
    int steps = 6;      ///< of the iteration
    double ridge = 0.1; ///< γ, added to the diagonal of the landmark matrix; naive takes none
    int landmarks = 64; ///< at most 2n count, of the naive method at most n
    int seed = 1;
};

/// Naive Nyström decomposes a matrix without symmetry, which takes long.
inline constexpr int kMostNaiveLandmarks = 1024;

/// The landmarks Z_S of the lifted method, rows of Z: d × p.
Eigen::MatrixXd landmarkRows(const AttentionProblem& problem, const NystromSettings& settings);

/// κ(Q, Z_S) (M + γI)† κ(Z_S, K) V with M = κ(Z_S, Z_S), from right to left, so that nothing is larger than n × d.
/// Naive: C_{·S} C_{SS}† C_{S·} V. With all 2n rows as landmarks and γ = 0, or naive with all n, it is C V.
/// Cost O(n d p + d³). Stops when asked. Of the naive method: CannotCompute for more than
/// kMostNaiveLandmarks, Numerical where it blows up.
Result<AttentionResult> nystromAttention(const AttentionProblem& problem, const NystromSettings& settings,
                                         const RunContext& context);

/// A landmark matrix scaled by its row sums, X = D^{−1/2} (M + γI) D^{−1/2} with D = diag((M + γI) 1), so that its
/// largest eigenvalue is 1 (section 4.4; eigenvector D^{1/2} 1).
struct ScaledLandmarks {
    Eigen::MatrixXd matrix;       ///< X
    Eigen::VectorXd inverseRoots; ///< the diagonal of D^{−1/2}
};
/// Requires a matrix without negative entries and with no row of zeros.
ScaledLandmarks scaledLandmarks(const Eigen::MatrixXd& matrix);

/// Where the iteration for X⁻¹ begins: Xᵀ over the largest column sum.
Eigen::MatrixXd schulzStart(const Eigen::MatrixXd& scaled);
/// V → ¼ V (13I − XV (15I − XV (7I − XV))): of third order, (3r³ + r⁴)/4 of an eigenvalue r of I − XV.
Eigen::MatrixXd schulzStep(AttentionCost& cost, const Eigen::MatrixXd& scaled,
                           const Eigen::MatrixXd& inverse);

/// Σ s/(s + λ) over eigenvalues s: how many directions stand out above λ > 0 (theorem 2).
double statisticalDimension(const Eigen::VectorXd& eigenvalues, double lambda);

} // namespace kaba
