// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contest/contest.h"

namespace kaba::contest {

/// FMMformer: copying a word of 23 symbols, with softmax, linear attention, and near and far fields.
Contest fmmContest(Index steps);

/// Transformer-LS: four needles in a smooth sequence, with all tokens, the window alone, a fixed projection of as many rows as
/// window and summaries have, and both.
Contest longShortContest(Index steps);

/// TransEvolve: whether two marked tokens are equal, with scores formed in every layer, formed once, and formed once without time.
Contest evolvedContest(Index steps);

/// Kernelised attention with RPE: the next byte of a text, with softmax, plain and normalised features, and a bias.
Contest rpeContest(Index steps, std::string_view text);

/// Combiner: the next byte of a text, with full attention, the sparse pattern alone, and with spans.
Contest combinerContest(Index steps, std::string_view text);

} // namespace kaba::contest
