// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/math/fft.h"

#include <span>
#include <vector>

namespace kaba {

/// Causal convolutions of up to `length` samples with buffers that are used again.
class CausalConvolution {
public:
    explicit CausalConvolution(std::size_t length); ///< requires length ≥ 1

    /// output_k = Σ_{l ≤ k} kernel_l · input_{k−l} for every k of `output`. Requires that none of the three is longer
    /// than `length`; missing samples count as 0. Error about 1e-16·log L of max|kernel|·Σ|input|. Cost O(L log L).
    void apply(std::span<const double> kernel, std::span<const double> input, std::span<double> output);

private:
    RealFft m_kernel, m_input;
};

/// The first input.size() samples of kernel ∗ input. Cost O(L log L).
std::vector<double> causalConvolution(std::span<const double> kernel, std::span<const double> input);

} // namespace kaba
