// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_convolution.h"

#include "core/base/dispatch.h"

#include <cassert>
#include <complex>

namespace kaba::learn {

namespace {

// --- the direct sum

constexpr Index kBlock = 16;

/// sum_c += Σ_{t < terms} a[t·strideA + c] · b[t·strideB + c] for c < channels, sums held in registers.
template <class Scalar>
[[gnu::always_inline]] inline void addProducts(Scalar* sum, const Scalar* a, Index strideA, const Scalar* b,
                                               Index strideB, Index terms, Index channels)
{
    const Index whole = channels / kBlock * kBlock;
    for (Index start = 0; start < whole; start += kBlock) {
        Scalar part[kBlock] = {};
        for (Index t = 0; t < terms; ++t)
            for (Index c = 0; c < kBlock; ++c)
                part[c] += a[t * strideA + start + c] * b[t * strideB + start + c];
        for (Index c = 0; c < kBlock; ++c)
            sum[start + c] += part[c];
    }
    for (Index c = whole; c < channels; ++c)
        for (Index t = 0; t < terms; ++t)
            sum[c] += a[t * strideA + c] * b[t * strideB + c];
}

KABA_CLONES void addProductsOf(float* sum, const float* a, Index strideA, const float* b, Index strideB,
                               Index terms, Index channels)
{
    addProducts(sum, a, strideA, b, strideB, terms, channels);
}
KABA_CLONES void addProductsOf(double* sum, const double* a, Index strideA, const double* b, Index strideB,
                               Index terms, Index channels)
{
    addProducts(sum, a, strideA, b, strideB, terms, channels);
}

/// Adds one sequence's part to both gradients.
template <class Scalar>
void shortBackward(const Scalar* slope, const Scalar* x, const Scalar* kernel, const Shape& shape, Index taps,
                   Scalar* xGradient, Scalar* kernelGradient)
{
    const Index channels = shape.channels;
    for (Index l = 0; l < shape.length; ++l)
        addProductsOf(xGradient + l * channels, kernel, channels, slope + l * channels, channels,
                      std::min(taps, shape.length - l), channels);
    for (Index j = 0; j < taps; ++j)
        addProductsOf(kernelGradient + j * channels, x, channels, slope + j * channels, channels,
                      shape.length - j, channels);
}

// --- by FFT

using Complex = std::complex<double>;

/// One channel of a sequence, padded with zeros, into the frequency domain.
template <class Scalar>
void transform(RealFft& fft, const Scalar* from, Index count, Index stride)
{
    const auto time = fft.time();
    for (Index l = 0; l < count; ++l)
        time[l] = static_cast<double>(from[l * stride]);
    std::fill(time.begin() + count, time.end(), 0.0);
    fft.forward();
}

/// spectrum ← spectrum · factor, or · its conjugate (a correlation).
void multiplyBy(std::span<Complex> spectrum, const Complex* factor, bool conjugate)
{
    for (std::size_t k = 0; k < spectrum.size(); ++k) {
        const double re = factor[k].real();
        const double im = conjugate ? -factor[k].imag() : factor[k].imag();
        spectrum[k] = {spectrum[k].real() * re - spectrum[k].imag() * im,
                       spectrum[k].real() * im + spectrum[k].imag() * re};
    }
}

/// The first `count` samples back into the time domain, added to a channel.
template <class Scalar>
void addInverse(RealFft& fft, Scalar* to, Index count, Index stride)
{
    fft.inverse();
    for (Index l = 0; l < count; ++l)
        to[l * stride] += static_cast<Scalar>(fft.time()[l]);
}

/// Three spectra's worth of memory of a tape.
struct Spectra {
    Complex* kernel = nullptr;
    Complex* slope = nullptr;
    Complex* kernelGradient = nullptr;
};

/// The gradients of one channel: ∂x = kernel ⋆ slope, ∂kernel = Σ_b x_b ⋆ slope_b.
template <class Scalar>
void longBackward(RealFft& fft, const Spectra& spectra, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel,
                  const Tensor<Scalar>& y, Index taps, Index channel)
{
    const auto [batch, length, channels] = x.shape;
    const auto spectrum = fft.spectrum();
    transform(fft, kernel.value + channel, taps, channels);
    std::copy(spectrum.begin(), spectrum.end(), spectra.kernel);
    std::fill_n(spectra.kernelGradient, spectrum.size(), Complex(0));
    for (Index b = 0; b < batch; ++b) {
        const Index start = b * length * channels + channel;
        transform(fft, y.gradient + start, length, channels);
        std::copy(spectrum.begin(), spectrum.end(), spectra.slope);
        multiplyBy(spectrum, spectra.kernel, true);
        addInverse(fft, x.gradient + start, length, channels);
        transform(fft, x.value + start, length, channels);
        for (std::size_t k = 0; k < spectrum.size(); ++k)
            spectrum[k] = std::conj(spectrum[k]);
        multiplyBy(spectrum, spectra.slope, false);
        for (std::size_t k = 0; k < spectrum.size(); ++k)
            spectra.kernelGradient[k] += spectrum[k];
    }
    std::copy_n(spectra.kernelGradient, spectrum.size(), spectrum.begin());
    addInverse(fft, kernel.gradient + channel, taps, channels);
}

} // namespace

template <class Scalar>
Tensor<Scalar> shortConvolution(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel)
{
    assert(kernel.shape.batch == 1 && kernel.shape.channels == x.shape.channels);
    const Tensor<Scalar> y = tape.tensor(x.shape);
    const Index channels = x.shape.channels;
    const Index taps = std::min(kernel.shape.length, x.shape.length);
    std::fill_n(y.value, y.size(), Scalar(0));
    for (Index row = 0; row < x.shape.rows(); ++row)
        addProductsOf(y.value + row * channels, kernel.value, channels, x.value + row * channels, -channels,
                      std::min(taps, row % x.shape.length + 1), channels);
    tape.onBackward([=] {
        const Index size = x.shape.length * channels;
        for (Index b = 0; b < x.shape.batch; ++b)
            shortBackward(y.gradient + b * size, x.value + b * size, kernel.value, x.shape, taps,
                          x.gradient + b * size, kernel.gradient);
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> longConvolution(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel)
{
    assert(kernel.shape.batch == 1 && kernel.shape.channels == x.shape.channels);
    const Tensor<Scalar> y = tape.tensor(x.shape);
    const auto [batch, length, channels] = x.shape;
    const Index taps = std::min(kernel.shape.length, length);
    RealFft* fft = &tape.fft(goodFftSize(static_cast<std::size_t>(length + taps)));
    const auto bins = static_cast<Index>(fft->bins());
    const Spectra spectra{tape.arena().template take<Complex>(bins),
                          tape.arena().template take<Complex>(bins),
                          tape.arena().template take<Complex>(bins)};
    std::fill_n(y.value, y.size(), Scalar(0));
    for (Index c = 0; c < channels; ++c) {
        transform(*fft, kernel.value + c, taps, channels);
        std::copy(fft->spectrum().begin(), fft->spectrum().end(), spectra.kernel);
        for (Index b = 0; b < batch; ++b) {
            transform(*fft, x.value + b * length * channels + c, length, channels);
            multiplyBy(fft->spectrum(), spectra.kernel, false);
            addInverse(*fft, y.value + b * length * channels + c, length, channels);
        }
    }
    tape.onBackward([=] {
        for (Index c = 0; c < x.shape.channels; ++c)
            longBackward(*fft, spectra, x, kernel, y, taps, c);
    });
    return y;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> shortConvolution(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);   \
    template Tensor<Scalar> longConvolution(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
