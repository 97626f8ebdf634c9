// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/pattern_memory.h"
#include "core/base/demo.h"

#include <optional>

namespace kaba {

/// What a reader sets of a sparse distributed memory.
struct SdmSettings {
    int bits = 64;
    int radius = 11;
    int fitLast = 22;                        ///< the fit runs over the distances 0 … fitLast
    int flips = 8;                           ///< bits of the query that are wrong
    int steps = 5;                           ///< reads in a row
    std::optional<std::size_t> neurons = {}; ///< none: every address has one
    std::uint64_t seed = 1;
};

/// Stored patterns, a noisy query for one of them, and the two ways to read.
struct SdmScene {
    SdmSettings settings;
    std::vector<AddressCount> overlaps;
    LogLinearFit fit;
    PatternMemory memory;    ///< by overlaps
    PatternMemory attention; ///< by exp(β x)
    BitPattern target, query;
    bool ofText = false; ///< patterns are words

    /// log₂ of the number of neurons.
    double log2Neurons() const;
    /// Of the neurons, how many answer a query on average.
    double answering() const;
    /// The memory of sampled neurons; none where every address has one. Stops when asked.
    Result<std::optional<NeuronMemory>> sampled(const RunContext& context) const;
};

/// Requires patterns, and a target among them.
SdmScene sdmScene(const SdmSettings& settings, std::vector<BitPattern> patterns, const BitPattern& target,
                  const BitPattern& query);

/// Share of trials in which iterated reads come to the pattern from which the query was made by so many flips.
struct RecallCurves {
    Samples flips, memory, attention, sampled; ///< sampled is empty where every address has a neuron
};
/// Two dozen queries for each of some ten numbers of flips, at most six reads each. Stops when asked.
Result<RecallCurves> recallCurves(const SdmScene& scene, const std::optional<NeuronMemory>& neurons,
                                  const RunContext& context);

} // namespace kaba
