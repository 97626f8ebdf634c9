// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/rpe_scene.h"

namespace kaba {

/// Larger maps are not drawn: the fast path never holds them.
inline constexpr Eigen::Index kMostForMaps = 512;

/// The panels of kernelised attention with a relative bias that the request wants. Stops when asked.
Result<std::vector<Panel>> rpePanels(const RpeScene& scene, const RunContext& context);

/// qᵀk of the first tokens (at most 128) without and with the bias.
Eigen::MatrixXd rpeLogits(const RpeScene& scene, bool withBias);

} // namespace kaba
