// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/scatter_study.h"
#include "core/base/demo.h"

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

/// `pca-low-rank` and `pca-sparse` where they are wanted, with their readouts and claims: robust PCA of the weights of the
/// first 96 tokens at most, and what a freely chosen sum reaches at the budget. Cost some 60 singular value
/// decompositions (0.1 s); stops when asked.
Status addScatterPca(const Request& request, const Eigen::MatrixXd& weights, const ScatterChoice& choice,
                     const std::vector<std::string>& tokens, Figure& figure, const RunContext& context);

/// How many rows have which entropy, from 0 to ln n.
Panel entropyHistogramPanel(const Eigen::MatrixXd& weights);

} // namespace kaba
