// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/transfer_function.h"

#include <Eigen/Eigenvalues>

#include <cmath>
#include <numbers>

namespace kaba {

namespace {

using Complex = std::complex<double>;

/// Without the states that stay 0: no input, and no other state reaches them. (One of Fourier's has eigenvalue 1.)
StateSpace withoutIdleStates(const StateSpace& system)
{
    std::vector<Eigen::Index> driven;
    for (Eigen::Index n = 0; n < system.b.size(); ++n) {
        const bool isolated = system.a.row(n).cwiseAbs().sum() == std::abs(system.a(n, n));
        if (!isolated || system.b(n) != 0)
            driven.push_back(n);
    }
    return {system.a(driven, driven), system.b(driven), system.c(driven), system.d};
}

/// x = (I − ωH)⁻¹ b for an upper Hessenberg H, by elimination with row exchanges. Overwrites both arguments.
Eigen::VectorXcd solveShifted(Eigen::MatrixXcd& shifted, Eigen::VectorXcd& b)
{
    const Eigen::Index order = shifted.rows();
    for (Eigen::Index k = 0; k + 1 < order; ++k) {
        if (std::norm(shifted(k + 1, k)) > std::norm(shifted(k, k))) {
            shifted.row(k).tail(order - k).swap(shifted.row(k + 1).tail(order - k));
            std::swap(b(k), b(k + 1));
        }
        if (shifted(k + 1, k) == 0.0)
            continue;
        const Complex factor = shifted(k + 1, k) / shifted(k, k);
        shifted.row(k + 1).tail(order - k - 1) -= factor * shifted.row(k).tail(order - k - 1);
        b(k + 1) -= factor * b(k);
    }
    return shifted.triangularView<Eigen::Upper>().solve(b);
}

/// Calls respond(ω) for every frequency, ω = e^{−2πif}.
template <class Respond>
Result<std::vector<Complex>> overFrequencies(std::span<const double> frequencies, const RunContext& context,
                                             const Respond& respond)
{
    std::vector<Complex> response;
    response.reserve(frequencies.size());
    for (const double frequency : frequencies) {
        if (!context.advance(static_cast<std::ptrdiff_t>(response.size()),
                             static_cast<std::ptrdiff_t>(frequencies.size())))
            return RunContext::cancelled();
        response.push_back(respond(std::polar(1.0, -2 * std::numbers::pi * frequency)));
    }
    return response;
}

} // namespace

Result<std::vector<Complex>> transferFunction(const StateSpace& discrete, std::span<const double> frequencies,
                                              const RunContext& context)
{
    const StateSpace system = withoutIdleStates(discrete);
    if (system.b.size() == 0 || !system.a.allFinite())
        return std::vector<Complex>(frequencies.size(), system.b.size() == 0 ? system.d : std::nan(""));
    const Eigen::HessenbergDecomposition<Eigen::MatrixXd> reduction(system.a);
    const Eigen::MatrixXcd h = reduction.matrixH().cast<Complex>();
    const Eigen::MatrixXd q = reduction.matrixQ();
    const Eigen::VectorXcd b = (q.transpose() * system.b).cast<Complex>();
    const Eigen::VectorXcd c = (q.transpose() * system.c).cast<Complex>();
    Eigen::MatrixXcd shifted;
    Eigen::VectorXcd right;
    return overFrequencies(frequencies, context, [&](Complex omega) {
        shifted = -omega * h;
        shifted.diagonal().array() += 1;
        right = b;
        return (c.transpose() * solveShifted(shifted, right)).value() + system.d;
    });
}

Result<std::vector<Complex>> transferFunction(const DiagonalStateSpace& discrete,
                                              std::span<const double> frequencies, const RunContext& context)
{
    // The conjugate modes answer at the mirrored frequency: Re C x = ½(C x + conj(C) conj(x)).
    const Eigen::ArrayXcd weights = discrete.factor / 2 * (discrete.b.array() * discrete.c.array());
    return overFrequencies(frequencies, context, [&](Complex omega) {
        return (weights / (1.0 - omega * discrete.a.array())).sum() +
               (weights.conjugate() / (1.0 - omega * discrete.a.array().conjugate())).sum() + discrete.d;
    });
}

} // namespace kaba
