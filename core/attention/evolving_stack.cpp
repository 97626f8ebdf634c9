// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/evolving_stack.h"

#include "core/attention/exact_attention.h"

namespace kaba {
namespace {

constexpr double kEpsilon = 1e-5;

/// n × d: each head's weights times its part of the normalised tokens, side by side, times W_O.
Eigen::MatrixXd mixed(const std::vector<Eigen::MatrixXd>& weights, const Eigen::MatrixXd& values,
                      const Eigen::MatrixXd& output, StackCost& cost)
{
    const Eigen::Index span = values.cols() / static_cast<Eigen::Index>(weights.size());
    Eigen::MatrixXd heads(values.rows(), values.cols());
    for (std::size_t head = 0; head < weights.size(); ++head) {
        const Eigen::Index first = static_cast<Eigen::Index>(head) * span;
        heads.middleCols(first, span) = counted(cost.mixing, weights[head], values.middleCols(first, span));
    }
    return counted(cost.rest, heads, output);
}

Eigen::MatrixXd fedForward(const Eigen::MatrixXd& values, const StackWeights& weights,
                           const StackSettings& settings, int layer, AttentionCost& cost)
{
    const auto through = [&](const Eigen::MatrixXd& up, const Eigen::MatrixXd& down) {
        const Eigen::MatrixXd hidden = counted(cost, values, up).cwiseMax(0);
        return Eigen::MatrixXd(counted(cost, hidden, down));
    };
    const auto index = static_cast<std::size_t>(layer);
    if (settings.feedForward == FeedForward::Full)
        return through(weights.up[index], weights.down[index]);
    return through(weights.rise->weights(layer), weights.fall->weights(layer));
}

std::vector<Eigen::MatrixXd> evolvedTo(const EvolvedScores& block, const Eigen::VectorXd& time,
                                       AttentionCost& cost)
{
    std::vector<Eigen::MatrixXd> scores;
    for (int head = 0; head < block.heads(); ++head)
        scores.push_back(block.at(head, time, cost));
    return scores;
}

} // namespace

Eigen::MatrixXd layerNormalised(const Eigen::MatrixXd& tokens)
{
    const Eigen::VectorXd means = tokens.rowwise().mean();
    const Eigen::MatrixXd centred = tokens.colwise() - means;
    const auto width = static_cast<double>(tokens.cols());
    const Eigen::VectorXd factors = (centred.rowwise().squaredNorm().array() / width + kEpsilon).rsqrt();
    return factors.asDiagonal() * centred;
}

StackWeights stackWeights(Random& random, Eigen::Index width, int heads, double amplitude,
                          const StackSettings& settings)
{
    const Eigen::Index wide = 4 * width;
    StackWeights weights{.attention = evolutionWeights(random, width, heads, amplitude),
                         .up = {},
                         .down = {},
                         .rise = {},
                         .fall = {}};
    if (settings.feedForward == FeedForward::Full)
        for (int layer = 0; layer < settings.layers; ++layer) {
            weights.up.push_back(glorotUniform(random, width, wide, width, wide));
            weights.down.push_back(glorotUniform(random, wide, width, wide, width));
        }
    if (settings.feedForward == FeedForward::Random) {
        weights.rise.emplace(random, width, wide);
        weights.fall.emplace(random, wide, width);
    }
    return weights;
}

Result<StackRun> runStack(const Eigen::MatrixXd& tokens, const StackWeights& weights,
                          const StackSettings& settings, Scores scores, const RunContext& context)
{
    StackRun run{.tokens = {tokens}, .weights = {}, .cost = {}};
    std::optional<EvolvedScores> block;
    if (scores == Scores::Evolved)
        block.emplace(tokens, weights.attention, settings.operators, run.cost.scores);
    for (int layer = 0; layer < settings.layers; ++layer) {
        if (context.stopRequested())
            return RunContext::cancelled();
        std::vector<Eigen::MatrixXd>& heads = run.weights.emplace_back();
        if (block)
            heads = evolvedTo(*block, timeVector(weights.attention.coefficients, layer, settings.divisor),
                              run.cost.scores);
        else
            heads = plainScores(run.tokens.back(), weights.attention, run.cost.scores);
        for (Eigen::MatrixXd& head : heads)
            head = softmaxOfRows(std::move(head));
        Eigen::MatrixXd next = run.tokens.back();
        next += mixed(heads, layerNormalised(next), weights.attention.output, run.cost);
        if (settings.feedForward != FeedForward::None)
            next += fedForward(layerNormalised(next), weights, settings, layer, run.cost.rest);
        run.tokens.push_back(std::move(next));
    }
    return run;
}

} // namespace kaba
