// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contest/contest.h"

namespace kaba::contest {

/// FMMformer: copying a word of 23 symbols, with softmax, linear attention, and near and far fields.
Contest fmmContest(Index steps);

/// Transformer-LS: four needles in a smooth sequence, with all tokens, the window alone, a fixed projection of as many rows as
/// window and summaries have, and both.
Contest longShortContest(Index steps);

} // namespace kaba::contest
