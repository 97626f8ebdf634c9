// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/bit_patterns.h"
#include "core/attention/hamming_balls.h"
#include "core/base/run_context.h"

#include <Eigen/Core>

#include <functional>

namespace kaba {

/// Stored patterns of up to 128 bits that are read by their distance from the query: pattern μ weighs
/// weightAt[distance(p_μ, query)], and each bit is what the majority of the weight says. With weightAt[v] = I(v) this
/// is the expected read of a sparse distributed memory, with exp(β(1 − 2v/n)) that of attention (Bricken and
/// Pehlevan, 2021, section 1).
class PatternMemory {
public:
    PatternMemory() = default;
    /// `weightAt` holds the weights of the distances 0 … bits, none negative. Requires patterns.
    PatternMemory(std::vector<BitPattern> patterns, int bits, Samples weightAt);

    const std::vector<BitPattern>& patterns() const { return m_patterns; }
    double weightAt(int distance) const { return m_weightAt[static_cast<std::size_t>(distance)]; }

    /// Share of each pattern in the read, which sum to 1; all 0 where the query reaches none.
    Samples shares(const BitPattern& query) const;
    /// A bit without a majority, and all of them where no pattern is reached, stay as in the query.
    /// Cost patterns · bits multiply-adds.
    BitPattern read(const BitPattern& query) const;

private:
    /// Weight of each pattern.
    Eigen::VectorXd weights(const BitPattern& query) const;

    std::vector<BitPattern> m_patterns;
    Samples m_weightAt;
    Eigen::MatrixXd m_signs; ///< ±1, a column for each pattern
};

/// exp(β(x − 1)) at the distances 0 … bits, x = 1 − 2v/n.
Samples softmaxWeights(double beta, int bits);

/// I(v)/I(0) at the distances 0 … bits.
Samples overlapWeights(const std::vector<AddressCount>& overlaps);

/// A sparse distributed memory of neurons at random addresses (Kanerva, 1988): a pattern is added to the counters of
/// every neuron within `radius` of it, and a query sums the counters of the neurons within `radius` of itself.
class NeuronMemory {
public:
    /// Stops when asked. Cost O(neurons · patterns), and `bits` more for each that is written. Requires fewer than
    /// 2¹⁵ patterns, and fewer than 2³¹ writes in all.
    static Result<NeuronMemory> store(const std::vector<BitPattern>& patterns, int bits, int radius,
                                      std::size_t neurons, std::uint64_t seed, const RunContext& context);

    /// As PatternMemory::read(). Cost O(neurons) and `bits` for each neuron that answers.
    BitPattern read(const BitPattern& query) const;

private:
    int m_bits = 0;
    int m_radius = 0;
    std::vector<BitPattern> m_addresses;
    std::vector<std::int16_t> m_counters; ///< neuron by neuron: ones minus zeros written
};

using Read = std::function<BitPattern(const BitPattern&)>;

/// The query and what `steps` reads make of it, each fed with the one before.
std::vector<BitPattern> iterate(const Read& read, const BitPattern& query, int steps);

/// ½ Σ |left_i − right_i|; 1 where one of the two is all 0 and the other is not. Requires shares.
double totalVariation(const Samples& left, const Samples& right);

} // namespace kaba
