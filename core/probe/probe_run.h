// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/training_run.h"
#include "core/probe/probe_settings.h"

#include <memory>

namespace kaba::probe {

/// A run of the probe.
class Run : public learn::TrainingRun {
public:
    enum class For { Looking, Training };

    /// Before the first step. CannotCompute names the limit that the settings break. For::Looking makes no training
    /// sequences.
    static Result<std::unique_ptr<Run>> make(const Settings& settings, int seed, For purpose,
                                             const RunContext& context);

    const Settings& settings() const { return m_settings; }
    int seed() const { return plan().seed; }

private:
    Run(const Settings& settings, learn::TrainingPlan plan)
        : TrainingRun(std::move(plan))
        , m_settings(settings)
    {}

    Settings m_settings;
};

} // namespace kaba::probe
