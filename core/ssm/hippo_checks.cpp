// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_checks.h"

#include "core/math/polynomials.h"
#include "core/math/vector_ops.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

VectorXd asVector(std::span<const double> values)
{
    return Eigen::Map<const VectorXd>(values.data(), static_cast<Index>(values.size()));
}

double ratio(double difference, double scale) { return difference == 0 ? 0 : difference / scale; }

VectorXd denseStep(const HippoMemory& memory, std::size_t k, const VectorXd& before, double input)
{
    const double delta = 1 / static_cast<double>(k + 1);
    const double alpha = memory.settings.method.alpha();
    const MatrixXd& a = memory.continuous.a;
    VectorXd next = before + (1 - alpha) * delta * (a * before) + delta * input * memory.continuous.b;
    MatrixXd implicitHalf = -alpha * delta * a;
    implicitHalf.diagonal().array() += 1;
    implicitHalf.triangularView<Eigen::Lower>().solveInPlace(next);
    return next;
}

double stepResidual(const HippoMemory& memory, std::size_t k, const VectorXd& before, double input,
                    const VectorXd& after)
{
    const VectorXd dense = denseStep(memory, k, before, input);
    const double scale = std::max({before.cwiseAbs().maxCoeff(), dense.cwiseAbs().maxCoeff(),
                                   std::abs(input) / static_cast<double>(k + 1)});
    return ratio((after - dense).cwiseAbs().maxCoeff(), scale);
}

/// (−1)^n √(2n+1): LMU coefficients over LegT coefficients.
VectorXd lmuScaling(Index order)
{
    VectorXd d(order);
    for (Index n = 0; n < order; ++n)
        d[n] = (n % 2 == 0 ? 1 : -1) * legendreNorm(n);
    return d;
}

/// The columns P with A + P Pᵀ skew but for a multiple of I, in the scaling of window 2.
MatrixXd lowRank(Measure measure, Index order)
{
    MatrixXd p = MatrixXd::Zero(order, 2);
    for (Index n = 0; n < order; ++n) {
        const double half = legendreNorm(n) / std::numbers::sqrt2;
        if (measure == Measure::LagT)
            p(n, 0) = 1 / std::numbers::sqrt2;
        else if (measure == Measure::Fourier)
            p(n, 0) = n % 2 != 0 ? 0 : (n == 0 ? 1 : std::numbers::sqrt2);
        else if (hasWindow(measure))
            p(n, n % 2) = half;
        else
            p(n, 0) = half;
    }
    return p;
}

} // namespace

double fastUpdateResidual(const HippoMemory& memory, std::span<const double> input, std::size_t moment,
                          const StateHistory& history)
{
    constexpr std::size_t kFirstSteps = 32;
    double worst = stepResidual(memory, moment, asVector(history.beforeMoment), input[moment],
                                asVector(history.atMoment));
    ScaledLegs fast(memory.settings.order, memory.settings.method.alpha());
    for (std::size_t k = 0; k < std::min(moment, kFirstSteps); ++k) {
        const VectorXd before = asVector(fast.state());
        fast.step(k, input[k]);
        worst = std::max(worst, stepResidual(memory, k, before, input[k], asVector(fast.state())));
    }
    return worst;
}

double heldProjectionResidual(std::span<const double> input, std::size_t moment,
                              std::span<const double> state)
{
    // By parts: the held history is a staircase, and P_{n+1} − P_{n−1} integrates (2n+1)P_n and ends at 0.
    const std::size_t order = state.size();
    Samples jumps(moment + 1);
    Samples places(moment + 1);
    double sum = 0;
    for (std::size_t j = 0; j <= moment; ++j) {
        jumps[j] = input[j] - (j > 0 ? input[j - 1] : 0);
        places[j] = 2 * static_cast<double>(j + 1) / static_cast<double>(moment + 2) - 1;
        sum += input[j];
    }
    Samples moments(order + 1);
    legendreMoments(jumps, places, moments);
    double difference = std::abs(state[0] - sum / static_cast<double>(moment + 2));
    double scale = std::max(std::abs(state[0]), maxAbs(input.first(moment + 1)));
    for (std::size_t n = 1; n < order; ++n) {
        const double exact = (moments[n - 1] - moments[n + 1]) / (2 * legendreNorm(static_cast<Index>(n)));
        difference = std::max(difference, std::abs(state[n] - exact));
        scale = std::max(scale, std::abs(exact));
    }
    return ratio(difference, scale);
}

Result<double> timescaleResidual(const HippoMemory& memory, std::span<const double> input, std::size_t moment,
                                 std::span<const double> state, const RunContext& context)
{
    Samples sparse;
    for (std::size_t k = moment % 2; k <= moment; k += 2)
        sparse.push_back(input[k]);
    Memory fresh = memory.start();
    const Result<StateHistory> faster = listen(fresh, sparse, sparse.size() - 1, false, context);
    if (!faster)
        return faster.error();
    Samples difference = faster->atMoment;
    addScaled(difference, -1, state);
    return ratio(std::sqrt(squaredNorm(difference)), std::sqrt(squaredNorm(state)));
}

double constantResidual(const HippoMatrices& matrices)
{
    return (matrices.a.col(0) + matrices.b).cwiseAbs().maxCoeff() / matrices.b.cwiseAbs().maxCoeff();
}

double normalPlusLowRankResidual(const MemorySettings& settings, const HippoMatrices& matrices)
{
    const Index order = matrices.a.rows();
    const Measure measure = settings.measure;
    MatrixXd a = matrices.a;
    if (measure == Measure::Lmu) {
        const VectorXd d = lmuScaling(order);
        a = d.cwiseInverse().asDiagonal() * a * d.asDiagonal();
    }
    if (hasWindow(measure))
        a *= settings.window / 2;
    const double scale = a.cwiseAbs().maxCoeff();
    const MatrixXd p = lowRank(measure, order);
    a.noalias() += p * p.transpose();
    if (measure == Measure::LegS || measure == Measure::LegSLti)
        a.diagonal().array() += 0.5;
    double worst = 0;
    for (Index n = 0; n < order; ++n)
        for (Index k = 0; k <= n; ++k)
            worst = std::max(worst, std::abs(a(n, k) + a(k, n)));
    return worst / scale;
}

double lmuLegtResidual(int order, double window)
{
    const VectorXd d = lmuScaling(order);
    const MatrixXd legt = hippo(Measure::LegT, order, window)->a;
    const MatrixXd lmu = hippo(Measure::Lmu, order, window)->a;
    const MatrixXd scaled = d.asDiagonal() * legt * d.cwiseInverse().asDiagonal();
    return (scaled - lmu).cwiseAbs().maxCoeff() / lmu.cwiseAbs().maxCoeff();
}

double toeplitzResidual(const MatrixXd& a)
{
    const Index order = a.rows();
    double worst = 0;
    for (Index k = 1; k < order; ++k)
        for (Index n = 1; n < order; ++n)
            worst = std::max(worst, std::abs(a(n, k) - a(n - 1, k - 1)));
    return ratio(worst, a.cwiseAbs().maxCoeff());
}

double kernelResidual(const HippoMemory& memory)
{
    const MemorySettings& settings = memory.settings;
    assert(memory.discrete);
    const VectorXd found = memory.discrete->a * memory.continuous.b;
    const auto order = static_cast<std::size_t>(settings.order);
    const bool faded = settings.measure == Measure::LegSLti;
    const Samples legendre = legendreValues(order, 2 * std::exp(-settings.step) - 1);
    const std::array place{settings.step};
    double worst = 0;
    for (std::size_t n = 0; n < order; ++n) {
        Samples only(n + 1, 0.0);
        only.back() = 1;
        const double kernel =
            faded ? std::exp(-settings.step) * legendreNorm(static_cast<Index>(n)) * legendre[n]
                  : laguerreSeries(only, place).front();
        worst = std::max(worst, std::abs(found[static_cast<Index>(n)] - kernel));
    }
    return worst / memory.continuous.b.cwiseAbs().maxCoeff();
}

} // namespace kaba
