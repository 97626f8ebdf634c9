// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/exponential.h"

#include "core/base/dispatch.h"

#include <bit>
#include <cstdint>

namespace kaba {
namespace {

// exp(x) = 2^k · exp(r) with k = round(x / ln 2), |r| ≤ ln 2 / 2; exp(r) by its Taylor polynomial, whose remainder
// there is below half a unit in the last place; 2^k by adding k to the exponent bits.

struct DoubleForm {
    using Value = double;
    using Bits = std::int64_t;
    static constexpr Value kLowest = -708;
    static constexpr Value kPerLn2 = 0x1.71547652b82fep+0;
    static constexpr Value kLn2High = 0x1.62e42fee00000p-1; ///< so short that its product with k is exact
    static constexpr Value kLn2Low = 0x1.a39ef35793c76p-33;
    static constexpr Value kRound = 0x1.8p52; ///< added, it leaves the nearest whole number in the low bits
    static constexpr int kMantissa = 52;
    static constexpr int kDegree = 13;
};
struct FloatForm {
    using Value = float;
    using Bits = std::int32_t;
    static constexpr Value kLowest = -87;
    static constexpr Value kPerLn2 = 0x1.715476p+0F;
    static constexpr Value kLn2High = 0x1.62e400p-1F;
    static constexpr Value kLn2Low = 0x1.7f7d1cp-20F;
    static constexpr Value kRound = 0x1.8p23F;
    static constexpr int kMantissa = 23;
    static constexpr int kDegree = 7;
};

template <class Form>
struct Taylor {
    typename Form::Value inverse[Form::kDegree + 1] = {}; ///< 1/i!
    constexpr Taylor()
    {
        double factorial = 1;
        for (int i = 0; i <= Form::kDegree; ++i) {
            factorial *= i > 1 ? i : 1;
            inverse[i] = static_cast<typename Form::Value>(1 / factorial);
        }
    }
};

template <class Form>
[[gnu::always_inline]] inline typename Form::Value expOf(typename Form::Value x)
{
    using Value = typename Form::Value;
    using Bits = typename Form::Bits;
    constexpr Taylor<Form> kTaylor;
    const Value inside = x < Form::kLowest ? Form::kLowest : x;
    const Value rounded = inside * Form::kPerLn2 + Form::kRound;
    const Value k = rounded - Form::kRound;
    const Value r = (inside - k * Form::kLn2High) - k * Form::kLn2Low;
    Value power = kTaylor.inverse[Form::kDegree];
    for (int i = Form::kDegree - 1; i >= 0; --i)
        power = power * r + kTaylor.inverse[i];
    const Bits scaled =
        std::bit_cast<Bits>(power) +
        (std::bit_cast<Bits>(rounded) - std::bit_cast<Bits>(Form::kRound)) * (Bits(1) << Form::kMantissa);
    return x < Form::kLowest ? Value(0) : std::bit_cast<Value>(scaled);
}

/// Lanes of partial results, so that the order of summation is fixed whatever the vector width.
constexpr std::size_t kLanes = 16;

template <class Form>
[[gnu::always_inline]] inline typename Form::Value
expShiftedWith(typename Form::Value* values, std::size_t count, typename Form::Value scale,
               typename Form::Value shift)
{
    using Value = typename Form::Value;
    Value sums[kLanes] = {};
    const std::size_t whole = count / kLanes * kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const Value value = expOf<Form>(values[i + lane] * scale - shift);
            values[i + lane] = value;
            sums[lane] += value;
        }
    Value sum = 0;
    for (std::size_t i = whole; i < count; ++i) {
        values[i] = expOf<Form>(values[i] * scale - shift);
        sum += values[i];
    }
    for (const Value part : sums)
        sum += part;
    return sum;
}

template <class Value>
[[gnu::always_inline]] inline Value largestOf(const Value* values, std::size_t count)
{
    Value most[kLanes];
    for (Value& lane : most)
        lane = values[0];
    const std::size_t whole = count / kLanes * kLanes;
    for (std::size_t i = 0; i < whole; i += kLanes)
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            most[lane] = values[i + lane] > most[lane] ? values[i + lane] : most[lane];
    Value all = most[0];
    for (const Value lane : most)
        all = lane > all ? lane : all;
    for (std::size_t i = whole; i < count; ++i)
        all = values[i] > all ? values[i] : all;
    return all;
}

KABA_CLONES double expShiftedDouble(double* values, std::size_t count, double scale, double shift)
{
    return expShiftedWith<DoubleForm>(values, count, scale, shift);
}
KABA_CLONES float expShiftedFloat(float* values, std::size_t count, float scale, float shift)
{
    return expShiftedWith<FloatForm>(values, count, scale, shift);
}
KABA_CLONES double largestDouble(const double* values, std::size_t count) { return largestOf(values, count); }
KABA_CLONES float largestFloat(const float* values, std::size_t count) { return largestOf(values, count); }

} // namespace

double expShifted(std::span<double> values, double scale, double shift)
{
    return expShiftedDouble(values.data(), values.size(), scale, shift);
}
float expShifted(std::span<float> values, float scale, float shift)
{
    return expShiftedFloat(values.data(), values.size(), scale, shift);
}
double largest(std::span<const double> values) { return largestDouble(values.data(), values.size()); }
float largest(std::span<const float> values) { return largestFloat(values.data(), values.size()); }

} // namespace kaba
