// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/layers_recurrent.h"

#include "core/learn/ops_recurrent.h"

#include <cmath>

namespace kaba::learn {

namespace {

/// What both networks consist of; `gates` numbers a unit drive it. The bias of the second gate of an LSTM is 1.
template <class Layer, class Scalar>
Layer addRecurrent(const Initialiser<Scalar>& at, const MixerSettings& settings, Index gates)
{
    const Index width = settings.width;
    const double most = 1 / std::sqrt(static_cast<double>(width));
    Index unit = 0;
    const Dense input{at.uniform("input.weight", {1, width, gates * width}, most),
                      at.drawn("input.bias", {1, 1, gates * width}, WeightGroup::Dense,
                               [&] { return unit++ / width == 1 ? 1 : 0; })};
    return {.input = input,
            .recurrent = at.uniform("recurrent", {1, width, gates * width}, most),
            .output = addDense(at.under("output"), width, width, settings.outputDeviation),
            .horizon = settings.horizon};
}

} // namespace

template <class Scalar>
RnnLayer addRnn(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    return addRecurrent<RnnLayer>(at, settings, 1);
}

template <class Scalar>
LstmLayer addLstm(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    return addRecurrent<LstmLayer>(at, settings, 4);
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const RnnLayer& layer, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> state =
        tanhRecurrence(pass.tape, apply(pass, layer.input, x), pass[layer.recurrent], layer.horizon);
    return apply(pass, layer.output, pass.noted(Inner::State, state));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const LstmLayer& layer, const Tensor<Scalar>& x)
{
    const LstmStates<Scalar> states =
        lstmRecurrence(pass.tape, apply(pass, layer.input, x), pass[layer.recurrent], layer.horizon);
    pass.noted(Inner::Cell, states.cell);
    return apply(pass, layer.output, pass.noted(Inner::State, states.hidden));
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template RnnLayer addRnn(const Initialiser<Scalar>&, const MixerSettings&);                              \
    template LstmLayer addLstm(const Initialiser<Scalar>&, const MixerSettings&);                            \
    template Tensor<Scalar> apply(Pass<Scalar>&, const RnnLayer&, const Tensor<Scalar>&);                    \
    template Tensor<Scalar> apply(Pass<Scalar>&, const LstmLayer&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
