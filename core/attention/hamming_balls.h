// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <vector>

namespace kaba {

/// Whole numbers below 2¹²⁸: every count of addresses of up to 128 bits in balls of radius at most n/2.
__extension__ using AddressCount = unsigned __int128;
inline constexpr int kMostAddressBits = 128;

/// Rounded once.
double asDouble(AddressCount count);

/// I(v) for v = 0 … n: how many addresses of `bits` bits lie within `radius` of both of two addresses that differ in
/// v bits. Exact. By lunes (Kanerva, 1988, appendix B): moving the centres apart by one bit more loses
/// C(j−1, (j−1)/2) C(n−j, d−(j−1)/2) addresses where j = v is odd, and none where it is even.
/// Requires 1 ≤ bits ≤ 128 and 0 ≤ radius ≤ bits/2. Cost O(n²) for Pascal's triangle.
std::vector<AddressCount> ballOverlaps(int bits, int radius);

/// The same by counting over the lattice of (bits that agree with both, bits that agree with the first only) (Bricken
/// and Pehlevan, 2021, section 1.1 and its appendix). Cost O(n d²): the check of the one above.
std::vector<AddressCount> ballOverlapsByLattice(int bits, int radius);

/// Addresses within `radius` of one address. Same requirements.
AddressCount ballSize(int bits, int radius);

/// ln I(v) ≈ slope · x + offset in the cosine x = 1 − 2v/n.
struct LogLinearFit {
    double slope = 0; ///< the β of the softmax that reads alike
    double offset = 0;
    double rSquared = 0;
};

/// Least squares over v = 0 … last, every v alike. Requires 1 ≤ last < overlaps.size() and I(v) > 0 there.
LogLinearFit fitOverlaps(const std::vector<AddressCount>& overlaps, int last);

/// The radius of the greatest signal-to-noise ratio: the least d at which a ball holds a share of at least
/// (2 m r)^(−1/3) of all addresses, for m patterns and r = 2^log2Neurons neurons. Requires 1 ≤ bits ≤ 128; at most
/// bits/2, where half of all neurons answer.
int signalToNoiseRadius(int bits, double patterns, double log2Neurons);

/// 1 − 2v/n: the cosine between two vectors of ±1 that differ in v of n places.
double cosineAt(int distance, int bits);

} // namespace kaba
