// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/pattern_memory.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr std::size_t kStopEvery = 512; ///< neurons between two looks at the stop sign

/// Bits by the sign of what was summed; the query's where the sum is 0.
template <class Sums>
BitPattern majority(const Sums& sums, int bits, const BitPattern& query)
{
    BitPattern out;
    for (int bit = 0; bit < bits; ++bit) {
        const auto sum = sums[bit];
        if (sum > 0 || (sum == 0 && query.at(bit)))
            out.set(bit);
    }
    return out;
}

template <class Sum>
void addTo(Sum* sums, const std::int16_t* terms, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i)
        sums[i] = static_cast<Sum>(sums[i] + terms[i]);
}

} // namespace

PatternMemory::PatternMemory(std::vector<BitPattern> patterns, int bits, Samples weightAt)
    : m_patterns(std::move(patterns))
    , m_weightAt(std::move(weightAt))
    , m_signs(bits, static_cast<Eigen::Index>(m_patterns.size()))
{
    for (Eigen::Index i = 0; i < m_signs.cols(); ++i)
        for (int bit = 0; bit < bits; ++bit)
            m_signs(bit, i) = m_patterns[static_cast<std::size_t>(i)].at(bit) ? 1 : -1;
}

Eigen::VectorXd PatternMemory::weights(const BitPattern& query) const
{
    Eigen::VectorXd weights(m_signs.cols());
    for (Eigen::Index i = 0; i < weights.size(); ++i)
        weights[i] = weightAt(hammingDistance(m_patterns[static_cast<std::size_t>(i)], query));
    return weights;
}

Samples PatternMemory::shares(const BitPattern& query) const
{
    Eigen::VectorXd shares = weights(query);
    if (const double sum = shares.sum(); sum > 0)
        shares /= sum;
    return {shares.begin(), shares.end()};
}

BitPattern PatternMemory::read(const BitPattern& query) const
{
    const Eigen::VectorXd sums = m_signs * weights(query);
    return majority(sums, static_cast<int>(sums.size()), query);
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
    std::vector<std::int16_t> signs; // of all patterns, as the counters take them
    for (const BitPattern& pattern : patterns)
        for (int bit = 0; bit < bits; ++bit)
            signs.push_back(pattern.at(bit) ? 1 : -1);
    Random random(seed);
    for (std::size_t neuron = 0; neuron < neurons; ++neuron) {
        if (neuron % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        const BitPattern& address = memory.m_addresses.emplace_back(randomPattern(bits, random));
        std::int16_t* const counters = memory.m_counters.data() + neuron * width;
        for (std::size_t i = 0; i < patterns.size(); ++i)
            if (hammingDistance(patterns[i], address) <= radius)
                addTo(counters, signs.data() + i * width, width);
    }
    return memory;
}

BitPattern NeuronMemory::read(const BitPattern& query) const
{
    const auto width = static_cast<std::size_t>(m_bits);
    Eigen::VectorX<std::int32_t> sums = Eigen::VectorX<std::int32_t>::Zero(m_bits);
    for (std::size_t neuron = 0; neuron < m_addresses.size(); ++neuron)
        if (hammingDistance(m_addresses[neuron], query) <= m_radius)
            addTo(sums.data(), m_counters.data() + neuron * width, width);
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
