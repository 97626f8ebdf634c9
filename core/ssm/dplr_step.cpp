// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/dplr_step.h"

#include "core/base/dispatch.h"

#include <Eigen/LU>

#include <cassert>

namespace kaba {

namespace {

using Complex = std::complex<double>;

/// Each row holds the real parts of all modes, then the imaginary ones.
enum Row : std::size_t { State, Decay, Input, Readout, FirstLowRank };
constexpr std::size_t probeRow(std::size_t column) { return Row::FirstLowRank + 2 * column; }
constexpr std::size_t answerRow(std::size_t column) { return probeRow(column) + 1; }
constexpr std::size_t rowCount(std::size_t rank) { return Row::FirstLowRank + 2 * rank; }

std::size_t lanesOf(std::size_t modes) { return roundedUpTo(kLaneCount, modes); }

struct Task {
    double* rows;
    std::size_t lanes; ///< modes, rounded up to whole lanes
    const double* gain;
    const double* input;
    double* output;
    std::size_t samples;
};

[[gnu::always_inline]] inline double total(const Lanes& lanes)
{
    double sum = 0;
    for (std::size_t i = 0; i < kLaneCount; ++i)
        sum += lanes[i];
    return sum;
}

/// One group of lanes of a row; only ever inlined.
struct Group {
    Lanes re, im;
};
[[gnu::always_inline]] inline void load(const Task& task, std::size_t row, std::size_t from, Group& group)
{
    std::memcpy(&group.re, task.rows + 2 * row * task.lanes + from, sizeof group.re);
    std::memcpy(&group.im, task.rows + (2 * row + 1) * task.lanes + from, sizeof group.im);
}

template <std::size_t Rank>
[[gnu::always_inline]] inline void probe(const Task& task, double u, double* answers)
{
    Lanes sums[Rank] = {};
    Group x;
    Group weight;
    for (std::size_t from = 0; from < task.lanes; from += kLaneCount) {
        load(task, Row::State, from, x);
        for (std::size_t column = 0; column < Rank; ++column) {
            load(task, probeRow(column), from, weight);
            sums[column] += weight.re * x.re - weight.im * x.im;
        }
    }
    for (std::size_t column = 0; column < Rank; ++column)
        answers[column] = total(sums[column]) + task.gain[column] * u;
}

template <std::size_t Rank>
[[gnu::always_inline]] inline double advance(const Task& task, double u, const double* answers)
{
    Lanes output = {};
    Group x;
    Group row;
    for (std::size_t from = 0; from < task.lanes; from += kLaneCount) {
        load(task, Row::State, from, x);
        load(task, Row::Decay, from, row);
        Group next{row.re * x.re - row.im * x.im, row.re * x.im + row.im * x.re};
        load(task, Row::Input, from, row);
        next.re += row.re * u;
        next.im += row.im * u;
        for (std::size_t column = 0; column < Rank; ++column) {
            load(task, answerRow(column), from, row);
            next.re -= row.re * answers[column];
            next.im -= row.im * answers[column];
        }
        std::memcpy(task.rows + from, &next.re, sizeof next.re);
        std::memcpy(task.rows + task.lanes + from, &next.im, sizeof next.im);
        load(task, Row::Readout, from, row);
        output += row.re * next.re - row.im * next.im;
    }
    return total(output);
}

template <std::size_t Rank>
[[gnu::always_inline]] inline void runSteps(const Task& task)
{
    double answers[Rank];
    for (std::size_t k = 0; k < task.samples; ++k) {
        probe<Rank>(task, task.input[k], answers);
        task.output[k] = advance<Rank>(task, task.input[k], answers);
    }
}

KABA_CLONES void runRankOne(const Task& task) { runSteps<1>(task); }
KABA_CLONES void runRankTwo(const Task& task) { runSteps<2>(task); }

void store(LaneBuffer& rows, std::size_t row, const Eigen::VectorXcd& values)
{
    const auto count = static_cast<std::size_t>(values.size());
    double* re = rows.data() + 2 * row * lanesOf(count);
    double* im = re + lanesOf(count);
    for (std::size_t n = 0; n < count; ++n) {
        re[n] = values(static_cast<Eigen::Index>(n)).real();
        im[n] = values(static_cast<Eigen::Index>(n)).imag();
    }
}

/// How often each kept mode counts in a sum over all modes.
Eigen::VectorXcd multiplicity(const Dplr& dplr)
{
    Eigen::VectorXcd twice = Eigen::VectorXcd::Constant(dplr.lambda.size(), 2);
    if (dplr.realModeLast)
        twice.tail(1).setOnes();
    return twice;
}

} // namespace

DplrStep::DplrStep(const Dplr& dplr, double step, const Eigen::VectorXcd& modes)
    : m_modes(static_cast<std::size_t>(dplr.lambda.size()))
    , m_rank(static_cast<std::size_t>(dplr.p.cols()))
    , m_rows(2 * rowCount(m_rank) * lanesOf(m_modes))
{
    assert((m_rank == 1 || m_rank == 2) && modes.size() == dplr.lambda.size());
    const Eigen::VectorXcd twice = multiplicity(dplr);
    const Eigen::VectorXcd diagonal = (2 / step - dplr.lambda.array()).inverse(); // D
    const Eigen::VectorXcd weighted = twice.cwiseProduct(diagonal);
    const Eigen::MatrixXcd answers = diagonal.asDiagonal() * dplr.p;            // DP
    const Eigen::MatrixXcd probes = weighted.asDiagonal() * dplr.p.conjugate(); // P*D, as columns
    const Eigen::MatrixXd inner = (probes.transpose() * dplr.p).real();         // P*DP
    const Eigen::MatrixXd inverse = (Eigen::MatrixXd::Identity(inner.rows(), inner.cols()) + inner).inverse();

    store(m_rows, Row::Decay, (2 / step + dplr.lambda.array()) * diagonal.array());
    store(m_rows, Row::Input, 2 * diagonal.cwiseProduct(dplr.b));
    store(m_rows, Row::Readout, twice.cwiseProduct(modes));
    const Eigen::MatrixXcd corrected = answers * inverse.cast<Complex>();
    for (std::size_t column = 0; column < m_rank; ++column) {
        const auto r = static_cast<Eigen::Index>(column);
        store(m_rows, probeRow(column), 4 / step * probes.col(r));
        store(m_rows, answerRow(column), corrected.col(r));
        m_gain.at(column) = 2 * (probes.col(r).transpose() * dplr.b).value().real();
    }
}

void DplrStep::run(std::span<const double> input, std::span<double> output)
{
    assert(input.size() == output.size());
    const Task task{m_rows.data(), lanesOf(m_modes), m_gain.data(),
                    input.data(),  output.data(),    input.size()};
    if (m_rank == 1)
        runRankOne(task);
    else
        runRankTwo(task);
}

Eigen::VectorXcd DplrStep::state() const
{
    const auto count = static_cast<Eigen::Index>(m_modes);
    Eigen::VectorXcd state(count);
    state.real() = Eigen::Map<const Eigen::VectorXd>(m_rows.data(), count);
    state.imag() = Eigen::Map<const Eigen::VectorXd>(m_rows.data() + lanesOf(m_modes), count);
    return state;
}

} // namespace kaba
