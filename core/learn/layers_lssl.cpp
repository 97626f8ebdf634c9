// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/layers_lssl.h"

#include "core/ssm/discretization.h"
#include "core/ssm/hippo.h"

#include <cmath>

namespace kaba::learn {

namespace {

/// A = s (G/√N − 1) and B of independent normal numbers, s such that A has the trace of LegS: the eigenvalues fill the disc
/// of radius s about −s.
HippoMatrices randomSystem(Index order, Random& random)
{
    const double scale = static_cast<double>(order + 1) / 2;
    HippoMatrices system{Eigen::MatrixXd(order, order), Eigen::VectorXd(order)};
    for (double& entry : system.a.reshaped())
        entry = scale * random.normal() / std::sqrt(static_cast<double>(order));
    system.a.diagonal().array() -= scale;
    for (double& entry : system.b)
        entry = random.normal();
    return system;
}

/// The states of one channel at 0 … length − 1 after an impulse, each of unit energy.
RowMatrix<double> answerOf(const HippoMatrices& system, double step, Index length)
{
    const auto discrete = discretize(system.a, system.b, step, {});
    RowMatrix<double> states(length, system.b.size());
    Eigen::VectorXd state = discrete.b;
    for (Index l = 0; l < length; ++l) {
        states.row(l) = state.transpose();
        state = discrete.a * state;
    }
    const Eigen::RowVectorXd energy = states.colwise().squaredNorm().cwiseMax(1e-300);
    return states.array().rowwise() / energy.array().sqrt();
}

StateBank bankOf(const HippoMatrices& system, const std::vector<double>& steps, Index length)
{
    StateBank bank{static_cast<Index>(steps.size()), length, system.b.size()};
    for (const double step : steps) {
        const RowMatrix<double> answer = answerOf(system, step, length);
        bank.states.insert(bank.states.end(), answer.data(), answer.data() + answer.size());
    }
    return bank;
}

} // namespace

template <class Scalar>
LsslLayer addLssl(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    std::vector<double> steps;
    for (Index h = 0; h < settings.width; ++h)
        steps.push_back(std::exp(drawnLogStep(at.random)));
    Random own = at.forked();
    const HippoMatrices system = settings.poles == Poles::LegS
                                     ? hippo(Measure::LegS, static_cast<int>(settings.order)).value()
                                     : randomSystem(settings.order, own);
    const double deviation = 1 / std::sqrt(static_cast<double>(settings.order));
    return {.bank = std::make_shared<const StateBank>(bankOf(system, steps, settings.length)),
            .readout = at.normal("readout", {1, settings.width, settings.order}, deviation),
            .skip = at.normal("skip", {1, 1, settings.width}, 1),
            .output = addDense(at.under("output"), settings.width, settings.width)};
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const LsslLayer& layer, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> kernel =
        pass.noted(Inner::Kernel, bankKernel(pass.tape, pass[layer.readout], *layer.bank, x.shape.length));
    const Tensor<Scalar> kept =
        pass.noted(Inner::Kept, convolve(pass, x, kernel, pass[layer.skip], Part::Memory));
    return apply(pass, layer.output, gelu(pass.tape, kept));
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template LsslLayer addLssl(const Initialiser<Scalar>&, const MixerSettings&);                            \
    template Tensor<Scalar> apply(Pass<Scalar>&, const LsslLayer&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
