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

/// One L × M matrix of a stack.
template <class Scalar>
RowMap<Scalar> matrixOf(Scalar* data, const Shape& stack, Index sequenceHead)
{
    return {data + sequenceHead * stack.length * stack.channels, stack.length, stack.channels};
}

/// Softmax over the first seenOf(row) entries of each row, 0 after them.
// ∂/∂s_j = w_j (g_j − Σ_k w_k g_k) in each row.
template <class Scalar, class Seen>
Tensor<Scalar> softmaxOver(Tape<Scalar>& tape, const Tensor<Scalar>& scores, Seen seenOf)
{
    const Tensor<Scalar> y = tape.tensor(scores.shape);
    const Index width = scores.shape.channels;
    for (Index row = 0; row < scores.shape.rows(); ++row) {
        const Index seen = seenOf(row);
        Scalar* weights = y.value + row * width;
        std::copy_n(scores.value + row * width, seen, weights);
        const std::span<Scalar> part(weights, static_cast<std::size_t>(seen));
        const Scalar inverse = 1 / expShifted(part, 1, largest(part));
        for (Index j = 0; j < seen; ++j)
            weights[j] *= inverse;
        std::fill(weights + seen, weights + width, Scalar(0));
    }
    tape.onBackward([=] {
        for (Index row = 0; row < scores.shape.rows(); ++row) {
            const Index start = row * width;
            const Index seen = seenOf(row);
            Scalar mean = 0;
            for (Index j = start; j < start + seen; ++j)
                mean += y.value[j] * y.gradient[j];
            for (Index j = start; j < start + seen; ++j)
                scores.gradient[j] += y.value[j] * (y.gradient[j] - mean);
        }
    });
    return y;
}

} // namespace

template <class Scalar>
Tensor<Scalar> attentionScores(Tape<Scalar>& tape, const Tensor<Scalar>& queries, const Tensor<Scalar>& keys,
                               Index heads)
{
    const Shape shape = queries.shape;
    const Shape other = keys.shape;
    assert(shape.batch == other.batch && shape.channels == other.channels && shape.channels % heads == 0);
    const Tensor<Scalar> y = tape.tensor({shape.batch * heads, shape.length, other.length});
    const Scalar scale = 1 / std::sqrt(static_cast<Scalar>(shape.channels / heads));
    for (Index s = 0; s < y.shape.batch; ++s)
        matrixOf(y.value, y.shape, s).noalias() =
            scale * headOf(queries.value, shape, heads, s) * headOf(keys.value, other, heads, s).transpose();
    tape.onBackward([=] {
        for (Index s = 0; s < y.shape.batch; ++s) {
            const auto slope = matrixOf(y.gradient, y.shape, s);
            headOf(queries.gradient, shape, heads, s).noalias() +=
                scale * slope * headOf(keys.value, other, heads, s);
            headOf(keys.gradient, other, heads, s).noalias() +=
                scale * slope.transpose() * headOf(queries.value, shape, heads, s);
        }
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> causalSoftmax(Tape<Scalar>& tape, const Tensor<Scalar>& scores)
{
    assert(scores.shape.length == scores.shape.channels);
    const Index length = scores.shape.length;
    return softmaxOver(tape, scores, [length](Index row) { return row % length + 1; });
}

template <class Scalar>
Tensor<Scalar> softmax(Tape<Scalar>& tape, const Tensor<Scalar>& scores)
{
    const Index width = scores.shape.channels;
    return softmaxOver(tape, scores, [width](Index) { return width; });
}

template <class Scalar>
Tensor<Scalar> attentionMix(Tape<Scalar>& tape, const Tensor<Scalar>& weights, const Tensor<Scalar>& values)
{
    const Shape shape = values.shape;
    assert(weights.shape.channels == shape.length && weights.shape.batch % shape.batch == 0);
    const Index heads = weights.shape.batch / shape.batch;
    const Tensor<Scalar> y = tape.tensor({shape.batch, weights.shape.length, shape.channels});
    for (Index s = 0; s < weights.shape.batch; ++s)
        headOf(y.value, y.shape, heads, s).noalias() =
            matrixOf(weights.value, weights.shape, s) * headOf(values.value, shape, heads, s);
    tape.onBackward([=] {
        for (Index s = 0; s < weights.shape.batch; ++s) {
            const auto slope = headOf(y.gradient, y.shape, heads, s);
            matrixOf(weights.gradient, weights.shape, s).noalias() +=
                slope * headOf(values.value, shape, heads, s).transpose();
            headOf(values.gradient, shape, heads, s).noalias() +=
                matrixOf(weights.value, weights.shape, s).transpose() * slope;
        }
    });
    return y;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> attentionScores(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&,     \
                                            Index);                                                          \
    template Tensor<Scalar> causalSoftmax(Tape<Scalar>&, const Tensor<Scalar>&);                             \
    template Tensor<Scalar> softmax(Tape<Scalar>&, const Tensor<Scalar>&);                                   \
    template Tensor<Scalar> attentionMix(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
