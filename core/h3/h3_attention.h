// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/h3/h3_layer.h"

namespace kaba {

/// The layer read as linear attention with a decay: number j of head h is Σ_s A_ts v_sj with
/// A_ts = (K_{t−s} + D δ_ts) (q_t · K̃_s), K the kernel of the head's memory. tokens × tokens, 0 above the diagonal.
/// Cost O(tokens² d_h). Source: H3 (2023), the H3 layer; Katharopoulos et al. (2020), section 3.2.
Eigen::MatrixXd attentionOfHead(const H3Layer& layer, const H3Kernels& kernels,
                                const H3Projections& projections, const Eigen::MatrixXd& shifted,
                                Eigen::Index head);

/// What the output map reads at every token, by the matrices above: d × tokens. Cost O(tokens² d).
Eigen::MatrixXd mixedByAttention(const H3Layer& layer, const H3Kernels& kernels,
                                 const H3Projections& projections, const Eigen::MatrixXd& shifted);

/// The output at the last token alone, by the last row of each matrix: no product of a key and a value is ever formed.
/// Requires kernels at least as long as the sequence, of at least one token. Cost O(d · tokens · min(N, tokens) + d ·
/// outputs).
Eigen::VectorXd lastOutput(const H3Layer& layer, const H3Kernels& kernels, const H3Projections& projections);

} // namespace kaba
