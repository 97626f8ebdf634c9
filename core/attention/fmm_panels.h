// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/fmm_study.h"
#include "core/base/figure.h"

#include <string>
#include <vector>

namespace kaba {

/// One curve of errors against the rank, for a band.
struct RankCurve {
    Eigen::Index band = 0;
    Samples errors; ///< of ranks 0, 1, …
};
/// Errors of band plus best fit against the rank of the fit; errors below 1e-16 are drawn there, and the note says so.
Panel rankPanel(std::span<const RankCurve> curves, Eigen::Index rank);

/// Numerical rank of two blocks of particles against the places between them.
struct SeparationCurve {
    ParticleKernel kernel = ParticleKernel::Inverse;
    std::vector<int> ranks;
};
Panel separationPanel(std::span<const SeparationCurve> curves, std::span<const Eigen::Index> gaps,
                      ParticleLayout layout);

/// Singular values relative to the largest; `name` and role of each matrix.
struct SpectrumCurve {
    std::string id;
    Text name;
    Samples singular;
    Role role = Role::Output;
    int shade = 0;
};
Panel relativeSpectrumPanel(std::span<const SpectrumCurve> curves, double tolerance);

/// Error of the mechanism's matrix against the width of its band, for 1, 2, 3 far kernels, none, and the best fit of a
/// rank in place of them.
struct BandCurve {
    std::string id;
    Text name;
    Samples errors; ///< one for each band
    Role role = Role::Output;
    int shade = 0;
};
Panel bandwidthPanel(std::span<const BandCurve> curves, std::span<const Eigen::Index> bands,
                     Eigen::Index band);

} // namespace kaba
