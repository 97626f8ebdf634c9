// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo.h"

#include "core/math/spectrum.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <utility>
#include <vector>

namespace kaba {
namespace {

double alternating(Eigen::Index n) { return n % 2 == 0 ? 1 : -1; }

HippoMatrices legs(Eigen::Index order)
{
    HippoMatrices m{Eigen::MatrixXd::Zero(order, order), Eigen::VectorXd(order)};
    for (Eigen::Index n = 0; n < order; ++n) {
        m.b[n] = legendreNorm(n);
        m.a(n, n) = -static_cast<double>(n + 1);
        for (Eigen::Index k = 0; k < n; ++k)
            m.a(n, k) = -legendreNorm(n) * legendreNorm(k);
    }
    return m;
}

HippoMatrices legt(Eigen::Index order)
{
    HippoMatrices m{Eigen::MatrixXd(order, order), Eigen::VectorXd(order)};
    for (Eigen::Index n = 0; n < order; ++n) {
        m.b[n] = legendreNorm(n);
        for (Eigen::Index k = 0; k < order; ++k)
            m.a(n, k) = -legendreNorm(n) * legendreNorm(k) * (n >= k ? 1 : alternating(n - k));
    }
    return m;
}

HippoMatrices lmu(Eigen::Index order)
{
    HippoMatrices m{Eigen::MatrixXd(order, order), Eigen::VectorXd(order)};
    for (Eigen::Index n = 0; n < order; ++n) {
        const auto weight = static_cast<double>(2 * n + 1);
        m.b[n] = alternating(n) * weight;
        for (Eigen::Index k = 0; k < order; ++k)
            m.a(n, k) = weight * (k > n ? -1 : alternating(n - k + 1));
    }
    return m;
}

HippoMatrices lagt(Eigen::Index order)
{
    HippoMatrices m{Eigen::MatrixXd::Zero(order, order), Eigen::VectorXd::Ones(order)};
    m.a.triangularView<Eigen::StrictlyLower>().setConstant(-1);
    m.a.diagonal().setConstant(-0.5);
    return m;
}

/// Window 1: twice S − B Bᵀ, S the rotations by πm.
HippoMatrices fourier(Eigen::Index order)
{
    Eigen::VectorXd b = Eigen::VectorXd::Zero(order);
    for (Eigen::Index n = 0; n < order; n += 2)
        b[n] = n == 0 ? 1 : std::numbers::sqrt2;
    Eigen::MatrixXd a = -b * b.transpose();
    for (Eigen::Index m = 1; 2 * m < order; ++m) {
        a(2 * m + 1, 2 * m) += std::numbers::pi * static_cast<double>(m);
        a(2 * m, 2 * m + 1) -= std::numbers::pi * static_cast<double>(m);
    }
    return {2 * a, 2 * b};
}

HippoMatrices ofWindowOne(Measure measure, Eigen::Index order)
{
    switch (measure) {
    case Measure::LegS:
    case Measure::LegSLti:
        return legs(order);
    case Measure::LegT:
        return legt(order);
    case Measure::Lmu:
        return lmu(order);
    case Measure::LagT:
        return lagt(order);
    case Measure::Fourier:
        return fourier(order);
    }
    return {};
}

/// Fourier's dead state (index 1) gives the eigenvalue 0 exactly and is kept out of the QR algorithm.
Eigen::VectorXcd fourierEigenvalues(Eigen::Index order)
{
    std::vector<Eigen::Index> live;
    for (Eigen::Index n = 0; n < order; ++n)
        if (n != 1)
            live.push_back(n);
    const Eigen::MatrixXd a = fourier(order).a;
    Eigen::VectorXcd values = Eigen::VectorXcd::Zero(order);
    values.tail(order - 1) = eigenvaluesOf(Eigen::MatrixXd(a(live, live)));
    return values;
}

Eigen::VectorXcd sorted(Eigen::VectorXcd values)
{
    std::ranges::sort(values, [](const auto& left, const auto& right) {
        return std::pair(left.imag(), left.real()) < std::pair(right.imag(), right.real());
    });
    return values;
}

/// Window 1. LMU is similar to LegT, whose matrix is the better conditioned of the two.
Eigen::VectorXcd qrEigenvalues(Measure measure, Eigen::Index order)
{
    if (measure == Measure::Fourier)
        return sorted(fourierEigenvalues(order));
    return sorted(eigenvaluesOf(legt(order).a));
}

Eigen::VectorXcd cachedEigenvalues(Measure measure, Eigen::Index order)
{
    static std::mutex mutex;
    static std::map<std::pair<Measure, Eigen::Index>, Eigen::VectorXcd> known;
    const std::pair key(measure, order);
    {
        const std::scoped_lock lock(mutex);
        if (const auto found = known.find(key); found != known.end())
            return found->second;
    }
    Eigen::VectorXcd values = qrEigenvalues(measure, order);
    const std::scoped_lock lock(mutex);
    return known.try_emplace(key, std::move(values)).first->second;
}

} // namespace

double legendreNorm(Eigen::Index n) { return std::sqrt(static_cast<double>(2 * n + 1)); }

Status checkOrder(Measure measure, int order)
{
    assert(order >= 1);
    if (measure == Measure::Fourier && order % 2 != 0)
        return Error{
            Error::Kind::CannotCompute,
            text("The order of the Fourier measure must be even (each frequency takes a cosine and a "
                 "sine), not {0}: set order to {1}.",
                 "Fourier 測度の次数は偶数でなければなりません（各周波数に余弦と正弦が 1 "
                 "つずつ要ります）。{0} ではなく {1} にしてください。",
                 order, order + 1)};
    return Done{};
}

Result<HippoMatrices> hippo(Measure measure, int order, double window)
{
    assert(window > 0);
    if (const Status valid = checkOrder(measure, order); !valid)
        return valid.error();
    HippoMatrices matrices = ofWindowOne(measure, order);
    if (hasWindow(measure)) {
        matrices.a /= window;
        matrices.b /= window;
    }
    return matrices;
}

Eigen::VectorXcd hippoEigenvalues(Measure measure, int order, double window)
{
    if (measure == Measure::LagT)
        return Eigen::VectorXcd::Constant(order, -0.5);
    if (!hasWindow(measure)) // real and descending: −N … −1 sorted
        return Eigen::VectorXd::LinSpaced(order, -order, -1).cast<std::complex<double>>();
    const Measure alike = measure == Measure::Lmu ? Measure::LegT : measure;
    return cachedEigenvalues(alike, order) / window;
}

} // namespace kaba
