// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_ssm.h"

#include "core/base/dispatch.h"

#include <cassert>
#include <cmath>
#include <complex>

namespace kaba::learn {

namespace {

using Complex = std::complex<double>;

// --- one mode: its discretisation and how that depends on A and Δ

struct Mode {
    Complex pole, input;             ///< Ā, B̄
    Complex poleByA, inputByA;       ///< ∂/∂A
    Complex poleByStep, inputByStep; ///< ∂/∂Δ
};

/// 1/z for z of ordinary size: the language's own division guards against overflow at twice the time.
Complex inverseOf(Complex z) { return std::conj(z) / std::norm(z); }

/// φ(z) = (e^z − 1)/z and φ'(z), by their series where the quotient would cancel.
std::pair<Complex, Complex> averagedExponential(Complex z)
{
    constexpr double kSeries = 1e-2;
    if (std::abs(z) < kSeries)
        return {1.0 + z / 2.0 * (1.0 + z / 3.0 * (1.0 + z / 4.0 * (1.0 + z / 5.0 * (1.0 + z / 6.0)))),
                0.5 +
                    z / 3.0 * (1.0 + z * (3.0 / 8.0) * (1.0 + z * (4.0 / 15.0) * (1.0 + z * (5.0 / 24.0))))};
    const Complex power = std::exp(z);
    const Complex inverse = inverseOf(z);
    const Complex average = (power - 1.0) * inverse;
    return {average, (power - average) * inverse};
}

Mode zeroOrderHold(Complex a, double step)
{
    const Complex pole = std::exp(a * step);
    const auto [average, slope] = averagedExponential(a * step);
    return {.pole = pole,
            .input = step * average,
            .poleByA = step * pole,
            .inputByA = step * step * slope,
            .poleByStep = a * pole,
            .inputByStep = pole};
}

Mode bilinear(Complex a, double step)
{
    const Complex inverse = inverseOf(1.0 - step / 2 * a);
    return {.pole = (1.0 + step / 2 * a) * inverse,
            .input = step * inverse,
            .poleByA = step * inverse * inverse,
            .inputByA = step * step / 2 * inverse * inverse,
            .poleByStep = a * inverse * inverse,
            .inputByStep = inverse * inverse};
}

template <class Scalar>
Complex complexAt(const Tensor<Scalar>& real, const Tensor<Scalar>& imag, Index at)
{
    return {static_cast<double>(real.value[at]), static_cast<double>(imag.value[at])};
}

template <class Scalar>
Mode modeOf(const DiagonalSystems<Scalar>& systems, DiagonalRule rule, Index at)
{
    const Index order = systems.realA.shape.channels;
    const double step = std::exp(static_cast<double>(systems.logStep.value[at / order]));
    const Complex a = complexAt(systems.realA, systems.imagA, at % systems.realA.size());
    return rule == DiagonalRule::Zoh ? zeroOrderHold(a, step) : bilinear(a, step);
}

// --- sums over powers of all modes of a channel at once: real and imaginary parts in arrays of their own

/// Arrays of one channel, `order` each.
struct Powers {
    double *poleRe, *poleIm;     ///< Ā
    double *powerRe, *powerIm;   ///< Ā^l
    double *weightRe, *weightIm; ///< C B̄
    double *sumRe, *sumIm;       ///< Σ_l slope_l conj(Ā^l)
    double *slopeRe, *slopeIm;   ///< Σ_l slope_l l conj(Ā^{l−1})
};

Powers takePowers(Arena& arena, Index order)
{
    const auto take = [&] { return arena.take<double>(order); };
    return {take(), take(), take(), take(), take(), take(), take(), take(), take(), take()};
}

/// kernel_l = Re Σ weight Ā^l, l < length.
KABA_CLONES void sumPowers(const Powers& p, Index order, Index length, double* kernel)
{
    for (Index l = 0; l < length; ++l) {
        double sum = 0;
        for (Index n = 0; n < order; ++n)
            sum += p.weightRe[n] * p.powerRe[n] - p.weightIm[n] * p.powerIm[n];
        kernel[l] = sum;
        for (Index n = 0; n < order; ++n) {
            const double re = p.powerRe[n] * p.poleRe[n] - p.powerIm[n] * p.poleIm[n];
            p.powerIm[n] = p.powerRe[n] * p.poleIm[n] + p.powerIm[n] * p.poleRe[n];
            p.powerRe[n] = re;
        }
    }
}

/// The two sums of Powers. `slope` is ∂loss/∂kernel.
KABA_CLONES void sumSlopes(const Powers& p, Index order, Index length, const double* slope)
{
    for (Index l = 0; l < length; ++l) {
        const double now = slope[l];
        const double next = l + 1 < length ? static_cast<double>(l + 1) * slope[l + 1] : 0;
        for (Index n = 0; n < order; ++n) {
            p.sumRe[n] += now * p.powerRe[n];
            p.sumIm[n] -= now * p.powerIm[n];
            p.slopeRe[n] += next * p.powerRe[n];
            p.slopeIm[n] -= next * p.powerIm[n];
            const double re = p.powerRe[n] * p.poleRe[n] - p.powerIm[n] * p.poleIm[n];
            p.powerIm[n] = p.powerRe[n] * p.poleIm[n] + p.powerIm[n] * p.poleRe[n];
            p.powerRe[n] = re;
        }
    }
}

template <class Scalar>
void setPowers(const DiagonalSystems<Scalar>& systems, DiagonalRule rule, Index channel, const Powers& p)
{
    const Index order = systems.realA.shape.channels;
    for (Index n = 0; n < order; ++n) {
        const Mode mode = modeOf(systems, rule, channel * order + n);
        const Complex weight = complexAt(systems.realC, systems.imagC, channel * order + n) * mode.input;
        p.poleRe[n] = mode.pole.real();
        p.poleIm[n] = mode.pole.imag();
        p.powerRe[n] = 1;
        p.powerIm[n] = 0;
        p.weightRe[n] = weight.real();
        p.weightIm[n] = weight.imag();
        p.sumRe[n] = p.sumIm[n] = p.slopeRe[n] = p.slopeIm[n] = 0;
    }
}

// With G_z = ∂/∂Re z + i ∂/∂Im z: G_weight = Σ slope_l conj(Ā^l), G_Ā = conj(weight) Σ slope_l l conj(Ā^{l−1}), and an
// analytic w(z) gives G_z = conj(dw/dz) G_w.
template <class Scalar>
void addModeGradients(const DiagonalSystems<Scalar>& systems, DiagonalRule rule, Index channel,
                      const Powers& p)
{
    const Index order = systems.realA.shape.channels;
    double byStep = 0;
    for (Index n = 0; n < order; ++n) {
        const Index at = channel * order + n;
        const Mode mode = modeOf(systems, rule, at);
        const Complex c = complexAt(systems.realC, systems.imagC, at);
        const Complex weightSlope(p.sumRe[n], p.sumIm[n]);
        const Complex poleSlope = std::conj(c * mode.input) * Complex(p.slopeRe[n], p.slopeIm[n]);
        const Complex cSlope = std::conj(mode.input) * weightSlope;
        const Complex aSlope =
            std::conj(mode.poleByA) * poleSlope + std::conj(c * mode.inputByA) * weightSlope;
        systems.realC.gradient[at] += static_cast<Scalar>(cSlope.real());
        systems.imagC.gradient[at] += static_cast<Scalar>(cSlope.imag());
        systems.realA.gradient[at % systems.realA.size()] += static_cast<Scalar>(aSlope.real());
        systems.imagA.gradient[at % systems.realA.size()] += static_cast<Scalar>(aSlope.imag());
        byStep +=
            (std::conj(mode.poleByStep) * poleSlope + std::conj(c * mode.inputByStep) * weightSlope).real();
    }
    const double step = std::exp(static_cast<double>(systems.logStep.value[channel]));
    systems.logStep.gradient[channel] += static_cast<Scalar>(step * byStep);
}

} // namespace

template <class Scalar>
Tensor<Scalar> diagonalKernel(Tape<Scalar>& tape, const DiagonalSystems<Scalar>& systems, DiagonalRule rule,
                              Index length)
{
    const Index channels = systems.logStep.shape.channels;
    const Index order = systems.realA.shape.channels;
    assert(systems.realA.shape.length == channels || systems.realA.shape.length == 1);
    assert(systems.realC.shape == Shape({1, channels, order}));
    const Tensor<Scalar> kernel = tape.tensor({1, length, channels});
    const Powers powers = takePowers(tape.arena(), order);
    double* column = tape.arena().template take<double>(length);
    for (Index h = 0; h < channels; ++h) {
        setPowers(systems, rule, h, powers);
        sumPowers(powers, order, length, column);
        for (Index l = 0; l < length; ++l)
            kernel.value[l * channels + h] = static_cast<Scalar>(systems.factor * column[l]);
    }
    tape.onBackward([=] {
        for (Index h = 0; h < channels; ++h) {
            for (Index l = 0; l < length; ++l)
                column[l] = systems.factor * static_cast<double>(kernel.gradient[l * channels + h]);
            setPowers(systems, rule, h, powers);
            sumSlopes(powers, order, length, column);
            addModeGradients(systems, rule, h, powers);
        }
    });
    return kernel;
}

template <class Scalar>
ComplexTensor<Scalar> complexProduct(Tape<Scalar>& tape, const ComplexTensor<Scalar>& left,
                                     const ComplexTensor<Scalar>& right)
{
    assert(left.real.shape == right.real.shape);
    const ComplexTensor<Scalar> y{tape.tensor(left.real.shape), tape.tensor(left.real.shape)};
    const auto [lr, li] = std::pair(valueRows(left.real), valueRows(left.imag));
    const auto [rr, ri] = std::pair(valueRows(right.real), valueRows(right.imag));
    valueRows(y.real) = lr.cwiseProduct(rr) - li.cwiseProduct(ri);
    valueRows(y.imag) = lr.cwiseProduct(ri) + li.cwiseProduct(rr);
    tape.onBackward([=] {
        const auto addConjugate = [&](const ComplexTensor<Scalar>& to, const ComplexTensor<Scalar>& factor) {
            gradientRows(to.real) += gradientRows(y.real).cwiseProduct(valueRows(factor.real)) +
                                     gradientRows(y.imag).cwiseProduct(valueRows(factor.imag));
            gradientRows(to.imag) += gradientRows(y.imag).cwiseProduct(valueRows(factor.real)) -
                                     gradientRows(y.real).cwiseProduct(valueRows(factor.imag));
        };
        addConjugate(left, right);
        addConjugate(right, left);
    });
    return y;
}

template <class Scalar>
Tensor<Scalar> shiftKernel(Tape<Scalar>& tape, const Tensor<Scalar>& input, const Tensor<Scalar>& readout)
{
    assert(input.shape == readout.shape && input.shape.batch == 1);
    const Tensor<Scalar> kernel = tape.tensor(input.shape);
    const Index order = input.shape.length;
    for (Index l = 0; l < order; ++l)
        valueRows(kernel).row(l) = valueRows(input)
                                       .topRows(order - l)
                                       .cwiseProduct(valueRows(readout).bottomRows(order - l))
                                       .colwise()
                                       .sum();
    tape.onBackward([=] {
        for (Index l = 0; l < order; ++l)
            for (Index j = 0; j + l < order; ++j) {
                const auto slope = gradientRows(kernel).row(l);
                gradientRows(input).row(j) += slope.cwiseProduct(valueRows(readout).row(j + l));
                gradientRows(readout).row(j + l) += slope.cwiseProduct(valueRows(input).row(j));
            }
    });
    return kernel;
}

template <class Scalar>
Tensor<Scalar> bankKernel(Tape<Scalar>& tape, const Tensor<Scalar>& readout, const StateBank& bank,
                          Index length)
{
    const Index channels = bank.channels;
    const Index order = bank.order;
    assert(length <= bank.length && readout.shape == Shape({1, channels, order}));
    const Tensor<Scalar> kernel = tape.tensor({1, length, channels});
    Scalar* states = tape.scratch(channels * length * order);
    for (Index h = 0; h < channels; ++h) {
        RowMap<Scalar> seen(states + h * length * order, length, order);
        seen =
            Eigen::Map<const RowMatrix<double>>(bank.states.data() + h * bank.length * order, length, order)
                .template cast<Scalar>();
        valueRows(kernel).col(h).noalias() = seen * valueRows(readout).row(h).transpose();
    }
    tape.onBackward([=] {
        for (Index h = 0; h < channels; ++h)
            gradientRows(readout).row(h).noalias() +=
                gradientRows(kernel).col(h).transpose() *
                RowMap<Scalar>(states + h * length * order, length, order);
    });
    return kernel;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> bankKernel(Tape<Scalar>&, const Tensor<Scalar>&, const StateBank&, Index);       \
    template Tensor<Scalar> diagonalKernel(Tape<Scalar>&, const DiagonalSystems<Scalar>&, DiagonalRule,      \
                                           Index);                                                           \
    template ComplexTensor<Scalar> complexProduct(Tape<Scalar>&, const ComplexTensor<Scalar>&,               \
                                                  const ComplexTensor<Scalar>&);                             \
    template Tensor<Scalar> shiftKernel(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
