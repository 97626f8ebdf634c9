// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/layer.h"

#include "core/math/random.h"
#include "core/math/spectrum.h"
#include "core/ssm/custom_system.h"
#include "core/ssm/edited_layer.h"
#include "core/ssm/pole_system.h"
#include "core/ssm/s4d.h"
#include "core/ssm/skew_eigen.h"

#include <cmath>

namespace kaba {
namespace {

/// Streams of one seed that do not repeat each other.
constexpr std::uint64_t kReadoutStream = 0x5eed'0001'0000'0000;
constexpr std::uint64_t kSystemStream = 0x5eed'0002'0000'0000;

Result<SsmLayer> hippoLayer(const LayerSettings& settings, Measure measure)
{
    auto matrices = hippo(measure, settings.order, settings.window);
    if (!matrices)
        return matrices.error();
    return SsmLayer{settings, StateSpace{std::move(matrices->a), std::move(matrices->b),
                                         readoutVector(settings.readout, settings.order, settings.seed), 0}};
}

/// A layer of conjugate pairs. Its order is twice the number of kept modes.
SsmLayer modesLayer(const LayerSettings& settings, DiagonalStateSpace system)
{
    const auto order = 2 * static_cast<int>(system.a.size());
    Eigen::VectorXcd eigenvalues = system.a;
    SsmLayer layer{settings, std::move(system), {}, false, std::move(eigenvalues)};
    const bool keepsInput = settings.system != LayerSystem::Custom && settings.order == order;
    layer.notices = polesNotices(settings.poles, keepsInput);
    layer.settings.order = order;
    return layer;
}

Result<SsmLayer> s4dLayer(const LayerSettings& settings, S4dInit init)
{
    auto system = s4dWithPoles(init, settings.order, settings.readout, settings.seed, settings.poles);
    if (!system)
        return system.error();
    return modesLayer(settings, *std::move(system));
}

constexpr double kRandomDecay = -0.5;

/// Both halves of every conjugate pair of a skew-symmetric matrix, moved by `shift`.
Eigen::VectorXcd skewEigenvalues(const Eigen::MatrixXd& skew, double shift)
{
    const Eigen::VectorXd frequency = skewEigen(skew).frequency;
    const Eigen::Index order = skew.rows();
    Eigen::VectorXcd eigenvalues(order);
    for (Eigen::Index n = 0; n < frequency.size(); ++n) {
        eigenvalues(n) = {shift, frequency(n)};
        eigenvalues(order - 1 - n) = {shift, -frequency(n)};
    }
    return eigenvalues;
}

SsmLayer randomLayer(const LayerSettings& settings)
{
    constexpr double kSpread = 4;
    Random random(kSystemStream + static_cast<std::uint64_t>(settings.seed));
    const Eigen::Index order = settings.order;
    const double deviation = kSpread / std::sqrt(static_cast<double>(order));
    Eigen::MatrixXd a = Eigen::MatrixXd::Zero(order, order);
    for (Eigen::Index r = 0; r < order; ++r)
        for (Eigen::Index c = 0; c < r; ++c) {
            a(r, c) = deviation * random.normal();
            a(c, r) = -a(r, c);
        }
    a.diagonal().array() += kRandomDecay;
    Eigen::VectorXd b(order);
    for (double& value : b)
        value = random.normal();
    return {settings,
            StateSpace{std::move(a), std::move(b), readoutVector(settings.readout, order, settings.seed), 0}};
}

/// Without edits; without eigenvalues where they do not come along.
Result<SsmLayer> continuousLayer(const LayerSettings& settings, const Input* input)
{
    if (settings.system == LayerSystem::Custom && !settings.poles.empty())
        return modesLayer(settings, poleSystem(settings.poles, settings.readout, settings.seed));
    if (isHandmade(settings, input))
        return handmadeLayer(settings);
    if (const auto init = s4dOf(settings.system))
        return s4dLayer(settings, *init);
    switch (settings.system) {
    case LayerSystem::Random:
        return randomLayer(settings);
    case LayerSystem::Custom:
        return customLayer(settings, input);
    default:
        break;
    }
    return hippoLayer(settings, *measureOf(settings.system));
}

/// Of the continuous A of a dense layer without edits of A.
Eigen::VectorXcd denseEigenvalues(const SsmLayer& layer)
{
    const Eigen::MatrixXd& a = std::get<StateSpace>(layer.continuous).a;
    if (const auto measure = measureOf(layer.settings.system))
        return hippoEigenvalues(*measure, layer.settings.order, layer.settings.window);
    if (layer.settings.system == LayerSystem::Random)
        return skewEigenvalues(a - kRandomDecay * Eigen::MatrixXd::Identity(a.rows(), a.cols()),
                               kRandomDecay);
    return layer.embedded ? eigenvaluesOf(embeddedMatrix(a)) : eigenvaluesOf(a);
}

} // namespace

double SsmLayer::feedthrough() const
{
    return std::visit([](const auto& system) { return system.d; }, continuous);
}

std::size_t SsmLayer::stateCount() const
{
    const Eigen::Index rows = std::visit([](const auto& system) { return system.b.size(); }, continuous);
    return static_cast<std::size_t>(embedded ? rows / 2 : rows);
}

Eigen::VectorXcd SsmLayer::discreteEigenvalues() const
{
    return kaba::discreteEigenvalues(eigenvalues, settings.step, settings.method);
}

std::optional<Measure> measureOf(LayerSystem system)
{
    switch (system) {
    case LayerSystem::LegS:
        return Measure::LegSLti;
    case LayerSystem::LegT:
        return Measure::LegT;
    case LayerSystem::LagT:
        return Measure::LagT;
    case LayerSystem::Fourier:
        return Measure::Fourier;
    default:
        return {};
    }
}

std::optional<S4dInit> s4dOf(LayerSystem system)
{
    switch (system) {
    case LayerSystem::S4dLin:
        return S4dInit::Lin;
    case LayerSystem::S4dInv:
        return S4dInit::Inv;
    case LayerSystem::S4dLegS:
        return S4dInit::LegS;
    case LayerSystem::S4dReal:
        return S4dInit::Real;
    case LayerSystem::S4dQuad:
        return S4dInit::Quad;
    case LayerSystem::S4dInv2:
        return S4dInit::Inv2;
    default:
        return {};
    }
}

Eigen::VectorXd readoutVector(LayerReadout readout, Eigen::Index count, int seed)
{
    Eigen::VectorXd c(count);
    Random random(kReadoutStream + static_cast<std::uint64_t>(seed));
    for (Eigen::Index n = 0; n < count; ++n) {
        switch (readout) {
        case LayerReadout::Ones:
            c(n) = 1;
            break;
        case LayerReadout::Cosine:
            c(n) = std::cos(static_cast<double>(n));
            break;
        case LayerReadout::Random:
            c(n) = random.normal();
            break;
        case LayerReadout::First:
            c(n) = n == 0 ? 1 : 0;
            break;
        }
    }
    return c;
}

Result<StateSpace> presetSystem(const LayerSettings& settings, const Input* input)
{
    const auto layer = continuousLayer(settings, input);
    if (!layer)
        return layer.error();
    const auto* system = std::get_if<StateSpace>(&layer->continuous);
    return system && !layer->embedded ? Result(*system) : notEditable();
}

Result<SsmLayer> makeLayer(const LayerSettings& settings, const Input* input)
{
    auto layer = continuousLayer(settings, input);
    if (!layer)
        return layer;
    if (const Status edited = applyEdits(*layer); !edited)
        return edited.error();
    if (layer->eigenvalues.size() == 0)
        layer->eigenvalues = denseEigenvalues(*layer);
    layer->discrete = std::visit(
        [&](const auto& system) {
            return AnySystem(discretize(system, layer->settings.step, layer->settings.method));
        },
        layer->continuous);
    return layer;
}

} // namespace kaba
