// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/evolved_stack.h"

#include "core/attention/evolved_attention.h"
#include "core/contest/pairs.h"

#include <cmath>
#include <string>
#include <vector>

namespace kaba::contest {
namespace {

using learn::Initialiser;
using learn::Pass;
using learn::Tape;
using learn::Tensor;
using learn::WeightRef;

struct EvolvedWeights {
    WeightRef query, key;   ///< [1, d, 2d]
    WeightRef time;         ///< W_Q's part for time, [1, 2d, d]
    WeightRef coefficients; ///< c, [1, d, 1]
    WeightRef output;       ///< [1, d, d]
    std::vector<learn::Normalisation> before;
    std::vector<learn::FeedForward> feedForward;
};

template <class Scalar>
EvolvedWeights addWeights(const Initialiser<Scalar>& at, const ModelPlan& plan)
{
    const Index width = plan.sizes.width;
    const double deviation = 1 / std::sqrt(static_cast<double>(width));
    const double last = 1 / std::sqrt(2 * static_cast<double>(plan.layers));
    EvolvedWeights made{.query = at.normal("query", {1, width, 2 * width}, deviation),
                        .key = at.normal("key", {1, width, 2 * width}, deviation),
                        .time = at.normal("time", {1, 2 * width, width}, deviation),
                        .coefficients = at.normal("coefficients", {1, width, 1}, deviation),
                        .output = at.normal("output", {1, width, width}, last * deviation),
                        .before = {},
                        .feedForward = {}};
    for (Index layer = 0; layer < plan.layers; ++layer) {
        const auto in = at.under("layer" + std::to_string(layer));
        made.before.push_back(addNormalisation(in.under("norm0"), width));
        made.feedForward.push_back(
            addFeedForward(in, width, plan.inner, last / std::sqrt(static_cast<double>(plan.inner))));
    }
    return made;
}

/// What t(ℓ) adds to the scores of each key: [B·heads, 1, L].
template <class Scalar>
Tensor<Scalar> keyBias(Pass<Scalar>& pass, const EvolvedWeights& weights, const Tensor<Scalar>& keys,
                       Index heads, const Eigen::VectorXd& waves)
{
    Tape<Scalar>& tape = pass.tape;
    const Index span = waves.size() / heads;
    const auto ofHeads = learn::constant(tape, {1, waves.size(), heads}, [&](Index channel, Index head) {
        return channel / span == head ? waves[channel] : 0;
    });
    const Tensor<Scalar> times = multiply(tape, ofHeads, pass[weights.coefficients]);
    const Tensor<Scalar> maps = matrixProduct(tape, pass[weights.time], times);
    Tensor<Scalar> bias = swapPositions(tape, matrixProduct(tape, keys, maps));
    bias.shape = {bias.shape.batch * heads, 1, bias.shape.channels};
    return bias;
}

} // namespace

template <class Scalar>
Blocks<Scalar> addEvolvedBlocks(const Initialiser<Scalar>& at, const ModelPlan& plan,
                                const EvolvedPlan& evolved)
{
    const EvolvedWeights weights = addWeights(at, plan);
    return [=](Pass<Scalar>& pass, Tensor<Scalar> x) {
        Tape<Scalar>& tape = pass.tape;
        const Index heads = plan.sizes.heads;
        const Tensor<Scalar> keys = matrixProduct(tape, x, pass[weights.key]);
        const Tensor<Scalar> scores =
            attentionScores(tape, matrixProduct(tape, x, pass[weights.query]), keys, heads);
        for (Index layer = 0; layer < plan.layers; ++layer) {
            const auto index = static_cast<std::size_t>(layer);
            const int depth = evolved.evolves ? static_cast<int>(layer) : 0;
            const Eigen::VectorXd waves =
                timeVector(Eigen::VectorXd::Ones(plan.sizes.width), depth, evolved.divisor);
            const auto mixing = softmax(tape, add(tape, scores, keyBias(pass, weights, keys, heads, waves)));
            const Tensor<Scalar> mixed = attentionMix(tape, mixing, apply(pass, weights.before[index], x));
            x = add(tape, x, matrixProduct(tape, mixed, pass[weights.output]));
            x = add(tape, x, apply(pass, weights.feedForward[index], x));
        }
        return x;
    };
}

template Blocks<float> addEvolvedBlocks(const Initialiser<float>&, const ModelPlan&, const EvolvedPlan&);
template Blocks<double> addEvolvedBlocks(const Initialiser<double>&, const ModelPlan&, const EvolvedPlan&);

} // namespace kaba::contest
