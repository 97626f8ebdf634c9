// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_heads.h"

#include "core/learn/ops_elementwise.h"

#include <cassert>

namespace kaba::learn {

namespace {

/// Calls each(channel i of a head, first channel of its head, first channel of row i of its matrix), counted through all
/// rows of a batch.
template <class Each>
void eachChannel(const Shape& shape, Index width, Each each)
{
    for (Index i = 0; i < shape.size(); ++i)
        each(i, i / width * width, i * width);
}

} // namespace

template <class Scalar>
Tensor<Scalar> outerProduct(Tape<Scalar>& tape, const Tensor<Scalar>& left, const Tensor<Scalar>& right,
                            Index heads)
{
    assert(left.shape == right.shape && left.shape.channels % heads == 0);
    const Index width = left.shape.channels / heads;
    if (width == 1)
        return multiply(tape, left, right);
    const Tensor<Scalar> y = tape.tensor({left.shape.batch, left.shape.length, left.shape.channels * width});
    eachChannel(left.shape, width, [&](Index i, Index head, Index row) {
        for (Index j = 0; j < width; ++j)
            y.value[row + j] = left.value[i] * right.value[head + j];
    });
    tape.onBackward([=] {
        eachChannel(left.shape, width, [&](Index i, Index head, Index row) {
            for (Index j = 0; j < width; ++j) {
                left.gradient[i] += y.gradient[row + j] * right.value[head + j];
                right.gradient[head + j] += y.gradient[row + j] * left.value[i];
            }
        });
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> headProduct(Tape<Scalar>& tape, const Tensor<Scalar>& queries, const Tensor<Scalar>& matrices,
                           Index heads)
{
    const Index width = queries.shape.channels / heads;
    assert(matrices.shape.channels == queries.shape.channels * width);
    if (width == 1)
        return multiply(tape, queries, matrices);
    const Tensor<Scalar> y = tape.tensor(queries.shape);
    std::fill_n(y.value, y.size(), Scalar(0));
    eachChannel(queries.shape, width, [&](Index i, Index head, Index row) {
        for (Index j = 0; j < width; ++j)
            y.value[head + j] += queries.value[i] * matrices.value[row + j];
    });
    tape.onBackward([=] {
        eachChannel(queries.shape, width, [&](Index i, Index head, Index row) {
            for (Index j = 0; j < width; ++j) {
                queries.gradient[i] += y.gradient[head + j] * matrices.value[row + j];
                matrices.gradient[row + j] += y.gradient[head + j] * queries.value[i];
            }
        });
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> repeatChannels(Tape<Scalar>& tape, const Tensor<Scalar>& x, Index times)
{
    if (times == 1)
        return x;
    const Tensor<Scalar> y = tape.tensor({x.shape.batch, x.shape.length, x.shape.channels * times});
    for (Index i = 0; i < y.size(); ++i)
        y.value[i] = x.value[i / times];
    tape.onBackward([=] {
        for (Index i = 0; i < y.size(); ++i)
            x.gradient[i / times] += y.gradient[i];
    });
    return y;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> outerProduct(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&,        \
                                         Index);                                                             \
    template Tensor<Scalar> headProduct(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&, Index); \
    template Tensor<Scalar> repeatChannels(Tape<Scalar>&, const Tensor<Scalar>&, Index);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
