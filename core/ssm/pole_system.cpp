// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/pole_system.h"

#include <algorithm>

namespace kaba {

Points pointsOf(const Eigen::VectorXcd& modes) { return {modes.begin(), modes.end()}; }

Eigen::VectorXcd modesOf(const Points& points)
{
    return Eigen::Map<const Eigen::VectorXcd>(points.data(), static_cast<Eigen::Index>(points.size()));
}

Result<DiagonalStateSpace> s4dWithReadout(S4dInit init, int order, LayerReadout readout, int seed)
{
    return s4d(init, order, readoutVector(readout, s4dReadoutSize(init, order), seed));
}

Points s4dPoints(S4dInit init, int order)
{
    const auto system = s4dWithReadout(init, order, LayerReadout::Ones, 0);
    return system ? pointsOf(system->a) : Points{};
}

DiagonalStateSpace poleSystem(const Points& poles, LayerReadout readout, int seed)
{
    const Eigen::VectorXcd modes = modesOf(poles);
    return {modes, Eigen::VectorXcd::Ones(modes.size()), readoutVector(readout, modes.size(), seed), 2};
}

Result<DiagonalStateSpace> s4dWithPoles(S4dInit init, int order, LayerReadout readout, int seed,
                                        const Points& poles)
{
    if (!poles.empty() && (order % 2 != 0 || static_cast<std::size_t>(order / 2) != poles.size()))
        return poleSystem(poles, readout, seed);
    auto system = s4dWithReadout(init, order, readout, seed);
    if (system && !poles.empty())
        system->a = modesOf(poles);
    return system;
}

std::vector<Text> polesNotices(const Points& poles, bool keepsInput)
{
    std::vector<Text> notices;
    if (!poles.empty() && !keepsInput)
        notices.push_back(text(
            "{} poles by hand, each with its conjugate: Bₙ = 1, C from readout.",
            "手で置いた {} 個の極（それぞれ共役と対）です。Bₙ = 1、C は readout の値です。", poles.size()));
    const auto growing = std::ranges::count_if(poles, [](const auto& pole) { return pole.real() > 0; });
    if (growing > 0)
        notices.push_back(
            text("{} of the poles lie right of the imaginary axis: their modes grow. Move them to "
                 "the left.",
                 "{} 個の極が虚軸の右にあり、そのモードは増大します。左へ動かしてください。", growing));
    return notices;
}

} // namespace kaba
