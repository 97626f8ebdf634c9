// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace kaba {

/// What one repetition does; its number, counted from 0, lets inputs vary.
using BenchmarkBody = std::function<Status(std::size_t)>;

struct Benchmark {
    std::string id; ///< "s4-kernel/N=64/L=1024"
    /// Sets up what is not measured and gives what is.
    std::function<Result<BenchmarkBody>()> prepare;
};

struct Timing {
    std::string id;
    std::size_t repetitions = 0;
    double medianMs = 0, p95Ms = 0, minMs = 0;
};

/// Runs it twice to warm up, then at least 10 times and until a second or 400 repetitions are over.
Result<Timing> measure(const Benchmark& benchmark);

std::vector<Benchmark> numericBenchmarks();   ///< memory and convolution
std::vector<Benchmark> kernelBenchmarks();    ///< S4, S4D and dense kernels
std::vector<Benchmark> attentionBenchmarks(); ///< every mechanism of attention
std::vector<Benchmark> learningBenchmarks();  ///< a training step of each model
std::vector<Benchmark> notebookBenchmarks();  ///< notes among 10 000 notes and 100 000 papers
std::vector<Benchmark> searchBenchmarks();    ///< the catalogue as shipped and with 100 000 papers
std::vector<Benchmark> groupingBenchmarks();  ///< moves of many papers between groups, and back
std::vector<Benchmark>
windowBenchmarks(); ///< from a change of a parameter to the painted frame; start of the program

} // namespace kaba
