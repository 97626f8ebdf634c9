// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace kaba::learn {

/// The output of SplitMix64 for a state: neighbouring states give unrelated numbers.
/// Source: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (2014).
constexpr std::uint64_t splitMix(std::uint64_t state)
{
    std::uint64_t mixed = state + 0x9e3779b97f4a7c15U;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
}

} // namespace kaba::learn
