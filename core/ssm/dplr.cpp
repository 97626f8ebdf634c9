// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/dplr.h"

#include "core/ssm/skew_eigen.h"

#include <cassert>
#include <cmath>
#include <vector>

namespace kaba {

namespace {

/// P as real columns, N × rank.
Eigen::MatrixXd lowRankPart(Measure measure, const HippoMatrices& matrices, double window)
{
    const Eigen::Index order = matrices.b.size();
    switch (measure) {
    case Measure::LegT: {
        Eigen::MatrixXd p = Eigen::MatrixXd::Zero(order, 2);
        for (Eigen::Index n = 0; n < order; ++n)
            p(n, n % 2 == 0 ? 1 : 0) = legendreNorm(n) / std::sqrt(window);
        return p;
    }
    case Measure::LagT:
        return Eigen::MatrixXd::Constant(order, 1, std::sqrt(0.5));
    case Measure::Fourier:
        return matrices.b * std::sqrt(window / 2);
    case Measure::LegS:
    case Measure::LegSLti:
    case Measure::Lmu:
        break;
    }
    return matrices.b * std::sqrt(0.5);
}

bool isLegS(Measure measure) { return measure == Measure::LegS || measure == Measure::LegSLti; }

/// The states that anything reaches: all but the sine of frequency 0 that Fourier carries along.
std::vector<Eigen::Index> liveStates(Measure measure, Eigen::Index order)
{
    std::vector<Eigen::Index> live;
    for (Eigen::Index n = 0; n < order; ++n)
        if (measure != Measure::Fourier || n != 1)
            live.push_back(n);
    return live;
}

} // namespace

Result<Dplr> dplrOf(Measure measure, int order, double window)
{
    assert(hasDplr(measure));
    const auto matrices = hippo(measure, order, window);
    if (!matrices)
        return matrices.error();
    const double decay = isLegS(measure) ? -0.5 : 0;
    const Eigen::MatrixXd p = lowRankPart(measure, *matrices, window);
    const Eigen::MatrixXd normal = matrices->a + p * p.transpose();
    const std::vector<Eigen::Index> live = liveStates(measure, order);
    // Rounding leaves a symmetric residue; only the skew half counts.
    const Eigen::MatrixXd skew = 0.5 * (normal - normal.transpose())(live, live);
    const SkewEigen eigen = skewEigen(skew);

    Dplr result;
    result.realModeLast = skew.rows() % 2 == 1;
    result.lambda = std::complex<double>(0, 1) * eigen.frequency.cast<std::complex<double>>();
    result.lambda.array() += decay;
    result.basis = Eigen::MatrixXcd::Zero(order, eigen.frequency.size());
    result.basis(live, Eigen::all) = eigen.vectors;
    result.b = result.basis.adjoint() * matrices->b;
    result.p = result.basis.adjoint() * p;
    return result;
}

} // namespace kaba
