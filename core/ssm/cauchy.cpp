// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/cauchy.h"

#include "core/base/dispatch.h"
#include "core/math/lanes.h"

#include <cassert>

namespace kaba {

namespace {

struct Task {
    const double* rows;
    std::size_t poles;
    const double* y;
    double* out;
    std::size_t points;
};

// With d = |λ|² − y², e = −2y Re λ: v/(iy−λ) + conj = (P + iyQ)(d − ie)/(d² + e²), P = −2Re(v conj λ), Q = 2Re v.
// d is formed as (Re λ)² + (Im λ − y)(Im λ + y), which stays accurate next to a pole.
template <std::size_t Sums>
[[gnu::always_inline]] inline void sumOverPoles(const Task& task)
{
    for (std::size_t k = 0; k < task.points; k += kLaneCount) {
        Lanes y;
        std::memcpy(&y, task.y + k, sizeof y);
        Lanes re[Sums] = {};
        Lanes im[Sums] = {};
        const double* row = task.rows;
        for (std::size_t n = 0; n < task.poles; ++n, row += 3 + 2 * Sums) {
            const Lanes d = row[0] + (row[1] - y) * (row[1] + y);
            const Lanes e = row[2] * y;
            const Lanes reciprocal = 1.0 / (d * d + e * e);
            const Lanes dr = d * reciprocal;
            const Lanes er = e * reciprocal;
            const Lanes ydr = y * dr;
            const Lanes yer = y * er;
            for (std::size_t s = 0; s < Sums; ++s) {
                const double p = row[3 + 2 * s];
                const double q = row[4 + 2 * s];
                re[s] += p * dr + q * yer;
                im[s] += q * ydr - p * er;
            }
        }
        for (std::size_t s = 0; s < Sums; ++s) {
            std::memcpy(task.out + 2 * s * task.points + k, &re[s], sizeof y);
            std::memcpy(task.out + (2 * s + 1) * task.points + k, &im[s], sizeof y);
        }
    }
}

KABA_CLONES void sumFour(const Task& task) { sumOverPoles<4>(task); }
KABA_CLONES void sumNine(const Task& task) { sumOverPoles<9>(task); }

} // namespace

CauchySums::CauchySums(std::size_t sums, std::size_t poles)
    : m_sums(sums)
    , m_poles(poles)
    , m_rows(rowSize() * poles)
{
    assert(sums == 4 || sums == 9);
}

void CauchySums::setPole(std::size_t pole, std::complex<double> lambda,
                         std::span<const std::complex<double>> weights)
{
    assert(pole < m_poles && weights.size() == m_sums);
    double* row = m_rows.data() + pole * rowSize();
    row[0] = lambda.real() * lambda.real();
    row[1] = lambda.imag();
    row[2] = -2 * lambda.real();
    for (std::size_t s = 0; s < m_sums; ++s) {
        row[3 + 2 * s] = -2 * (weights[s] * std::conj(lambda)).real();
        row[4 + 2 * s] = 2 * weights[s].real();
    }
}

void CauchySums::evaluate(std::span<const double> y, std::span<double> out) const
{
    assert(y.size() % kLaneCount == 0 && out.size() == 2 * m_sums * y.size());
    const Task task{m_rows.data(), m_poles, y.data(), out.data(), y.size()};
    if (m_sums == 4)
        sumFour(task);
    else
        sumNine(task);
}

} // namespace kaba
