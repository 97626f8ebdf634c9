// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cmath>
#include <cstdint>

namespace kaba {

/// The bits of place `place` in the stream `stream`: splitmix64 (Steele, Lea and Flood, 2014). Any place at once.
constexpr std::uint64_t bitsAt(std::uint64_t stream, std::uint64_t place)
{
    std::uint64_t bits = stream * 0xD1342543DE82EF95ULL + (place + 1) * 0x9E3779B97F4A7C15ULL;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBULL;
    return bits ^ (bits >> 31);
}

/// rows × cols weights, uniform in ±√(6/(rows + cols)) (Glorot and Bengio, 2010), two from one draw of 64 bits: for
/// layers of millions of weights that must be there while a slider moves (1 ms a million).
template <class Scalar>
Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic> uniformWeights(Eigen::Index rows, Eigen::Index cols,
                                                                     std::uint64_t stream)
{
    constexpr auto kUnit = static_cast<Scalar>(1.0 / 2147483648.0);
    const auto limit = static_cast<Scalar>(std::sqrt(6.0 / static_cast<double>(rows + cols)));
    Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic> weights(rows, cols);
    const auto inRange = [&](std::uint32_t bits) {
        return limit * kUnit * static_cast<Scalar>(static_cast<std::int32_t>(bits));
    };
    Scalar* data = weights.data();
    const Eigen::Index count = weights.size();
    for (Eigen::Index i = 0; i + 1 < count; i += 2) {
        const std::uint64_t bits = bitsAt(stream, static_cast<std::uint64_t>(i));
        data[i] = inRange(static_cast<std::uint32_t>(bits));
        data[i + 1] = inRange(static_cast<std::uint32_t>(bits >> 32));
    }
    if (count % 2 == 1)
        data[count - 1] =
            inRange(static_cast<std::uint32_t>(bitsAt(stream, static_cast<std::uint64_t>(count - 1))));
    return weights;
}

} // namespace kaba
