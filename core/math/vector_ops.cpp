// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/vector_ops.h"

#include "core/base/dispatch.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

namespace kaba {
namespace {

KABA_CLONES double dotLoop(const double* left, const double* right, std::size_t count)
{
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < count; ++i)
        sum += left[i] * right[i];
    return sum;
}

KABA_CLONES void addScaledLoop(double* target, double factor, const double* source, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i)
        target[i] += factor * source[i];
}

constexpr std::size_t kColumnsAtOnce = 8;

/// target += the first eight columns of matrix, weighted: one pass over target for eight over the matrix.
KABA_CLONES void addColumns(double* target, const double* matrix, const double* weights, std::size_t rows)
{
#pragma omp simd
    for (std::size_t i = 0; i < rows; ++i) {
        const double low = (matrix[i] * weights[0] + matrix[i + rows] * weights[1]) +
                           (matrix[i + 2 * rows] * weights[2] + matrix[i + 3 * rows] * weights[3]);
        const double high = (matrix[i + 4 * rows] * weights[4] + matrix[i + 5 * rows] * weights[5]) +
                            (matrix[i + 6 * rows] * weights[6] + matrix[i + 7 * rows] * weights[7]);
        target[i] += low + high;
    }
}

/// Each product is 0 unless its value is infinite or NaN: a test without branches.
KABA_CLONES double sumOfZeros(const double* values, std::size_t count)
{
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < count; ++i)
        sum += values[i] * 0;
    return sum;
}

} // namespace

double dot(std::span<const double> left, std::span<const double> right)
{
    assert(left.size() == right.size());
    return dotLoop(left.data(), right.data(), left.size());
}

void addScaled(std::span<double> target, double factor, std::span<const double> source)
{
    assert(target.size() == source.size());
    addScaledLoop(target.data(), factor, source.data(), target.size());
}

void multiply(std::span<const double> matrix, std::span<const double> source, std::span<double> target)
{
    const std::size_t rows = target.size();
    assert(matrix.size() == rows * source.size());
    std::ranges::fill(target, 0.0);
    std::size_t column = 0;
    for (; column + kColumnsAtOnce <= source.size(); column += kColumnsAtOnce)
        addColumns(target.data(), matrix.data() + column * rows, source.data() + column, rows);
    for (; column < source.size(); ++column)
        addScaledLoop(target.data(), source[column], matrix.data() + column * rows, rows);
}

double squaredNorm(std::span<const double> values) { return dot(values, values); }

double maxAbs(std::span<const double> values)
{
    double largest = 0;
    for (const double value : values)
        largest = std::max(largest, std::abs(value));
    return largest;
}

bool allFinite(std::span<const double> values) { return sumOfZeros(values.data(), values.size()) == 0; }

std::vector<double> finiteOrNan(std::vector<double> values)
{
    for (double& value : values)
        if (!std::isfinite(value))
            value = std::numeric_limits<double>::quiet_NaN();
    return values;
}

} // namespace kaba
