// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_positions.h"

#include <cassert>

namespace kaba::learn {

namespace {

/// y_i = x_{sourceOf(i)} for every entry of y.
template <class Scalar, class Source>
Tensor<Scalar> gathered(Tape<Scalar>& tape, const Tensor<Scalar>& x, Shape shape, Source sourceOf)
{
    const Tensor<Scalar> y = tape.tensor(shape);
    for (Index i = 0; i < y.size(); ++i)
        y.value[i] = x.value[sourceOf(i)];
    tape.onBackward([=] {
        for (Index i = 0; i < y.size(); ++i)
            x.gradient[sourceOf(i)] += y.gradient[i];
    });
    return y;
}

} // namespace

template <class Scalar>
Tensor<Scalar> joinPositions(Tape<Scalar>& tape, const Tensor<Scalar>& first, const Tensor<Scalar>& second)
{
    assert(first.shape.batch == second.shape.batch && first.shape.channels == second.shape.channels);
    const Index channels = first.shape.channels;
    const Index head = first.shape.length * channels;
    const Index tail = second.shape.length * channels;
    const Tensor<Scalar> y =
        tape.tensor({first.shape.batch, first.shape.length + second.shape.length, channels});
    for (Index b = 0; b < first.shape.batch; ++b) {
        std::copy_n(first.value + b * head, head, y.value + b * (head + tail));
        std::copy_n(second.value + b * tail, tail, y.value + b * (head + tail) + head);
    }
    tape.onBackward([=] {
        for (Index b = 0; b < first.shape.batch; ++b) {
            const Scalar* slope = y.gradient + b * (head + tail);
            for (Index i = 0; i < head; ++i)
                first.gradient[b * head + i] += slope[i];
            for (Index i = 0; i < tail; ++i)
                second.gradient[b * tail + i] += slope[head + i];
        }
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> swapPositions(Tape<Scalar>& tape, const Tensor<Scalar>& x)
{
    const Index length = x.shape.length;
    const Index channels = x.shape.channels;
    return gathered(tape, x, {x.shape.batch, channels, length}, [=](Index i) {
        const Index sequence = i / (length * channels) * (length * channels);
        return sequence + i % length * channels + (i - sequence) / length;
    });
}

template <class Scalar>
Tensor<Scalar> largestOfBlocks(Tape<Scalar>& tape, const Tensor<Scalar>& x, Index block)
{
    assert(block >= 1);
    const Index length = x.shape.length;
    const Index channels = x.shape.channels;
    const Index blocks = (length + block - 1) / block;
    const Shape shape{x.shape.batch, blocks, channels};
    auto* source = tape.arena().template take<Index>(shape.size());
    for (Index i = 0; i < shape.size(); ++i) {
        const Index sequence = i / (blocks * channels);
        const Index first = i / channels % blocks * block;
        const auto entry = [&](Index position) {
            return (sequence * length + position) * channels + i % channels;
        };
        source[i] = entry(first);
        for (Index at = first + 1; at < std::min(first + block, length); ++at)
            if (x.value[entry(at)] > x.value[source[i]])
                source[i] = entry(at);
    }
    return gathered(tape, x, shape, [source](Index i) { return source[i]; });
}

template <class Scalar>
Tensor<Scalar> toeplitzMatrix(Tape<Scalar>& tape, const Tensor<Scalar>& x, Index length)
{
    assert(x.size() == 2 * length - 1);
    return gathered(tape, x, {1, length, length},
                    [length](Index i) { return i % length - i / length + length - 1; });
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> joinPositions(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);      \
    template Tensor<Scalar> swapPositions(Tape<Scalar>&, const Tensor<Scalar>&);                             \
    template Tensor<Scalar> largestOfBlocks(Tape<Scalar>&, const Tensor<Scalar>&, Index);                    \
    template Tensor<Scalar> toeplitzMatrix(Tape<Scalar>&, const Tensor<Scalar>&, Index);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
