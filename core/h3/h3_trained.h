// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/h3/h3_layer.h"
#include "core/h3/recall_sequence.h"

#include <cstdint>
#include <memory>
#include <span>

namespace kaba {

/// A stored model of H3 layers, trained on a recall task.
class TrainedH3 {
public:
    /// The run that comes with the program for this task: CannotCompute, with what would do, where there is none.
    static Result<std::shared_ptr<const TrainedH3>> find(RecallTask task, int vocabulary, int length);
    ~TrainedH3();
    TrainedH3(const TrainedH3&) = delete;
    TrainedH3& operator=(const TrainedH3&) = delete;

    Eigen::Index layers() const;
    std::uint64_t seed() const;
    double accuracy() const; ///< of its last test, %

    /// Layer `number` from 0 on, with an output map that goes on to the vocabulary: see scoresOf().
    H3Layer layer(Eigen::Index number) const;

    /// A pass of the model over tokens, seen at one layer.
    struct Pass {
        Eigen::MatrixXd input; ///< what enters: the normalised stream, width × tokens
        Eigen::MatrixXd added; ///< what the layer adds to the stream, width × tokens
        int answer = 0;        ///< of the whole model after the last token
    };
    Pass pass(Eigen::Index number, std::span<const int> tokens) const;

    /// What the last gain and the embedding make of a part of the stream, its mean over channels taken out: vocabulary ×
    /// tokens. The scale of the last normalisation, common to all, is left out.
    Eigen::MatrixXd scoresOf(const Eigen::MatrixXd& part) const;

    /// A typed sequence in the ids of the task, which the words name from then on. CannotCompute where it has no =>, more keys
    /// or values than the task, or a word that is both.
    Result<RecallSequence> spelled(const RecallSequence& typed) const;

private:
    struct Parts;
    explicit TrainedH3(std::unique_ptr<const Parts> parts);

    std::unique_ptr<const Parts> m_parts;
};

} // namespace kaba
