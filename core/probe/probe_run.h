// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_store.h"
#include "core/learn/run_course.h"
#include "core/probe/probe_settings.h"

#include <functional>
#include <memory>
#include <string>

namespace kaba::probe {

/// The model of one run at some moment, with all that is known of it: before its training, while it trains, or as it was
/// stored.
class Run {
public:
    enum class For { Looking, Training };

    /// Before the first step. CannotCompute names the limit that the settings break. For::Looking makes no training
    /// sequences.
    static Result<std::unique_ptr<Run>> make(const Settings& settings, int seed, For purpose,
                                             const RunContext& context);

    /// Goes on from a record of these settings, or shows it. Input where the weights are of another model.
    Status take(learn::RunRecord record);

    using Watch = learn::Watch;
    /// Steps until the run has ended. Cancelled where the context asks to stop, after `keep`; Numerical where it diverged:
    /// the record says so too. A failure to keep stops nothing: keepFailure() tells.
    Status train(const RunContext& context, const Watch& watch);

    /// Tests the model as it stands.
    Status testNow(const RunContext& context);

    const Settings& settings() const { return m_settings; }
    int seed() const { return m_seed; }
    const learn::TaskSet& test() const { return m_test; }
    const learn::Training& training() const { return *m_training; }
    const learn::RunRecord& record() const { return m_record; }
    /// The record with the weights as they stand, and what it takes to go on while the run has not ended.
    learn::RunRecord recordToKeep() const;
    double accuracy() const; ///< of the last test, 0 … 1
    bool hasWeights() const { return m_hasWeights; }
    const Text& keepFailure() const { return m_course.keepFailure(); }
    /// Until the last step at the speed so far; 0 before the first.
    double secondsLeft() const { return m_course.secondsLeft(); }

private:
    Run(const Settings& settings, int seed, learn::TaskSet test)
        : m_settings(settings)
        , m_seed(seed)
        , m_test(std::move(test))
        , m_course(m_record, planOf(settings, m_test.length))
    {}

    static learn::CoursePlan planOf(const Settings& settings, learn::Index length);

    Settings m_settings;
    int m_seed = 1;
    learn::TaskSet m_test;
    std::unique_ptr<learn::Training> m_training;
    learn::RunRecord m_record;
    bool m_hasWeights = true; ///< false: those of the record were left out, the model is untrained
    learn::RunCourse m_course;
};

/// Steps between two tests and between two points of the loss curve.
learn::Index testEvery(const Settings& settings);
learn::Index lossEvery(const Settings& settings);

} // namespace kaba::probe
