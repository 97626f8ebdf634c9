// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/signals/signal.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/hippo_memory.h"

namespace kaba {

/// A memory that has listened to a signal, read at one moment: all that the panels of the HiPPO demo show.
struct HippoScene {
    const Request& request;
    Signal signal;
    HippoMemory memory;
    std::size_t moment;
    StateHistory history;
    Recollection recollection;
    double bestError; ///< mean square, of least squares

    const MemorySettings& settings() const { return memory.settings; }
    SampleScale scale() const { return {signal.sampleRate}; }
    Recalled span() const { return recalledAt(memory.settings, moment); }
    std::span<const double> inputPart(std::size_t first, std::size_t count) const;
};

/// "Overflow at sample k", empty where the state stayed finite.
Text overflowNote(const StateHistory& history);

/// `count` samples of the signal from `first` on as a line in the role of the input.
Layer inputLayer(const HippoScene& scene, std::string id, Text label, std::size_t first, std::size_t count,
                 int shade = 0);

/// Adds what the request wants of: reconstruction, error, measure, coefficients, matrix-a, matrix-b,
/// matrix-a-discrete, matrix-b-discrete, eigenvalues. Moves the coefficients out of the scene.
void addMemoryPanels(HippoScene& scene, std::vector<Panel>& panels);

/// A, B and, where time-invariant, Ā, B̄ for NPZ.
std::vector<NamedArray> memoryArrays(const HippoMemory& memory);

} // namespace kaba
