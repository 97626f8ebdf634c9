// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_controls.h"

#include <Eigen/Core>

namespace kaba {

/// Larger products of matrices take too long to be live.
inline constexpr Eigen::Index kMostForRollout = 1024;

inline constexpr IntParam kLayers{
    .id = "layers",
    .label = {"Layers of the rollout", "ロールアウトの層数"},
    .min = 1,
    .max = 12,
    .initial = 4,
    .help = {"Each layer draws projections of its own; a file is the same in all.",
             "層ごとに別の乱数の射影を使います。ファイルはすべての層で同じものです。"},
};

/// rolledThrough() the exact weights of the request's `layers`, each of which sees the same tokens: there is no
/// network between them whose outputs could be passed on. Errors: those of attentionInputOf(); stops when asked.
Result<Eigen::MatrixXd> rolloutOf(const Request& request, const RunContext& context);

/// The exact weights of head `head`, from 0, whatever head the request asks for. Errors: those of attentionInputOf().
Result<Eigen::MatrixXd> weightsOfHead(const Request& request, int head);

} // namespace kaba
