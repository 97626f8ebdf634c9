// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/comparison.h"
#include "core/attention/sweeps.h"
#include "core/base/figure.h"

#include <span>
#include <string>
#include <vector>

namespace kaba {

/// The numbers of each mechanism beside each other, a row each.
Panel scoresPanel(std::span<const MechanismScore> scores, const ComparisonTask& task);

/// Error against multiply-adds: a curve for each mechanism over its budgets, a mark where the budget stands, and a rule
/// at the cost of exact attention. Left and low is better.
Panel paretoPanel(std::span<const BudgetSweep> sweeps, std::span<const MechanismScore> scores);

/// The error of each mechanism's matrix against the mean entropy of its rows, and a rule at that of exact attention.
/// Requires scores with matrices.
Panel keptEntropyPanel(std::span<const MechanismScore> scores);

/// One of many small matrices: the colours of all end at `largest`.
Panel smallMatrixPanel(std::string id, Text title, const Eigen::MatrixXd& weights, double largest);

} // namespace kaba
