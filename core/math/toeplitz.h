// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/math/fft.h"

#include <cstdint>
#include <span>
#include <vector>

namespace kaba {

/// Products with an n × n Toeplitz matrix T_ij = diagonals[j − i + n − 1], in O(n log n): T is a corner of a circulant
/// matrix of size 2n − 1 or more, which the Fourier transform makes diagonal. The object itself is constant and may
/// serve several threads; each brings its own workspace.
class ToeplitzProduct {
public:
    /// Requires an odd number 2n − 1 of diagonals, the one of the lower left corner first.
    explicit ToeplitzProduct(std::span<const double> diagonals);

    std::size_t size() const { return m_size; }
    RealFft workspace() const { return RealFft(m_transform); }

    /// output_i = Σ_j T_ij input_j. Requires n of each and a workspace of this product; input and output may be the
    /// same. Error about 1e-16 · log n · ‖diagonals‖ ‖input‖.
    void apply(RealFft& workspace, std::span<const double> input, std::span<double> output) const;

    /// Of one apply(): those of its two transforms as FFTW counts them and of the product of the spectra.
    std::uint64_t multiplyAdds() const { return m_multiplyAdds; }

private:
    std::size_t m_size;
    std::size_t m_transform; ///< length of the circulant matrix
    std::vector<std::complex<double>> m_spectrum;
    std::uint64_t m_multiplyAdds = 0;
};

} // namespace kaba
