// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_run.h"

#include <algorithm>

namespace kaba::probe {
namespace {

using learn::Index;

constexpr Index kLossPoints = 800;
constexpr Index kTests = 200;
constexpr Index kLeastBetweenTests = 50;
constexpr Index kMostBetweenTests = 500;

learn::CoursePlan courseOf(const Settings& settings)
{
    learn::CoursePlan course{.steps = settings.steps,
                             .testEvery =
                                 std::clamp(settings.steps / kTests, kLeastBetweenTests, kMostBetweenTests),
                             .lossEvery = std::max<Index>(1, settings.steps / kLossPoints)};
    if (settings.stopAt)
        course.stopAt = *settings.stopAt / 100;
    return course;
}

} // namespace

Result<std::unique_ptr<Run>> Run::make(const Settings& settings, int seed, For purpose,
                                       const RunContext& context)
{
    Result<learn::TaskSet> test = testSet(settings, seed);
    if (!test)
        return test.error();
    learn::TrainingPlan plan{.settings = textOf(settings),
                             .seed = seed,
                             .model = modelOf(settings, test->length),
                             .training = trainingOf(settings, seed),
                             .course = courseOf(settings),
                             .test = *std::move(test)};
    if (purpose == For::Training) {
        Result<learn::TaskSet> examples = trainingSet(settings, seed);
        if (!examples)
            return examples.error();
        plan.examples = *std::move(examples);
    }
    std::unique_ptr<Run> run(new Run(settings, std::move(plan)));
    if (context.stopRequested())
        return RunContext::cancelled();
    return run;
}

} // namespace kaba::probe
