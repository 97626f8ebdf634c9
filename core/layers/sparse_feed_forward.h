// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace kaba {

/// What shapes a sparse feed-forward layer: d_ff units in blocks of `perBlock`.
struct SparseShape {
    Eigen::Index width = 512;     ///< d
    Eigen::Index units = 2048;    ///< d_ff, a multiple of perBlock
    Eigen::Index perBlock = 64;   ///< N; 1 makes the layer dense, without a controller
    Eigen::Index bottleneck = 32; ///< r of the controller

    Eigen::Index blocks() const { return units / perBlock; }
    bool operator==(const SparseShape&) const = default;
};

/// Unit numbers, one for each block, ascending.
using ChosenUnits = std::vector<Eigen::Index>;

/// Terraformer's sparse feed-forward layer (Jaszczur et al., 2021, section 3.1): a controller lets one unit of each block
/// through. Everything that belongs to one unit is contiguous, so that gathering reads nothing else. `multiplyAdds`
/// gets what each function does, counted where it does it.
template <class Scalar>
class SparseFeedForward {
public:
    using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;
    using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;

    /// Weights drawn uniformly (Glorot) from the seed, biases 0. Without `withUnits` the controller alone, which is
    /// smaller by far.
    SparseFeedForward(const SparseShape& shape, std::uint64_t seed, bool withUnits = true);

    const SparseShape& shape() const { return m_shape; }
    /// C2ᵀ(C1ᵀ x) + b, no bend in between, d_ff numbers: cost r(d + d_ff).
    Vector logits(const Vector& token, std::uint64_t& multiplyAdds) const;
    /// The same for a token in each column.
    Matrix logitsOf(const Matrix& tokens, std::uint64_t& multiplyAdds) const;
    /// ReLU(W1ᵀ x), all d_ff units: cost d·d_ff.
    Vector hidden(const Vector& token, std::uint64_t& multiplyAdds) const;
    /// W2ᵀ of hidden values: cost d·d_ff.
    Vector project(const Vector& hidden, std::uint64_t& multiplyAdds) const;
    /// The dense layer: project(hidden(x)).
    Vector dense(const Vector& token, std::uint64_t& multiplyAdds) const;
    /// The dense layer with all other units set to 0 in between: the definition, at the cost of the dense layer.
    Vector masked(const Vector& token, const ChosenUnits& chosen, std::uint64_t& multiplyAdds) const;
    /// The same from the chosen columns of W1 and rows of W2 alone: cost 2d for each of them.
    Vector gathered(const Vector& token, const ChosenUnits& chosen, std::uint64_t& multiplyAdds) const;
    /// Controller and gather: what inference does for one token.
    Vector sparse(const Vector& token, std::uint64_t& multiplyAdds) const;

private:
    SparseShape m_shape;
    Matrix m_in;            ///< d × d_ff: column u goes into unit u
    Matrix m_out;           ///< d × d_ff: column u is what unit u gives
    Matrix m_controllerIn;  ///< d × r
    Matrix m_controllerOut; ///< r × d_ff
};

extern template class SparseFeedForward<float>;
extern template class SparseFeedForward<double>;

/// The unit of the largest logit in each block of `perBlock`; of equal ones the first.
template <class Derived>
ChosenUnits largestOfBlocks(const Eigen::MatrixBase<Derived>& logits, Eigen::Index perBlock)
{
    ChosenUnits chosen;
    for (Eigen::Index first = 0; first < logits.size(); first += perBlock) {
        Eigen::Index place = 0;
        logits.segment(first, perBlock).maxCoeff(&place);
        chosen.push_back(first + place);
    }
    return chosen;
}

/// Gumbel noise −ln(−ln u), one number for each unit: what training adds to the logits at a temperature.
Eigen::VectorXd gumbelNoise(Eigen::Index units, std::uint64_t seed);

/// Multiply-adds of a token as the formulas have them: dense 2d·d_ff; sparse 2d·d_ff/N + r(d + d_ff), N = 1 as dense.
double denseMultiplyAdds(const SparseShape& shape);
double sparseMultiplyAdds(const SparseShape& shape);

} // namespace kaba
