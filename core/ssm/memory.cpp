// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/memory.h"

#include "core/base/dispatch.h"
#include "core/math/polynomials.h"
#include "core/math/vector_ops.h"
#include "core/ssm/hippo.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace kaba {
namespace {

/// The working arrays of one LegS step, each of length N (prefix: N + 1).
struct LegsArrays {
    const double* norm;
    double* prefix;
    double* state;
    double* gain;
    double* decay;
    double* drive;
};

/// Forward half x = c + δ(A c + B u), δ = forward, and the coefficients of S_{n+1} = decay_n S_n + drive_n, the
/// prefix sums S of the backward half's solution y_n = gain_n (x_n − backward √(2n+1) S_n). state becomes x.
KABA_CLONES void legsForward(LegsArrays m, std::size_t order, double forward, double backward, double input)
{
#pragma omp simd
    for (std::size_t n = 0; n < order; ++n) {
        const auto diagonal = static_cast<double>(n + 1);
        const double norm = m.norm[n];
        const double x = m.state[n] - forward * (norm * m.prefix[n] + diagonal * m.state[n]) + norm * input;
        const double gain = 1 / (1 + diagonal * backward);
        m.state[n] = x;
        m.gain[n] = gain;
        m.decay[n] = 1 - backward * norm * norm * gain;
        m.drive[n] = norm * x * gain;
    }
}

KABA_CLONES void legsBackward(LegsArrays m, std::size_t order, double backward)
{
#pragma omp simd
    for (std::size_t n = 0; n < order; ++n)
        m.state[n] = (m.state[n] - backward * m.norm[n] * m.prefix[n]) * m.gain[n];
}

/// The only loop of a LegS step that cannot run in parallel: one multiplication and addition after the other.
void prefixSums(LegsArrays m, std::size_t order)
{
    double sum = 0;
    for (std::size_t n = 0; n < order; ++n) {
        m.prefix[n] = sum;
        sum = m.decay[n] * sum + m.drive[n];
    }
}

Samples legendreNorms(std::size_t order)
{
    Samples norms(order);
    for (std::size_t n = 0; n < order; ++n)
        norms[n] = legendreNorm(static_cast<Eigen::Index>(n));
    return norms;
}

/// Gathers a few states before writing them as columns: a row-major table has its columns far apart.
class StateTable {
public:
    StateTable(std::size_t order, std::size_t samples)
        : m_order(order)
        , m_samples(samples)
        , m_waiting(order * kColumns)
        , m_table(order * samples)
    {}

    void append(std::span<const double> state)
    {
        std::ranges::copy(state, m_waiting.begin() + static_cast<std::ptrdiff_t>(m_count * m_order));
        if (++m_count == kColumns)
            flush();
    }

    Samples taken()
    {
        flush();
        return std::move(m_table);
    }

private:
    static constexpr std::size_t kColumns = 8;

    void flush()
    {
        for (std::size_t n = 0; n < m_order; ++n)
            for (std::size_t c = 0; c < m_count; ++c)
                m_table[n * m_samples + m_written + c] = m_waiting[c * m_order + n];
        m_written += m_count;
        m_count = 0;
    }

    std::size_t m_order, m_samples;
    Samples m_waiting, m_table;
    std::size_t m_count = 0, m_written = 0;
};

Samples copied(std::span<const double> state) { return finiteOrNan({state.begin(), state.end()}); }

template <class Kind, class Visit>
Status hearWith(Kind& memory, std::span<const double> input, Visit visit, const RunContext& context)
{
    constexpr std::size_t kBetweenQuestions = 64;
    for (std::size_t k = 0; k < input.size(); ++k) {
        if (k % kBetweenQuestions == 0 &&
            !context.advance(static_cast<std::ptrdiff_t>(k), static_cast<std::ptrdiff_t>(input.size())))
            return RunContext::cancelled();
        memory.step(k, input[k]);
        visit(k, memory.state());
    }
    return Done{};
}

template <class Kind>
Result<StateHistory> listenWith(Kind& memory, std::span<const double> input, std::size_t moment,
                                bool keepStates, const RunContext& context)
{
    StateHistory history{.order = memory.state().size(), .samples = input.size()};
    history.beforeMoment.assign(history.order, 0);
    StateTable table(history.order, keepStates ? input.size() : 0);
    const auto visit = [&](std::size_t k, std::span<const double> state) {
        if (!history.overflow && !allFinite(state))
            history.overflow = k;
        if (k + 1 == moment)
            history.beforeMoment = copied(state);
        if (k == moment)
            history.atMoment = copied(state);
        if (keepStates)
            table.append(state);
    };
    const Status heard = hearWith(memory, keepStates ? input : input.first(moment + 1), visit, context);
    if (!heard)
        return heard.error();
    if (keepStates)
        history.states = table.taken();
    if (history.overflow)
        history.states = finiteOrNan(std::move(history.states));
    return history;
}

} // namespace

ScaledLegs::ScaledLegs(int order, double alpha)
    : m_alpha(alpha)
    , m_norm(legendreNorms(static_cast<std::size_t>(order)))
    , m_prefix(m_norm.size(), 0.0)
    , m_state(m_norm.size(), 0.0)
    , m_gain(m_norm.size())
    , m_decay(m_norm.size())
    , m_drive(m_norm.size())
{}

void ScaledLegs::step(std::size_t k, double input)
{
    const double delta = 1 / static_cast<double>(k + 1);
    const LegsArrays arrays{m_norm.data(), m_prefix.data(), m_state.data(),
                            m_gain.data(), m_decay.data(),  m_drive.data()};
    legsForward(arrays, m_state.size(), (1 - m_alpha) * delta, m_alpha * delta, input * delta);
    prefixSums(arrays, m_state.size());
    legsBackward(arrays, m_state.size(), m_alpha * delta);
}

HeldScaledLegs::HeldScaledLegs(int order)
    : m_norm(legendreNorms(static_cast<std::size_t>(order)))
    , m_state(m_norm.size(), 0.0)
    , m_history(m_norm.size())
    , m_places(m_norm.size())
{
    const std::size_t count = m_norm.size();
    GaussRule rule = gaussLegendre(count);
    m_values.resize(count * count);
    for (std::size_t j = 0; j < count; ++j) {
        const Samples values = legendreValues(count, rule.nodes[j]);
        for (std::size_t n = 0; n < count; ++n)
            m_values[n * count + j] = m_norm[n] * values[n];
        rule.nodes[j] = (rule.nodes[j] + 1) / 2;
        rule.weights[j] /= 2;
    }
    m_nodes = std::move(rule.nodes);
    m_weights = std::move(rule.weights);
}

void HeldScaledLegs::step(std::size_t k, double input)
{
    const double ratio = static_cast<double>(k + 1) / static_cast<double>(k + 2);
    m_state[0] -= input;
    multiply(m_values, m_state, m_history);
    for (std::size_t j = 0; j < m_nodes.size(); ++j) {
        m_history[j] *= ratio * m_weights[j];
        m_places[j] = 2 * ratio * m_nodes[j] - 1;
    }
    legendreMoments(m_history, m_places, m_state);
    for (std::size_t n = 0; n < m_state.size(); ++n)
        m_state[n] *= m_norm[n];
    m_state[0] += input;
}

DenseMemory::DenseMemory(const DiscreteSystem<double>& system)
    : m_matrix(system.a.data(), system.a.data() + system.a.size())
    , m_input(system.b.data(), system.b.data() + system.b.size())
    , m_state(m_input.size(), 0.0)
    , m_next(m_input.size(), 0.0)
{}

void DenseMemory::step(std::size_t /*k*/, double input)
{
    multiply(m_matrix, m_state, m_next);
    addScaled(m_next, input, m_input);
    m_state.swap(m_next);
}

Status hear(Memory& memory, std::span<const double> input, const StateVisitor& visit,
            const RunContext& context)
{
    return std::visit([&](auto& kind) { return hearWith(kind, input, visit, context); }, memory);
}

Result<StateHistory> listen(Memory& memory, std::span<const double> input, std::size_t moment,
                            bool keepStates, const RunContext& context)
{
    assert(moment < input.size());
    return std::visit([&](auto& kind) { return listenWith(kind, input, moment, keepStates, context); },
                      memory);
}

} // namespace kaba
