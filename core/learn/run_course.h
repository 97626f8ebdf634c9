// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/learn/descent.h"
#include "core/learn/run_record.h"

#include <functional>
#include <optional>

namespace kaba::learn {

/// How long a run is and how often it is looked at.
struct CoursePlan {
    Index steps = 1;
    Index testEvery = 50;
    Index lossEvery = 1; ///< steps between two points of the loss curve
    Index tokensPerStep = 0;
    std::optional<double> stopAt = {}; ///< ends once the last two tests both reached it
    bool keepsNorms = false;           ///< whether the record gets a curve of the gradient's norm
};

/// The work that a course divides into steps and tests.
struct CourseWork {
    std::function<Result<StepSeen>()> step;
    std::function<Status(const RunContext&)> test; ///< adds to the record's accuracies
};

/// What follows a run in training, on its thread.
struct Watch {
    std::function<void()> show = {};   ///< about four times a second
    std::function<Status()> keep = {}; ///< every ten seconds, and when it stops
};

/// The record with the weights as they stand, and what it takes to go on while the run has not ended.
RunRecord recordWith(RunRecord record, TrainingState state);
/// Sets weights, and those of the optimiser where the run goes on, to what the record holds, and takes them out of it. False: it
/// has ended and left them out. Input where they are of another model.
Result<bool> takeState(RunRecord& record, Descent& descent);

/// A run from where its record stands to its end: steps, tests, curves and the clock.
class RunCourse {
public:
    /// The record must outlive it.
    RunCourse(RunRecord& record, const CoursePlan& plan)
        : m_record(record)
        , m_plan(plan)
    {}

    /// Steps until the run has ended. Cancelled where the context asks to stop, after `keep`; the error of a step that
    /// failed: the record says that it diverged. A failure to keep stops nothing: keepFailure() tells.
    Status follow(const CourseWork& work, const RunContext& context, const Watch& watch);

    const Text& keepFailure() const { return m_keepFailure; }
    /// Until the last step at the speed so far; 0 before the first.
    double secondsLeft() const;

private:
    Status step(const CourseWork& work);
    Status advance(const CourseWork& work, const RunContext& context);
    bool stopsEarly() const;
    void keep(const Watch& watch);

    RunRecord& m_record;
    CoursePlan m_plan;
    Text m_keepFailure;
    Index m_sessionSteps = 0;
    double m_sessionSeconds = 0;
};

} // namespace kaba::learn
