// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/evolution_scene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr double kSpreadOfGroup = 0.4;
constexpr std::size_t kGroups = 3;

Eigen::RowVectorXd normalRow(Random& random, Eigen::Index width)
{
    return Eigen::RowVectorXd::NullaryExpr(width, [&] { return random.normal(); });
}

} // namespace

Particles ringAndClusters(Random& random, Eigen::Index count, Eigen::Index width)
{
    Particles particles{
        .places = Eigen::MatrixXd(count, width),
        .group = {},
        .groups = {{"first cluster", "第 1 クラスタ"}, {"second cluster", "第 2 クラスタ"}, {"ring", "環"}},
        .names = {},
        .label = {"two random clusters and a ring", "乱数で置いた 2 つのクラスタと環"}};
    const Eigen::RowVectorXd clusters[] = {normalRow(random, width), normalRow(random, width)};
    const Eigen::RowVectorXd across = normalRow(random, width);
    const Eigen::RowVectorXd upwards = normalRow(random, width);
    for (Eigen::Index i = 0; i < count; ++i) {
        const auto group = static_cast<std::size_t>(i) * kGroups / static_cast<std::size_t>(count);
        const double turn = 2 * std::numbers::pi * static_cast<double>(kGroups) * static_cast<double>(i) /
                            static_cast<double>(count);
        const Eigen::RowVectorXd centre =
            group < 2 ? clusters[group] : std::cos(turn) * across + std::sin(turn) * upwards;
        particles.places.row(i) = centre + kSpreadOfGroup * normalRow(random, width);
        particles.group.push_back(group);
    }
    return particles;
}

bool EvolutionScene::wantsAny(std::initializer_list<std::string_view> panels) const
{
    return std::ranges::any_of(panels, [&](std::string_view panel) { return request.wants(panel); });
}

} // namespace kaba
