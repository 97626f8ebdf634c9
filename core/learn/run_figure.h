// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/learn/training_run.h"

#include <string>
#include <vector>

namespace kaba::learn {

/// A run in pictures; points stand where the curve has been measured.
Panel lossPanel(const TrainingRun& run);
/// With what always giving the commonest answer would score.
Panel accuracyPanel(const TrainingRun& run);

/// A curve of a run over its steps, and the axis of all steps.
Line curveOf(const std::vector<CurvePoint>& points, double scale);
Axis stepAxis(Index steps);

/// A level line.
Layer rule(std::string id, Text label, double at, Role role = Role::Reference);

std::vector<Readout> readoutsOf(const TrainingRun& run);

/// "step 1200 of 62 800, …": where the run stands. `training`: it is going on at this moment.
Text statusOf(const TrainingRun& run, bool training);
/// The same of a record that goes on for `secondsLeft`; 0: it does not go on now.
Text statusOf(const RunRecord& record, Index allSteps, double secondsLeft);
/// What the reader must know of the run: not trained yet, diverged, weights left out, could not be kept.
std::vector<Text> noticesOf(const TrainingRun& run, bool trained);

/// What always answering the commonest token of the test would score, 0 … 1.
double majorityAccuracy(const TaskSet& test);

} // namespace kaba::learn
