// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/layers.h"

#include <functional>
#include <variant>

namespace kaba::contest {

using learn::Index;

/// Mechanisms of core/attention on the tape, composed of its operations, so that they can be trained. All pairs are formed and
/// what a mechanism does not see is hidden: the sequences are short, and the outputs are those of the quick forms.

/// Softmax over |i − j| < window; 0: over all.
struct SoftmaxPlan {
    Index window = 0;
};
/// w₁ D V + Σ_l w_l L_l V as in core/attention/fmmformer.h; each channel learns its weights, which start at 0 and 1/r. A band
/// of 0 is linear attention. The authors' code also divides features by their sums; here as in the paper.
struct FmmPlan {
    Index band = 0;
    int kernels = 1;
};
/// A window and summaries of all tokens under one softmax, as in core/attention/long_short.h; not causal. Dynamic: each head
/// learns W_P, and P is made of the input. Fixed: P itself is learned, one for all heads, as in Linformer (Wang et al.,
/// 2020), whose summaries are not normalised.
struct LongShortPlan {
    enum class Projection { Dynamic, Fixed };
    Index window = 0; ///< 0: none
    Index rank = 0;   ///< 0: no summaries
    Projection projection = Projection::Dynamic;
    bool dualNorm =
        false; ///< layer normalisations of their own for the keys of the window and of the summaries
};

/// Random features of exp(q·k), as in core/attention/kernelized_rpe.h, for one head; the directions are drawn and stay. Normalised:
/// of q/‖q‖ and k/‖k‖. Relative: a learned bias for each offset, which starts at 0.
struct RpePlan {
    Index features = 32;
    bool normalised = false;
    bool relative = false;
};
/// Causal Combiner with the Fixed pattern and the largest of each component for a span, as in core/attention/combiner.h; without
/// spans the own block alone.
struct CombinerPlan {
    Index block = 1;
    bool spans = false;
};
/// All blocks at once: see evolved_stack.h.
struct EvolvedPlan {
    bool evolves = true; ///< false: every layer has the scores of depth 0
    double divisor = 64;
};

using MechanismPlan = std::variant<SoftmaxPlan, FmmPlan, LongShortPlan, RpePlan, CombinerPlan, EvolvedPlan>;

struct Sizes {
    Index length = 1; ///< tokens of a sequence
    Index width = 16;
    Index heads = 1;
    bool causal = true;
};

/// [B, L, width] each; `input` is what queries, keys and values were made of.
template <class Scalar>
struct Streams {
    learn::Tensor<Scalar> input, queries, keys, values;
};

/// [B, L, width] from streams of the sizes that it was made for.
template <class Scalar>
using Attend = std::function<learn::Tensor<Scalar>(learn::Pass<Scalar>&, const Streams<Scalar>&)>;

/// Adds the weights that a mechanism has beside those of queries, keys and values. Requires a plan of one block.
template <class Scalar>
Attend<Scalar> addAttend(const learn::Initialiser<Scalar>& at, const MechanismPlan& plan, const Sizes& sizes);

} // namespace kaba::contest
