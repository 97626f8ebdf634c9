// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/gramians.h"

#include "core/math/symmetric_eigen.h"

#include <limits>

namespace kaba {
namespace {

constexpr int kMostRounds = 64;

GramianSpectrum spectrumOf(const Eigen::MatrixXd& gramian)
{
    const Eigen::MatrixXd symmetric = (gramian + gramian.transpose()) / 2;
    GramianSpectrum spectrum{.eigenvalues = symmetricEigenvaluesOf(symmetric)};
    const double greatest = spectrum.eigenvalues.maxCoeff();
    const double least = spectrum.eigenvalues.minCoeff();
    const double rounding =
        static_cast<double>(gramian.rows()) * std::numeric_limits<double>::epsilon() * greatest;
    spectrum.singular = !(least > rounding);
    spectrum.condition = greatest / (spectrum.singular ? rounding : least);
    return spectrum;
}

} // namespace

Result<Gramians> gramians(const StateSpace& discrete, const RunContext& context)
{
    constexpr double kEnough = std::numeric_limits<double>::epsilon() / 4;
    Eigen::MatrixXd reached = discrete.b * discrete.b.transpose();
    Eigen::MatrixXd heard = discrete.c * discrete.c.transpose();
    Eigen::MatrixXd power = discrete.a;
    for (int round = 0; round < kMostRounds; ++round) {
        if (!context.advance(round, kMostRounds))
            return RunContext::cancelled();
        const Eigen::MatrixXd furtherReached = power * reached * power.transpose();
        const Eigen::MatrixXd furtherHeard = power.transpose() * heard * power;
        reached += furtherReached;
        heard += furtherHeard;
        if (furtherReached.norm() <= kEnough * reached.norm() &&
            furtherHeard.norm() <= kEnough * heard.norm())
            break;
        power = (power * power).eval();
    }
    return Gramians{spectrumOf(reached), spectrumOf(heard)};
}

} // namespace kaba
