// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <Eigen/Core>

#include <cstddef>
#include <span>

namespace kaba {

/// What a linear state knows of a white input. The best linear readout of u_{k−lag} from x_k leaves the residual
/// variance 1 − m(lag), m(lag) = vᵀP⁻¹v with v = Ā^lag B̄ and the Gramian P = Σ Ā^l B̄ B̄ᵀ Ā^lᵀ: m is what a projection
/// onto the state's answers to an impulse keeps of each lag. Sources: Jaeger, GMD report 152 (2001); Ganguli, Huh,
/// Sompolinsky, PNAS 105 (2008). Here by an orthonormal basis of these answers, lags × states, so that no Gramian is
/// ever inverted.
class Recall {
public:
    /// Of x_k = Ā x_{k−1} + B̄ u_k, every pole driven, at steady state. The answers of all realisations with these poles
    /// span the same functions λ_n^k; their orthonormal basis comes out of a chain of all-pass sections, each
    /// an orthogonal 2 × 2 step, whatever the condition of P (Takenaka 1925, Malmquist 1926). Requires |λ_n| < 1 and
    /// both halves of each conjugate pair, lags ≥ 1. Cost O(N · lags).
    static Recall ofPoles(const Eigen::VectorXcd& poles, std::size_t lags);

    /// Of scaled LegS after `samples` held inputs. Its coefficients are averages of polynomials over the samples, so
    /// it keeps exactly the polynomials of degree < N in the sample number: no step enters. Lag 0 is the newest.
    /// Orthogonalised by Lanczos' recurrence with reorthogonalisation, O(N² · samples). Stops when asked.
    static Result<Recall> ofScaledLegs(int order, std::size_t samples, const RunContext& context);

    std::size_t lags() const { return static_cast<std::size_t>(m_basis.rows()); }
    std::size_t states() const { return static_cast<std::size_t>(m_basis.cols()); }

    /// m(lag) in [0, 1] for every lag. Cost O(N · lags).
    Samples capacity() const { return capacityOfFirst(states()); }
    /// The same of the first `count` basis functions alone: of scaled LegS the memory of that order. Requires
    /// count ≤ states().
    Samples capacityOfFirst(std::size_t count) const;
    /// What the best readout for `lag` answers to an impulse: ideally 1 at `lag` and 0 elsewhere. Cost O(N · lags).
    Samples answer(std::size_t lag) const;
    /// The history as the state tells it: the projection of `history` (by lag, newest first). Requires lags() values.
    Samples project(std::span<const double> history) const;

private:
    explicit Recall(Eigen::MatrixXcd basis)
        : m_basis(std::move(basis))
    {}

    Eigen::MatrixXcd m_basis; ///< orthonormal columns as far as `lags` reaches
};

/// A number of lags after which hardly anything of the chain of poles is left: the sum of the delays of its sections
/// at their slowest, and the decay of the slowest pole. Requires |λ_n| < 1.
double lagsToForget(const Eigen::VectorXcd& poles);

/// m(lag) by definition, through P of this very system, and how well P could be inverted.
struct GramianCapacity {
    Samples capacity;
    double reciprocalCondition = 0; ///< of P, an estimate; 0: not positive definite to rounding
};
/// With P summed over `lags` lags; states that nothing drives are left out. Cost O(N² · lags + N³).
GramianCapacity capacityByGramian(const Eigen::MatrixXd& a, const Eigen::VectorXd& b, std::size_t lags);

} // namespace kaba
