// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/inspection.h"
#include "core/learn/ops_elementwise.h"
#include "core/learn/split_mix.h"
#include "core/learn/weights.h"

#include <cstdint>

namespace kaba::learn {

/// One run of a model over some sequences: where its weights are, where their gradients go, and the key from which
/// dropout follows.
template <class Scalar>
struct Pass {
    Tape<Scalar>& tape;
    Scalar* values = nullptr;
    Scalar* gradient = nullptr; ///< laid out as the values
    std::uint64_t key = 0;
    bool training = true;                     ///< false: without dropout
    Inspection<Scalar>* inspection = nullptr; ///< only where not training
    Index layer = 0;                          ///< of the block that is at work

    Tensor<Scalar> operator[](const WeightRef& ref) const
    {
        return {ref.shape, values + ref.offset, gradient + ref.offset};
    }

    /// dropout() with a key of its own at each call.
    Tensor<Scalar> dropped(const Tensor<Scalar>& x, double rate)
    {
        if (!training)
            return x;
        key = splitMix(key);
        return dropout(tape, x, rate, key);
    }

    /// Hands `tensor` to whoever inspects, and returns it.
    Tensor<Scalar> noted(Inner inner, const Tensor<Scalar>& tensor) const
    {
        if (inspection != nullptr)
            inspection->noted.push_back({layer, inner, tensor});
        return tensor;
    }

    bool isWithout(Part part, Index head = 0) const
    {
        return inspection != nullptr && std::find(inspection->without.begin(), inspection->without.end(),
                                                  Ablation{layer, part, head}) != inspection->without.end();
    }
};

} // namespace kaba::learn
