// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/math/random.h"

#include <Eigen/Core>

#include <vector>

namespace kaba {

/// TransEvolve (Dutta et al., 2021), section 3: the layers of a Transformer as the time steps of interacting particles.
/// Scores are formed once for a block of layers; depth ℓ only adds what a time vector t(ℓ) contributes to the product
/// of the queries and keys of [x; t].

/// rows × cols, uniform in ±√(6/(fanIn + fanOut)) (Glorot and Bengio, 2010).
Eigen::MatrixXd glorotUniform(Random& random, Eigen::Index rows, Eigen::Index cols, Eigen::Index fanIn,
                              Eigen::Index fanOut);

/// t(ℓ) = c ∘ [sin(ℓπp/divisor), cos(ℓπp/divisor)], p = 0 … w/2 − 1, for w coefficients; t(0) keeps the cosine half.
/// Requires an even w.
Eigen::VectorXd timeVector(const Eigen::VectorXd& coefficients, int depth, double divisor);

/// The weights of one block, drawn as the official code initialises them. D = 2d channels.
struct EvolutionWeights {
    int heads = 1;
    Eigen::MatrixXd queryTokens, keyTokens; ///< D × d, applied to x
    Eigen::MatrixXd queryTime,
        keyTime; ///< D × d, applied to t; head h owns columns hτ … (h + 1)τ − 1, τ = d/H
    Eigen::VectorXd coefficients; ///< c, d
    Eigen::MatrixXd output;       ///< d × d, after the heads are put side by side

    Eigen::Index channels() const { return queryTokens.rows(); }
    Eigen::Index width() const { return queryTokens.cols(); }
};

/// `amplitude` multiplies c. Requires a width divisible by 2·heads.
EvolutionWeights evolutionWeights(Random& random, Eigen::Index width, int heads, double amplitude);

enum class TimeOperators {
    Code, ///< as the official code: time terms over all D channels, not scaled, of t–t only the diagonal
    Exact ///< multi-head attention of [x; t] multiplied out: every term per head and scaled by √(D/H)
};

/// The scores of one block: Q Kᵀ once, and the time terms as the factors that t(ℓ) is multiplied with.
class EvolvedScores {
public:
    /// `tokens` is n × d. Cost 2ndD for Q and K, n²D for the products, 4nd·D/H·(H or 1) for the factors.
    EvolvedScores(const Eigen::MatrixXd& tokens, const EvolutionWeights& weights, TimeOperators operators,
                  AttentionCost& cost);

    int heads() const { return static_cast<int>(m_first.size()); }
    /// A0 of the head: Q_h K_hᵀ / √(D/H), n × n.
    const Eigen::MatrixXd& first(int head) const { return m_first[static_cast<std::size_t>(head)]; }
    /// A0 + (query term)1ᵀ + 1(key term)ᵀ + t–t term, n × n. Cost 2n per entry of t that the head reads, 2n².
    Eigen::MatrixXd at(int head, const Eigen::VectorXd& time, AttentionCost& cost) const;
    /// What softmax sees of all that: the same for every query, one number per key (n). The query term and the t–t
    /// term are constant along a row, and softmax takes no notice of them.
    Eigen::VectorXd keyBias(int head, const Eigen::VectorXd& time) const;
    /// The t–t term.
    double timeTerm(int head, const Eigen::VectorXd& time) const;

private:
    Eigen::VectorXd timeOf(int head, const Eigen::VectorXd& time) const;

    TimeOperators m_operators;
    std::vector<Eigen::MatrixXd> m_first; ///< A0 of each head
    std::vector<Eigen::MatrixXd> m_queryTerms,
        m_keyTerms;                           ///< A1 of each head: n × the part of t that it reads
    std::vector<Eigen::MatrixXd> m_timeTerms; ///< A2 of each head: the form that t is put into
};

/// The scores of an ordinary Transformer of width d, each head n × n: Q_h K_hᵀ / √(d/H) from the first half of each
/// head's channels, which gives them the spread of A0. Cost 2nd² + n²d.
std::vector<Eigen::MatrixXd> plainScores(const Eigen::MatrixXd& tokens, const EvolutionWeights& weights,
                                         AttentionCost& cost);

/// (W_Q [x; t])·(W_K [x'; t]) / √(D/H) of a head, without any expansion: the definition. n × n.
Eigen::MatrixXd augmentedScores(const Eigen::MatrixXd& tokens, const EvolutionWeights& weights, int head,
                                const Eigen::VectorXd& time);

} // namespace kaba
