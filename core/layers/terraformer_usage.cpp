// SPDX-License-Identifier: GPL-3.0-or-later
// Which units the tokens of each cluster use, and how often two clusters meet in one.
#include "core/layers/terraformer_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kBlocks = 4;        ///< looked at
constexpr Eigen::Index kMostTokens = 1000; ///< of each cluster
constexpr Eigen::Index kLeastTokens = 20;
constexpr double kMostMultiplyAdds = 2.5e8;

/// The layer's first blocks. Their choice is that of the whole layer: the controller's weights are drawn column by
/// column, and their common scale leaves every largest logit where it is.
SparseShape firstBlocks(const SparseShape& shape)
{
    SparseShape part = shape;
    part.units = std::min(kBlocks, shape.blocks()) * shape.perBlock;
    return part;
}

Eigen::Index tokensPerCluster(const SparseShape& shape, int clusters)
{
    const double each =
        static_cast<double>(shape.bottleneck) * static_cast<double>(shape.width + shape.units);
    const double fitting = kMostMultiplyAdds / std::max(1.0, each * clusters);
    return std::clamp(static_cast<Eigen::Index>(fitting), kLeastTokens, kMostTokens);
}

/// clusters × units of the first blocks: the share of the cluster's tokens that choose the unit.
Result<Eigen::MatrixXd> usageOf(const TerraformerScene& scene, Eigen::Index tokens, const RunContext& context)
{
    const SparseShape shape = firstBlocks(scene.shape);
    const FloatLayer controller(shape, scene.seed(), false);
    Eigen::MatrixXd usage = Eigen::MatrixXd::Zero(scene.clusters, shape.units);
    std::uint64_t apart = 0;
    for (int cluster = 0; cluster < scene.clusters; ++cluster) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Eigen::MatrixXf logits =
            controller.logitsOf(tokensOfCluster(shape.width, scene.seed(), cluster, tokens), apart);
        for (Eigen::Index token = 0; token < tokens; ++token)
            for (const Eigen::Index unit : largestOfBlocks(logits.col(token), shape.perBlock))
                usage(cluster, unit) += 1 / static_cast<double>(tokens);
    }
    return usage;
}

Panel usagePanel(const Eigen::MatrixXd& usage, Eigen::Index perBlock, Eigen::Index tokens)
{
    const auto rows = static_cast<std::size_t>(usage.rows());
    const auto cols = static_cast<std::size_t>(usage.cols());
    Panel panel{
        .id = "usage",
        .title = text("Units of the first blocks that each cluster uses, {} tokens each",
                      "各クラスタが使う最初のブロックのユニット（各 {} トークン）", tokens),
        .x = {.label = {"unit", "ユニット"}},
        .y = {.label = {"cluster", "クラスタ"}},
        .layers = {
            {.id = "usage",
             .label = {"share of its tokens", "トークンの割合"},
             .data = Heatmap{
                 .rows = rows, .cols = cols, .z = rowMajor(usage), .x = cells(cols), .y = cells(rows)}}}};
    for (Eigen::Index edge = perBlock; edge < usage.cols(); edge += perBlock)
        panel.layers.push_back({.id = fmt::format("edge-{}", edge),
                                .label = {},
                                .data = Rule{Rule::Axis::X, static_cast<double>(edge) - 0.5},
                                .role = Role::Input});
    return panel;
}

/// Entry (a, b): how likely a token of a and one of b choose the same unit of a block.
Eigen::MatrixXd agreementOf(const Eigen::MatrixXd& usage, Eigen::Index perBlock)
{
    const double blocks = static_cast<double>(usage.cols()) / static_cast<double>(perBlock);
    return usage * usage.transpose() / blocks;
}

Panel agreementPanel(const Eigen::MatrixXd& agreement)
{
    const auto count = static_cast<std::size_t>(agreement.rows());
    return {.id = "agreement",
            .title = {"How often tokens of two clusters share a unit",
                      "2 つのクラスタのトークンが同じユニットを使う割合"},
            .x = {.label = {"cluster", "クラスタ"}},
            .y = {.label = {"cluster", "クラスタ"}},
            .layers = {{.id = "agreement",
                        .label = {"share of blocks", "ブロックの割合"},
                        .data = Heatmap{.rows = count,
                                        .cols = count,
                                        .z = rowMajor(agreement),
                                        .x = cells(count),
                                        .y = cells(count),
                                        .range = Interval{0, 1}}}}};
}

void addReadouts(const Eigen::MatrixXd& agreement, Figure& figure)
{
    const auto count = static_cast<double>(agreement.rows());
    const double within = agreement.trace() / count;
    const double between = count > 1 ? (agreement.sum() - agreement.trace()) / (count * (count - 1)) : 0;
    figure.readouts.push_back({.id = "agreement-within",
                               .label = {"Same unit, same cluster", "同じクラスタで同じユニット"},
                               .value = within});
    figure.readouts.push_back({.id = "agreement-between",
                               .label = {"Same unit, other cluster", "別のクラスタで同じユニット"},
                               .value = between});
}

} // namespace

Status addUsage(const TerraformerScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"usage", "agreement"}))
        return Done{};
    const SparseShape shape = firstBlocks(scene.shape);
    const Eigen::Index tokens = tokensPerCluster(shape, scene.clusters);
    const Result<Eigen::MatrixXd> usage = usageOf(scene, tokens, context);
    if (!usage)
        return usage.error();
    const Eigen::MatrixXd agreement = agreementOf(*usage, shape.perBlock);
    addReadouts(agreement, figure);
    if (scene.request.wants("usage"))
        figure.panels.push_back(usagePanel(*usage, shape.perBlock, tokens));
    if (scene.request.wants("agreement"))
        figure.panels.push_back(agreementPanel(agreement));
    return Done{};
}

} // namespace kaba
