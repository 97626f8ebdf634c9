// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/h3/h3_recurrence.h"
#include "core/h3/h3_trained.h"
#include "core/h3/recall_sequence.h"

namespace kaba {

/// The state of one head while the sequence goes by.
struct H3Trace {
    Eigen::Index shownRegisters = 0; ///< of each channel
    Eigen::Index cell = 0;           ///< whose modes are kept
    Eigen::MatrixXd registers = {};  ///< d_h · shownRegisters × tokens
    Eigen::MatrixXd modes = {};      ///< real parts, N/2 × tokens
};

/// One layer on one sequence, both ways.
struct H3Scene {
    const Request& request;
    RecallSequence sequence;
    RecallTask task = RecallTask::AssociativeRecall; ///< what the layer is tested on
    H3Settings settings = {};
    std::optional<RecallTable> table = {}; ///< of the layer made by hand
    std::shared_ptr<const TrainedH3> trained = {};
    TrainedH3::Pass pass = {}; ///< of the trained model over the sequence
    H3Layer layer = {};        ///< without the parts that are switched off
    H3Kernels kernels = {};
    H3Run run = {};           ///< as a convolution
    H3Recurrent stepped = {}; ///< token by token
    H3Trace trace = {};
    Eigen::Index head = 0; ///< the one shown

    /// What stands for the rows of a picture: tokens of the table, "b→1", or numbers.
    std::string keyName(Eigen::Index channel) const;
    std::string valueName(Eigen::Index channel) const;
    std::string cellName(Eigen::Index cell) const;
    const std::string& tokenName(int token) const;
    /// The vocabulary, and the tokens of the sequence, cut to what fits beside a row.
    std::vector<std::string> shortVocabulary() const;
    std::vector<std::string> shortTokens() const;
    bool isConstructed() const { return table.has_value(); }
    /// What the layer's maps make of the one-hot tokens, or of what the trained model makes of them before the layer.
    H3Projections projectionsOf(std::span<const int> tokens) const;
    Eigen::Index trainedLayer() const; ///< from 0 on
    bool hasAllParts() const;          ///< nothing is switched off
    /// Whether the rows mean what the construction says: by hand, nothing taken out.
    bool isWhole() const { return isConstructed() && hasAllParts(); }
};

/// How large the intermediates are, so that rounding has something to be measured against: what is read of the memory may
/// cancel to nothing.
struct H3Scales {
    double shifted = 0, written = 0, memory = 0, mixed = 0, output = 0;
};
H3Scales scalesOf(const H3Layer& layer, const H3Run& run);
/// max |one − other| / scale; 0 where they are equal.
double scaledDifference(const Eigen::MatrixXd& one, const Eigen::MatrixXd& other, double scale);

/// CannotCompute where the typed tokens ask nothing or the order is odd. Stops when asked.
Result<H3Scene> h3SceneFor(const Request& request, const RunContext& context);

/// The first letters of a long word.
std::string shortName(const std::string& word);

/// Each adds the wanted panels of one or two views, with the readouts and claims that belong to them. They fail only
/// when cancelled.

/// `shifted`, `written`, `memory`, `answer`, `query`, `key`, `value`, `mixed`, `scores`.
Status addH3Flow(const H3Scene& scene, Figure& figure, const RunContext& context);
/// `weights`, `shift-kernel`, `memory-kernel`.
Status addH3Weights(const H3Scene& scene, Figure& figure, const RunContext& context);
/// `attention`, `links`.
Status addH3Attention(const H3Scene& scene, Figure& figure, const RunContext& context);
/// `registers`, `modes`, `difference`.
Status addH3States(const H3Scene& scene, Figure& figure, const RunContext& context);
/// `ablations`.
Status addH3Ablations(const H3Scene& scene, Figure& figure, const RunContext& context);
/// `step-cost`, `state-size`, `cuts`.
Status addH3Cost(const H3Scene& scene, Figure& figure, const RunContext& context);
/// Share of 500 official sequences that the whole layer made by hand answers under these settings.
Result<double> h3TaskAccuracy(const H3Scene& scene, const RunContext& context);
/// What holds of every layer, and that the one made by hand recalls.
Status addH3Claims(const H3Scene& scene, Figure& figure, const RunContext& context);

/// Rows beyond so many go without names.
inline constexpr std::size_t kMostNamedRows = 64;

/// A panel over the tokens of the sequence, a row for each name; its one layer has the panel's id.
Panel overTokens(const H3Scene& scene, const std::string& id, Text title, Text rows,
                 const Eigen::MatrixXd& matrix, std::vector<std::string> names);

} // namespace kaba
