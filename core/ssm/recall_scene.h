// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/signals/signal.h"
#include "core/ssm/hippo_memory.h"
#include "core/ssm/recall.h"

#include <optional>
#include <vector>

namespace kaba {

/// What the demo of recall is about: one memory, what it keeps, and the lag that is looked at.
struct RecallScene {
    MemorySettings settings;
    Signal signal;
    Recall recall;
    std::size_t lag = 0;
};

/// Ā's eigenvalues of the states that the input drives (Fourier has a dead one). Requires a time-invariant measure
/// and a valid order.
Eigen::VectorXcd drivenPoles(const MemorySettings& settings);

/// What such a memory keeps of `lags` lags; scaled LegS is read after as many samples.
/// CannotCompute where there is no such order, or where the state grows and never settles.
Result<Recall> recallOf(const MemorySettings& settings, std::size_t lags, const RunContext& context);

/// The wanted panels. Stops when asked.
Result<std::vector<Panel>> recallPanels(const Request& request, const RecallScene& scene,
                                        const RunContext& context);

/// Identities that can be computed here, and what the papers say.
std::vector<Claim> recallClaims(const RecallScene& scene);

/// The recall of the delayed signal at scene.lag: 1 − Σ(y_k − u_{k−lag})² / Σu²_{k−lag}; NaN where there is none.
double recalledShare(const RecallScene& scene);

} // namespace kaba
