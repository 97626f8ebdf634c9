// SPDX-License-Identifier: GPL-3.0-or-later
// Operations of the tape as functions of inputs of given shapes, and their gradients against central differences.
#pragma once

#include "core/learn/ops_ssm.h"
#include "core/learn/ops_tokens.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace kaba::learn {

using Real = Tensor<double>;
using Inputs = std::vector<Real>;

/// One operation as a function of inputs of given shapes.
struct Operation {
    std::vector<Shape> shapes = {};
    std::function<Real(Tape<double>&, const Inputs&)> apply = {};
};

inline constexpr int kTokens[] = {1, 4, 0, 4, 2, 3};
inline constexpr int kTargets[] = {0, kIgnored, 4, 2, kIgnored, 2};

/// Inputs that own their numbers.
class Leaves {
public:
    Leaves(const std::vector<Shape>& shapes, std::uint64_t seed)
    {
        Random random(seed);
        for (const Shape& shape : shapes) {
            auto& values = m_values.emplace_back(static_cast<std::size_t>(shape.size()));
            for (double& value : values)
                value = random.normal();
            m_gradients.emplace_back(values.size());
        }
        for (std::size_t i = 0; i < shapes.size(); ++i)
            inputs.push_back({shapes[i], m_values[i].data(), m_gradients[i].data()});
    }

    Inputs inputs;

private:
    std::vector<std::vector<double>> m_values, m_gradients;
};

/// Σ r_i y_i with fixed factors r, a scalar that no symmetry hides anything from.
inline double weightedSum(const Operation& operation, const Inputs& inputs, bool backward)
{
    Tape<double> tape;
    const Real y = operation.apply(tape, inputs);
    Random random(77);
    double sum = 0;
    for (Index i = 0; i < y.size(); ++i) {
        const double factor = random.normal();
        sum += factor * y.value[i];
        y.gradient[i] = factor;
    }
    if (backward)
        tape.backward();
    return sum;
}

/// The slope along one number by differences at ±h and ±2h (error h⁴).
inline double centralDifference(const Operation& operation, const Inputs& inputs, double& value)
{
    constexpr double kStep = 1e-3;
    const double at = value;
    const auto sumAt = [&](double offset) {
        value = at + offset;
        return weightedSum(operation, inputs, false);
    };
    const double near = sumAt(kStep) - sumAt(-kStep);
    const double far = sumAt(2 * kStep) - sumAt(-2 * kStep);
    value = at;
    return (8 * near - far) / (12 * kStep);
}

/// The largest deviation of a gradient from differences, relative to the largest slope of its input.
inline double gradientError(const Operation& operation)
{
    Leaves leaves(operation.shapes, 5);
    weightedSum(operation, leaves.inputs, true);
    double worst = 0;
    for (const Real& input : leaves.inputs) {
        double most = 0;
        double deviation = 0;
        for (Index i = 0; i < input.size(); ++i) {
            const double slope = centralDifference(operation, leaves.inputs, input.value[i]);
            most = std::max(most, std::abs(slope));
            deviation = std::max(deviation, std::abs(slope - input.gradient[i]));
        }
        worst = std::max(worst, deviation / most);
    }
    return worst;
}

inline DiagonalSystems<double> systemsOf(const Inputs& x) { return {x[0], x[1], x[2], x[3], x[4]}; }

} // namespace kaba::learn
