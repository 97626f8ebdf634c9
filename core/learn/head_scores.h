// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/learn/evaluation.h"

#include <vector>

namespace kaba::learn {

/// What a head of attention does over a test, each 0 … 1.
struct HeadScores {
    Index layer = 0;
    Index head = 0;
    double previous = 0; ///< mean weight that a token puts on the one before it
    double prefix = 0;   ///< prefix matching: mean weight that a question puts on the places that answer it
    /// Copying: share of the questions at which the head's output alone, read through the last gain and the embedding, raises
    /// the token that the head looks at most above all others.
    double copying = 0;
};

/// Of every head, layer by layer; empty without attention. A question is a position that is scored; the places that answer it
/// are that `distance` back where its token is the answer, and each that holds the answer right after an earlier stand of
/// the question's token. Requires a model that can read the test. Cancelled where the
/// context asks to stop. Cost a forward pass and V·C multiply-adds for each question and head.
/// Source: Olsson et al., In-context Learning and Induction Heads (2022), who score repeated random tokens.
Result<std::vector<HeadScores>> headScores(const TaskSet& test, const Weights<float>& weights,
                                           const LanguageModel& model, const RunContext& context);

/// The head with the largest prefix × copying, with the largest `previous`. Requires at least one.
const HeadScores& inductionHead(const std::vector<HeadScores>& scores);
const HeadScores& previousTokenHead(const std::vector<HeadScores>& scores);

} // namespace kaba::learn
