// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/s4d.h"

#include "core/ssm/dplr.h"

#include <algorithm>
#include <cassert>
#include <numbers>

namespace kaba {

namespace {

std::complex<double> eigenvalue(S4dInit init, double order, double n)
{
    constexpr double kPi = std::numbers::pi;
    switch (init) {
    case S4dInit::Lin:
        return {-0.5, 0 - kPi * n};
    case S4dInit::Inv:
        return {-0.5, -order / kPi * (order / (2 * n + 1) - 1)};
    case S4dInit::Quad:
        return {-0.5, -(2 * n + 1) * (2 * n + 1) / kPi};
    case S4dInit::Inv2:
        return {-0.5, -order / kPi * (order / (n + 1) - 1)};
    case S4dInit::LegS:
    case S4dInit::Real:
        break;
    }
    return -(n + 1);
}

} // namespace

int s4dReadoutSize(S4dInit init, int order) { return init == S4dInit::LegS ? order : order / 2; }

Result<DiagonalStateSpace> s4d(S4dInit init, int order, const Eigen::VectorXd& readout)
{
    if (order % 2 != 0)
        return Error{
            Error::Kind::CannotCompute,
            text(
                "S4D keeps one mode of each conjugate pair, so the order must be even: set order = {} or {}.",
                "S4D は共役な対の片方だけを持つため、次数は偶数でなければなりません。order = {} か {} "
                "にしてください。",
                std::max(2, order - 1), order + 1)};
    assert(readout.size() == s4dReadoutSize(init, order));
    if (init == S4dInit::LegS) {
        const auto dplr = dplrOf(Measure::LegSLti, order);
        if (!dplr)
            return dplr.error();
        return DiagonalStateSpace{dplr->lambda, dplr->b, dplr->inModes(readout), 2};
    }
    const Eigen::Index modes = order / 2;
    DiagonalStateSpace system{Eigen::VectorXcd(modes), Eigen::VectorXcd::Ones(modes), readout, 2};
    for (Eigen::Index n = 0; n < modes; ++n)
        system.a(n) = eigenvalue(init, order, static_cast<double>(n));
    return system;
}

} // namespace kaba
