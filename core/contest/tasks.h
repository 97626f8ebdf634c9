// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tasks.h"

namespace kaba::contest {

/// 0 w 0 w with w uniform over 1 … symbols: the second w is due. A model reads `length` tokens, an even number; the last has
/// nothing to say. Source: Katharopoulos et al. (2020), 4.1; the copy task of FMMformer.
learn::TaskSet copyTask(int symbols, learn::Index length, learn::Index count, std::uint64_t seed);

/// Needles in a smooth sequence: `length` tokens, of which the last kNeedleKeys ask for one key each, in an order of their own.
/// Before them a walk over kNeedleLevels levels by steps of at most 1; one of its tokens for each key is replaced by a
/// needle, the key with one of kNeedleValues values. Due at each question is the needle of its key. Ids: levels, needles
/// (key by key), questions.
inline constexpr int kNeedleLevels = 16;
inline constexpr int kNeedleKeys = 4;
inline constexpr int kNeedleValues = 8;
inline constexpr int kNeedleVocabulary = kNeedleLevels + kNeedleKeys * kNeedleValues + kNeedleKeys;
learn::TaskSet needleTask(learn::Index length, learn::Index count, std::uint64_t seed);

/// Uniform symbols, two of them marked, at random places; the last token asks whether these two are equal, as half of them are.
/// Ids: symbols, marked symbols, question, no, yes. Chance is ½.
learn::TaskSet equalPairTask(int symbols, learn::Index length, learn::Index count, std::uint64_t seed);

} // namespace kaba::contest
