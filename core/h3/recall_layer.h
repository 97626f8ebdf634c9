// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/h3/h3_layer.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace kaba {

/// Which tokens may be asked for and which may be the answer; a token may be both.
struct RecallRoles {
    std::vector<int> keys, values;
};

/// The table keys × values cut into square tiles, one for each head: head a · ⌈values/d_h⌉ + b keeps the keys from a · d_h
/// on against the values from b · d_h on. Where tiles fit, it is keys · values cells however it is cut: heads of one channel need a
/// width of keys · values, a single head a width of the larger of both.
class RecallTable {
public:
    RecallTable(RecallRoles roles, Eigen::Index headSize); ///< requires keys, values, headSize ≥ 1

    Eigen::Index headSize() const { return m_headSize; }
    Eigen::Index heads() const { return m_keyTiles * m_valueTiles; }
    Eigen::Index width() const { return heads() * m_headSize; }
    /// The token that a channel stands for, head by head; nothing where a tile reaches beyond the table.
    std::optional<int> keyAt(Eigen::Index channel) const;
    std::optional<int> valueAt(Eigen::Index channel) const;

private:
    RecallRoles m_roles;
    Eigen::Index m_headSize, m_keyTiles, m_valueTiles;
};

struct H3Settings {
    Eigen::Index headSize = 4; ///< d_h
    int order = 8;             ///< N: taps of the shift, and N/2 complex modes
    double step = 1e-3;        ///< Δ
    Discretization rule = {};
    ChannelOrder channelOrder = ChannelOrder::Official;
};

/// An H3 that recalls by construction, from one-hot tokens to one score a token. Keys and queries mark the token where it
/// is a key, values where it is a value; the shift reads its second register alone, so K̃ is the key one token ago; K̃ᵢvⱼ is
/// then 1 where value j follows key i, else 0; each head's memory is mode 0 of S4D-Lin, λ = −½, read such that a write
/// counts 1 at once and Ā^l after l tokens; the query picks its row of the table; the output map adds the tiles of a
/// value. The score of value j is thus Σ Ā^age over the times it followed the key that is asked: positive for what was
/// seen, 0 for the rest.
/// CannotCompute where the order is odd or below 2. Requires roles within 0 … vocabulary − 1.
Result<H3Layer> constructedH3(const H3Settings& settings, int vocabulary, const RecallTable& table);

/// The layer as the authors' code draws it: B = e₀, C uniform within ±1/√N, poles of S4D-Lin with B = 1 and C complex
/// normal, skips normal, Δ log-uniform over the two decades from settings.step on. Tokens are one-hot: columns of the
/// maps are normal with variance 1, as if embedded. Fails as constructedH3().
Result<H3Layer> randomH3(const H3Settings& settings, int vocabulary, Eigen::Index heads, std::uint64_t seed);

/// The layer with a part taken out and its input let through instead: K̃ = k; memory = what is written; q = 1.
H3Layer withoutShift(H3Layer layer);
H3Layer withoutMemory(H3Layer layer);
H3Layer withoutGate(H3Layer layer);

/// The token with the largest score, unless another one has the same.
std::optional<int> answerOf(const Eigen::VectorXd& scores);

} // namespace kaba
