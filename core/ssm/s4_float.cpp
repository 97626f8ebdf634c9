// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/s4_float.h"

#include <Eigen/LU>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <complex>
#include <numbers>
#include <unsupported/Eigen/FFT>

namespace kaba {

namespace {

using FloatComplex = std::complex<float>;
template <int Rank>
using Column = Eigen::Matrix<FloatComplex, Rank, 1>;

/// One kept mode, rounded.
template <int Rank>
struct Mode {
    FloatComplex pole; ///< Δλ
    FloatComplex b, c;
    Column<Rank> p;
    bool once; ///< a real mode, without a conjugate
};

template <int Rank>
std::vector<Mode<Rank>> roundedModes(const Dplr& dplr, double step, const Eigen::VectorXcd& readout)
{
    constexpr double kLeastDecay = 1e-4;
    std::vector<Mode<Rank>> modes;
    for (Eigen::Index n = 0; n < dplr.lambda.size(); ++n) {
        const std::complex<double> lambda(std::min(dplr.lambda(n).real(), -kLeastDecay),
                                          dplr.lambda(n).imag());
        modes.push_back({FloatComplex(step * lambda), FloatComplex(dplr.b(n)), FloatComplex(readout(n)),
                         dplr.p.row(n).transpose().cast<FloatComplex>(),
                         dplr.realModeLast && n + 1 == dplr.lambda.size()});
    }
    return modes;
}

struct Node {
    FloatComplex z;
    FloatComplex scale; ///< 2/(1+ω)
};

Node nodeAt(std::size_t k, std::size_t length, FloatNodes nodes)
{
    const auto place = static_cast<double>(k);
    const auto count = static_cast<double>(length);
    if (nodes == FloatNodes::Tangents) {
        const auto half = static_cast<float>(std::tan(std::numbers::pi * place / count));
        return {FloatComplex(0, 2 * half), FloatComplex(1, half)};
    }
    // ω rounded first: its length is no longer exactly 1, and that of its powers drifts.
    const FloatComplex first(std::polar(1.0, -2 * std::numbers::pi / count));
    const FloatComplex omega = std::exp(static_cast<float>(k) * std::log(first));
    return {2.0F * (1.0F - omega) / (1.0F + omega), 2.0F / (1.0F + omega)};
}

/// The product without the search for infinities of std::complex.
FloatComplex times(FloatComplex a, FloatComplex b)
{
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// C̃ (z/Δ − A)⁻¹ B by Cauchy sums and Woodbury's identity.
template <int Rank>
FloatComplex resolvent(const std::vector<Mode<Rank>>& modes, FloatComplex z, float step)
{
    FloatComplex direct = 0;
    Column<Rank> input = Column<Rank>::Zero();
    Column<Rank> output = Column<Rank>::Zero();
    Eigen::Matrix<FloatComplex, Rank, Rank> inner = Eigen::Matrix<FloatComplex, Rank, Rank>::Identity();
    const auto add = [&](FloatComplex pole, FloatComplex b, FloatComplex c, const Column<Rank>& p) {
        const FloatComplex distance = z - pole;
        const FloatComplex reciprocal = std::conj(distance) * (step / std::norm(distance));
        direct += times(times(b, c), reciprocal);
        for (Eigen::Index i = 0; i < Rank; ++i) {
            const FloatComplex left = times(std::conj(p(i)), reciprocal);
            input(i) += times(left, b);
            output(i) += times(times(p(i), c), reciprocal);
            for (Eigen::Index j = 0; j < Rank; ++j)
                inner(i, j) += times(left, p(j));
        }
    };
    for (const Mode<Rank>& mode : modes) {
        add(mode.pole, mode.b, mode.c, mode.p);
        if (!mode.once)
            add(std::conj(mode.pole), std::conj(mode.b), std::conj(mode.c), mode.p.conjugate());
    }
    return direct - (output.transpose() * inner.inverse() * input).value();
}

/// The limit of K̂ at ω = −1: (Δ/2)·C̃B.
template <int Rank>
FloatComplex lastValue(const std::vector<Mode<Rank>>& modes, float step)
{
    float sum = 0;
    for (const Mode<Rank>& mode : modes)
        sum += (mode.once ? 0.5F : 1.0F) * (mode.b * mode.c).real();
    return step * sum;
}

/// K̂ at ω_k, k = 0…length/2.
template <int Rank>
Result<std::vector<FloatComplex>> spectrumOf(const std::vector<Mode<Rank>>& modes, float step,
                                             std::size_t length, FloatNodes nodes, const RunContext& context)
{
    constexpr std::size_t kNodesBetweenStops = 256;
    std::vector<FloatComplex> spectrum;
    for (std::size_t k = 0; k < length / 2; ++k) {
        if (k % kNodesBetweenStops == 0 && context.stopRequested())
            return RunContext::cancelled();
        const Node node = nodeAt(k, length, nodes);
        spectrum.push_back(node.scale * resolvent(modes, node.z, step));
    }
    spectrum.push_back(lastValue(modes, step));
    return spectrum;
}

} // namespace

Result<std::vector<double>> s4KernelInFloat(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                                            std::size_t length, FloatNodes nodes, const RunContext& context)
{
    assert(length % 2 == 0 && step > 0);
    const auto single = static_cast<float>(step);
    const Result<std::vector<FloatComplex>> spectrum =
        dplr.p.cols() == 1 ? spectrumOf(roundedModes<1>(dplr, step, modes), single, length, nodes, context)
                           : spectrumOf(roundedModes<2>(dplr, step, modes), single, length, nodes, context);
    if (!spectrum)
        return spectrum.error();
    Eigen::FFT<float> fft;
    fft.SetFlag(Eigen::FFT<float>::HalfSpectrum);
    std::vector<float> kernel;
    fft.inv(kernel, *spectrum, static_cast<Eigen::Index>(length));
    return std::vector<double>(kernel.begin(), kernel.end());
}

} // namespace kaba
