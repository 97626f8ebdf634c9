// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/evolving_stack.h"
#include "core/base/demo.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// Tokens as particles, with the group that each belongs to.
struct Particles {
    Eigen::MatrixXd places;         ///< n × d
    std::vector<std::size_t> group; ///< of each particle, in ascending order
    std::vector<Text> groups;       ///< their names
    std::vector<std::string> names; ///< of tokens of a text; else empty
    Text label;
    std::vector<Text> notices = {};
};

/// x_i = centre + 0.4 ε_i: two clusters around random points and a ring through random directions, a third each.
Particles ringAndClusters(Random& random, Eigen::Index count, Eigen::Index width);

/// One block of TransEvolve run over the particles, beside the stack that forms its scores in every layer.
struct EvolutionScene {
    const Request& request;
    Particles particles;
    StackSettings settings;
    StackWeights weights;
    EvolvedScores scores; ///< of the particles before the first layer
    StackRun evolved;
    std::optional<StackRun> recomputed; ///< where a panel sets it beside the evolved one
    int layer = 0;                      ///< on show
    int head = 0;                       ///< on show

    Eigen::VectorXd time(int depth) const
    {
        return timeVector(weights.attention.coefficients, depth, settings.divisor);
    }
    bool wantsAny(std::initializer_list<std::string_view> panels) const;
};

/// Each adds the wanted panels of one view with their readouts and claims, and computes nothing where none is wanted.
/// They fail only when cancelled.

/// `weights`, `bias`, `strip`, and the identities of the evolution, which are always stated.
Status addEvolution(const EvolutionScene& scene, Figure& figure, const RunContext& context);
/// `divergence`, `entropy`, `trajectories`.
Status addFlow(const EvolutionScene& scene, Figure& figure, const RunContext& context);
/// `score-cost`, `total-cost`.
Status addEvolutionCosts(const EvolutionScene& scene, Figure& figure, const RunContext& context);
/// `rank`, `rotation`: the random feed-forward matrices.
Status addRandomFeedForward(const EvolutionScene& scene, Figure& figure, const RunContext& context);

} // namespace kaba
