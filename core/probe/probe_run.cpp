// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_run.h"

#include <algorithm>

namespace kaba::probe {
namespace {

using learn::Index;
using learn::RunRecord;

constexpr Index kLossPoints = 800;
constexpr Index kTests = 200;
constexpr Index kLeastBetweenTests = 50;
constexpr Index kMostBetweenTests = 500;

} // namespace

Index testEvery(const Settings& settings)
{
    return std::clamp(settings.steps / kTests, kLeastBetweenTests, kMostBetweenTests);
}

Index lossEvery(const Settings& settings) { return std::max<Index>(1, settings.steps / kLossPoints); }

learn::CoursePlan Run::planOf(const Settings& settings, Index length)
{
    learn::CoursePlan plan{.steps = settings.steps,
                           .testEvery = testEvery(settings),
                           .lossEvery = lossEvery(settings),
                           .tokensPerStep = std::min(settings.batch, settings.examples) * length};
    if (settings.stopAt)
        plan.stopAt = *settings.stopAt / 100;
    return plan;
}

Result<std::unique_ptr<Run>> Run::make(const Settings& settings, int seed, For purpose,
                                       const RunContext& context)
{
    Result<learn::TaskSet> test = testSet(settings, seed);
    if (!test)
        return test.error();
    std::unique_ptr<Run> run(new Run(settings, seed, *std::move(test)));
    learn::TaskSet examples = run->m_test;
    if (purpose == For::Training) {
        Result<learn::TaskSet> made = trainingSet(settings, seed);
        if (!made)
            return made.error();
        examples = *std::move(made);
    }
    run->m_training = std::make_unique<learn::Training>(modelOf(settings, examples.length),
                                                        trainingOf(settings, seed), std::move(examples));
    run->m_record.settings = textOf(settings);
    run->m_record.seed = static_cast<std::uint64_t>(seed);
    run->m_record.program = KABA_VERSION;
    if (context.stopRequested())
        return RunContext::cancelled();
    return run;
}

Status Run::take(RunRecord record)
{
    if (record.ended() && record.weights.empty())
        m_hasWeights = false;
    else if (record.ended()) {
        if (Status set = m_training->setWeights(record.weights); !set)
            return set;
    } else if (Status restored = m_training->restore(
                   {record.weights, {record.steps, std::move(record.mean), std::move(record.square)}});
               !restored)
        return restored;
    record.weights.clear();
    m_record = std::move(record);
    return Done{};
}

RunRecord Run::recordToKeep() const
{
    RunRecord kept = m_record;
    learn::Training::State state = m_training->state();
    kept.weights = std::move(state.weights);
    if (!kept.ended()) {
        kept.mean = std::move(state.optimiser.mean);
        kept.square = std::move(state.optimiser.square);
    }
    return kept;
}

double Run::accuracy() const { return m_record.accuracies.empty() ? 0 : m_record.accuracies.back().value; }

Status Run::testNow(const RunContext& context)
{
    Result<std::vector<int>> predictions = m_training->predictions(m_test, context);
    if (!predictions)
        return predictions.error();
    m_record.accuracies.push_back({m_record.steps, learn::accuracyOf(*predictions, m_test)});
    m_record.predictions = *std::move(predictions);
    return Done{};
}

Status Run::train(const RunContext& context, const Watch& watch)
{
    return m_course.follow({.step = [this] { return m_training->seeStep(); },
                            .test = [this](const RunContext& inner) { return testNow(inner); }},
                           context, watch);
}

} // namespace kaba::probe
