// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/base/run_store.h"
#include "core/learn/run_record.h"
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

    /// What follows a run in training, on its thread.
    struct Watch {
        std::function<void()> show = {};   ///< about four times a second
        std::function<Status()> keep = {}; ///< every ten seconds, and when it stops
    };
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
    const Text& keepFailure() const { return m_keepFailure; }
    /// Until the last step at the speed so far; 0 before the first.
    double secondsLeft() const;

private:
    Run(const Settings& settings, int seed)
        : m_settings(settings)
        , m_seed(seed)
    {}

    Status step();
    bool accuracyHeld() const;
    void keep(const Watch& watch);

    Settings m_settings;
    int m_seed = 1;
    learn::TaskSet m_test;
    std::unique_ptr<learn::Training> m_training;
    learn::RunRecord m_record;
    bool m_hasWeights = true; ///< false: those of the record were left out, the model is untrained
    Text m_keepFailure;
    learn::Index m_firstStep = 0; ///< of this session
    double m_sessionSeconds = 0;
};

/// Steps between two tests and between two points of the loss curve.
learn::Index testEvery(const Settings& settings);
learn::Index lossEvery(const Settings& settings);

} // namespace kaba::probe
