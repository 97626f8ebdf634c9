// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace kaba {

/// The continuous sparse distributed memory: of all points of the unit sphere in d dimensions, which share lies within
/// the angle α of both of two unit vectors? It takes the place of the overlap of two Hamming balls where addresses are
/// vectors (Bricken and Pehlevan, 2021, appendix on continuous SDM). For d ≥ 2 and an angle θ between the vectors
///
///   w(θ) = 1/(2π) ∫_θ^2α (1 − cos²α / cos²(s/2))^((d−2)/2) ds,   0 for θ ≥ 2α,
///
/// for turning the vectors apart by ds loses what lies near the two edges at once (Plackett's identity of 1954 for
/// spherical distributions). In one dimension a share of ½ where the signs agree, else 0.
class CapOverlap {
public:
    /// Requires dim ≥ 1 and 0 < angle ≤ π/2. Cost O(d) for each of some hundred places of a table.
    CapOverlap(int dim, double angle);

    /// w at the cosine of the angle between the vectors, to a relative error of about 1e-8 where it is not 0; a cosine
    /// beyond ±1 counts as ±1. Cost O(1).
    double operator()(double cosine) const;

private:
    double interpolated(double theta) const;

    int m_dim;
    double m_angle;
    double m_edge;                ///< cos² α
    std::vector<double> m_widths; ///< ∫ (f(s)/f(θ))^p ds / (2α − θ), f the bracket above, at equal steps of θ
};

} // namespace kaba
