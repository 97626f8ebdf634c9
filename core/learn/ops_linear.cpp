// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_linear.h"

#include <cassert>

namespace kaba::learn {

template <class Scalar>
Tensor<Scalar> matrixProduct(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight)
{
    assert(weight.shape.batch == 1 && weight.shape.length == x.shape.channels);
    const Tensor<Scalar> y = tape.tensor({x.shape.batch, x.shape.length, weight.shape.channels});
    valueRows(y).noalias() = valueRows(x) * valueRows(weight);
    tape.onBackward([=] {
        gradientRows(x).noalias() += gradientRows(y) * valueRows(weight).transpose();
        gradientRows(weight).noalias() += valueRows(x).transpose() * gradientRows(y);
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> linear(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight,
                      const Tensor<Scalar>& bias)
{
    assert(bias.size() == weight.shape.channels);
    const Tensor<Scalar> y = matrixProduct(tape, x, weight);
    valueRows(y).rowwise() += valueRows(bias).row(0);
    tape.onBackward([=] { gradientRows(bias).row(0) += gradientRows(y).colwise().sum(); });
    return y;
}

template <class Scalar>
Tensor<Scalar> tiedLogits(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& table)
{
    assert(table.shape.batch == 1 && table.shape.channels == x.shape.channels);
    const Tensor<Scalar> y = tape.tensor({x.shape.batch, x.shape.length, table.shape.length});
    valueRows(y).noalias() = valueRows(x) * valueRows(table).transpose();
    tape.onBackward([=] {
        gradientRows(x).noalias() += gradientRows(y) * valueRows(table);
        gradientRows(table).noalias() += gradientRows(y).transpose() * valueRows(x);
    });
    return y;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> matrixProduct(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);      \
    template Tensor<Scalar> linear(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&,              \
                                   const Tensor<Scalar>&);                                                   \
    template Tensor<Scalar> tiedLogits(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
