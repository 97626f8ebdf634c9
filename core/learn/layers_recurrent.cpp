// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/layers_recurrent.h"

#include "core/learn/ops_recurrent.h"
#include "core/ssm/discretization.h"
#include "core/ssm/hippo.h"

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

template <class Scalar>
HippoMemoryCell addMemory(const Initialiser<Scalar>& outer, const MixerSettings& settings)
{
    Random own = outer.forked();
    const Initialiser<Scalar> at{outer.weights, own, outer.prefix};
    const double most = 1 / std::sqrt(static_cast<double>(settings.width));
    return {.input = {at.uniform("input.weight", {1, settings.width, 1}, most),
                      at.constant("input.bias", {1, 1, 1}, 0)},
            .feature = at.uniform("feature", {1, settings.width, 1}, most),
            .readout = at.uniform("readout", {1, settings.order, settings.width}, 1),
            .matrices = std::make_shared<const MemoryMatrices>(
                memoryMatrices(settings.memory, settings.order, settings.length, settings.window))};
}

template <class Scalar>
Tensor<Scalar> statesOf(Pass<Scalar>& pass, const RnnLayer& layer, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> driven = apply(pass, layer.input, x);
    if (!layer.memory)
        return tanhRecurrence(pass.tape, driven, pass[layer.recurrent], layer.horizon);
    const HippoMemoryCell& cell = *layer.memory;
    const HippoStates<Scalar> states =
        hippoRecurrence(pass.tape, driven, apply(pass, cell.input, x),
                        {pass[layer.recurrent], pass[cell.feature], pass[cell.readout]}, *cell.matrices);
    pass.noted(Inner::Driven, states.feature);
    pass.noted(Inner::Kept, states.memory);
    return states.hidden;
}

} // namespace

MemoryMatrices memoryMatrices(RecurrentMemory memory, Index order, Index length, Index window)
{
    const bool scaled = memory == RecurrentMemory::LegS;
    const HippoMatrices continuous =
        hippo(scaled ? Measure::LegS : Measure::LegT, static_cast<int>(order), static_cast<double>(window))
            .value();
    MemoryMatrices matrices{.order = order, .positions = scaled ? length : 1};
    for (Index t = 1; t <= matrices.positions; ++t) {
        const double step = scaled ? 1 / static_cast<double>(t) : 1;
        const auto discrete = discretize(continuous.a, continuous.b, step, {});
        for (Index row = 0; row < order; ++row)
            for (Index column = 0; column < order; ++column)
                matrices.transition.push_back(discrete.a(row, column));
        matrices.input.insert(matrices.input.end(), discrete.b.begin(), discrete.b.end());
    }
    return matrices;
}

template <class Scalar>
RnnLayer addRnn(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    auto layer = addRecurrent<RnnLayer>(at, settings, 1);
    if (settings.memory != RecurrentMemory::None)
        layer.memory = addMemory(at.under("memory"), settings);
    return layer;
}

template <class Scalar>
LstmLayer addLstm(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    return addRecurrent<LstmLayer>(at, settings, 4);
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const RnnLayer& layer, const Tensor<Scalar>& x)
{
    return apply(pass, layer.output, pass.noted(Inner::State, statesOf(pass, layer, x)));
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
