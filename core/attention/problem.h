// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <vector>

namespace kaba {

/// One head of attention: a row for each token.
struct AttentionProblem {
    Eigen::MatrixXd queries;       ///< n × d
    Eigen::MatrixXd keys;          ///< n × d
    Eigen::MatrixXd values;        ///< n × d_v
    bool causal = false;           ///< token i sees tokens 0 … i
    double temperature = 1;        ///< logits are q·k / (temperature √d)
    std::vector<double> bias = {}; ///< added to the logit of (i, j): bias[j − i + n − 1]; empty: none

    Eigen::Index tokens() const { return queries.rows(); }
    Eigen::Index dim() const { return queries.cols(); }
    double scale() const;
    double biasOf(Eigen::Index query, Eigen::Index key) const
    {
        return bias.empty() ? 0 : bias[static_cast<std::size_t>(key - query + tokens() - 1)];
    }
    bool sees(Eigen::Index query, Eigen::Index key) const { return !causal || key <= query; }
};

/// What a computation really did, added up where it does it.
struct AttentionCost {
    std::uint64_t multiplyAdds = 0;
    std::uint64_t exponentials = 0;
    std::uint64_t numbers = 0; ///< held at once beside Q, K, V and the outputs, at most

    AttentionCost& operator+=(const AttentionCost& other);
    bool operator==(const AttentionCost&) const = default;
};

/// left · right, and its rows × inner × columns multiply-adds on the account.
template <class Left, class Right>
auto counted(AttentionCost& cost, const Eigen::MatrixBase<Left>& left, const Eigen::MatrixBase<Right>& right)
{
    cost.multiplyAdds += static_cast<std::uint64_t>(left.rows()) * static_cast<std::uint64_t>(left.cols()) *
                         static_cast<std::uint64_t>(right.cols());
    return left.derived() * right.derived();
}

struct AttentionResult {
    Eigen::MatrixXd outputs; ///< n × d_v
    AttentionCost cost;
};

} // namespace kaba
