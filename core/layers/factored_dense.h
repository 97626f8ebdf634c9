// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <span>
#include <vector>

namespace kaba {

/// Terraformer's multiplicative dense layer (Jaszczur et al., 2021, section 3.2): y_{s,m} = Σ_i x_i D_{s,i} E_{i,m}; the
/// output is cut into S modules of d/S, and D says how much of each input a module reads.
struct FactoredDense {
    Eigen::MatrixXd gates;      ///< D, S × d
    Eigen::MatrixXd projection; ///< E, d × d/S

    Eigen::Index modules() const { return gates.rows(); }
    /// y for x, d numbers: cost S·d·(1 + d/S).
    Eigen::VectorXd apply(const Eigen::VectorXd& x) const;
    /// The one d × d matrix M that it stands for, y = Mᵀ x: module s owns columns s·d/S … .
    Eigen::MatrixXd matrix() const;
    Eigen::Index parameters() const { return gates.size() + projection.size(); }
};

/// As the official code draws it: D normal of deviation ½, E uniform (Glorot). Requires S that divides d.
FactoredDense randomFactoredDense(Eigen::Index width, Eigen::Index modules, std::uint64_t seed);

/// The layer whose output number p(i) is exactly its input i, for a permutation p of 0 … d − 1: input i opens the gate
/// of the module of p(i) alone.
FactoredDense permutingFactoredDense(std::span<const Eigen::Index> permutation, Eigen::Index modules);

/// A random permutation of 0 … count − 1 (Fisher and Yates).
std::vector<Eigen::Index> randomPermutation(Eigen::Index count, std::uint64_t seed);

/// The convolution that follows for queries and keys: over 3 tokens back in time and 3 modules, with d/S filters that
/// all modules share; 9(d/S)² parameters.
class ModuleConvolution {
public:
    static constexpr Eigen::Index kTaps = 3;

    /// Filters of uniform numbers (Glorot over all 9 taps). Requires S that divides d.
    ModuleConvolution(Eigen::Index width, Eigen::Index modules, std::uint64_t seed);

    /// n × d for n × d: token t reads t, t − 1 and t − 2, module s reads s − 1, s and s + 1.
    Eigen::MatrixXd apply(const Eigen::MatrixXd& tokens) const;
    /// The d × d matrix that acts on the token `lag` back, rows · matrix: block tridiagonal. Requires lag in 0 … 2.
    Eigen::MatrixXd matrix(int lag) const;
    Eigen::Index parameters() const { return kTaps * kTaps * m_size * m_size; }

private:
    const Eigen::MatrixXd& filter(Eigen::Index lag, Eigen::Index side) const
    {
        return m_filters[static_cast<std::size_t>(kTaps * lag + side + 1)];
    }

    Eigen::Index m_modules, m_size;
    std::vector<Eigen::MatrixXd>
        m_filters; ///< d/S × d/S: 3 lags, and for each the module before, its own and the next
};

} // namespace kaba
