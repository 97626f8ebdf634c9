// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/layers.h"

#include "core/learn/ops_attention.h"
#include "core/learn/ops_convolution.h"
#include "core/learn/ops_linear.h"
#include "core/learn/ops_normalisation.h"

#include <cmath>
#include <numbers>

namespace kaba::learn {

namespace {

constexpr double kLeastStep = 1e-3;
constexpr double kMostStep = 1e-1;

enum class Poles { Lin, Inv };

/// Im λ_n of mode n of order/2.
double imaginaryPart(Poles poles, Index n, Index order)
{
    const auto mode = static_cast<double>(n);
    const auto size = static_cast<double>(order);
    return poles == Poles::Lin ? std::numbers::pi * mode
                               : size / std::numbers::pi * (size / (2 * mode + 1) - 1);
}

/// Re λ = −½; `sharedPoles`: one set for all channels. C has variance ½ in each part, Δ is log-uniform.
template <class Scalar>
DiagonalLayer addDiagonal(const Initialiser<Scalar>& at, const MixerSettings& settings, Poles poles,
                          bool sharedPoles)
{
    const Index modes = settings.order / 2;
    const Shape all{1, settings.width, modes};
    const Shape ofPoles{1, sharedPoles ? 1 : settings.width, modes};
    Index n = 0;
    DiagonalLayer layer;
    layer.logStep = at.drawn("log-step", {1, 1, settings.width}, WeightGroup::Dynamics, [&] {
        return std::log(kLeastStep) + at.random.uniform() * std::log(kMostStep / kLeastStep);
    });
    layer.logDecay = at.drawn("log-decay", ofPoles, WeightGroup::Dynamics, [] { return -std::numbers::ln2; });
    layer.imagA = at.drawn("imag-a", ofPoles, WeightGroup::Dynamics,
                           [&] { return imaginaryPart(poles, n++ % modes, settings.order); });
    layer.realC = at.normal("real-c", all, std::numbers::sqrt2 / 2);
    layer.imagC = at.normal("imag-c", all, std::numbers::sqrt2 / 2);
    layer.skip = at.normal("skip", {1, 1, settings.width}, 1);
    return layer;
}

template <class Scalar>
void addInput(const Initialiser<Scalar>& at, DiagonalLayer& layer)
{
    layer.trainsInput = true;
    layer.realB = at.drawn("real-b", layer.realC.shape, WeightGroup::Dynamics, [] { return 1; });
    layer.imagB = at.drawn("imag-b", layer.realC.shape, WeightGroup::Dynamics, [] { return 0; });
}

} // namespace

template <class Scalar>
WeightRef Initialiser<Scalar>::drawn(const std::string& name, Shape shape, WeightGroup group,
                                     const std::function<double()>& draw) const
{
    return weights.add(prefix + name, shape, group, draw);
}

template <class Scalar>
WeightRef Initialiser<Scalar>::constant(const std::string& name, Shape shape, double value) const
{
    return drawn(name, shape, WeightGroup::Dense, [=] { return value; });
}

template <class Scalar>
WeightRef Initialiser<Scalar>::normal(const std::string& name, Shape shape, double deviation) const
{
    return drawn(name, shape, WeightGroup::Dense, [&] { return deviation * random.normal(); });
}

template <class Scalar>
Dense addDense(const Initialiser<Scalar>& at, Index from, Index to, double deviation)
{
    return {at.normal("weight", {1, from, to}, deviation), at.constant("bias", {1, 1, to}, 0)};
}

template <class Scalar>
Normalisation addNormalisation(const Initialiser<Scalar>& at, Index width)
{
    return {at.constant("gain", {1, 1, width}, 1), at.constant("bias", {1, 1, width}, 0)};
}

template <class Scalar>
AttentionLayer addAttention(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    const Index width = settings.width;
    return {.query = addDense(at.under("query"), width, width),
            .key = addDense(at.under("key"), width, width),
            .value = addDense(at.under("value"), width, width),
            .output = addDense(at.under("output"), width, width, settings.outputDeviation),
            .heads = settings.heads,
            .dropout = settings.dropout};
}

template <class Scalar>
S4dLayer addS4d(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    return {.system = addDiagonal(at.under("system"), settings, Poles::Inv, true),
            .output = addDense(at.under("output"), settings.width, settings.width, settings.outputDeviation)};
}

template <class Scalar>
H3Layer addH3(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    const Index width = settings.width;
    const Shape taps{1, settings.order, width};
    const double most = 1 / std::sqrt(static_cast<double>(settings.order));
    Index drawn = 0;
    H3Layer layer{.query = addDense(at.under("query"), width, width),
                  .key = addDense(at.under("key"), width, width),
                  .value = addDense(at.under("value"), width, width),
                  .output = addDense(at.under("output"), width, width, settings.outputDeviation),
                  .shiftInput = at.drawn("shift.input", taps, WeightGroup::Dynamics,
                                         [&] { return drawn++ < width ? 1 : 0; }),
                  .shiftReadout = at.drawn("shift.readout", taps, WeightGroup::Dense,
                                           [&] { return most * (2 * at.random.uniform() - 1); }),
                  .shiftSkip = at.normal("shift.skip", {1, 1, width}, 1),
                  .memory = addDiagonal(at.under("memory"), settings, Poles::Lin, false)};
    layer.memory.rule = DiagonalRule::Bilinear;
    addInput(at.under("memory"), layer.memory);
    return layer;
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Dense& layer, const Tensor<Scalar>& x)
{
    return linear(pass.tape, x, pass[layer.weight], pass[layer.bias]);
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Normalisation& layer, const Tensor<Scalar>& x)
{
    return layerNorm(pass.tape, x, pass[layer.gain], pass[layer.bias]);
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const AttentionLayer& layer, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> scores =
        attentionScores(pass.tape, apply(pass, layer.query, x), apply(pass, layer.key, x), layer.heads);
    const Tensor<Scalar> weights = pass.dropped(causalSoftmax(pass.tape, scores), layer.dropout);
    return apply(pass, layer.output, attentionMix(pass.tape, weights, apply(pass, layer.value, x)));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const DiagonalLayer& layer, const Tensor<Scalar>& x)
{
    ComplexTensor<Scalar> readout{pass[layer.realC], pass[layer.imagC]};
    if (layer.trainsInput)
        readout = complexProduct(pass.tape, readout, {pass[layer.realB], pass[layer.imagB]});
    const DiagonalSystems<Scalar> systems{pass[layer.logStep], negativeExp(pass.tape, pass[layer.logDecay]),
                                          pass[layer.imagA], readout.real, readout.imag};
    const Tensor<Scalar> kernel = diagonalKernel(pass.tape, systems, layer.rule, x.shape.length);
    return add(pass.tape, convolution(pass.tape, x, kernel), multiply(pass.tape, x, pass[layer.skip]));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const S4dLayer& layer, const Tensor<Scalar>& x)
{
    return apply(pass, layer.output, gelu(pass.tape, apply(pass, layer.system, x)));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const H3Layer& layer, const Tensor<Scalar>& x)
{
    Tape<Scalar>& tape = pass.tape;
    const Tensor<Scalar> keys = apply(pass, layer.key, x);
    const Tensor<Scalar> taps = shiftKernel(tape, pass[layer.shiftInput], pass[layer.shiftReadout]);
    const Tensor<Scalar> shifted =
        add(tape, convolution(tape, keys, taps), multiply(tape, keys, pass[layer.shiftSkip]));
    const Tensor<Scalar> written = multiply(tape, shifted, apply(pass, layer.value, x));
    const Tensor<Scalar> kept = apply(pass, layer.memory, written);
    return apply(pass, layer.output, multiply(tape, kept, apply(pass, layer.query, x)));
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template struct Initialiser<Scalar>;                                                                     \
    template Dense addDense(const Initialiser<Scalar>&, Index, Index, double);                               \
    template Normalisation addNormalisation(const Initialiser<Scalar>&, Index);                              \
    template AttentionLayer addAttention(const Initialiser<Scalar>&, const MixerSettings&);                  \
    template S4dLayer addS4d(const Initialiser<Scalar>&, const MixerSettings&);                              \
    template H3Layer addH3(const Initialiser<Scalar>&, const MixerSettings&);                                \
    template Tensor<Scalar> apply(Pass<Scalar>&, const Dense&, const Tensor<Scalar>&);                       \
    template Tensor<Scalar> apply(Pass<Scalar>&, const Normalisation&, const Tensor<Scalar>&);               \
    template Tensor<Scalar> apply(Pass<Scalar>&, const AttentionLayer&, const Tensor<Scalar>&);              \
    template Tensor<Scalar> apply(Pass<Scalar>&, const DiagonalLayer&, const Tensor<Scalar>&);               \
    template Tensor<Scalar> apply(Pass<Scalar>&, const S4dLayer&, const Tensor<Scalar>&);                    \
    template Tensor<Scalar> apply(Pass<Scalar>&, const H3Layer&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
