// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/layers.h"
#include "core/learn/sharded_gradient.h"

#include <optional>
#include <variant>

namespace kaba::learn {

enum class Mixer { Attention, S4d, H3 };

/// The defaults are those of the synthetic tasks of H3 (Fu et al., 2023).
struct ModelSettings {
    Mixer mixer = Mixer::Attention;
    int vocabulary = 20;
    Index length = 42; ///< the longest sequence, for the positions of attention
    Index layers = 2;
    Index width = 32;
    Index inner = 128; ///< of the two dense maps behind each mixer
    Index order = 64;
    Index heads = 1;
    double embeddingDropout = 0.1;
    double attentionDropout = 0.1;
};

/// x + mixer(norm(x)), then + down(GELU(up(norm(·)))).
struct Block {
    Normalisation beforeMixer;
    std::variant<AttentionLayer, S4dLayer, H3Layer> mixer;
    Normalisation beforeDense;
    Dense up, down;
};

/// Embedding, blocks, a last normalisation, logits tied to the embedding; learned positions for attention only.
/// Source: safari, src/models/sequence/simple_lm.py; initial values of GPT-2: N(0, 0.02), the last map of each residual
/// branch over √(2·layers).
struct LanguageModel {
    WeightRef embedding;
    std::optional<WeightRef> positions;
    std::vector<Block> blocks;
    Normalisation last;
    double embeddingDropout = 0;
};

/// Adds the weights; the seed fixes them.
template <class Scalar>
LanguageModel addLanguageModel(Weights<Scalar>& weights, const ModelSettings& settings, std::uint64_t seed);

/// [B, L, V]: what comes next at each position. Requires L ≤ the settings' length for attention.
template <class Scalar>
Tensor<Scalar> logits(Pass<Scalar>& pass, const LanguageModel& model, const TokenBatch& batch);

} // namespace kaba::learn
