// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/pattern_memory.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace kaba {
namespace {

constexpr std::size_t kStopEvery = 512; ///< neurons between two looks at the stop sign

/// Bits by the sign of what was summed; the query's where the sum is 0.
template <class Sums>
BitPattern majority(const Sums& sums, int bits, const BitPattern& query)
{
    BitPattern out;
    for (int bit = 0; bit < bits; ++bit) {
        const auto sum = sums[static_cast<std::size_t>(bit)];
        if (sum > 0 || (sum == 0 && query.at(bit)))
            out.set(bit);
    }
    return out;
}

} // namespace

Samples PatternMemory::shares(const BitPattern& query) const
{
    Samples shares;
    for (const BitPattern& pattern : patterns)
        shares.push_back(weightAt[static_cast<std::size_t>(hammingDistance(pattern, query))]);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    for (double& share : shares)
        share = sum > 0 ? share / sum : 0;
    return shares;
}

BitPattern PatternMemory::read(const BitPattern& query) const
{
    std::array<double, kMostAddressBits> sums{};
    for (const BitPattern& pattern : patterns) {
        const double weight = weightAt[static_cast<std::size_t>(hammingDistance(pattern, query))];
        for (int bit = 0; weight > 0 && bit < bits; ++bit)
            sums[static_cast<std::size_t>(bit)] += pattern.at(bit) ? weight : -weight;
    }
    return majority(sums, bits, query);
}

Samples softmaxWeights(double beta, int bits)
{
    Samples weights;
    for (int v = 0; v <= bits; ++v)
        weights.push_back(std::exp(beta * (cosineAt(v, bits) - 1)));
    return weights;
}

Samples overlapWeights(const std::vector<AddressCount>& overlaps)
{
    Samples weights;
    for (const AddressCount overlap : overlaps)
        weights.push_back(asDouble(overlap) / asDouble(overlaps.front()));
    return weights;
}

Result<NeuronMemory> NeuronMemory::store(const std::vector<BitPattern>& patterns, int bits, int radius,
                                         std::size_t neurons, std::uint64_t seed, const RunContext& context)
{
    assert(patterns.size() < 1U << 15U);
    NeuronMemory memory;
    memory.m_bits = bits;
    memory.m_radius = radius;
    const auto width = static_cast<std::size_t>(bits);
    memory.m_counters.assign(neurons * width, 0);
    Random random(seed);
    for (std::size_t neuron = 0; neuron < neurons; ++neuron) {
        if (neuron % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        const BitPattern& address = memory.m_addresses.emplace_back(randomPattern(bits, random));
        std::int16_t* const counters = memory.m_counters.data() + neuron * width;
        for (const BitPattern& pattern : patterns)
            for (int bit = 0; bit < bits && hammingDistance(pattern, address) <= radius; ++bit)
                counters[bit] = static_cast<std::int16_t>(counters[bit] + (pattern.at(bit) ? 1 : -1));
    }
    return memory;
}

BitPattern NeuronMemory::read(const BitPattern& query) const
{
    std::array<std::int64_t, kMostAddressBits> sums{};
    for (std::size_t neuron = 0; neuron < m_addresses.size(); ++neuron) {
        if (hammingDistance(m_addresses[neuron], query) > m_radius)
            continue;
        const std::int16_t* const counters = m_counters.data() + neuron * static_cast<std::size_t>(m_bits);
        for (int bit = 0; bit < m_bits; ++bit)
            sums[static_cast<std::size_t>(bit)] += counters[bit];
    }
    return majority(sums, m_bits, query);
}

std::vector<BitPattern> iterate(const Read& read, const BitPattern& query, int steps)
{
    std::vector<BitPattern> out{query};
    for (int step = 0; step < steps; ++step)
        out.push_back(read(out.back()));
    return out;
}

double totalVariation(const Samples& left, const Samples& right)
{
    const auto isEmpty = [](const Samples& shares) {
        return std::ranges::all_of(shares, [](double s) { return s == 0; });
    };
    if (isEmpty(left) != isEmpty(right))
        return 1;
    double sum = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        sum += std::abs(left[i] - right[i]) / 2;
    return sum;
}

} // namespace kaba
