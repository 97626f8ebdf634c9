// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/generating_function.h"

#include "core/base/dispatch.h"
#include "core/math/lanes.h"
#include "core/ssm/near_pole.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba {

namespace {

using Complex = std::complex<double>;

/// Sums of so many points stay in the cache; between two blocks a stop may come.
constexpr std::size_t kBlock = 1024;

/// sin(πj/2L), j = 0…L, to full relative accuracy: sums of positive products from two short exact tables.
std::vector<double> sineTable(std::size_t length)
{
    constexpr std::size_t kTable = 128;
    const double unit = std::numbers::pi / (2 * static_cast<double>(length));
    std::vector<double> sine(kTable);
    std::vector<double> cosine(kTable);
    for (std::size_t r = 0; r < kTable; ++r) {
        sine[r] = std::sin(unit * static_cast<double>(r));
        cosine[r] = std::cos(unit * static_cast<double>(r));
    }
    std::vector<double> table(roundedUpTo(kTable, length + 1));
    for (std::size_t from = 0; from < table.size(); from += kTable) {
        const double s = std::sin(unit * static_cast<double>(from));
        const double c = std::cos(unit * static_cast<double>(from));
        for (std::size_t r = 0; r < kTable; ++r)
            table[from + r] = s * cosine[r] + c * sine[r];
    }
    return table;
}

/// y_k = 2 tan(πk/L), k = 0…⌈L/2⌉−1: z_k = i·y_k. Padded with zeros to whole lanes.
std::vector<double> imaginaryNodes(std::size_t length)
{
    const std::vector<double> sine = sineTable(length);
    const std::size_t count = (length + 1) / 2;
    std::vector<double> nodes(roundedUpTo(kLaneCount, count));
    for (std::size_t k = 0; k < count; ++k)
        nodes[k] = 2 * sine[2 * k] / sine[length - 2 * k];
    return nodes;
}

/// Weights of the sums Σ b c, then for each column p of P: Σ b p̄ and Σ p c, then Σ p̄_i p_j row by row.
std::vector<Complex> sumWeights(const Dplr& dplr, const Eigen::VectorXcd& modes, Eigen::Index n)
{
    const auto p = dplr.p.row(n);
    std::vector<Complex> weights{dplr.b(n) * modes(n)};
    for (const Complex& value : p)
        weights.push_back(dplr.b(n) * std::conj(value));
    for (const Complex& value : p)
        weights.push_back(value * modes(n));
    for (const Complex& left : p)
        for (const Complex& right : p)
            weights.push_back(std::conj(left) * right);
    return weights;
}

/// std::complex looks for infinities in every product; this vectorises.
struct Pair {
    double re, im;
};
[[gnu::always_inline]] inline Pair operator+(Pair a, Pair b) { return {a.re + b.re, a.im + b.im}; }
[[gnu::always_inline]] inline Pair operator-(Pair a, Pair b) { return {a.re - b.re, a.im - b.im}; }
[[gnu::always_inline]] inline Pair operator*(Pair a, Pair b)
{
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
[[gnu::always_inline]] inline Pair operator/(Pair a, Pair b)
{
    const double scale = 1 / (b.re * b.re + b.im * b.im);
    return {(a.re * b.re + a.im * b.im) * scale, (a.im * b.re - a.re * b.im) * scale};
}

struct Nodes {
    const double* y;
    const double* sums; ///< as CauchySums writes them
    std::size_t padded;
    std::size_t count;
    Complex* spectrum;
};

[[gnu::always_inline]] inline Pair sumAt(const Nodes& nodes, std::size_t sum, std::size_t k)
{
    return {nodes.sums[2 * sum * nodes.padded + k], nodes.sums[(2 * sum + 1) * nodes.padded + k]};
}

[[gnu::always_inline]] inline void store(const Nodes& nodes, std::size_t k, Pair resolvent)
{
    const Pair value = resolvent * Pair{1, nodes.y[k] / 2}; // 2/(1+ω) = 1 + i tan(πk/L)
    nodes.spectrum[k] = {value.re, value.im};
}

KABA_CLONES void woodburyRankOne(const Nodes& nodes)
{
    for (std::size_t k = 0; k < nodes.count; ++k) {
        const Pair capacitance = Pair{1, 0} + sumAt(nodes, 3, k);
        store(nodes, k, sumAt(nodes, 0, k) - sumAt(nodes, 1, k) * sumAt(nodes, 2, k) / capacitance);
    }
}

KABA_CLONES void woodburyRankTwo(const Nodes& nodes)
{
    for (std::size_t k = 0; k < nodes.count; ++k) {
        const Pair a = Pair{1, 0} + sumAt(nodes, 5, k);
        const Pair b = sumAt(nodes, 6, k);
        const Pair c = sumAt(nodes, 7, k);
        const Pair d = Pair{1, 0} + sumAt(nodes, 8, k);
        const Pair u = sumAt(nodes, 1, k);
        const Pair v = sumAt(nodes, 2, k);
        const Pair correction = sumAt(nodes, 3, k) * (d * u - b * v) + sumAt(nodes, 4, k) * (a * v - c * u);
        store(nodes, k, sumAt(nodes, 0, k) - correction / (a * d - b * c));
    }
}

/// lim 2/(1+ω) · C̃(z/Δ − A)⁻¹B for ω → −1: (Δ/2)·C̃B.
double limitAtMinusOne(const Dplr& dplr, double step, const Eigen::VectorXcd& modes)
{
    double sum = 0;
    for (Eigen::Index n = 0; n < modes.size(); ++n) {
        const bool once = dplr.realModeLast && n + 1 == modes.size();
        sum += (once ? 0.5 : 1.0) * (modes(n) * dplr.b(n)).real();
    }
    return step * sum;
}

/// From sums to K̂ at the points of one block.
void woodbury(const Nodes& nodes, Eigen::Index rank)
{
    if (rank == 1)
        woodburyRankOne(nodes);
    else
        woodburyRankTwo(nodes);
}

} // namespace

CauchySums s4CauchySums(const Dplr& dplr, double step, const Eigen::VectorXcd& modes)
{
    const auto rank = static_cast<std::size_t>(dplr.p.cols());
    CauchySums sums((1 + rank) * (1 + rank), static_cast<std::size_t>(dplr.lambda.size()));
    for (Eigen::Index n = 0; n < dplr.lambda.size(); ++n) {
        const bool once = dplr.realModeLast && n + 1 == dplr.lambda.size();
        std::vector<Complex> weights = sumWeights(dplr, modes, n);
        for (Complex& weight : weights)
            weight *= once ? step / 2 : step;
        sums.setPole(static_cast<std::size_t>(n), step * dplr.lambda(n), weights);
    }
    return sums;
}

GeneratingFunction::GeneratingFunction(std::size_t length)
    : m_length(length)
    , m_nodes(imaginaryNodes(length))
{}

Status GeneratingFunction::evaluate(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                                    std::span<Complex> spectrum, const RunContext& context) const
{
    assert(spectrum.size() == m_length / 2 + 1);
    const CauchySums cauchy = s4CauchySums(dplr, step, modes);
    LaneBuffer sums(2 * cauchy.sums() * std::min(kBlock, m_nodes.size()));
    for (std::size_t from = 0; from < m_nodes.size(); from += kBlock) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const auto y = std::span(m_nodes).subspan(from, std::min(kBlock, m_nodes.size() - from));
        cauchy.evaluate(y, {sums.data(), 2 * cauchy.sums() * y.size()});
        woodbury({y.data(), sums.data(), y.size(), std::min(y.size(), nodes().size() - from),
                  spectrum.data() + from},
                 dplr.p.cols());
    }
    for (const NearPole& near : nodesNearPoles(dplr, step, nodes()))
        spectrum[near.node] = Complex(1, m_nodes[near.node] / 2) *
                              resolventNearPole(dplr, step, modes, near.mode, m_nodes[near.node]);
    if (m_length % 2 == 0)
        spectrum.back() = limitAtMinusOne(dplr, step, modes);
    return Done{};
}

} // namespace kaba
