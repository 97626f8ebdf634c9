// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/luna_stack.h"

#include "core/attention/attention_measures.h"
#include "core/attention/evolving_stack.h"
#include "core/attention/exact_attention.h"

#include <cassert>
#include <utility>

namespace kaba {
namespace {

AttentionProblem selfAttention(const AttentionProblem& like, Eigen::MatrixXd tokens)
{
    AttentionProblem next = like;
    next.queries = tokens;
    next.keys = tokens;
    next.values = std::move(tokens);
    return next;
}

} // namespace

LunaLayerInput nextLunaLayer(const LunaLayerInput& input, const LunaRun& run)
{
    const Eigen::MatrixXd& keys = input.problem.keys;
    assert(run.result.outputs.cols() == keys.cols());
    Eigen::MatrixXd places = input.places;
    if (!input.problem.causal)
        places = layerNormalised(places + run.pack * keys);
    return {selfAttention(input.problem, layerNormalised(keys + run.result.outputs)), std::move(places)};
}

AttentionProblem nextSoftmaxLayer(const AttentionProblem& problem, const Eigen::MatrixXd& outputs)
{
    return selfAttention(problem, layerNormalised(problem.keys + outputs));
}

Result<std::vector<double>> driftOfLuna(LunaLayerInput first, int layers, const RunContext& context)
{
    AttentionProblem reference = first.problem;
    std::vector<double> drift;
    for (int layer = 0; layer < layers; ++layer) {
        const Result<LunaRun> run = lunaAttention(first.problem, first.places, LunaValues::Tied, context);
        if (!run)
            return run.error();
        const Result<AttentionResult> exact = exactAttention(reference, context);
        if (!exact)
            return exact.error();
        first = nextLunaLayer(first, *run);
        reference = nextSoftmaxLayer(reference, exact->outputs);
        drift.push_back(relativeError(first.problem.keys, reference.keys));
    }
    return drift;
}

} // namespace kaba
