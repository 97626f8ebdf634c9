// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>
#include <vector>

namespace kaba {

/// Eight doubles handled as one in functions marked KABA_CLONES: one AVX-512 register, two of AVX2, four of SSE2.
/// Only for local variables: as an argument its calling convention would differ between the clones.
inline constexpr std::size_t kLaneCount = 8;
using Lanes = double __attribute__((vector_size(kLaneCount * sizeof(double))));

constexpr std::size_t roundedUpTo(std::size_t multiple, std::size_t count)
{
    return (count + multiple - 1) / multiple * multiple;
}

/// Zeroed doubles that begin on a cache line, so that no Lanes of theirs straddles two.
class LaneBuffer {
public:
    explicit LaneBuffer(std::size_t count)
        : m_groups(roundedUpTo(kLaneCount, count) / kLaneCount)
    {}
    double* data() { return reinterpret_cast<double*>(m_groups.data()); }
    const double* data() const { return reinterpret_cast<const double*>(m_groups.data()); }

private:
    struct alignas(kLaneCount * sizeof(double)) Group {
        double values[kLaneCount] = {};
    };
    std::vector<Group> m_groups;
};

} // namespace kaba
