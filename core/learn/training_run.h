// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/run_course.h"
#include "core/learn/training.h"

#include <optional>
#include <string>

namespace kaba::learn {

/// All that a run of a language model is determined by.
struct TrainingPlan {
    std::string settings = {}; ///< canonical text: with the seed, what the run is stored under
    int seed = 0;
    ModelSettings model = {};
    TrainingSettings training = {};
    CoursePlan course = {}; ///< without its tokens
    TaskSet test = {};
    std::optional<TaskSet> examples = {}; ///< nothing: the model is only looked at
};

/// How many sequences of a test a look without training goes through, for a drag of a slider asks for one picture after
/// another: 100, of long ones fewer.
Index lookedAt(const TaskSet& test);

/// The model of one run at some moment, with all that is known of it: before its training, while it trains, or as it was
/// stored.
class TrainingRun {
public:
    /// Before the first step.
    explicit TrainingRun(TrainingPlan plan);
    TrainingRun(const TrainingRun&) = delete;
    TrainingRun& operator=(const TrainingRun&) = delete;

    /// Goes on from a record of these settings, or shows it. Input where the weights are of another model.
    Status take(RunRecord record);

    /// Steps until the run has ended. Cancelled where the context asks to stop, after `keep`; Numerical where it diverged:
    /// the record says so too. A failure to keep stops nothing: keepFailure() tells. Requires a plan with examples.
    Status train(const RunContext& context, const Watch& watch);

    /// Tests the model as it stands.
    Status testNow(const RunContext& context);
    /// The same on the first lookedAt() sequences alone, as tested() says from then on.
    Status testBriefly(const RunContext& context);
    /// How many answers to the first lookedAt() sequences differ from those of the record's last test. Requires one.
    Result<int> answersOffTheRecord(const RunContext& context) const;

    const TrainingPlan& plan() const { return m_plan; }
    const TaskSet& test() const { return m_plan.test; }
    /// What the predictions of the record answer.
    const TaskSet& tested() const { return m_few ? *m_few : test(); }
    const Training& training() const { return m_training; }
    const RunRecord& record() const { return m_record; }
    /// The record with the weights as they stand, and what it takes to go on while the run has not ended.
    RunRecord recordToKeep() const;
    double accuracy() const; ///< of the last test, 0 … 1
    bool hasWeights() const { return m_hasWeights; }
    const Text& keepFailure() const { return m_course.keepFailure(); }
    /// Until the last step at the speed so far; 0 before the first.
    double secondsLeft() const { return m_course.secondsLeft(); }

private:
    Status testOn(const TaskSet& test, const RunContext& context);

    TrainingPlan m_plan; ///< its examples are with m_training
    std::optional<TaskSet> m_few = {};
    RunRecord m_record;
    bool m_hasWeights = true; ///< false: those of the record were left out, the model is untrained
    RunCourse m_course;
    Training m_training;
};

} // namespace kaba::learn
