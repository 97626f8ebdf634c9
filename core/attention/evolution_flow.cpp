// SPDX-License-Identifier: GPL-3.0-or-later
// How weights and particles move over depth, with scores that evolve and with scores formed anew.
#include "core/attention/attention_measures.h"
#include "core/attention/evolution_scene.h"
#include "core/math/symmetric_eigen.h"

#include <cmath>

namespace kaba {
namespace {

using LayerWeights = std::vector<Eigen::MatrixXd>; ///< of one layer, by head

/// Mean over heads and rows of Σ_j p ln(p/q).
double divergence(const LayerWeights& from, const LayerWeights& to)
{
    double sum = 0;
    for (std::size_t head = 0; head < from.size(); ++head)
        sum += (from[head].array() > 0)
                   .select(from[head].array() * (from[head].array() / to[head].array()).log(), 0)
                   .sum() /
               static_cast<double>(from[head].rows());
    return sum / static_cast<double>(from.size());
}

double meanEntropy(const LayerWeights& weights)
{
    double sum = 0;
    for (const Eigen::MatrixXd& head : weights)
        for (const double entropy : rowEntropies(head))
            sum += entropy / static_cast<double>(head.rows());
    return sum / static_cast<double>(weights.size());
}

template <class Measure>
Layer overDepth(std::string id, Text label, const StackRun& run, Role role, const Measure& measure)
{
    Samples values;
    for (const LayerWeights& layer : run.weights)
        values.push_back(measure(layer));
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{0, 1, values.size()}, std::move(values)},
            .role = role};
}

template <class Measure>
std::vector<Layer> bothStacks(const EvolutionScene& scene, const Measure& measure)
{
    return {overDepth("evolved", {"evolved: one product of Q and K", "発展：QKᵀ は 1 回だけ"}, scene.evolved,
                      Role::Output, [&](const LayerWeights& layer) { return measure(scene.evolved, layer); }),
            overDepth("recomputed", {"formed anew in every layer", "層ごとに QKᵀ を計算"}, *scene.recomputed,
                      Role::Reference,
                      [&](const LayerWeights& layer) { return measure(*scene.recomputed, layer); })};
}

Axis depthAxis() { return {.label = {"depth ℓ", "深さ ℓ"}, .link = "depth"}; }

Panel divergencePanel(const EvolutionScene& scene)
{
    return {.id = "divergence",
            .title = {"How far the weights have moved from those of depth 0", "深さ 0 の重みからの隔たり"},
            .x = depthAxis(),
            .y = {.label = Text::same("KL(A(ℓ) ‖ A(0))"), .unit = "nats"},
            .layers = bothStacks(scene, [](const StackRun& run, const LayerWeights& layer) {
                return divergence(layer, run.weights.front());
            })};
}

Panel entropyPanel(const EvolutionScene& scene)
{
    return {.id = "entropy",
            .title = {"How widely a token looks, mean of all rows", "参照の広がり（全行の平均）"},
            .x = depthAxis(),
            .y = {.label = {"entropy", "エントロピー"}, .unit = "nats"},
            .layers = bothStacks(
                scene, [](const StackRun&, const LayerWeights& layer) { return meanEntropy(layer); })};
}

/// d × 2: the directions in which the particles of all depths spread most; the largest entry of each is positive.
Eigen::MatrixXd mainDirections(const StackRun& run)
{
    Eigen::MatrixXd all(run.tokens.front().rows() * std::ssize(run.tokens), run.tokens.front().cols());
    for (std::size_t depth = 0; depth < run.tokens.size(); ++depth)
        all.middleRows(static_cast<Eigen::Index>(depth) * run.tokens.front().rows(),
                       run.tokens.front().rows()) = run.tokens[depth];
    all.rowwise() -= all.colwise().mean().eval();
    Eigen::MatrixXd directions =
        symmetricEigenOf(all.transpose() * all).vectors.rightCols(2).rowwise().reverse();
    for (Eigen::Index column = 0; column < 2; ++column) {
        Eigen::Index largest = 0;
        directions.col(column).cwiseAbs().maxCoeff(&largest);
        if (directions(largest, column) < 0)
            directions.col(column) *= -1;
    }
    return directions;
}

/// The way of one particle through the plane.
Line pathOf(const std::vector<Eigen::MatrixXd>& places, Eigen::Index particle)
{
    Samples x, y;
    for (const Eigen::MatrixXd& plane : places) {
        x.push_back(plane(particle, 0));
        y.push_back(plane(particle, 1));
    }
    return {std::move(x), std::move(y), true};
}

Panel trajectoriesPanel(const EvolutionScene& scene)
{
    const Eigen::MatrixXd directions = mainDirections(scene.evolved);
    std::vector<Eigen::MatrixXd> places;
    places.reserve(scene.evolved.tokens.size());
    for (const Eigen::MatrixXd& tokens : scene.evolved.tokens)
        places.emplace_back(tokens * directions);
    Panel panel{.id = "trajectories",
                .title = {"The tokens as particles: from layer to layer, to the dot",
                          "粒子としてのトークン：層ごとに動き、点で終わる"},
                .x = {.label = {"first main direction", "第 1 主成分"}},
                .y = {.label = {"second main direction", "第 2 主成分"}},
                .equalAspect = true};
    constexpr Role kRoles[] = {Role::Output, Role::Error, Role::State};
    const Particles& particles = scene.particles;
    std::vector<Scatter> ends(particles.groups.size());
    for (std::size_t i = 0; i < particles.group.size(); ++i) {
        const std::size_t group = particles.group[i];
        Line path = pathOf(places, static_cast<Eigen::Index>(i));
        ends[group].x.push_back(std::get<Samples>(path.x).back());
        ends[group].y.push_back(path.y.back());
        panel.layers.push_back(
            {.id = fmt::format("path-{}", i), .label = {}, .data = std::move(path), .role = kRoles[group]});
    }
    for (std::size_t group = 0; group < ends.size(); ++group)
        panel.layers.push_back({.id = fmt::format("ends-{}", group),
                                .label = particles.groups[group],
                                .data = std::move(ends[group]),
                                .role = kRoles[group]});
    return panel;
}

} // namespace

Status addFlow(const EvolutionScene& scene, Figure& figure, const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    if (scene.request.wants("divergence"))
        figure.panels.push_back(divergencePanel(scene));
    if (scene.request.wants("entropy"))
        figure.panels.push_back(entropyPanel(scene));
    if (scene.request.wants("trajectories"))
        figure.panels.push_back(trajectoriesPanel(scene));
    return Done{};
}

} // namespace kaba
