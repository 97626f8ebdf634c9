// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest.h"

#include "core/base/number_text.h"

namespace kaba::contest {

std::string settingsOf(const Contest& contest, const Contestant& contestant)
{
    const ModelPlan& model = contest.model;
    const Recipe& recipe = contest.recipe;
    return fmt::format("contest={};contestant={};task={};length={};width={};heads={};layers={};inner={};"
                       "batch={};rate={};norm={};examples={};test={};steps={}",
                       contest.demo, contestant.id, contest.task, model.sizes.length, model.sizes.width,
                       model.sizes.heads, model.layers, model.inner, recipe.batch, shortest(recipe.rate),
                       shortest(recipe.mostNorm), recipe.examples, recipe.testSequences, recipe.steps);
}

Index trainedNumbers(const Contest& contest, const Contestant& contestant)
{
    learn::Weights<float> weights;
    addModel(weights, contest.model, contestant.mechanism, 0);
    Index count = 0;
    for (const auto& entry : weights.entries())
        count += entry.group == learn::WeightGroup::Fixed ? 0 : entry.ref.shape.size();
    return count;
}

} // namespace kaba::contest
