// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/krylov_fit.h"

#include "core/base/figure.h"
#include "core/math/vector_ops.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace kaba {
namespace {

constexpr double kRounding = std::numeric_limits<double>::epsilon();

/// Orthonormal basis of a Krylov space, grown one vector at a time.
class Lanczos {
public:
    Lanczos(std::span<const double> start, std::span<const double> multiplier)
        : m_multiplier(multiplier)
        , m_next(start.begin(), start.end())
    {}

    /// The next vector; null when the space is exhausted.
    const Samples* advance()
    {
        const double before = std::sqrt(dot(m_next, m_next));
        const double norm = m_basis.empty() ? before : orthogonalised(before);
        if (!(norm > kExhausted * m_size))
            return nullptr;
        for (double& value : m_next)
            value /= norm;
        m_basis.push_back(m_next);
        multiplyOn(norm);
        return &m_basis.back();
    }

private:
    static constexpr double kExhausted = 1e-13;

    /// Estimates what the recurrence has lost; cleans m_next where that is too much. Returns its norm.
    double orthogonalised(double norm)
    {
        estimateOverlaps(norm);
        const double worst = std::ranges::max(m_overlap, {}, [](double w) { return std::abs(w); });
        const bool lost = !(std::abs(worst) < std::sqrt(kRounding)) || !(norm > 1e-6 * m_size);
        if (lost || m_cleanAgain) {
            for (const Samples& known : m_basis)
                addScaled(m_next, -dot(known, m_next), known);
            std::ranges::fill(m_overlap, kRounding);
            norm = std::sqrt(dot(m_next, m_next));
        }
        m_cleanAgain =
            lost; // the recurrence brings the loss back from the vector before unless it is clean too
        return norm;
    }

    /// Simon's recurrence for the inner products of m_next/norm with the basis.
    void estimateOverlaps(double norm)
    {
        const std::size_t j = m_basis.size() - 1;
        std::vector<double> fresh(j + 1, kRounding * std::sqrt(static_cast<double>(m_next.size())));
        for (std::size_t k = 0; k < j; ++k) {
            double sum = m_beta[k + 1] * overlap(k + 1) + (m_alpha[k] - m_alpha[j]) * overlap(k);
            if (k > 0)
                sum += m_beta[k] * overlap(k - 1);
            sum -= m_beta[j] * (k < m_before.size() ? m_before[k] : 1.0);
            fresh[k] = (sum + std::copysign(2 * kRounding * (m_beta[k + 1] + norm), sum)) / norm;
        }
        m_before = std::move(m_overlap);
        m_overlap = std::move(fresh);
    }

    /// Inner product of the newest basis vector with the k-th one.
    double overlap(std::size_t k) const { return k < m_overlap.size() ? m_overlap[k] : 1.0; }

    void multiplyOn(double norm)
    {
        const Samples& newest = m_basis.back();
        for (std::size_t i = 0; i < newest.size(); ++i)
            m_next[i] = m_multiplier[i] * newest[i];
        m_size = std::sqrt(dot(m_next, m_next));
        m_beta.push_back(norm);
        if (m_basis.size() > 1)
            addScaled(m_next, -norm, m_basis[m_basis.size() - 2]);
        m_alpha.push_back(dot(newest, m_next));
        addScaled(m_next, -m_alpha.back(), newest);
    }

    std::span<const double> m_multiplier;
    Samples m_next;
    double m_size = 0; ///< ‖m∘newest‖: what the norm of m_next is measured by
    std::vector<Samples> m_basis = {};
    Samples m_alpha = {}, m_beta = {}; ///< m_beta[k] stands between vectors k − 1 and k
    Samples m_overlap = {}, m_before = {};
    bool m_cleanAgain = false;
};

/// Evenly spaced values split at their middle into an even and an odd half: the fit of each is its own problem of
/// a quarter of the work. Pairs carry √2 so that sums of squares are kept.
struct Halves {
    Samples even, odd;
    Samples distance; ///< from the middle, in spacings
    Samples weight;   ///< √2 for a pair, 1 for the middle itself
};

Halves folded(std::span<const double> values)
{
    const std::size_t n = values.size();
    Halves halves;
    for (std::size_t i = 0; i < (n + 1) / 2; ++i) {
        const double left = values[i];
        const double right = values[n - 1 - i];
        const bool middle = i == n - 1 - i;
        halves.even.push_back(middle ? left : (left + right) / std::numbers::sqrt2);
        halves.odd.push_back(middle ? 0 : (right - left) / std::numbers::sqrt2);
        halves.distance.push_back((static_cast<double>(n) - 1) / 2 - static_cast<double>(i));
        halves.weight.push_back(middle ? 1 : std::numbers::sqrt2);
    }
    return halves;
}

template <class Even, class Odd>
double foldedResidual(std::span<const double> values, std::size_t evenCount, std::size_t oddCount,
                      Even multiplier, Odd odd)
{
    const Halves halves = folded(values);
    Samples places(halves.distance.size());
    std::ranges::transform(halves.distance, places.begin(), multiplier);
    Samples oddStart(places.size());
    std::ranges::transform(halves.distance, halves.weight, oddStart.begin(),
                           [&](double distance, double weight) { return weight * odd(distance); });
    return leastSquaresResidual(halves.weight, places, halves.even, evenCount) +
           leastSquaresResidual(oddStart, places, halves.odd, oddCount);
}

} // namespace

double leastSquaresResidual(std::span<const double> start, std::span<const double> multiplier,
                            std::span<const double> values, std::size_t count)
{
    assert(start.size() == values.size() && multiplier.size() == values.size());
    Samples rest(values.begin(), values.end());
    Lanczos basis(start, multiplier);
    for (std::size_t i = 0; i < std::min(count, values.size()); ++i) {
        const Samples* direction = basis.advance();
        if (!direction)
            break;
        addScaled(rest, -dot(*direction, rest), *direction);
    }
    return dot(rest, rest);
}

double polynomialResidual(std::span<const double> values, std::size_t count)
{
    const double half = std::max(1.0, (static_cast<double>(values.size()) - 1) / 2);
    return foldedResidual(
        values, (count + 1) / 2, count / 2, [&](double d) { return d * d / (half * half); },
        [&](double d) { return d / half; });
}

double trigonometricResidual(std::span<const double> values, std::size_t harmonics, double spacing)
{
    return foldedResidual(
        values, harmonics + 1, harmonics, [&](double d) { return std::pow(std::sin(d * spacing / 2), 2); },
        [&](double d) { return std::sin(d * spacing); });
}

} // namespace kaba
