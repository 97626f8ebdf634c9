// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recipe.h"

#include <algorithm>

namespace kaba::learn {

namespace {

/// `epochs` rounds of the examples, incomplete batches counted, a tenth of them to warm up.
Schedule officialSchedule(const Recipe& recipe, Index epochs, Schedule::Decay decay, double floor)
{
    const Index round = (recipe.examples + recipe.batch - 1) / recipe.batch;
    return {.steps = epochs * round, .warmUp = epochs / 10 * round, .decay = decay, .floor = floor};
}

} // namespace

Recipe officialRecipe(TaskKind task, [[maybe_unused]] Mixer mixer)
{
    Recipe recipe;
    switch (task) {
    case TaskKind::InductionHead:
    case TaskKind::DelayedCopy:
        recipe.schedule = officialSchedule(recipe, 400, Schedule::Decay::Cosine, 0.1);
        break;
    case TaskKind::AssociativeRecall:
        recipe.schedule = officialSchedule(recipe, 200, Schedule::Decay::Linear, 0);
        break;
    case TaskKind::MultiQueryRecall:
        recipe.examples = 100000;
        recipe.testExamples = 3000;
        recipe.batch = 512;
        recipe.optimiser.rate = 1e-3;
        recipe.schedule = officialSchedule(recipe, 64, Schedule::Decay::Cosine, 0);
        break;
    case TaskKind::SelectiveCopying:
        recipe.batch = 64;
        recipe.optimiser.rate = 1e-4;
        recipe.schedule = {.steps = 400000, .decay = Schedule::Decay::None};
        break;
    }
    return recipe;
}

Recipe quickRecipe(TaskKind task, Mixer mixer)
{
    Recipe recipe = officialRecipe(task, mixer);
    recipe.examples = std::min<Index>(recipe.examples, 20000);
    recipe.batch = 32;
    recipe.schedule.decay = Schedule::Decay::Cosine;
    recipe.schedule.floor = 0.1;
    if (task == TaskKind::AssociativeRecall) {
        recipe.schedule.steps = 12000;
        recipe.schedule.warmUp = 500;
    } else {
        recipe.schedule.steps = task == TaskKind::MultiQueryRecall ? 8000 : 3000;
        recipe.schedule.warmUp = 100;
        recipe.answersOnly = true;
    }
    const bool copies = task == TaskKind::SelectiveCopying;
    recipe.optimiser.rate = mixer == Mixer::Attention && !copies ? 1e-3 : 2e-3;
    if (copies) {
        recipe.schedule.steps = 4000;
        recipe.embeddingDropout = recipe.attentionDropout = 0;
    }
    if (task == TaskKind::AssociativeRecall && mixer == Mixer::Attention)
        recipe.embeddingDropout = recipe.attentionDropout = 0;
    if (task == TaskKind::AssociativeRecall && mixer != Mixer::Attention) {
        recipe.optimiser.groups[static_cast<std::size_t>(WeightGroup::Dense)].decay = 0.3;
        recipe.embeddingDropout = 0.2;
    }
    return recipe;
}

TaskSet trainedBy(const Recipe& recipe, TaskSet task)
{
    if (recipe.answersOnly)
        task.targets = task.scored;
    return task;
}

} // namespace kaba::learn
