// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/fmmformer.h"
#include "core/base/figure.h"

#include <span>

namespace kaba {

/// Attention that is local above a background: logits a e^{−|i−j|/ℓ} + c u_i·v_j with standard normal u, v of 3 numbers. As a
/// problem the first term is a relative position bias, u the queries and v the keys; the values are normal, 8 wide.
struct LocalAttention {
    double height = 4;       ///< a
    double reach = 3;        ///< ℓ, tokens
    double background = 0.5; ///< c
};
AttentionProblem localAttention(Eigen::Index tokens, const LocalAttention& shape, std::uint64_t seed);

/// Independent standard normal queries, keys and values, all n × dim.
AttentionProblem normalProblem(Eigen::Index tokens, Eigen::Index dim, std::uint64_t seed);

/// What two particles at distance r do to each other, the picture that the fast multipole method comes from.
enum class ParticleKernel { Inverse, Logarithm, Gaussian };
enum class ParticleLayout { Line, Strip };

/// The kernel between particles at unit distance in a line, or in a strip of 8 rows counted column by column: rows of
/// `first` … against columns of `second` …. Inverse 1/r and logarithm ln r leave a particle's action on itself at 0;
/// the Gaussian is e^{−r²/(2·16²)}.
Eigen::MatrixXd particleBlock(ParticleKernel kernel, ParticleLayout layout, Eigen::Index first,
                              Eigen::Index second, Eigen::Index count);

/// How many singular values exceed `tolerance` times the largest: the numerical rank. 0 for a matrix of zeros.
int numericalRank(const Samples& singular, double tolerance);

/// numericalRank of the blocks of `count` particles that are `gap` places apart, for each gap.
std::vector<int> blockRanks(ParticleKernel kernel, ParticleLayout layout, Eigen::Index count,
                            std::span<const Eigen::Index> gaps, double tolerance);

/// The entries with |i − j| < band; 0 elsewhere.
Eigen::MatrixXd bandOf(const Eigen::MatrixXd& matrix, Eigen::Index band);

/// For r = 0 … most: ‖A − band(A) − (A − band(A))_r‖_F / ‖A‖_F with the best fit of rank r, from the singular values of
/// A − band(A) (Eckart and Young, 1936). `whole` is ‖A‖_F; where it is 0, so are the errors.
Samples rankErrors(const Samples& farSingular, double whole, std::size_t most);

/// The best matrix of that rank. Cost O(n³).
Eigen::MatrixXd bestFit(const Eigen::MatrixXd& matrix, Eigen::Index rank);

/// The far field Σ_l φ_l φ_lᵀ as a matrix, row-normalised kernel by kernel, from all n² pairs: what the fast path must
/// equal. Rows sum to the number of kernels. n × n.
Eigen::MatrixXd farFieldByPairs(const AttentionProblem& problem, int kernels);

/// Softmax of logits that a mask hides outside the band: what the banded near field must equal. n × n.
Eigen::MatrixXd nearFieldByMask(const AttentionProblem& problem, Eigen::Index band);

/// The n × n matrix of the mechanism, by its own fast path.
Result<Eigen::MatrixXd> fmmWeights(AttentionProblem problem, const FmmSettings& settings,
                                   const RunContext& context);

} // namespace kaba
