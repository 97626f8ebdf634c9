// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>

namespace kaba {

/// Seeded random numbers that are the same on every machine: the engine's bits are fixed by the C++ standard,
/// its distributions are not, so these are our own.
class Random {
public:
    explicit Random(std::uint64_t seed)
        : m_engine(seed)
    {}

    /// Uniform in [0, 1) with 53 random bits.
    double uniform();
    /// Standard normal (Box and Muller, 1958).
    double normal();
    /// Uniform in 0 … bound − 1 without bias. Requires bound ≥ 1.
    std::uint64_t below(std::uint64_t bound);

private:
    std::mt19937_64 m_engine;
    double m_spare = 0;
    bool m_hasSpare = false;
};

} // namespace kaba
