// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/near_pole.h"

#include <Eigen/LU>

#include <algorithm>
#include <cmath>

namespace kaba {

namespace {

using Complex = std::complex<double>;
using Small = Eigen::Matrix<Complex, Eigen::Dynamic, 1, 0, 2, 1>;
using SmallSquare = Eigen::Matrix<Complex, Eigen::Dynamic, Eigen::Dynamic, 0, 2, 2>;

/// Woodbury loses about the square of the ratio in units of rounding, but only at that point; in a long kernel, where
/// the points stand close, each weighs less and more of them would have to be mended.
double dominance(std::size_t points) { return std::max(100.0, static_cast<double>(points) / 80); }

double strength(const Dplr& dplr, double step, Eigen::Index mode)
{
    return step * dplr.p.row(mode).squaredNorm();
}

/// The sums of Woodbury's identity over all modes but one.
struct Sums {
    explicit Sums(Eigen::Index rank)
        : input(Small::Zero(rank))
        , output(Small::Zero(rank))
        , inner(SmallSquare::Identity(rank, rank))
    {}

    void add(Complex reciprocal, Complex b, Complex c, const Small& p)
    {
        direct += c * b * reciprocal;
        input += p.conjugate() * (b * reciprocal);
        output += p * (c * reciprocal);
        inner += p.conjugate() * p.transpose() * reciprocal;
    }

    Complex direct = 0;
    Small input, output; ///< P*M⁻¹b and cM⁻¹P
    SmallSquare inner;   ///< I + P*M⁻¹P
};

} // namespace

std::vector<NearPole> nodesNearPoles(const Dplr& dplr, double step, std::span<const double> y)
{
    struct Candidate {
        NearPole near;
        double ratio;
    };
    std::vector<Candidate> found;
    for (Eigen::Index n = 0; n < dplr.lambda.size(); ++n) {
        const double decay = step * dplr.lambda(n).real();
        const double height = step * std::abs(dplr.lambda(n).imag());
        const double reach = strength(dplr, step, n) / dominance(y.size());
        if (reach <= std::abs(decay))
            continue;
        const double half = std::sqrt(reach * reach - decay * decay);
        const auto first = std::lower_bound(y.begin(), y.end(), height - half);
        const auto last = std::upper_bound(first, y.end(), height + half);
        for (auto node = first; node != last; ++node)
            found.push_back({{static_cast<std::size_t>(node - y.begin()), n},
                             strength(dplr, step, n) / std::hypot(decay, *node - height)});
    }
    std::sort(found.begin(), found.end(), [](const Candidate& a, const Candidate& b) {
        return a.near.node != b.near.node ? a.near.node < b.near.node : a.ratio > b.ratio;
    });
    std::vector<NearPole> nodes;
    for (const Candidate& candidate : found)
        if (nodes.empty() || nodes.back().node != candidate.near.node)
            nodes.push_back(candidate.near);
    return nodes;
}

Complex resolventNearPole(const Dplr& dplr, double step, const Eigen::VectorXcd& modes, Eigen::Index mode,
                          double y)
{
    const Complex z(0, y);
    Sums others(dplr.p.cols());
    for (Eigen::Index n = 0; n < dplr.lambda.size(); ++n) {
        const Complex pole = step * dplr.lambda(n);
        const Small p = dplr.p.row(n).transpose();
        const bool once = dplr.realModeLast && n + 1 == dplr.lambda.size();
        if (!once)
            others.add(step / (z - pole), dplr.b(n), modes(n), p);
        if (n != mode)
            others.add(step / (z - std::conj(pole)), std::conj(dplr.b(n)), std::conj(modes(n)),
                       p.conjugate());
    }
    // The last mode: distance·x = b − p·s with s = inner⁻¹(input + p̄·x), x its part of the state.
    const Complex b = std::conj(dplr.b(mode));
    const Complex c = std::conj(modes(mode));
    const Small p = dplr.p.row(mode).adjoint();
    const Complex distance = (z - std::conj(step * dplr.lambda(mode))) / step;
    const SmallSquare inverse = others.inner.inverse();
    const Small free = inverse * others.input;
    const Small pull = inverse * p.conjugate();
    const Complex x = (b - (p.transpose() * free).value()) / (distance + (p.transpose() * pull).value());
    const Small s = free + pull * x;
    return others.direct - (others.output.transpose() * s).value() + c * x;
}

} // namespace kaba
