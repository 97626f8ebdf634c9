// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo.h"
#include "core/ssm/memory.h"

#include <cstddef>
#include <optional>
#include <span>

namespace kaba {

/// One HiPPO memory: what it keeps and how it is run.
struct MemorySettings {
    Measure measure = Measure::LegS;
    int order = 64;
    double step = 1;   ///< Δ in time units; scaled LegS has none
    double window = 1; ///< θ in time units, of the windowed measures
    Discretization method = {};

    /// θ' = θ/Δ rounded, at least 1.
    std::size_t windowSamples() const;
};

/// A memory with its matrices.
struct HippoMemory {
    MemorySettings settings;
    HippoMatrices continuous;
    std::optional<DiscreteSystem<double>> discrete = {}; ///< of the time-invariant measures

    Memory start() const;
    /// Of Ā at sample `moment`, O(N) once the eigenvalues of A are known (hippoEigenvalues()).
    Eigen::VectorXcd discreteEigenvalues(std::size_t moment) const;
};

/// Fails as hippo() does. Cost O(N³) for the time-invariant measures.
Result<HippoMemory> makeMemory(const MemorySettings& settings);

/// The samples that a memory read at one moment speaks of: first … first + count − 1, oldest first.
struct Recalled {
    std::size_t first = 0;
    std::size_t count = 1;
};
/// Windowed measures: the last θ' samples, as far as they were seen; the others: all since sample 0.
Recalled recalledAt(const MemorySettings& settings, std::size_t moment);

/// f̂ at the recalled samples, Σ_n c_n g_n with the basis g of the measure. Cost O(N · count).
/// Scaled LegS: √(2n+1) P_n(2τ−1), τ = j/k. LegT, Fourier at v = j/θ': √(2n+1) P_n(2v−1); 1, √2 cos 2πmr,
/// √2 sin 2πmr, r = 1 − v. LMU: P_n(1−2v). Whole past at the age s = (k−j)Δ: √(2n+1) P_n(2e^{−s}−1) and
/// e^{−s/2}L_n(s). Source: the reference code of HiPPO and S4.
Samples reconstruct(const MemorySettings& settings, std::size_t moment, std::span<const double> coefficients);
/// The same f̂ between the samples: at offsets counted in samples from the first recalled one.
Samples reconstructAt(const MemorySettings& settings, std::size_t moment,
                      std::span<const double> coefficients, std::span<const double> offsets);
/// The basis function g_n at these offsets. Cost O(n · offsets).
Samples basisFunction(const MemorySettings& settings, std::size_t moment, std::size_t n,
                      std::span<const double> offsets);

/// What a memory gives back of the samples it recalls.
struct Recollection {
    Samples values;        ///< f̂, NaN where not finite
    Samples deviation;     ///< f̂ − input
    double meanSquare = 0; ///< of the deviation; NaN after an overflow
};
/// Requires that the input reaches the moment. Cost of reconstruct().
Recollection recollect(const MemorySettings& settings, std::size_t moment,
                       std::span<const double> coefficients, std::span<const double> input);

/// The mean square error of the best f̂ that this basis allows at the recalled samples of `input`.
double bestMeanSquareError(const MemorySettings& settings, std::size_t moment, std::span<const double> input);

} // namespace kaba
