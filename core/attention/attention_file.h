// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"

#include <optional>

namespace kaba {

/// Queries, keys and values that a reader brings: arrays q, k (n × d) and v (n × d_v) of an NPZ, or the columns q0 …,
/// k0 …, v0 … of a table with headings. The first `atMost` tokens are taken. Errors: see attentionInputFor().
Result<AttentionInput> attentionFromFile(const Input* input, Eigen::Index atMost);

/// The tokens of a file that holds a sequence instead of Q, K and V: a text, split as asked; or whole numbers, in an
/// array called `tokens` or the only one of the file, by their digits. Nothing where the file holds neither. The first
/// `atMost` are taken. Input: an array `tokens` with more than one dimension, or with a number that is not whole.
std::optional<Result<TokenList>> tokensOfFile(const Input& input, TokenKind kind, std::size_t atMost);

} // namespace kaba
