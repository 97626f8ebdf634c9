// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/recall.h"

#include "core/ssm/krylov.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <complex>
#include <utility>
#include <vector>

namespace kaba {
namespace {

/// One all-pass section: (x, s) ← (λx + γs, γx − λ*s) with |λ|² + γ² = 1. Writes x, the basis function, for every
/// sample and leaves in `through` what the next section hears.
void passSection(std::complex<double> pole, std::span<std::complex<double>> through,
                 std::span<std::complex<double>> basis)
{
    const double re = pole.real();
    const double im = pole.imag();
    const double gain = std::sqrt(std::max(0.0, 1 - std::norm(pole)));
    double xRe = 0;
    double xIm = 0;
    for (std::size_t k = 0; k < through.size(); ++k) {
        const double sRe = through[k].real();
        const double sIm = through[k].imag();
        through[k] = {gain * xRe - re * sRe - im * sIm, gain * xIm - re * sIm + im * sRe};
        const double rotated = re * xRe - im * xIm + gain * sRe;
        xIm = re * xIm + im * xRe + gain * sIm;
        xRe = rotated;
        basis[k] = {xRe, xIm};
    }
}

} // namespace

Recall Recall::ofPoles(const Eigen::VectorXcd& poles, std::size_t lags)
{
    Eigen::MatrixXcd basis(static_cast<Eigen::Index>(lags), poles.size());
    std::vector<std::complex<double>> through(lags);
    through.front() = 1;
    for (Eigen::Index n = 0; n < poles.size(); ++n)
        passSection(poles(n), through, {basis.col(n).data(), lags});
    return Recall(std::move(basis));
}

Result<Recall> Recall::ofScaledLegs(int order, std::size_t samples, const RunContext& context)
{
    const auto places = static_cast<Eigen::Index>(samples);
    const Eigen::Index degrees = std::min<Eigen::Index>(order, places);
    const Eigen::VectorXd position = Eigen::VectorXd::LinSpaced(places, 1, -1); // a function of the lag
    Eigen::MatrixXd basis(places, degrees);
    Eigen::VectorXd next = Eigen::VectorXd::Ones(places);
    for (Eigen::Index n = 0; n < degrees; ++n) {
        if (!context.advance(n, degrees))
            return RunContext::cancelled();
        const auto known = basis.leftCols(n);
        for (int pass = 0; pass < 2; ++pass)
            next -= known * (known.transpose() * next);
        basis.col(n) = next.normalized();
        next = position.cwiseProduct(basis.col(n));
    }
    return Recall(basis.cast<std::complex<double>>());
}

Samples Recall::capacityOfFirst(std::size_t count) const
{
    const Eigen::VectorXd rows = m_basis.leftCols(static_cast<Eigen::Index>(count)).rowwise().squaredNorm();
    return {rows.begin(), rows.end()};
}

Samples Recall::answer(std::size_t lag) const
{
    const Eigen::VectorXd kept = (m_basis * m_basis.row(static_cast<Eigen::Index>(lag)).adjoint()).real();
    return {kept.begin(), kept.end()};
}

Samples Recall::project(std::span<const double> history) const
{
    const Eigen::Map<const Eigen::VectorXd> u(history.data(), m_basis.rows());
    const Eigen::VectorXcd coefficients = m_basis.adjoint() * u.cast<std::complex<double>>();
    const Eigen::VectorXd told = (m_basis * coefficients).real();
    return {told.begin(), told.end()};
}

double lagsToForget(const Eigen::VectorXcd& poles)
{
    constexpr double kDecades = 34; // e^{−34} is below the rounding of 1
    double delay = 0;
    double slowest = 1;
    for (const std::complex<double>& pole : poles) {
        const double room = 1 - std::abs(pole);
        delay += (2 - room) / room;
        slowest = std::min(slowest, room);
    }
    return delay + kDecades / slowest;
}

GramianCapacity capacityByGramian(const Eigen::MatrixXd& a, const Eigen::VectorXd& b, std::size_t lags)
{
    const Eigen::MatrixXd answers = krylovMatrix(a, b, static_cast<Eigen::Index>(lags));
    std::vector<Eigen::Index> driven;
    for (Eigen::Index n = 0; n < answers.rows(); ++n)
        if (answers.row(n).squaredNorm() > 0)
            driven.push_back(n);
    Eigen::MatrixXd kept = answers(driven, Eigen::all);
    const Eigen::LLT<Eigen::MatrixXd> gramian(kept * kept.transpose());
    if (gramian.info() != Eigen::Success)
        return {};
    gramian.matrixL().solveInPlace(kept);
    const Eigen::VectorXd columns = kept.colwise().squaredNorm();
    return {{columns.begin(), columns.end()}, gramian.rcond()};
}

} // namespace kaba
