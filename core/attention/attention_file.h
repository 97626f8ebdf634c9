// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"

namespace kaba {

/// Queries, keys and values that a reader brings: arrays q, k (n × d) and v (n × d_v) of an NPZ, or the columns q0 …,
/// k0 …, v0 … of a table with headings. The first `atMost` tokens are taken. Errors: see attentionInputFor().
Result<AttentionInput> attentionFromFile(const Input* input, Eigen::Index atMost);

} // namespace kaba
