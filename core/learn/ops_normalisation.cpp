// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_normalisation.h"

#include <cassert>
#include <cmath>

namespace kaba::learn {

namespace {

/// x̂ of one row of `count`; returns 1/√(variance + ε).
template <class Scalar>
Scalar normalise(const Scalar* x, Index count, Scalar* normalised)
{
    Scalar mean = 0;
    for (Index c = 0; c < count; ++c)
        mean += x[c];
    mean /= static_cast<Scalar>(count);
    Scalar variance = 0;
    for (Index c = 0; c < count; ++c)
        variance += (x[c] - mean) * (x[c] - mean);
    variance /= static_cast<Scalar>(count);
    const Scalar inverse = 1 / std::sqrt(variance + static_cast<Scalar>(kLayerNormEpsilon));
    for (Index c = 0; c < count; ++c)
        normalised[c] = (x[c] - mean) * inverse;
    return inverse;
}

/// ∂/∂x = (h − mean(h) − x̂ mean(h ⊙ x̂))/σ with h = slope ⊙ gain, added to `gradient`.
template <class Scalar>
void normaliseBackward(const Scalar* slope, const Scalar* gain, const Scalar* normalised, Scalar inverse,
                       Index count, Scalar* gradient)
{
    Scalar mean = 0;
    Scalar along = 0;
    for (Index c = 0; c < count; ++c) {
        const Scalar h = slope[c] * gain[c];
        mean += h;
        along += h * normalised[c];
    }
    mean /= static_cast<Scalar>(count);
    along /= static_cast<Scalar>(count);
    for (Index c = 0; c < count; ++c)
        gradient[c] += (slope[c] * gain[c] - mean - normalised[c] * along) * inverse;
}

} // namespace

template <class Scalar>
Tensor<Scalar> layerNorm(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& gain,
                         const Tensor<Scalar>& bias)
{
    const Index channels = x.shape.channels;
    assert(gain.size() == channels && bias.size() == channels);
    const Tensor<Scalar> y = tape.tensor(x.shape);
    Scalar* normalised = tape.scratch(x.size());
    Scalar* inverse = tape.scratch(x.shape.rows());
    for (Index row = 0; row < x.shape.rows(); ++row) {
        Scalar* unit = normalised + row * channels;
        inverse[row] = normalise(x.value + row * channels, channels, unit);
        for (Index c = 0; c < channels; ++c)
            y.value[row * channels + c] = unit[c] * gain.value[c] + bias.value[c];
    }
    tape.onBackward([=] {
        for (Index row = 0; row < x.shape.rows(); ++row) {
            const Scalar* slope = y.gradient + row * channels;
            const Scalar* unit = normalised + row * channels;
            for (Index c = 0; c < channels; ++c) {
                gain.gradient[c] += slope[c] * unit[c];
                bias.gradient[c] += slope[c];
            }
            normaliseBackward(slope, gain.value, unit, inverse[row], channels, x.gradient + row * channels);
        }
    });
    return y;
}

template Tensor<float> layerNorm(Tape<float>&, const Tensor<float>&, const Tensor<float>&,
                                 const Tensor<float>&);
template Tensor<double> layerNorm(Tape<double>&, const Tensor<double>&, const Tensor<double>&,
                                  const Tensor<double>&);

} // namespace kaba::learn
