// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/ssm/layer.h"

#include <cstddef>
#include <span>
#include <vector>

namespace kaba {

/// One continuous layer read at a multiple of its step, on every `rate`-th sample of the same signal.
struct ResampledRun {
    int rate = 1;
    SsmLayer layer;      ///< with the step rate·Δ
    Samples input = {};  ///< u at 0, rate·Δ, 2·rate·Δ, …
    Samples kernel = {}; ///< as many taps
    Samples output = {};
};

/// A layer for comparing rates: that of makeLayer() with seeded normal C, C_n divided by (n + 1)², so that the kernel
/// is as smooth as the first few basis functions. Fails as makeLayer() does.
Result<SsmLayer> smoothLayer(LayerSettings settings);

/// Requires rate ≥ 1 and a `signal` that is not empty. Cost O(N³ + N·length).
Result<ResampledRun> resampledRun(const LayerSettings& settings, std::span<const double> signal, int rate);

/// Where the outputs of two rates are compared.
enum class SampleInstant {
    Start,  ///< at the sample instants k·Δ
    Middle, ///< at (k + ½)Δ: B̄u_k spreads a sample over the step before it, so that y_k is the output half a step later
};

/// The values of `fine`, one a step, at the instants of samples `rate` times as far apart, as far as it reaches; between
/// two samples by the cubic through four.
Samples atRate(std::span<const double> fine, int rate, SampleInstant instant);

/// ‖coarse − fine at its instants‖ / ‖fine there‖ over the second half, where the jump at the first sample, which a
/// sampled signal always has, is forgotten. NaN where nothing is left or one is not finite.
double rateDifference(std::span<const double> coarse, std::span<const double> fine, int rate,
                      SampleInstant instant);

} // namespace kaba
