// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/discretization.h"

#include <functional>
#include <optional>
#include <span>
#include <variant>

namespace kaba {

/// A state that listens to a sequence. step(k, u) takes sample k = 0, 1, … in order; the state starts at zero.

/// Scaled LegS by GBT(α) in O(N) a step: A is lower triangular plus rank one, so that both halves of the transform
/// are prefix sums. Sample k uses t = k + 1: (I − αA/t) c_k = (I + (1−α)A/t) c_{k−1} + B u_k/t.
/// Source: HiPPO (2020), proposition 4 and appendix E.
class ScaledLegs {
public:
    ScaledLegs(int order, double alpha);
    void step(std::size_t k, double input);
    std::span<const double> state() const { return m_state; }

private:
    double m_alpha;
    Samples m_norm;   ///< √(2n+1)
    Samples m_prefix; ///< Σ_{k<n} √(2k+1) c_k
    Samples m_state, m_gain, m_decay, m_drive;
};

/// Scaled LegS with the input held constant from k + 1 to k + 2: c ← e^{As}(c − u e₀) + u e₀, s = ln((k+2)/(k+1)).
/// e^{As} squeezes the represented history into the first (k+1)/(k+2) of the new one, which Gauss–Legendre
/// quadrature does exactly and without cancellation. O(N²) a step.
class HeldScaledLegs {
public:
    explicit HeldScaledLegs(int order);
    void step(std::size_t k, double input);
    std::span<const double> state() const { return m_state; }

private:
    Samples m_nodes, m_weights; ///< on [0, 1]
    Samples m_values;           ///< column-major: basis function n at node j
    Samples m_norm, m_state, m_history, m_places;
};

/// x ← Ā x + B̄ u with dense matrices, O(N²) a step.
class DenseMemory {
public:
    explicit DenseMemory(const DiscreteSystem<double>& system);
    void step(std::size_t k, double input);
    std::span<const double> state() const { return m_state; }

private:
    Samples m_matrix, m_input; ///< column-major
    Samples m_state, m_next;
};

using Memory = std::variant<ScaledLegs, HeldScaledLegs, DenseMemory>;

/// Is shown the state after sample k.
using StateVisitor = std::function<void(std::size_t k, std::span<const double> state)>;

/// Lets the memory hear the whole input. Fails only when cancelled.
Status hear(Memory& memory, std::span<const double> input, const StateVisitor& visit,
            const RunContext& context);

/// What a memory went through.
struct StateHistory {
    std::size_t order = 0, samples = 0;
    Samples states = {};                      ///< order × samples, row-major; empty unless asked for
    Samples atMoment = {}, beforeMoment = {}; ///< after samples `moment` and `moment` − 1 (zero at 0)
    std::optional<std::size_t> overflow = {}; ///< the first sample after which the state is not finite
};

/// Lets the memory hear the input. Without `keepStates` it stops at `moment`. Values that are not finite become NaN.
/// Requires moment < input.size(). Fails only when cancelled.
Result<StateHistory> listen(Memory& memory, std::span<const double> input, std::size_t moment,
                            bool keepStates, const RunContext& context);

} // namespace kaba
