// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/terraformer_scene.h"

#include "core/layers/uniform_weights.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr float kDeviation = 0.4F;
constexpr std::uint64_t kClusterStride = 104729;

} // namespace

bool TerraformerScene::wantsAny(std::initializer_list<std::string_view> panels) const
{
    return std::ranges::any_of(panels, [&](std::string_view panel) { return request.wants(panel); });
}

SparseShape atWidth(const TerraformerScene& scene, Eigen::Index width)
{
    SparseShape shape = scene.shape;
    shape.units = shape.units / shape.width * width;
    if (scene.shape.bottleneck == scene.shape.blocks())
        shape.bottleneck = shape.units / shape.perBlock;
    shape.width = width;
    return shape;
}

Eigen::MatrixXf tokensOfCluster(Eigen::Index width, std::uint64_t seed, int cluster, Eigen::Index count)
{
    const std::uint64_t stream = seed + kClusterStride * static_cast<std::uint64_t>(cluster + 1);
    Random random(stream);
    const Eigen::VectorXf centre =
        Eigen::VectorXf::NullaryExpr(width, [&] { return static_cast<float>(random.normal()); });
    // Uniform weights have the variance 2/(rows + cols).
    const float scale = kDeviation * std::sqrt(static_cast<float>(width + count) / 2);
    Eigen::MatrixXf tokens = scale * uniformWeights<float>(width, count, stream);
    tokens.colwise() += centre;
    return tokens;
}

Eigen::VectorXf tokenOf(const TerraformerScene& scene, int number)
{
    const Eigen::Index place = number / scene.clusters;
    return tokensOfCluster(scene.shape.width, scene.seed(), number % scene.clusters, place + 1).col(place);
}

} // namespace kaba
