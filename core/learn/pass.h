// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    bool training = true; ///< false: without dropout

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
};

} // namespace kaba::learn
