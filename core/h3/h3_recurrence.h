// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/h3/h3_layer.h"

#include <cstdint>
#include <functional>

namespace kaba {

/// The same layer token by token: shift registers for the keys, modes for the cells. What it holds does not grow with the
/// sequence.
class H3Recurrence {
public:
    explicit H3Recurrence(const H3Layer& layer); ///< the layer outlives it

    /// Takes token `token` of run.projections and fills in the rest of that column. Tokens come in order from 0; requires
    /// room in every member of `run`. Cost O(d N + cells N + d · outputs).
    void step(H3Run& run, Eigen::Index token);

    /// d × N. Where B is e₀, column j holds the keys of j tokens ago.
    const Eigen::MatrixXd& registers() const { return m_registers; }
    /// N/2 × cells.
    const Eigen::MatrixXcd& modes() const { return m_modes; }

    /// Real multiply-adds of all steps so far along the sequence, counted beside the loops; a complex product is four.
    /// The four maps, which work on one token at a time, are left out.
    std::uint64_t multiplyAdds() const { return m_multiplyAdds; }
    /// Real numbers of the state.
    std::uint64_t numbersHeld() const;

private:
    void shift(H3Run& run, Eigen::Index token);
    void remember(H3Run& run, Eigen::Index token);
    void read(H3Run& run, Eigen::Index token);

    const H3Layer& m_layer;
    std::vector<DiagonalStateSpace> m_systems; ///< discrete, one for each head
    Eigen::MatrixXd m_registers;
    Eigen::MatrixXcd m_modes;
    std::uint64_t m_multiplyAdds = 0;
};

/// The whole sequence by steps, and what each of them costs.
struct H3Recurrent {
    H3Run run;
    std::uint64_t multiplyAdds = 0; ///< of one step, without the four maps
    std::uint64_t numbersHeld = 0;
};
/// Called after each token.
using H3Observer = std::function<void(const H3Recurrence& state, Eigen::Index token)>;

/// Requires at least one token. Cost O(tokens · (d N + cells N + d · outputs)). Stops when asked.
Result<H3Recurrent> recurH3(const H3Layer& layer, const H3Projections& projections, const RunContext& context,
                            const H3Observer& observer = {});

} // namespace kaba
