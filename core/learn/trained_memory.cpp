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

template std::optional<TrainedMemory> memoryOf(const Weights<float>&, const Block&);
template std::optional<TrainedMemory> memoryOf(const Weights<double>&, const Block&);

} // namespace kaba::learn
