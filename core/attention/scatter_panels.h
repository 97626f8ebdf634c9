// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/scatter_study.h"
#include "core/base/figure.h"

#include <string>
#include <vector>

namespace kaba {

/// "sum", "sparse" or "low-rank".
std::string scatterPartId(ScatterPart part);
/// "Low rank alone: 32 features": what a part spends the budget on.
Text scatterPartName(ScatterPart part, const ScatterChoice& choice);

/// A matrix of weights with colours from 0 to `most`, the same for all panels that stand together.
Panel scatterWeightsPanel(const std::string& id, Text title, const Eigen::MatrixXd& weights, double most,
                          const std::vector<std::string>& tokens);

/// Estimates of exp(q·k) against their truth, both logarithmic, entries of the support apart. Of more than a few
/// thousand entries every k-th, and the note says so.
Panel scatterEntriesPanel(const ScatterEntries& entries);

/// Errors against β with bands over seeds, the best matrix of that rank, the window in which the sum is best, and the
/// present β.
Panel betaPanel(const ScatterSweep& sweep, const SweepPlan& plan, double beta);

/// Error of the sum against the share of the sparse part, with the present share.
Panel sharePanel(const ScatterSweep& sweep, const SweepPlan& plan, double beta);

/// How many rows have which entropy, from 0 to ln n.
Panel entropyHistogramPanel(const Eigen::MatrixXd& weights);

} // namespace kaba
