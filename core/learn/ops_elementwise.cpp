// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_elementwise.h"

#include "core/base/dispatch.h"
#include "core/learn/split_mix.h"
#include "core/math/exponential.h"

#include <cassert>
#include <cmath>
#include <numbers>
#include <tuple>
#include <utility>

namespace kaba::learn {

namespace {

/// Calls row(first entry of left's row, first entry of right's row) for every row of left.
template <class Row>
void eachRow(const Shape& left, const Shape& right, Row row)
{
    assert(right.batch == left.batch || right.batch == 1);
    assert(right.length == left.length || right.length == 1);
    assert(right.channels == left.channels || right.channels == 1);
    for (Index b = 0; b < left.batch; ++b)
        for (Index l = 0; l < left.length; ++l) {
            const Index rightRow = (right.batch == 1 ? 0 : b) * right.length + (right.length == 1 ? 0 : l);
            row((b * left.length + l) * left.channels, rightRow * right.channels);
        }
}

/// 0 where one entry of right serves a whole row.
Index channelStep(const Shape& left, const Shape& right) { return right.channels == left.channels ? 1 : 0; }

constexpr double kDropoutSteps = 65536;

// --- GELU: σ(2u) from e^{−|2u|}, which cannot overflow

constexpr double kTwice = 2 * std::numbers::sqrt2 * std::numbers::inv_sqrtpi; ///< 2√(2/π)
constexpr double kCubic = 0.044715;

/// y = −|2u(x)|.
template <class Scalar>
[[gnu::always_inline]] inline void negatedGate(Scalar* y, const Scalar* x, Index size)
{
    for (Index i = 0; i < size; ++i)
        y[i] = -std::abs(Scalar(kTwice) * x[i] * (1 + Scalar(kCubic) * x[i] * x[i]));
}
KABA_CLONES void negatedGateInto(float* y, const float* x, Index size) { negatedGate(y, x, size); }
KABA_CLONES void negatedGateInto(double* y, const double* x, Index size) { negatedGate(y, x, size); }

/// From y = e^{−|2u|} to y = x σ(2u), with its derivative in x for the way back.
template <class Scalar>
[[gnu::always_inline]] inline void geluFrom(Scalar* y, Scalar* slope, const Scalar* x, Index size)
{
    for (Index i = 0; i < size; ++i) {
        const Scalar larger = 1 / (1 + y[i]);
        const Scalar gate = (x[i] >= 0 ? 1 : y[i]) * larger;
        slope[i] =
            gate + x[i] * larger * larger * y[i] * Scalar(kTwice) * (1 + 3 * Scalar(kCubic) * x[i] * x[i]);
        y[i] = x[i] * gate;
    }
}
KABA_CLONES void geluInto(float* y, float* slope, const float* x, Index size) { geluFrom(y, slope, x, size); }
KABA_CLONES void geluInto(double* y, double* slope, const double* x, Index size)
{
    geluFrom(y, slope, x, size);
}

/// sum += left ⊙ right.
template <class Scalar>
void addProduct(Scalar* sum, const Scalar* left, const Scalar* right, Index size)
{
    for (Index i = 0; i < size; ++i)
        sum[i] += left[i] * right[i];
}

/// y = f(x), where of(x) gives f(x) and f′(x).
template <class Scalar, class Of>
Tensor<Scalar> mapped(Tape<Scalar>& tape, const Tensor<Scalar>& x, Of of)
{
    const Tensor<Scalar> y = tape.tensor(x.shape);
    Scalar* slope = tape.scratch(x.size());
    for (Index i = 0; i < x.size(); ++i)
        std::tie(y.value[i], slope[i]) = of(x.value[i]);
    tape.onBackward([=] { addProduct(x.gradient, slope, y.gradient, x.size()); });
    return y;
}

/// y = factor · eˣ, its own derivative.
template <class Scalar>
Tensor<Scalar> scaledExp(Tape<Scalar>& tape, const Tensor<Scalar>& x, int factor)
{
    const Tensor<Scalar> y = tape.tensor(x.shape);
    for (Index i = 0; i < x.size(); ++i)
        y.value[i] = static_cast<Scalar>(factor) * std::exp(x.value[i]);
    tape.onBackward([=] { addProduct(x.gradient, y.value, y.gradient, x.size()); });
    return y;
}

} // namespace

template <class Scalar>
Tensor<Scalar> add(Tape<Scalar>& tape, const Tensor<Scalar>& left, const Tensor<Scalar>& right)
{
    const Tensor<Scalar> y = tape.tensor(left.shape);
    const Index channels = left.shape.channels;
    const Index step = channelStep(left.shape, right.shape);
    eachRow(left.shape, right.shape, [&](Index i, Index j) {
        for (Index c = 0; c < channels; ++c)
            y.value[i + c] = left.value[i + c] + right.value[j + c * step];
    });
    tape.onBackward([=] {
        eachRow(left.shape, right.shape, [&](Index i, Index j) {
            for (Index c = 0; c < channels; ++c) {
                left.gradient[i + c] += y.gradient[i + c];
                right.gradient[j + c * step] += y.gradient[i + c];
            }
        });
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> multiply(Tape<Scalar>& tape, const Tensor<Scalar>& left, const Tensor<Scalar>& right)
{
    const Tensor<Scalar> y = tape.tensor(left.shape);
    const Index channels = left.shape.channels;
    const Index step = channelStep(left.shape, right.shape);
    eachRow(left.shape, right.shape, [&](Index i, Index j) {
        for (Index c = 0; c < channels; ++c)
            y.value[i + c] = left.value[i + c] * right.value[j + c * step];
    });
    tape.onBackward([=] {
        eachRow(left.shape, right.shape, [&](Index i, Index j) {
            for (Index c = 0; c < channels; ++c) {
                left.gradient[i + c] += y.gradient[i + c] * right.value[j + c * step];
                right.gradient[j + c * step] += y.gradient[i + c] * left.value[i + c];
            }
        });
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> gelu(Tape<Scalar>& tape, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> y = tape.tensor(x.shape);
    const Index size = x.size();
    Scalar* slope = tape.scratch(size);
    negatedGateInto(y.value, x.value, size);
    expShifted(std::span(y.value, static_cast<std::size_t>(size)), 1, 0);
    geluInto(y.value, slope, x.value, size);
    tape.onBackward([=] { addProduct(x.gradient, slope, y.gradient, size); });
    return y;
}

template <class Scalar>
Tensor<Scalar> exponential(Tape<Scalar>& tape, const Tensor<Scalar>& x)
{
    return scaledExp(tape, x, 1);
}

template <class Scalar>
Tensor<Scalar> negativeExp(Tape<Scalar>& tape, const Tensor<Scalar>& x)
{
    return scaledExp(tape, x, -1);
}

template <class Scalar>
Tensor<Scalar> eluPlusOne(Tape<Scalar>& tape, const Tensor<Scalar>& x)
{
    return mapped(tape, x, [](Scalar at) {
        const Scalar grown = std::exp(std::min(at, Scalar(0)));
        return at > 0 ? std::pair(1 + at, Scalar(1)) : std::pair(grown, grown);
    });
}

template <class Scalar>
Tensor<Scalar> hyperbolicTangent(Tape<Scalar>& tape, const Tensor<Scalar>& x)
{
    return mapped(tape, x, [](Scalar at) {
        const Scalar y = std::tanh(at);
        return std::pair(y, 1 - y * y);
    });
}

template <class Scalar>
Tensor<Scalar> rectified(Tape<Scalar>& tape, const Tensor<Scalar>& x)
{
    return mapped(tape, x, [](Scalar at) {
        return at > 0 ? std::pair(at, Scalar(1)) : std::pair(Scalar(0), Scalar(0));
    });
}

template <class Scalar>
Tensor<Scalar> power(Tape<Scalar>& tape, const Tensor<Scalar>& x, double exponent)
{
    const auto by = static_cast<Scalar>(exponent);
    return mapped(tape, x, [by](Scalar at) {
        const Scalar y = std::pow(at, by);
        return std::pair(y, by * y / at);
    });
}

template <class Scalar>
Tensor<Scalar> affine(Tape<Scalar>& tape, const Tensor<Scalar>& x, double factor, double offset)
{
    const auto slope = static_cast<Scalar>(factor);
    const auto start = static_cast<Scalar>(offset);
    return mapped(tape, x, [=](Scalar at) { return std::pair(slope * at + start, slope); });
}

template <class Scalar>
Tensor<Scalar> dropout(Tape<Scalar>& tape, const Tensor<Scalar>& x, double rate, std::uint64_t key)
{
    assert(rate >= 0 && rate < 1);
    const auto dropped = static_cast<std::uint64_t>(std::lround(rate * kDropoutSteps));
    if (dropped == 0)
        return x;
    const auto kept = static_cast<Scalar>(kDropoutSteps / (kDropoutSteps - static_cast<double>(dropped)));
    const Tensor<Scalar> y = tape.tensor(x.shape);
    const Index size = x.size();
    Scalar* factor = tape.scratch(size);
    for (Index i = 0; i < size; i += 4) {
        std::uint64_t drawn = splitMix(key + 0x9e3779b97f4a7c15U * static_cast<std::uint64_t>(i / 4 + 1));
        for (Index k = i; k < std::min(i + 4, size); ++k, drawn >>= 16U)
            factor[k] = (drawn & 0xffffU) < dropped ? Scalar(0) : kept;
    }
    for (Index i = 0; i < size; ++i)
        y.value[i] = factor[i] * x.value[i];
    tape.onBackward([=] { addProduct(x.gradient, factor, y.gradient, size); });
    return y;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> add(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);                \
    template Tensor<Scalar> multiply(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);           \
    template Tensor<Scalar> gelu(Tape<Scalar>&, const Tensor<Scalar>&);                                      \
    template Tensor<Scalar> exponential(Tape<Scalar>&, const Tensor<Scalar>&);                               \
    template Tensor<Scalar> negativeExp(Tape<Scalar>&, const Tensor<Scalar>&);                               \
    template Tensor<Scalar> eluPlusOne(Tape<Scalar>&, const Tensor<Scalar>&);                                \
    template Tensor<Scalar> hyperbolicTangent(Tape<Scalar>&, const Tensor<Scalar>&);                         \
    template Tensor<Scalar> rectified(Tape<Scalar>&, const Tensor<Scalar>&);                                 \
    template Tensor<Scalar> power(Tape<Scalar>&, const Tensor<Scalar>&, double);                             \
    template Tensor<Scalar> affine(Tape<Scalar>&, const Tensor<Scalar>&, double, double);                    \
    template Tensor<Scalar> dropout(Tape<Scalar>&, const Tensor<Scalar>&, double, std::uint64_t);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
