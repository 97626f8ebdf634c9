// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

namespace kaba {

/// Several Cauchy sums over one set of poles at points of the imaginary axis,
///   r_s(iy) = Σ_n [ v_{sn} / (iy − λ_n) + conj(v_{sn}) / (iy − conj(λ_n)) ],
/// one pole λ_n of each conjugate pair given. Both terms share the real denominator products, so that a pole costs one
/// real division per point whatever the number of sums (S4, appendix C; here as a structure of arrays over the points).
class CauchySums {
public:
    /// Requires 4 or 9 sums.
    CauchySums(std::size_t sums, std::size_t poles);

    std::size_t sums() const { return m_sums; }
    std::size_t poles() const { return m_poles; }
    void setPole(std::size_t pole, std::complex<double> lambda,
                 std::span<const std::complex<double>> weights);

    /// Re r_s at out[2s·y.size() + k] and Im r_s at out[(2s+1)·y.size() + k] for every y[k].
    /// Requires y.size() to be a multiple of kLaneCount (core/math/lanes.h) and out.size() = 2·sums·y.size().
    /// Where iy hits a pole the sums are not finite. Cost O(poles · points), no allocation.
    void evaluate(std::span<const double> y, std::span<double> out) const;

private:
    std::size_t rowSize() const { return 3 + 2 * m_sums; }

    std::size_t m_sums, m_poles;
    std::vector<double> m_rows; ///< per pole: (Re λ)², Im λ, −2 Re λ, then per sum −2 Re(v conj λ), 2 Re v
};

} // namespace kaba
