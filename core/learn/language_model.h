// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/layers_lssl.h"
#include "core/learn/layers_recurrent.h"
#include "core/learn/layers_ssm.h"
#include "core/learn/mixers.h"
#include "core/learn/sharded_gradient.h"

#include <optional>
#include <variant>

namespace kaba::learn {

/// The defaults are those of the synthetic tasks of H3 (Fu et al., 2023).
struct ModelSettings {
    Mixer mixer = Mixer::Attention;
    int vocabulary = 20;
    Index length = 42; ///< the longest sequence, for positions and what is fixed beforehand
    Index layers = 2;
    Index width = 32;
    Index inner = 128;          ///< of the two dense maps behind each mixer, of the gate of GSS
    Index order = 64;           ///< of the state spaces, as in MixerSettings
    Index heads = 1;            ///< of attention
    Index headWidth = 1;        ///< of H3; divides the width
    Index horizon = 0;          ///< of the recurrent networks' gradients, as in ops_recurrent.h
    Poles poles = Poles::Usual; ///< of S4D, H3 and LSSL, as in MixerSettings
    bool trainsPoles = true;    ///< false: they stay where they start
    RecurrentMemory memory = RecurrentMemory::None; ///< of the tanh RNN
    Index window = 0;                               ///< of its memory, as in MixerSettings
    double embeddingDropout = 0.1;
    double attentionDropout = 0.1;
};

/// x + mixer(norm(x)), then, except for GSS, + feedForward(·).
struct Block {
    Normalisation beforeMixer;
    std::variant<AttentionLayer, S4dLayer, GssLayer, H3Layer, RnnLayer, LstmLayer, LsslLayer> mixer;
    std::optional<FeedForward> feedForward;
};

/// Embedding, blocks, a last normalisation, logits tied to the embedding; learned positions for attention only.
/// Source: safari, src/models/sequence/simple_lm.py; initial values of GPT-2: N(0, 0.02), the last map of each residual
/// branch over √(2·layers), but for S4D and H3, whose map has another name there.
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

/// [B, L, V]: what comes next at each position. Requires L ≤ the settings' length for attention, LSSL and a scaled memory.
template <class Scalar>
Tensor<Scalar> logits(Pass<Scalar>& pass, const LanguageModel& model, const TokenBatch& batch);

/// The same without dropout, by a copy of the weights on the tape; what `inspection` asks for is left out and what happens
/// inside is noted in it.
template <class Scalar>
Tensor<Scalar> evaluate(Tape<Scalar>& tape, const Weights<Scalar>& weights, const LanguageModel& model,
                        const TokenBatch& batch, Inspection<Scalar>* inspection = nullptr);

} // namespace kaba::learn
