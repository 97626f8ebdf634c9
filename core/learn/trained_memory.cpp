// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/trained_memory.h"

#include <complex>

namespace kaba::learn {

namespace {

/// Reads weights in double.
template <class Scalar>
struct Reader {
    const Weights<Scalar>& weights;

    double operator()(const WeightRef& ref, Index at) const
    {
        return static_cast<double>(weights.values()[static_cast<std::size_t>(ref.offset + at)]);
    }
    std::complex<double> operator()(const WeightRef& real, const WeightRef& imag, Index at) const
    {
        return {(*this)(real, at), (*this)(imag, at)};
    }
};

/// The transpose of a stored [1, rows, columns].
template <class Scalar>
Eigen::MatrixXd transposeOf(const Reader<Scalar>& read, const WeightRef& ref)
{
    Eigen::MatrixXd matrix(ref.shape.channels, ref.shape.length);
    for (Index at = 0; at < ref.shape.size(); ++at)
        matrix(at % ref.shape.channels, at / ref.shape.channels) = read(ref, at);
    return matrix;
}

template <class Scalar>
DenseMap mapOf(const Reader<Scalar>& read, const Dense& dense)
{
    return {transposeOf(read, dense.weight), transposeOf(read, dense.bias)};
}

template <class Scalar>
TrainedMemory memoryOf(const Reader<Scalar>& read, const DiagonalLayer& layer)
{
    const Index order = layer.realC.shape.channels;
    TrainedMemory memory{
        .rule = {.rule = layer.rule == DiagonalRule::Zoh ? StepRule::Zoh : StepRule::Bilinear}};
    for (Index h = 0; h < layer.skip.shape.channels; ++h) {
        DiagonalStateSpace system{Eigen::VectorXcd(order), Eigen::VectorXcd::Ones(order),
                                  Eigen::VectorXcd(order), 2, read(layer.skip, h)};
        for (Index n = 0; n < order; ++n) {
            const Index at = h * order + n;
            const Index pole = at % layer.imagA.shape.size();
            system.a(n) = {-std::exp(read(layer.logDecay, pole)), read(layer.imagA, pole)};
            system.c(n) = read(layer.realC, layer.imagC, at);
            if (layer.trainsInput)
                system.b(n) = read(layer.realB, layer.imagB, at);
        }
        memory.systems.push_back(std::move(system));
        memory.steps.push_back(std::exp(read(layer.logStep, h)));
    }
    return memory;
}

template <class Scalar>
TrainedMemory memoryOf(const Reader<Scalar>& read, const DssLayer& layer)
{
    const Index order = layer.realC.shape.channels;
    TrainedMemory memory{.rule = {.rule = StepRule::Zoh}};
    for (Index h = 0; h < layer.skip.shape.channels; ++h) {
        DiagonalStateSpace system{Eigen::VectorXcd(order), Eigen::VectorXcd::Ones(order),
                                  Eigen::VectorXcd(order), 1, read(layer.skip, h)};
        for (Index n = 0; n < order; ++n) {
            system.a(n) = {-std::exp(read(layer.logDecay, n)), std::exp(read(layer.logFrequency, n))};
            system.c(n) = read(layer.realC, layer.imagC, h * order + n);
        }
        memory.systems.push_back(std::move(system));
        memory.steps.push_back(1);
    }
    return memory;
}

} // namespace

template <class Scalar>
std::optional<TrainedMemory> memoryOf(const Weights<Scalar>& weights, const Block& block)
{
    const Reader<Scalar> read{weights};
    if (const auto* layer = std::get_if<S4dLayer>(&block.mixer))
        return memoryOf(read, layer->system);
    if (const auto* layer = std::get_if<GssLayer>(&block.mixer))
        return memoryOf(read, layer->memory);
    if (const auto* layer = std::get_if<H3Layer>(&block.mixer))
        return memoryOf(read, layer->memory);
    return {};
}

template <class Scalar>
kaba::H3Layer layerOf(const Weights<Scalar>& weights, const learn::H3Layer& layer)
{
    const Reader<Scalar> read{weights};
    TrainedMemory memory = memoryOf(read, layer.memory);
    return {.headSize = layer.shiftSkip.shape.channels / layer.heads,
            .order = ChannelOrder::HeadMajor,
            .query = mapOf(read, layer.query),
            .key = mapOf(read, layer.key),
            .value = mapOf(read, layer.value),
            .output = mapOf(read, layer.output),
            .shiftInput = transposeOf(read, layer.shiftInput),
            .shiftReadout = transposeOf(read, layer.shiftReadout),
            .shiftSkip = transposeOf(read, layer.shiftSkip),
            .memory = std::move(memory.systems),
            .steps = std::move(memory.steps),
            .rule = memory.rule};
}

template std::optional<TrainedMemory> memoryOf(const Weights<float>&, const Block&);
template std::optional<TrainedMemory> memoryOf(const Weights<double>&, const Block&);
template kaba::H3Layer layerOf(const Weights<float>&, const learn::H3Layer&);
template kaba::H3Layer layerOf(const Weights<double>&, const learn::H3Layer&);

} // namespace kaba::learn
