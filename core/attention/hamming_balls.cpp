// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/hamming_balls.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace kaba {
namespace {

/// Pascal's triangle; 0 outside of it.
class Binomials {
public:
    explicit Binomials(int most)
        : m_side(static_cast<std::size_t>(most) + 1)
        , m_values(m_side * m_side, 0)
    {
        for (std::size_t n = 0; n < m_side; ++n) {
            m_values[n * m_side] = 1;
            for (std::size_t k = 1; k <= n; ++k)
                m_values[n * m_side + k] =
                    m_values[(n - 1) * m_side + k - 1] + m_values[(n - 1) * m_side + k];
        }
    }
    AddressCount operator()(int n, int k) const
    {
        return k < 0 || k > n ? 0
                              : m_values[static_cast<std::size_t>(n) * m_side + static_cast<std::size_t>(k)];
    }

private:
    std::size_t m_side;
    std::vector<AddressCount> m_values;
};

void requireSizes([[maybe_unused]] int bits, [[maybe_unused]] int radius)
{
    assert(bits >= 1 && bits <= kMostAddressBits && radius >= 0 && radius <= bits / 2);
}

AddressCount ballSize(const Binomials& choose, int bits, int radius)
{
    AddressCount size = 0;
    for (int k = 0; k <= radius; ++k)
        size += choose(bits, k);
    return size;
}

/// `a` of the n − v bits in which the centres agree are theirs, `c` of the other v are the first centre's: an address
/// is within d of the first where a + c ≥ n − d, and of the second where a + (v − c) ≥ n − d.
AddressCount overlapOnLattice(const Binomials& choose, int bits, int radius, int distance)
{
    AddressCount total = 0;
    for (int a = std::max(0, bits - radius - distance); a <= bits - distance; ++a) {
        const int least = std::max(0, bits - radius - a);
        for (int c = least; c <= distance - least; ++c)
            total += choose(bits - distance, a) * choose(distance, c);
    }
    return total;
}

} // namespace

double asDouble(AddressCount count) { return static_cast<double>(count); }

std::vector<AddressCount> ballOverlaps(int bits, int radius)
{
    requireSizes(bits, radius);
    const Binomials choose(bits);
    std::vector<AddressCount> overlaps{ballSize(choose, bits, radius)};
    for (int v = 1; v <= bits; ++v) {
        const int half = (v - 1) / 2;
        const AddressCount lost =
            v % 2 == 1 ? choose(v - 1, half) * choose(bits - v, radius - half) : AddressCount(0);
        overlaps.push_back(overlaps.back() - lost);
    }
    return overlaps;
}

std::vector<AddressCount> ballOverlapsByLattice(int bits, int radius)
{
    requireSizes(bits, radius);
    const Binomials choose(bits);
    std::vector<AddressCount> overlaps;
    for (int v = 0; v <= bits; ++v)
        overlaps.push_back(overlapOnLattice(choose, bits, radius, v));
    return overlaps;
}

AddressCount ballSize(int bits, int radius)
{
    requireSizes(bits, radius);
    return ballSize(Binomials(bits), bits, radius);
}

double cosineAt(int distance, int bits) { return 1 - 2.0 * distance / bits; }

LogLinearFit fitOverlaps(const std::vector<AddressCount>& overlaps, int last)
{
    assert(last >= 1 && static_cast<std::size_t>(last) < overlaps.size());
    const int bits = static_cast<int>(overlaps.size()) - 1;
    const int count = last + 1;
    const double meanX = (cosineAt(0, bits) + cosineAt(last, bits)) / 2;
    double meanY = 0;
    for (int v = 0; v <= last; ++v)
        meanY += std::log(asDouble(overlaps[static_cast<std::size_t>(v)])) / count;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int v = 0; v <= last; ++v) {
        const double x = cosineAt(v, bits) - meanX;
        const double y = std::log(asDouble(overlaps[static_cast<std::size_t>(v)])) - meanY;
        xx += x * x;
        xy += x * y;
        yy += y * y;
    }
    const double slope = xy / xx;
    return {slope, meanY - slope * meanX, yy > 0 ? slope * xy / yy : 1};
}

int signalToNoiseRadius(int bits, double patterns, double log2Neurons)
{
    requireSizes(bits, 0);
    const Binomials choose(bits);
    const double share = std::exp2(-(1 + std::log2(patterns) + log2Neurons) / 3);
    AddressCount size = 0;
    for (int d = 0; d < bits / 2; ++d) {
        size += choose(bits, d);
        if (std::ldexp(asDouble(size), -bits) >= share)
            return d;
    }
    return bits / 2;
}

} // namespace kaba
