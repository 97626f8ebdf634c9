// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/random.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba {

double Random::uniform() { return static_cast<double>(m_engine() >> 11U) * 0x1p-53; }

double Random::normal()
{
    if (m_hasSpare) {
        m_hasSpare = false;
        return m_spare;
    }
    const double radius = std::sqrt(-2 * std::log1p(-uniform()));
    const double angle = 2 * std::numbers::pi * uniform();
    m_spare = radius * std::sin(angle);
    m_hasSpare = true;
    return radius * std::cos(angle);
}

std::uint64_t Random::below(std::uint64_t bound)
{
    assert(bound >= 1);
    const std::uint64_t refused = (0 - bound) % bound; // 2^64 mod bound
    std::uint64_t drawn = m_engine();
    while (drawn < refused)
        drawn = m_engine();
    return drawn % bound;
}

} // namespace kaba
