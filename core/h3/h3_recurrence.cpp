// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/h3_recurrence.h"

namespace kaba {

using Eigen::Index;

namespace {

constexpr std::uint64_t kComplexProduct = 4; ///< real multiply-adds

std::uint64_t counted(Index operations) { return static_cast<std::uint64_t>(operations); }

std::vector<DiagonalStateSpace> discretised(const H3Layer& layer)
{
    std::vector<DiagonalStateSpace> systems;
    for (std::size_t head = 0; head < layer.memory.size(); ++head)
        systems.push_back(discretize(layer.memory[head], layer.steps[head], layer.rule));
    return systems;
}

} // namespace

H3Recurrence::H3Recurrence(const H3Layer& layer)
    : m_layer(layer)
    , m_systems(discretised(layer))
    , m_registers(Eigen::MatrixXd::Zero(layer.width(), layer.taps()))
    , m_modes(Eigen::MatrixXcd::Zero(m_systems.front().a.size(), layer.cells()))
{}

std::uint64_t H3Recurrence::numbersHeld() const
{
    return counted(m_registers.size()) + 2 * counted(m_modes.size());
}

void H3Recurrence::step(H3Run& run, Index token)
{
    shift(run, token);
    remember(run, token);
    read(run, token);
}

/// x ← S x + B k, K̃ = C x + D k in every channel.
void H3Recurrence::shift(H3Run& run, Index token)
{
    const Eigen::VectorXd key = run.projections.key.col(token);
    for (Index j = m_registers.cols() - 1; j > 0; --j)
        m_registers.col(j) = m_registers.col(j - 1);
    m_registers.col(0).setZero();
    m_registers += key.asDiagonal() * m_layer.shiftInput;
    run.shifted.col(token) =
        m_registers.cwiseProduct(m_layer.shiftReadout).rowwise().sum() + m_layer.shiftSkip.cwiseProduct(key);
    m_multiplyAdds += counted(2 * m_registers.size() + key.size());
}

/// x ← Ā x + B̄ K̃ᵢ vⱼ in every cell, and what is read of it.
void H3Recurrence::remember(H3Run& run, Index token)
{
    const Index size = m_layer.headSize;
    for (Index head = 0; head < m_layer.heads(); ++head) {
        const DiagonalStateSpace& system = m_systems[static_cast<std::size_t>(head)];
        for (Index i = 0; i < size; ++i)
            for (Index j = 0; j < size; ++j) {
                const Index cell = m_layer.cell(head, i, j);
                const double written =
                    run.shifted(head * size + i, token) * run.projections.value(head * size + j, token);
                auto modes = m_modes.col(cell);
                modes = (system.a.array() * modes.array() + system.b.array() * written).matrix();
                const double heard = (system.c.array() * modes.array()).real().sum();
                run.written(cell, token) = written;
                run.memory(cell, token) = system.factor * heard + system.d * written;
            }
    }
    // Ā x; the real input times B̄; the real part of C x.
    const std::uint64_t perMode = kComplexProduct + 2 + 2;
    m_multiplyAdds += perMode * counted(m_modes.size()) + 2 * counted(m_layer.cells());
}

/// y = W (qᵀ memory) + bias.
void H3Recurrence::read(H3Run& run, Index token)
{
    const Index size = m_layer.headSize;
    run.mixed.col(token).setZero();
    for (Index head = 0; head < m_layer.heads(); ++head)
        for (Index i = 0; i < size; ++i)
            for (Index j = 0; j < size; ++j)
                run.mixed(m_layer.mixedChannel(head, j), token) +=
                    run.projections.query(head * size + i, token) *
                    run.memory(m_layer.cell(head, i, j), token);
    run.output.col(token) = m_layer.output.weight * run.mixed.col(token) + m_layer.output.bias;
    m_multiplyAdds += counted(m_layer.cells());
}

Result<H3Recurrent> recurH3(const H3Layer& layer, const H3Projections& projections, const RunContext& context,
                            const H3Observer& observer)
{
    const Index tokens = projections.key.cols();
    H3Recurrence recurrence(layer);
    H3Recurrent result{.run = {.projections = projections,
                               .shifted = Eigen::MatrixXd(layer.width(), tokens),
                               .written = Eigen::MatrixXd(layer.cells(), tokens),
                               .memory = Eigen::MatrixXd(layer.cells(), tokens),
                               .mixed = Eigen::MatrixXd(layer.width(), tokens),
                               .output = Eigen::MatrixXd(layer.output.weight.rows(), tokens)}};
    for (Index token = 0; token < tokens; ++token) {
        if (context.stopRequested())
            return RunContext::cancelled();
        recurrence.step(result.run, token);
        if (observer)
            observer(recurrence, token);
    }
    result.multiplyAdds = recurrence.multiplyAdds() / counted(tokens);
    result.numbersHeld = recurrence.numbersHeld();
    return result;
}

} // namespace kaba
