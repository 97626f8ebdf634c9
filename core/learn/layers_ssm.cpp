// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/layers_ssm.h"

#include "core/learn/ops_convolution.h"
#include "core/learn/ops_heads.h"
#include "core/ssm/s4d.h"

#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace kaba::learn {

namespace {

constexpr double kLeastStep = 1e-3;
constexpr double kMostStep = 1e-1;

/// λ_n of mode n of order/2, imaginary parts positive. Requires an even order.
std::vector<std::complex<double>> drawnPoles(Poles poles, Index order, Random& random)
{
    std::vector<std::complex<double>> drawn;
    if (poles == Poles::Random) {
        for (Index n = 0; n < order / 2; ++n) {
            const double decay = std::exp(random.normal());
            drawn.emplace_back(-decay, std::exp(random.normal()));
        }
        return drawn;
    }
    if (poles == Poles::Spread) {
        const double widest = std::numbers::pi * static_cast<double>(order) / 2;
        for (Index n = 0; n < order / 2; ++n)
            drawn.emplace_back(-0.5, widest * random.uniform());
        return drawn;
    }
    const S4dInit init =
        poles == Poles::Lin ? S4dInit::Lin : (poles == Poles::Inv ? S4dInit::Inv : S4dInit::LegS);
    const int size = static_cast<int>(order / 2 * 2);
    const auto system = s4d(init, size, Eigen::VectorXd::Zero(s4dReadoutSize(init, size)));
    for (const std::complex<double> pole : system.value().a)
        drawn.emplace_back(pole.real(), std::abs(pole.imag()));
    return drawn;
}

std::complex<double> complexNormal(Random& random)
{
    const double real = random.normal();
    return std::complex<double>(real, random.normal()) * (std::numbers::sqrt2 / 2);
}

/// An input B for each mode such that the answer to a constant has variance 1 under a random C.
std::vector<std::complex<double>> unitGainInput(const std::vector<std::complex<double>>& poles,
                                                Random& random)
{
    std::vector<std::complex<double>> input;
    double variance = 0;
    for (const std::complex<double> pole : poles) {
        input.push_back(complexNormal(random));
        variance += 2 * std::norm(input.back() / pole);
    }
    for (std::complex<double>& b : input)
        b /= std::sqrt(variance);
    return input;
}

/// What the systems of a layer share.
struct DiagonalStart {
    Poles poles = Poles::Lin;
    bool trained = true;
    bool shared = false; ///< one set of poles for all channels, and an input that C starts with
};

/// C has variance ½ in each part, times the input where it is shared; Δ is log-uniform.
template <class Scalar>
DiagonalLayer addDiagonal(const Initialiser<Scalar>& at, Index channels, Index order,
                          const DiagonalStart& start)
{
    const Index modes = order / 2;
    const Shape all{1, channels, modes};
    const Shape polesShape{1, start.shared ? 1 : channels, modes};
    const WeightGroup group = start.trained ? WeightGroup::Dynamics : WeightGroup::Fixed;
    DiagonalLayer layer;
    layer.logStep = at.drawn("log-step", {1, 1, channels}, WeightGroup::Dynamics,
                             [&] { return drawnLogStep(at.random); });
    Random ofPoles = at.forked();
    const auto poles = drawnPoles(start.poles, order, ofPoles);
    std::vector<std::complex<double>> readout;
    const auto input =
        start.shared ? unitGainInput(poles, at.random) : std::vector<std::complex<double>>(poles.size(), 1);
    for (Index i = 0; i < all.size(); ++i)
        readout.push_back(complexNormal(at.random) * input[static_cast<std::size_t>(i % modes)]);
    const auto drawn = [&](const std::string& name, Shape shape, WeightGroup of, const auto& numbers,
                           auto part) {
        std::size_t n = 0;
        return at.drawn(name, shape, of, [&] { return part(numbers[n++ % numbers.size()]); });
    };
    const auto real = [](std::complex<double> z) { return z.real(); };
    const auto imag = [](std::complex<double> z) { return z.imag(); };
    layer.logDecay = drawn("log-decay", polesShape, group, poles,
                           [](std::complex<double> z) { return std::log(-z.real()); });
    layer.imagA = drawn("imag-a", polesShape, group, poles, imag);
    layer.realC = drawn("real-c", all, WeightGroup::Dense, readout, real);
    layer.imagC = drawn("imag-c", all, WeightGroup::Dense, readout, imag);
    layer.skip = at.normal("skip", {1, 1, channels}, 1);
    return layer;
}

DiagonalStart startOf(const MixerSettings& settings, Poles usual, bool shared)
{
    return {.poles = settings.poles == Poles::Usual ? usual : settings.poles,
            .trained = settings.trainsPoles,
            .shared = shared};
}

template <class Scalar>
void addInput(const Initialiser<Scalar>& at, DiagonalLayer& layer)
{
    layer.trainsInput = true;
    layer.realB = at.drawn("real-b", layer.realC.shape, WeightGroup::Dynamics, [] { return 1; });
    layer.imagB = at.drawn("imag-b", layer.realC.shape, WeightGroup::Dynamics, [] { return 0; });
}

template <class Scalar>
DssLayer addDss(const Initialiser<Scalar>& at, Index channels, Index order)
{
    const auto drawn = [&](const std::string& name) {
        return at.drawn(name, {1, 1, order}, WeightGroup::Dynamics, [&] { return at.random.normal(); });
    };
    return {.logDecay = drawn("log-decay"),
            .logFrequency = drawn("log-frequency"),
            .realC = at.normal("real-c", {1, channels, order}, 1),
            .imagC = at.normal("imag-c", {1, channels, order}, 1),
            .skip = at.normal("skip", {1, 1, channels}, 1)};
}

/// Of x with `times` neighbouring channels to each system.
template <class Scalar>
Tensor<Scalar> remember(const Pass<Scalar>& pass, const DiagonalSystems<Scalar>& systems, DiagonalRule rule,
                        const Tensor<Scalar>& skip, const Tensor<Scalar>& x)
{
    const Index times = x.shape.channels / skip.shape.channels;
    pass.noted(Inner::Driven, x);
    const Tensor<Scalar> kernel =
        pass.noted(Inner::Kernel, diagonalKernel(pass.tape, systems, rule, x.shape.length));
    return pass.noted(Inner::Kept, convolve(pass, x, repeatChannels(pass.tape, kernel, times),
                                            repeatChannels(pass.tape, skip, times), Part::Memory));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const DiagonalLayer& layer, const Tensor<Scalar>& x)
{
    ComplexTensor<Scalar> readout{pass[layer.realC], pass[layer.imagC]};
    if (layer.trainsInput)
        readout = complexProduct(pass.tape, readout, {pass[layer.realB], pass[layer.imagB]});
    const DiagonalSystems<Scalar> systems{pass[layer.logStep], negativeExp(pass.tape, pass[layer.logDecay]),
                                          pass[layer.imagA], readout.real, readout.imag};
    return remember(pass, systems, layer.rule, pass[layer.skip], x);
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const DssLayer& layer, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> skip = pass[layer.skip];
    const Tensor<Scalar> logStep = pass.tape.tensor(skip.shape);
    std::fill_n(logStep.value, logStep.size(), Scalar(0));
    const DiagonalSystems<Scalar> systems{.logStep = logStep,
                                          .realA = negativeExp(pass.tape, pass[layer.logDecay]),
                                          .imagA = exponential(pass.tape, pass[layer.logFrequency]),
                                          .realC = pass[layer.realC],
                                          .imagC = pass[layer.imagC],
                                          .factor = 1};
    return remember(pass, systems, DiagonalRule::Zoh, skip, x);
}

} // namespace

double drawnLogStep(Random& random)
{
    return std::log(kLeastStep) + random.uniform() * std::log(kMostStep / kLeastStep);
}

template <class Scalar>
Tensor<Scalar> convolve(const Pass<Scalar>& pass, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel,
                        const Tensor<Scalar>& skip, Part part)
{
    const Tensor<Scalar> passed = multiply(pass.tape, x, skip);
    return pass.isWithout(part) ? passed : add(pass.tape, convolution(pass.tape, x, kernel), passed);
}

template <class Scalar>
S4dLayer addS4d(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    return {.system = addDiagonal(at.under("system"), settings.width, settings.order,
                                  startOf(settings, Poles::Inv, true)),
            .output = addDense(at.under("output"), settings.width, settings.width)};
}

template <class Scalar>
H3Layer addH3(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    assert(settings.width % settings.headWidth == 0);
    const Index width = settings.width;
    const Index heads = width / settings.headWidth;
    const Shape taps{1, settings.order, width};
    const double most = 1 / std::sqrt(static_cast<double>(settings.order));
    Index drawn = 0;
    H3Layer layer{.query = addDense(at.under("query"), width, width),
                  .key = addDense(at.under("key"), width, width),
                  .value = addDense(at.under("value"), width, width),
                  .output = addDense(at.under("output"), width, width),
                  .shiftInput = at.drawn("shift.input", taps, WeightGroup::Dynamics,
                                         [&] { return drawn++ < width ? 1 : 0; }),
                  .shiftReadout = at.uniform("shift.readout", taps, most),
                  .shiftSkip = at.normal("shift.skip", {1, 1, width}, 1),
                  .memory = addDiagonal(at.under("memory"), heads, settings.order,
                                        startOf(settings, Poles::Lin, false)),
                  .heads = heads};
    layer.memory.rule = DiagonalRule::Bilinear;
    addInput(at.under("memory"), layer.memory);
    return layer;
}

template <class Scalar>
GssLayer addGss(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    return {.gate = addDense(at.under("gate"), settings.width, settings.inner),
            .input = addDense(at.under("input"), settings.width, settings.width),
            .memory = addDss(at.under("memory"), settings.width, settings.order),
            .expand = addDense(at.under("expand"), settings.width, settings.inner),
            .output = addDense(at.under("output"), settings.inner, settings.width, settings.outputDeviation)};
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
    const Tensor<Scalar> keys = pass.noted(Inner::Keys, apply(pass, layer.key, x));
    const Tensor<Scalar> values = pass.noted(Inner::Values, apply(pass, layer.value, x));
    const Tensor<Scalar> taps =
        pass.noted(Inner::ShiftKernel, shiftKernel(tape, pass[layer.shiftInput], pass[layer.shiftReadout]));
    const Tensor<Scalar> shifted =
        pass.noted(Inner::Shifted, convolve(pass, keys, taps, pass[layer.shiftSkip], Part::Shift));
    const Tensor<Scalar> kept = apply(pass, layer.memory, outerProduct(tape, shifted, values, layer.heads));
    const Tensor<Scalar> queries = pass.noted(Inner::Queries, apply(pass, layer.query, x));
    return apply(pass, layer.output, headProduct(tape, queries, kept, layer.heads));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const GssLayer& layer, const Tensor<Scalar>& x)
{
    Tape<Scalar>& tape = pass.tape;
    const Tensor<Scalar> gate = gelu(tape, apply(pass, layer.gate, x));
    const Tensor<Scalar> kept = apply(pass, layer.memory, gelu(tape, apply(pass, layer.input, x)));
    return apply(pass, layer.output, multiply(tape, apply(pass, layer.expand, kept), gate));
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> convolve(const Pass<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&,      \
                                     const Tensor<Scalar>&, Part);                                           \
    template S4dLayer addS4d(const Initialiser<Scalar>&, const MixerSettings&);                              \
    template H3Layer addH3(const Initialiser<Scalar>&, const MixerSettings&);                                \
    template GssLayer addGss(const Initialiser<Scalar>&, const MixerSettings&);                              \
    template Tensor<Scalar> apply(Pass<Scalar>&, const S4dLayer&, const Tensor<Scalar>&);                    \
    template Tensor<Scalar> apply(Pass<Scalar>&, const H3Layer&, const Tensor<Scalar>&);                     \
    template Tensor<Scalar> apply(Pass<Scalar>&, const GssLayer&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
