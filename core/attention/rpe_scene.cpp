// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/rpe_scene.h"

#include "core/attention/exact_attention.h"
#include "core/attention/kernelized_rpe_params.h"
#include "core/math/random.h"
#include "core/signals/generators.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr int kBucketsASide = 16;
constexpr double kPeriod = 16;

/// Distances to 7 have a bucket each; from 8 to 128 eight more share them in equal ratios, the last takes the rest.
int bucketOf(Eigen::Index offset)
{
    constexpr int kExact = kBucketsASide / 2;
    constexpr double kFarthest = 128;
    const auto distance = static_cast<double>(std::abs(offset));
    int bucket = static_cast<int>(std::min(distance, static_cast<double>(kExact)));
    if (distance >= kExact)
        bucket += static_cast<int>(std::log(distance / kExact) / std::log(kFarthest / kExact) * kExact);
    return std::min(bucket, kBucketsASide - 1) + (offset > 0 ? kBucketsASide : 0);
}

Eigen::MatrixXd rowsOfLength(double length, Eigen::Index count, Eigen::Index dim, Random& random)
{
    Eigen::MatrixXd rows(count, dim);
    for (Eigen::Index row = 0; row < count; ++row)
        for (Eigen::Index c = 0; c < dim; ++c)
            rows(row, c) = random.normal();
    rows.rowwise().normalize();
    return length * rows;
}

} // namespace

std::vector<double> relativeBias(const BiasSettings& settings, Eigen::Index tokens, std::uint64_t seed)
{
    if (settings.shape == BiasShape::Drawn)
        return drawn(settings.curve, static_cast<std::size_t>(2 * tokens - 1));
    Random random(seed + 1);
    std::vector<double> table(std::size_t(2) * kBucketsASide);
    std::ranges::generate(table, [&] { return random.normal(); });
    std::vector<double> bias;
    for (Eigen::Index offset = 1 - tokens; offset < tokens; ++offset) {
        const auto delta = static_cast<double>(offset);
        double form = -std::pow(std::abs(delta), settings.exponent);
        if (settings.shape == BiasShape::Buckets)
            form = table[static_cast<std::size_t>(bucketOf(offset))];
        else if (settings.shape == BiasShape::Periodic)
            form = std::cos(2 * std::numbers::pi * delta / kPeriod);
        bias.push_back(settings.strength * form);
    }
    return bias;
}

AttentionProblem rpeProblem(const RpeSettings& settings)
{
    Random random(settings.seed);
    const Eigen::Index n = settings.tokens;
    const double width = std::sqrt(static_cast<double>(settings.dim));
    const double length = settings.norm * std::sqrt(width);
    AttentionProblem problem{.queries = rowsOfLength(length, n, settings.dim, random),
                             .keys = rowsOfLength(length, n, settings.dim, random),
                             .values = rowsOfLength(width, n, settings.dim, random),
                             .causal = settings.causal};
    problem.bias = relativeBias(settings.bias, n, settings.seed);
    return problem;
}

Result<RpeScene> rpeScene(const Request& request, const RpeSettings& settings, const RunContext& context)
{
    RpeScene scene{.request = request,
                   .settings = settings,
                   .problem = rpeProblem(settings),
                   .target = {},
                   .features = {},
                   .fast = {},
                   .pairs = {}};
    scene.target = rpeTarget(scene.problem, settings.lengths);
    scene.features = rpeFeatures(scene.problem, settings.lengths, settings.kind, settings.features,
                                 settings.seed + kRpeFeatureSeed);
    Result<RpeResult> fast = rpeByFft(scene.features, scene.problem, context);
    if (!fast)
        return fast.error();
    Result<AttentionResult> pairs = rpeByPairs(scene.features, scene.problem, context);
    if (!pairs)
        return pairs.error();
    scene.fast = *std::move(fast);
    scene.pairs = *std::move(pairs);
    return scene;
}

double rpeError(const RpeSettings& settings)
{
    constexpr std::uint64_t kDraws = 4;
    const AttentionProblem problem = rpeProblem(settings);
    const Eigen::MatrixXd exact = softmaxWeights(rpeTarget(problem, settings.lengths));
    double error = 0;
    for (std::uint64_t draw = 0; draw < kDraws; ++draw) {
        const LogFeatures features = rpeFeatures(problem, settings.lengths, settings.kind, settings.features,
                                                 settings.seed + kRpeFeatureSeed + draw);
        const Eigen::MatrixXd estimate = rpeWeights(features, problem);
        error += (estimate - exact).cwiseAbs().rowwise().sum().mean() / static_cast<double>(kDraws);
    }
    return error;
}

} // namespace kaba
