// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/weights.h"

#include <array>
#include <limits>

namespace kaba::learn {

struct GroupSettings {
    double decay = 0;
    double mostRate = std::numeric_limits<double>::infinity();
};

/// The defaults are those of the synthetic tasks of H3 (Fu et al., 2023).
struct AdamWSettings {
    double rate = 5e-4;
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    std::array<GroupSettings, kWeightGroups> groups{
        {{.decay = 0.1}, {.mostRate = 1e-3}, {.mostRate = 0}}}; ///< by WeightGroup
};

/// θ ← θ − η (m̂/(√v̂ + ε) + λ θ) with running means m of the gradient and v of its square, each over 1 − β^t.
/// Source: Loshchilov and Hutter, Decoupled Weight Decay Regularization (2019), algorithm 2.
template <class Scalar>
class AdamW {
public:
    AdamW(const Weights<Scalar>& weights, const AdamWSettings& settings);

    /// One step with η = factor · min(rate, the group's limit). Requires the weights of the constructor and a gradient of
    /// their size. Cost some ten operations a weight.
    void step(Weights<Scalar>& weights, std::span<const Scalar> gradient, double factor);

    /// What a checkpoint keeps beside the weights.
    struct State {
        Index steps = 0;
        std::vector<Scalar> mean, square;
    };
    const State& state() const { return m_state; }
    /// Requires a state of the same weights.
    void restore(State state) { m_state = std::move(state); }

private:
    AdamWSettings m_settings;
    State m_state;
};

/// The learning rate's factor at each step: up in a straight line over `warmUp` steps, then down to `floor` at `steps`.
struct Schedule {
    enum class Decay { None, Linear, Cosine };
    Index steps = 1;
    Index warmUp = 0;
    Decay decay = Decay::Cosine;
    double floor = 0;

    /// Of step 0 … steps − 1; the first is 1/warmUp, the last of the warm-up 1.
    double factor(Index step) const;
};

/// Scales the gradient down to the norm `most` where it is longer; returns the norm it had. Summed in double.
template <class Scalar>
double clipNorm(std::span<Scalar> gradient, double most);

} // namespace kaba::learn
