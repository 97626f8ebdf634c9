// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training_run.h"

#include <algorithm>

namespace kaba::learn {
namespace {

CoursePlan courseOf(const TrainingPlan& plan)
{
    const TaskSet& examples = plan.examples ? *plan.examples : plan.test;
    CoursePlan course = plan.course;
    course.tokensPerStep = std::min(plan.training.batch, examples.sequences) * examples.length;
    return course;
}

TaskSet takeExamples(TrainingPlan& plan)
{
    TaskSet examples = plan.examples ? *std::move(plan.examples) : plan.test;
    plan.examples.reset();
    return examples;
}

} // namespace

Index lookedAt(const TaskSet& test)
{
    constexpr Index kTokens = 4096;
    return std::min(test.sequences, std::clamp<Index>(kTokens / test.length, 16, 100));
}

TrainingRun::TrainingRun(TrainingPlan plan)
    : m_plan(std::move(plan))
    , m_course(m_record, courseOf(m_plan))
    , m_training(m_plan.model, m_plan.training, takeExamples(m_plan))
{
    m_record.settings = m_plan.settings;
    m_record.seed = static_cast<std::uint64_t>(m_plan.seed);
    m_record.program = KABA_VERSION;
}

Status TrainingRun::take(RunRecord record)
{
    const Result<bool> taken = takeState(record, m_training.descent());
    if (!taken)
        return taken.error();
    m_hasWeights = *taken;
    m_record = std::move(record);
    return Done{};
}

RunRecord TrainingRun::recordToKeep() const { return recordWith(m_record, m_training.state()); }

double TrainingRun::accuracy() const
{
    return m_record.accuracies.empty() ? 0 : m_record.accuracies.back().value;
}

Status TrainingRun::testNow(const RunContext& context) { return testOn(test(), context); }

Status TrainingRun::testBriefly(const RunContext& context)
{
    m_few = test().first(lookedAt(test()));
    return testOn(*m_few, context);
}

Result<int> TrainingRun::answersOffTheRecord(const RunContext& context) const
{
    const Result<std::vector<int>> now = m_training.predictions(test().first(lookedAt(test())), context);
    if (!now)
        return now.error();
    int differing = 0;
    for (std::size_t at = 0; at < now->size(); ++at)
        differing += (*now)[at] == m_record.predictions[at] ? 0 : 1;
    return differing;
}

Status TrainingRun::testOn(const TaskSet& test, const RunContext& context)
{
    Result<std::vector<int>> predictions = m_training.predictions(test, context);
    if (!predictions)
        return predictions.error();
    m_record.accuracies.push_back({m_record.steps, accuracyOf(*predictions, test)});
    m_record.predictions = *std::move(predictions);
    return Done{};
}

Status TrainingRun::train(const RunContext& context, const Watch& watch)
{
    return m_course.follow({.step = [this] { return m_training.seeStep(); },
                            .test = [this](const RunContext& inner) { return testNow(inner); }},
                           context, watch);
}

} // namespace kaba::learn
