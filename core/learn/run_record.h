// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/learn/training.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba::learn {

/// A value that a run had after some steps.
struct CurvePoint {
    Index step = 0;
    double value = 0;
    bool operator==(const CurvePoint&) const = default;
};

/// A training run, finished or as far as it came: what it was asked for, what was seen on the way, and what it takes to go
/// on or to look inside.
struct RunRecord {
    enum class End : std::uint8_t { Paused, AllSteps, AccuracyHeld, Diverged };

    std::string settings = {}; ///< canonical text: with the seed it determines the run
    std::uint64_t seed = 0;
    std::string program = {};   ///< version that trained
    std::string processor = {}; ///< bits are promised on this kind only
    End end = End::Paused;
    double seconds = 0;                      ///< spent training and testing
    std::uint64_t tokens = 0;                ///< trained on
    std::vector<CurvePoint> losses = {};     ///< mean over the steps since the point before
    std::vector<CurvePoint> accuracies = {}; ///< on the test set, 0 … 1; bits a symbol where a run says so
    double pendingLoss = 0;                  ///< sum over the steps since the last point of `losses`
    std::vector<CurvePoint> norms = {};      ///< of the gradient, at the steps of `losses`; may be left out
    std::vector<int> predictions = {};       ///< of the last test: one for each scored target in order
    Index steps = 0;
    std::vector<float> weights = {};           ///< may be left out of an ended run
    std::vector<float> mean = {}, square = {}; ///< of the optimiser; empty once the run has ended

    bool ended() const { return end != End::Paused; }
    bool operator==(const RunRecord&) const = default;
};

/// One binary file, little-endian: a name of the format, its version, the size, the record, the SHA-256 of all before.
std::string runBytes(const RunRecord& record);

/// Input, with `source` in the sentence, where the bytes are of something else, of a newer program, cut off or damaged.
Result<RunRecord> readRun(std::string_view bytes, std::string_view source);

/// The name under which a store keeps the run of these settings and this seed; a paused one has a name of its own, so that
/// training anew does not harm what was finished before.
std::string runName(std::string_view settings, std::uint64_t seed);
std::string pausedRunName(std::string_view settings, std::uint64_t seed);

} // namespace kaba::learn
