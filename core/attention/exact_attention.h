// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

namespace kaba {

/// softmax(QKᵀ / (T√d) + bias) V without the n × n matrix: a block of queries goes over blocks of keys with a running
/// largest logit and a running sum (online softmax: Milakov and Gimelshein, 2018; blocks as in FlashAttention, Dao et
/// al., 2022). Cost n²(d + d_v) multiply-adds and n² exponentials, half of it where causal; a few blocks of memory.
/// On all cores, with the same bits whatever their number. Stops when asked.
Result<AttentionResult> exactAttention(const AttentionProblem& problem, const RunContext& context);

/// The same in float throughout: half the memory traffic, seven digits.
Result<AttentionResult> exactAttentionInFloat(const AttentionProblem& problem, const RunContext& context);

/// The matrix itself: row i is the weights of token i, which sum to 1; 0 where causality hides a key. n × n.
Eigen::MatrixXd softmaxWeights(const AttentionProblem& problem);

/// Row-wise softmax of logits; −∞ has weight 0. Requires a finite logit in each row.
Eigen::MatrixXd softmaxOfRows(Eigen::MatrixXd logits);

/// The logits q·k/(T√d) + bias, −∞ where causality hides a key. n × n.
Eigen::MatrixXd attentionLogits(const AttentionProblem& problem);

} // namespace kaba
