// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/model.h"

#include "core/contest/evolved_stack.h"
#include "core/learn/ops_tokens.h"

#include <cmath>
#include <string>

namespace kaba::contest {
namespace {

using learn::Dense;
using learn::Initialiser;
using learn::Pass;
using learn::Tensor;

template <class Scalar>
struct Block {
    learn::Normalisation before;
    Dense query, key, value, output;
    Attend<Scalar> attend;
    learn::FeedForward feedForward;
};

double deviationOf(Index inputs) { return 1 / std::sqrt(static_cast<double>(inputs)); }

template <class Scalar>
Block<Scalar> addBlock(const Initialiser<Scalar>& at, const ModelPlan& plan, const MechanismPlan& mechanism)
{
    const Index width = plan.sizes.width;
    const double deviation = deviationOf(width);
    const double last = 1 / std::sqrt(2 * static_cast<double>(plan.layers));
    return {.before = addNormalisation(at.under("norm0"), width),
            .query = addDense(at.under("query"), width, width, deviation),
            .key = addDense(at.under("key"), width, width, deviation),
            .value = addDense(at.under("value"), width, width, deviation),
            .output = addDense(at.under("output"), width, width, last * deviation),
            .attend = addAttend(at.under("mixer"), mechanism, plan.sizes),
            .feedForward = addFeedForward(at, width, plan.inner, last * deviationOf(plan.inner))};
}

template <class Scalar>
Tensor<Scalar> applyBlock(Pass<Scalar>& pass, const Block<Scalar>& block, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> input = apply(pass, block.before, x);
    const Streams<Scalar> streams{.input = input,
                                  .queries = apply(pass, block.query, input),
                                  .keys = apply(pass, block.key, input),
                                  .values = apply(pass, block.value, input)};
    const Tensor<Scalar> mixed = apply(pass, block.output, block.attend(pass, streams));
    const Tensor<Scalar> middle = add(pass.tape, x, mixed);
    return add(pass.tape, middle, apply(pass, block.feedForward, middle));
}

template <class Scalar>
Blocks<Scalar> addBlocks(const Initialiser<Scalar>& at, const ModelPlan& plan, const MechanismPlan& mechanism)
{
    if (const auto* evolved = std::get_if<EvolvedPlan>(&mechanism))
        return addEvolvedBlocks(at, plan, *evolved);
    std::vector<Block<Scalar>> blocks;
    for (Index layer = 0; layer < plan.layers; ++layer)
        blocks.push_back(addBlock(at.under("layer" + std::to_string(layer)), plan, mechanism));
    return [blocks](Pass<Scalar>& pass, Tensor<Scalar> x) {
        for (const Block<Scalar>& block : blocks)
            x = applyBlock(pass, block, x);
        return x;
    };
}

} // namespace

template <class Scalar>
Logits<Scalar> addModel(learn::Weights<Scalar>& weights, const ModelPlan& plan,
                        const MechanismPlan& mechanism, std::uint64_t seed)
{
    Random random(seed);
    const Initialiser<Scalar> at{weights, random};
    const Index width = plan.sizes.width;
    const auto embeddings = at.normal("embedding", {1, plan.vocabulary, width}, 1);
    const auto positions = at.normal("positions", {1, plan.sizes.length, width}, 1);
    const Blocks<Scalar> blocks = addBlocks(at, plan, mechanism);
    const auto last = addNormalisation(at.under("norm"), width);
    const Dense head = addDense(at.under("head"), width, plan.vocabulary, deviationOf(width));
    return [=](Pass<Scalar>& pass, const learn::TokenBatch& batch) {
        Tensor<Scalar> x = embedding(pass.tape, pass[embeddings], batch.inputs, batch.sequences);
        x = add(pass.tape, x, firstPositions(pass[positions], batch.length()));
        return apply(pass, head, apply(pass, last, blocks(pass, x)));
    };
}

template Logits<float> addModel(learn::Weights<float>&, const ModelPlan&, const MechanismPlan&,
                                std::uint64_t);
template Logits<double> addModel(learn::Weights<double>&, const ModelPlan&, const MechanismPlan&,
                                 std::uint64_t);

} // namespace kaba::contest
