// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/ssm/trained_layer.h"

#include <span>
#include <vector>

namespace kaba {

/// The modes that a hand has moved beside the ones that were trained.
struct TrainedChannel {
    DiagonalStateSpace trained, present; ///< in continuous time
    double step = 1;
    bool moved = false;
    std::vector<double> target = {}; ///< what the kernel was fitted to, where that is known
};

/// Adds to the panels `kernel` and `frequency` what they were as trained, where poles were moved, and the target.
Status addAsTrained(std::vector<Panel>& panels, const TrainedChannel& channel, std::size_t length,
                    const RunContext& context);

/// The panel `modes`: |factor · C_n B̄_n| of every mode over its frequency.
Panel modesPanel(const TrainedChannel& channel);

/// The panel `channels`: the kernels of the layer, a row each, at most 1024 of their samples and 256 channels.
/// Cost O(H n · 1024). Stops when asked.
Result<Panel> channelsPanel(const TrainedLayer& layer, Eigen::Index chosen, std::size_t length,
                            const RunContext& context);

} // namespace kaba
