// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/long_short_panels.h"
#include "core/attention/structured_input.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace kaba {
namespace {

constexpr std::uint64_t kMapsSeed = 20; ///< keeps the seeds of W_P, of inserted tokens and of shuffles apart
constexpr std::uint64_t kInsertedSeed = 40;
constexpr std::uint64_t kShuffleSeed = 60;

Result<LongShortView> viewWith(const LongShortScene& scene, Eigen::Index rank, Eigen::Index window,
                               const RunContext& context)
{
    LongShortSettings settings = scene.settings;
    settings.window = window;
    const Projection part{.weights = scene.projection.weights.leftCols(rank), .cost = {}};
    return longShortView(scene.problem(), part, settings, context);
}

} // namespace

Projection Projector::project(const Eigen::MatrixXd& keys, Eigen::Index chunk) const
{
    constexpr double kGain = 8; ///< of the column that looks for the mark: enough to pick it among thousands
    if (kind == ProjectionKind::Fixed)
        return projectionOf(sharpness * normalRows(seed + kMapsSeed, keys.rows(), rank), chunk);
    Eigen::MatrixXd maps = normalRows(seed + kMapsSeed, keys.cols(), rank);
    if (kind == ProjectionKind::Marked && mark.size() > 0 && rank > 0)
        maps.col(0) = kGain * mark;
    return dynamicProjection(keys, maps, sharpness, chunk);
}

Eigen::MatrixXd Projector::summaryKeys(const Eigen::MatrixXd& keys) const
{
    AttentionCost cost;
    return summariesOf(project(keys, 0), keys, 0, cost);
}

Result<LongShortView> windowAlone(const LongShortScene& scene, const RunContext& context)
{
    return viewWith(scene, 0, std::max<Eigen::Index>(1, scene.settings.window), context);
}

Result<LongShortView> summariesAlone(const LongShortScene& scene, const RunContext& context)
{
    return viewWith(scene, scene.projection.weights.cols(), 0, context);
}

double normRatio(const Eigen::MatrixXd& summaryKeys, const Eigen::MatrixXd& keys)
{
    return summaryKeys.rowwise().norm().mean() / keys.rowwise().norm().mean();
}

Projector projectorOf(const LongShortScene& scene, ProjectionKind kind)
{
    Projector projector = scene.projector;
    projector.kind = kind;
    return projector;
}

double changeByInsertion(const LongShortScene& scene, const Projector& projector, Eigen::Index count)
{
    const Eigen::MatrixXd& keys = scene.problem().keys;
    Eigen::MatrixXd longer(keys.rows() + count, keys.cols());
    const double scale = keys.norm() / std::sqrt(static_cast<double>(keys.size()));
    longer << scale * normalRows(projector.seed + kInsertedSeed, count, keys.cols()), keys;
    return relativeError(projector.summaryKeys(longer), projector.summaryKeys(keys));
}

double changeByShuffling(const LongShortScene& scene, const Projector& projector)
{
    const Eigen::MatrixXd& keys = scene.problem().keys;
    std::vector<Eigen::Index> order(static_cast<std::size_t>(keys.rows()));
    std::iota(order.begin(), order.end(), 0);
    Random random(projector.seed + kShuffleSeed);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    return relativeError(projector.summaryKeys(keys(order, Eigen::all)), projector.summaryKeys(keys));
}

Result<std::vector<TokensSweep>> longShortCosts(const LongShortScene& scene, const RunContext& context)
{
    constexpr Eigen::Index kMostWidth = 16;
    const Eigen::Index dim = std::min(scene.problem().dim(), kMostWidth);
    const auto problemOf = [&](int tokens) {
        const Eigen::MatrixXd rows = normalRows(scene.projector.seed, tokens, dim);
        return AttentionProblem{
            .queries = rows, .keys = rows, .values = rows, .causal = scene.problem().causal};
    };
    Projector projector = projectorOf(scene, ProjectionKind::Dynamic);
    projector.mark = {};
    const std::vector<Attender> attenders{
        attenderOf(*findMechanism("softmax"), scene.request.values, scene.request.seed),
        {.id = "long-short",
         .name = Text::same("Transformer-LS"),
         .attend = [&](const AttentionProblem& problem, int, const RunContext& inner) {
             const Projection projection = projector.project(problem.keys, scene.settings.chunk);
             return LongShort(problem, projection, scene.settings).attend(inner);
         }}};
    std::vector<TokensSweep> sweeps;
    for (const Attender& attender : attenders) {
        auto sweep = costAgainstTokens(attender, problemOf, 0, doublingFrom(256, 1024), Clock::None, context);
        if (!sweep)
            return sweep.error();
        sweeps.push_back(*std::move(sweep));
    }
    return sweeps;
}

} // namespace kaba
