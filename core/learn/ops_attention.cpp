// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_attention.h"

#include "core/math/exponential.h"

#include <cassert>
#include <cmath>

namespace kaba::learn {

namespace {

template <class Scalar>
using HeadMap = Eigen::Map<RowMatrix<Scalar>, 0, Eigen::OuterStride<>>;

/// The L × D/heads part of one sequence that one head owns.
template <class Scalar>
HeadMap<Scalar> headOf(Scalar* data, const Shape& shape, Index heads, Index sequenceHead)
{
    const Index width = shape.channels / heads;
    const Index start = sequenceHead / heads * shape.length * shape.channels + sequenceHead % heads * width;
    return {data + start, shape.length, width, Eigen::OuterStride<>(shape.channels)};
}

/// One L × L matrix of a stack.
template <class Scalar>
RowMap<Scalar> squareOf(Scalar* data, Index length, Index sequenceHead)
{
    return {data + sequenceHead * length * length, length, length};
}

} // namespace

template <class Scalar>
Tensor<Scalar> attentionScores(Tape<Scalar>& tape, const Tensor<Scalar>& queries, const Tensor<Scalar>& keys,
                               Index heads)
{
    assert(queries.shape == keys.shape && queries.shape.channels % heads == 0);
    const Shape shape = queries.shape;
    const Tensor<Scalar> y = tape.tensor({shape.batch * heads, shape.length, shape.length});
    const Scalar scale = 1 / std::sqrt(static_cast<Scalar>(shape.channels / heads));
    for (Index s = 0; s < y.shape.batch; ++s)
        squareOf(y.value, shape.length, s).noalias() =
            scale * headOf(queries.value, shape, heads, s) * headOf(keys.value, shape, heads, s).transpose();
    tape.onBackward([=] {
        for (Index s = 0; s < y.shape.batch; ++s) {
            const auto slope = squareOf(y.gradient, shape.length, s);
            headOf(queries.gradient, shape, heads, s).noalias() +=
                scale * slope * headOf(keys.value, shape, heads, s);
            headOf(keys.gradient, shape, heads, s).noalias() +=
                scale * slope.transpose() * headOf(queries.value, shape, heads, s);
        }
    });
    return y;
}

// ∂/∂s_j = w_j (g_j − Σ_k w_k g_k) in each row.
template <class Scalar>
Tensor<Scalar> causalSoftmax(Tape<Scalar>& tape, const Tensor<Scalar>& scores)
{
    assert(scores.shape.length == scores.shape.channels);
    const Tensor<Scalar> y = tape.tensor(scores.shape);
    const Index length = scores.shape.length;
    for (Index row = 0; row < scores.shape.rows(); ++row) {
        const Index seen = row % length + 1;
        Scalar* weights = y.value + row * length;
        std::copy_n(scores.value + row * length, seen, weights);
        const std::span<Scalar> part(weights, static_cast<std::size_t>(seen));
        const Scalar inverse = 1 / expShifted(part, 1, largest(part));
        for (Index j = 0; j < seen; ++j)
            weights[j] *= inverse;
        std::fill(weights + seen, weights + length, Scalar(0));
    }
    tape.onBackward([=] {
        for (Index row = 0; row < scores.shape.rows(); ++row) {
            const Index start = row * length;
            const Index seen = row % length + 1;
            Scalar mean = 0;
            for (Index j = start; j < start + seen; ++j)
                mean += y.value[j] * y.gradient[j];
            for (Index j = start; j < start + seen; ++j)
                scores.gradient[j] += y.value[j] * (y.gradient[j] - mean);
        }
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> attentionMix(Tape<Scalar>& tape, const Tensor<Scalar>& weights, const Tensor<Scalar>& values)
{
    const Shape shape = values.shape;
    assert(weights.shape.length == shape.length && weights.shape.batch % shape.batch == 0);
    const Index heads = weights.shape.batch / shape.batch;
    const Tensor<Scalar> y = tape.tensor(shape);
    for (Index s = 0; s < weights.shape.batch; ++s)
        headOf(y.value, shape, heads, s).noalias() =
            squareOf(weights.value, shape.length, s) * headOf(values.value, shape, heads, s);
    tape.onBackward([=] {
        for (Index s = 0; s < weights.shape.batch; ++s) {
            const auto slope = headOf(y.gradient, shape, heads, s);
            squareOf(weights.gradient, shape.length, s).noalias() +=
                slope * headOf(values.value, shape, heads, s).transpose();
            headOf(values.gradient, shape, heads, s).noalias() +=
                squareOf(weights.value, shape.length, s).transpose() * slope;
        }
    });
    return y;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> attentionScores(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&,     \
                                            Index);                                                          \
    template Tensor<Scalar> causalSoftmax(Tape<Scalar>&, const Tensor<Scalar>&);                             \
    template Tensor<Scalar> attentionMix(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
