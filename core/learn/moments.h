// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/ops_recurrent.h"

namespace kaba::learn {

template <class Scalar>
using MomentMap = Eigen::Map<RowMatrix<Scalar>, 0, Eigen::OuterStride<>>;

/// One position of all sequences: batch × channels.
template <class Scalar>
MomentMap<Scalar> momentOf(Scalar* data, const Shape& shape, Index t)
{
    return {data + t * shape.channels, shape.batch, shape.channels,
            Eigen::OuterStride<>(shape.length * shape.channels)};
}

/// Whether a gradient passes from position t to t − 1.
inline bool passes(Index t, Index horizon) { return t > 0 && (horizon == kFullHorizon || t % horizon != 0); }

/// ∂loss/∂W += Σ_t h_{t−1}ᵀ slope_t, sequence by sequence.
template <class Scalar>
void addRecurrentGradient(const Tensor<Scalar>& hidden, Scalar* slope, const Tensor<Scalar>& weight)
{
    const Index length = hidden.shape.length;
    const Index width = hidden.shape.channels;
    const Index outputs = weight.shape.channels;
    if (length < 2)
        return;
    for (Index b = 0; b < hidden.shape.batch; ++b) {
        const RowMap<Scalar> before(hidden.value + b * length * width, length - 1, width);
        const RowMap<Scalar> after(slope + (b * length + 1) * outputs, length - 1, outputs);
        gradientRows(weight).noalias() += before.transpose() * after;
    }
}

} // namespace kaba::learn
