// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/probe/probe_run.h"

#include <string>

namespace kaba::probe {

/// The panels that look inside the model of a run, as far as the request wants them. Cancelled where the context asks to
/// stop. A model that has not what a panel shows gets a sentence in its place, and so does a run without its weights.

/// `inside`, `kept-before`: the last layer at work on the first test sequence, now and before training: the attention of
/// each token on those before it, or what the state space or the recurrence keeps in each channel. `kernels`,
/// `shift-kernels`: how far back the systems of every layer reach, now and before training. Cost a forward pass of one
/// sequence, before training another.
Status addInside(const Run& run, const Request& request, Figure& figure, const RunContext& context);

/// `heads`, `previous-head`, `induction-head`: which heads look one token back and which look at the answer and copy it.
Status addHeads(const Run& run, const Request& request, Figure& figure, const RunContext& context);

/// `by-distance`, `by-pairs`, `lengths`, `ablations`: what is answered where, and with a part taken out.
Status addScores(const Run& run, const Request& request, Figure& figure, const RunContext& context);

/// The tokens of the first test sequence as they are spelled.
std::vector<std::string> firstTokens(const Run& run);
/// The square of attention of head `head` among `heads` on the first of the sequences.
Panel attentionPanel(const Run& run, const std::string& id, Text title, const learn::Tensor<float>& weights,
                     learn::Index head);

/// Adds a panel that has no picture but says why.
void addSentence(Figure& figure, std::string id, Text title, Text sentence);
/// Why a run without its weights cannot be looked into.
Text weightsLeftOut();

} // namespace kaba::probe
