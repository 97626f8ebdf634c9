// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/example_layer.h"

#include <Eigen/Cholesky>

#include <array>
#include <cmath>
#include <complex>
#include <numbers>

namespace kaba {
namespace {

constexpr Eigen::Index kChannels = 8;
constexpr Eigen::Index kModes = 16;
constexpr Eigen::Index kSamples = 1024;
constexpr double kSpan = 1.7; ///< time that the samples take; less than the period 2 leaves the fit some room
constexpr double kRidge = 1e-6;
constexpr double kPi = std::numbers::pi;

double bump(double s, double middle, double width)
{
    const double z = (s - middle) / width;
    return std::exp(-z * z / 2);
}

/// The targets as functions of the lag s = l / 1024 in [0, 1).
constexpr std::array<double (*)(double), kChannels> kTargets{
    [](double s) { return bump(s, 0.5, 0.05); },                            // a delay
    [](double s) { return 1 / (1 + std::exp((s - 0.6) / 0.03)); },          // a mean over the last 60 %
    [](double s) { return std::exp(-6 * s); },                              // forgetting
    [](double s) { return std::exp(-4 * s) * std::sin(12 * kPi * s); },     // ringing
    [](double s) { return bump(s, 0.2, 0.04) - 0.6 * bump(s, 0.7, 0.06); }, // an echo, inverted
    [](double s) { return std::sin(2 * kPi * (1 + 4 * s) * s) * (1 - s); }, // a chirp
    [](double s) { return bump(s, 0.35, 0.05) - bump(s, 0.5, 0.05); },      // a difference: an edge
    [](double s) { return bump(s, 0.45, 0.12) * std::cos(20 * kPi * (s - 0.45)); }, // one band of frequencies
};

/// Columns Re and −Im of b̄_n λ̄_n^l with b̄_n = 2 (e^{Δλ} − 1)/λ: the kernel is this matrix times (Re C, Im C).
Eigen::MatrixXd kernelBasis(const Eigen::VectorXcd& lambda, double step)
{
    const Eigen::Index modes = lambda.size();
    const Eigen::ArrayXcd ratio = (step * lambda.array()).exp();
    Eigen::ArrayXcd power = 2 * (ratio - 1) / lambda.array();
    Eigen::MatrixXd basis(2 * modes, kSamples);
    for (Eigen::Index l = 0; l < kSamples; ++l) {
        basis.col(l).head(modes) = power.real();
        basis.col(l).tail(modes) = -power.imag();
        power *= ratio;
    }
    return basis.transpose();
}

/// The targets of all channels, a column each.
Eigen::MatrixXd targets()
{
    Eigen::MatrixXd all(kSamples, kChannels);
    for (Eigen::Index h = 0; h < kChannels; ++h)
        all.col(h) = Eigen::VectorXd::Map(exampleTarget(h).data(), kSamples);
    return all;
}

/// min ‖basis x − target‖² + ridge ‖x‖² for every column of `wanted`, by the normal equations.
Eigen::MatrixXd ridgeFit(const Eigen::MatrixXd& basis, const Eigen::MatrixXd& wanted)
{
    Eigen::MatrixXd gram = basis.transpose() * basis;
    gram.diagonal().array() += kRidge * gram.trace() / static_cast<double>(gram.cols());
    return gram.llt().solve(basis.transpose() * wanted);
}

} // namespace

std::vector<double> exampleTarget(Eigen::Index channel)
{
    std::vector<double> target;
    for (Eigen::Index l = 0; l < kSamples; ++l)
        target.push_back(kTargets[static_cast<std::size_t>(channel)](static_cast<double>(l) / kSamples));
    return target;
}

TrainedLayer exampleLayer()
{
    TrainedLayer layer{.step = Eigen::VectorXd::Constant(kChannels, kSpan / kSamples),
                       .lambda = Eigen::MatrixXcd::Constant(kChannels, kModes, -0.5),
                       .readout = Eigen::MatrixXcd(kChannels, kModes),
                       .direct = Eigen::VectorXd::Zero(kChannels)};
    layer.lambda.imag().rowwise() = Eigen::RowVectorXd::LinSpaced(kModes, 0, kPi * (kModes - 1));
    const Eigen::MatrixXd fitted =
        ridgeFit(kernelBasis(layer.lambda.row(0).transpose(), layer.step(0)), targets());
    layer.readout.real() = fitted.topRows(kModes).transpose();
    layer.readout.imag() = fitted.bottomRows(kModes).transpose();
    return layer;
}

} // namespace kaba
