// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_course.h"

#include "core/base/processor.h"

#include <chrono>

namespace kaba::learn {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kShowEvery{250};
constexpr std::chrono::seconds kKeepEvery{10};

/// Of this program and machine; a run begun on another processor names both.
std::string processorAfter(const std::string& before)
{
    const std::string here = processorName();
    return before.empty() || before.ends_with(here) ? (before.empty() ? here : before) : before + "; " + here;
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace

RunRecord recordWith(RunRecord record, TrainingState state)
{
    record.weights = std::move(state.weights);
    if (!record.ended()) {
        record.mean = std::move(state.optimiser.mean);
        record.square = std::move(state.optimiser.square);
    }
    return record;
}

Result<bool> takeState(RunRecord& record, Descent& descent)
{
    if (record.ended() && record.weights.empty())
        return false;
    const Status taken =
        record.ended() ? descent.setWeights(record.weights)
                       : descent.restore({std::move(record.weights),
                                          {record.steps, std::move(record.mean), std::move(record.square)}});
    if (!taken)
        return taken.error();
    record.weights.clear();
    return true;
}

double RunCourse::secondsLeft() const
{
    if (m_sessionSteps == 0)
        return 0;
    return m_sessionSeconds / static_cast<double>(m_sessionSteps) *
           static_cast<double>(m_plan.steps - m_record.steps);
}

bool RunCourse::stopsEarly() const
{
    const auto& tests = m_record.accuracies;
    return m_plan.stopAt && tests.size() >= 2 && tests.back().value >= *m_plan.stopAt &&
           tests[tests.size() - 2].value >= *m_plan.stopAt;
}

Status RunCourse::step(const CourseWork& work)
{
    const Result<StepSeen> seen = work.step();
    if (!seen) {
        m_record.end = RunRecord::End::Diverged;
        return seen.error();
    }
    ++m_record.steps;
    ++m_sessionSteps;
    m_record.tokens += static_cast<std::uint64_t>(m_plan.tokensPerStep);
    m_record.pendingLoss += seen->loss;
    if (m_record.steps % m_plan.lossEvery == 0) {
        m_record.losses.push_back(
            {m_record.steps, m_record.pendingLoss / static_cast<double>(m_plan.lossEvery)});
        m_record.pendingLoss = 0;
        if (m_plan.keepsNorms)
            m_record.norms.push_back({m_record.steps, seen->norm});
    }
    return Done{};
}

/// A test where one is due, the end, or a step.
Status RunCourse::advance(const CourseWork& work, const RunContext& context)
{
    const bool tested = !m_record.accuracies.empty() && m_record.accuracies.back().step == m_record.steps;
    const bool last = m_record.steps >= m_plan.steps;
    if (!tested && (last || m_record.steps % m_plan.testEvery == 0))
        return work.test(context);
    if (last || stopsEarly()) {
        m_record.end = last ? RunRecord::End::AllSteps : RunRecord::End::AccuracyHeld;
        return Done{};
    }
    return step(work);
}

void RunCourse::keep(const Watch& watch)
{
    if (!watch.keep)
        return;
    const Status kept = watch.keep();
    m_keepFailure = kept ? Text() : kept.error().message;
}

Status RunCourse::follow(const CourseWork& work, const RunContext& context, const Watch& watch)
{
    m_record.processor = processorAfter(m_record.processor);
    Clock::time_point shown = Clock::now();
    Clock::time_point keptAt = shown;
    Status result = Done{};
    while (result && !m_record.ended()) {
        const Clock::time_point begun = Clock::now();
        result = context.advance(m_record.steps, m_plan.steps) ? advance(work, context)
                                                               : Status(RunContext::cancelled());
        const double seconds = secondsSince(begun);
        m_record.seconds += seconds;
        m_sessionSeconds += seconds;
        if (watch.show && Clock::now() - shown >= kShowEvery) {
            watch.show();
            shown = Clock::now();
        }
        if (Clock::now() - keptAt >= kKeepEvery) {
            keep(watch);
            keptAt = Clock::now();
        }
    }
    keep(watch);
    return result;
}

} // namespace kaba::learn
