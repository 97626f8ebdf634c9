// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contest/contest.h"
#include "core/learn/run_course.h"

namespace kaba::contest {

/// One contestant in training.
class ContestRun {
public:
    /// Before the first step.
    ContestRun(const Contest& contest, const Contestant& contestant, int seed);
    ContestRun(const ContestRun&) = delete;
    ContestRun& operator=(const ContestRun&) = delete;

    /// Goes on from a paused record of these settings. Input where its weights are of another model.
    Status take(learn::RunRecord record);

    /// As learn::RunCourse::follow().
    Status train(const RunContext& context, const learn::Watch& watch);

    const learn::RunRecord& record() const { return m_record; }
    /// With the weights while it has not ended; afterwards curves and scores are all that is kept.
    learn::RunRecord recordToKeep() const;
    double secondsLeft() const { return m_course.secondsLeft(); }
    const Text& keepFailure() const { return m_course.keepFailure(); }

private:
    Status test(const RunContext& context);

    Score m_score;
    learn::TaskSet m_test;
    learn::RunRecord m_record;
    learn::RunCourse m_course;
    learn::Weights<float> m_weights;
    Logits<float> m_logits;
    learn::Descent m_descent;
};

} // namespace kaba::contest
