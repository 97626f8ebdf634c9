// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_run.h"

#include "core/base/processor.h"

#include <algorithm>
#include <chrono>

namespace kaba::probe {
namespace {

using learn::Index;
using learn::RunRecord;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kShowEvery{250};
constexpr std::chrono::seconds kKeepEvery{10};
constexpr Index kLossPoints = 800;
constexpr Index kTests = 200;
constexpr Index kLeastBetweenTests = 50;
constexpr Index kMostBetweenTests = 500;

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

Index testEvery(const Settings& settings)
{
    return std::clamp(settings.steps / kTests, kLeastBetweenTests, kMostBetweenTests);
}

Index lossEvery(const Settings& settings) { return std::max<Index>(1, settings.steps / kLossPoints); }

Result<std::unique_ptr<Run>> Run::make(const Settings& settings, int seed, For purpose,
                                       const RunContext& context)
{
    Result<learn::TaskSet> test = testSet(settings, seed);
    if (!test)
        return test.error();
    std::unique_ptr<Run> run(new Run(settings, seed));
    run->m_test = *std::move(test);
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
    m_firstStep = m_record.steps;
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

double Run::secondsLeft() const
{
    const Index done = m_record.steps - m_firstStep;
    if (done == 0)
        return 0;
    return m_sessionSeconds / static_cast<double>(done) *
           static_cast<double>(m_settings.steps - m_record.steps);
}

Status Run::testNow(const RunContext& context)
{
    Result<std::vector<int>> predictions = m_training->predictions(m_test, context);
    if (!predictions)
        return predictions.error();
    m_record.accuracies.push_back({m_record.steps, learn::accuracyOf(*predictions, m_test)});
    m_record.predictions = *std::move(predictions);
    return Done{};
}

bool Run::accuracyHeld() const
{
    const auto& tests = m_record.accuracies;
    return m_settings.stopAt && tests.size() >= 2 && 100 * tests.back().value >= *m_settings.stopAt &&
           100 * tests[tests.size() - 2].value >= *m_settings.stopAt;
}

Status Run::step()
{
    const Result<double> loss = m_training->step();
    if (!loss) {
        m_record.end = RunRecord::End::Diverged;
        return loss.error();
    }
    m_record.steps = m_training->steps();
    m_record.tokens +=
        static_cast<std::uint64_t>(std::min(m_settings.batch, m_settings.examples) * m_test.length);
    m_record.pendingLoss += *loss;
    const Index every = lossEvery(m_settings);
    if (m_record.steps % every == 0) {
        m_record.losses.push_back({m_record.steps, m_record.pendingLoss / static_cast<double>(every)});
        m_record.pendingLoss = 0;
    }
    return Done{};
}

void Run::keep(const Watch& watch)
{
    if (!watch.keep)
        return;
    const Status kept = watch.keep();
    m_keepFailure = kept ? Text() : kept.error().message;
}

Status Run::train(const RunContext& context, const Watch& watch)
{
    m_record.processor = processorAfter(m_record.processor);
    Clock::time_point shown = Clock::now();
    Clock::time_point keptAt = shown;
    Status result = Done{};
    while (!m_record.ended()) {
        const Clock::time_point begun = Clock::now();
        if (!context.advance(m_record.steps, m_settings.steps)) {
            result = RunContext::cancelled();
            break;
        }
        const bool tested = !m_record.accuracies.empty() && m_record.accuracies.back().step == m_record.steps;
        const bool last = m_record.steps >= m_settings.steps;
        if (!tested && (last || m_record.steps % testEvery(m_settings) == 0)) {
            if (!testNow(context))
                continue; // asked to stop
        } else if (last || accuracyHeld())
            m_record.end = last ? RunRecord::End::AllSteps : RunRecord::End::AccuracyHeld;
        else
            result = step();
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

} // namespace kaba::probe
