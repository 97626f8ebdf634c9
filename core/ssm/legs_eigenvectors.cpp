// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/legs_eigenvectors.h"

#include "core/ssm/hippo.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace kaba {

namespace {

constexpr int kMostOrder = 128; // squares of binomials still fit a double

/// binom(n, j) binom(n+j, j) for n = j … order−1: each from the one before.
std::vector<double> column(int order, int j)
{
    double entry = 1; // binom(2j, j)
    for (int i = 1; i <= j; ++i)
        entry *= static_cast<double>(j + i) / i;
    std::vector<double> entries;
    for (int n = j; n < order; ++n) {
        entries.push_back(entry);
        entry *= static_cast<double>(n + 1 + j) / (n + 1 - j);
    }
    return entries;
}

} // namespace

double legsLargestEntry(int order)
{
    assert(order >= 1);
    double largest = 1;
    for (int j = 0; j < order; ++j) {
        double entry = 1; // binom(n+j, n−j) at n = j
        for (int n = j; n + 1 < order; ++n) {
            entry *= static_cast<double>(n + 1 + j) / (n + 1 - j);
            largest = std::max(largest, entry);
        }
    }
    return largest;
}

double legsConditionNumber(int order)
{
    assert(order >= 1 && order <= kMostOrder);
    // Row j of V⁻¹ holds x^j in orthonormal shifted Legendre polynomials: its square is ∫x^{2j}dx = 1/(2j+1).
    double inverse = 0;
    for (int j = 0; j < order; ++j) {
        const std::vector<double> entries = column(order, j);
        double length = 0;
        for (int n = j; n < order; ++n) {
            const double entry = entries[static_cast<std::size_t>(n - j)];
            length += (2 * n + 1) * entry * entry;
        }
        inverse += length / (2 * j + 1);
    }
    return std::sqrt(order * inverse);
}

std::vector<double> legsKernelByEigenvectors(const Eigen::VectorXd& c, double step, std::size_t length)
{
    const auto order = static_cast<int>(c.size());
    assert(order >= 1 && order <= kMostOrder);
    std::vector<double> kernel(length);
    for (int j = 0; j < order; ++j) {
        const std::vector<double> entries = column(order, j);
        double weight = 0;
        for (int n = j; n < order; ++n)
            weight += c(n) * legendreNorm(n) * ((n + j) % 2 == 0 ? 1 : -1) *
                      entries[static_cast<std::size_t>(n - j)];
        const double half = step * (j + 1) / 2;
        double term = weight * step / (1 + half);
        for (double& value : kernel) {
            value += term;
            term *= (1 - half) / (1 + half);
        }
    }
    return kernel;
}

} // namespace kaba
