// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

#include <algorithm>
#include <vector>

namespace kaba::learn {

/// What a block computes on its way, [B, L, C] where nothing else is said.
enum class Inner {
    Residual, ///< the stream as it enters the block; after the last block once more, as layer = layers
    Input,    ///< what the mixer reads: the stream, normalised
    Queries,  ///< attention, H3
    Keys,     ///< attention, H3
    Values,   ///< attention, H3
    AttentionWeights, ///< [B·heads, L, L], head h of sequence b at b·heads + h
    ShiftKernel,      ///< H3, [1, N, C]
    Shifted,          ///< H3: the keys behind the shift, with its skip
    Driven, ///< what enters the diagonal system: of H3 keys ⊙ values, head matrices as in ops_heads.h
    Kernel, ///< of the diagonal system, [1, L, channels or heads]
    Kept,   ///< what leaves the diagonal system, with its skip
    State,  ///< h of a recurrent network
    Cell,   ///< c of an LSTM
    Mixed,  ///< what the mixer adds to the stream
};

/// What can be taken out of a block. Its contribution is then 0 and the rest of the model stays as it is.
enum class Part {
    Mixer,  ///< the whole branch
    Head,   ///< one head of attention
    Shift,  ///< the shift system of H3; its skip stays
    Memory, ///< the diagonal system of S4D, GSS or H3; its skip stays
};

struct Ablation {
    Index layer = 0;
    Part part = Part::Mixer;
    Index head = 0; ///< where the part is one

    bool operator==(const Ablation&) const = default;
};

/// A pass in evaluation that leaves parts out and hands out what it computes. The tensors live as long as the tape's.
template <class Scalar>
struct Inspection {
    struct Noted {
        Index layer = 0;
        Inner inner = Inner::Residual;
        Tensor<Scalar> tensor = {};
    };

    std::vector<Ablation> without = {}; ///< set before
    std::vector<Noted> noted = {};      ///< filled by the pass

    /// Null where the model has none.
    const Tensor<Scalar>* find(Index layer, Inner inner) const
    {
        const auto at = std::find_if(noted.begin(), noted.end(), [&](const Noted& one) {
            return one.layer == layer && one.inner == inner;
        });
        return at == noted.end() ? nullptr : &at->tensor;
    }
};

} // namespace kaba::learn
