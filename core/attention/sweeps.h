// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/mechanism.h"
#include "core/base/figure.h"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace kaba {

/// Something that attends, under the name of its curve: a mechanism with its settings, or a variant of one that a
/// page sets beside it.
struct Attender {
    using Attend =
        std::function<Result<AttentionResult>(const AttentionProblem&, int budget, const RunContext&)>;
    std::string id;
    Text name;
    Attend attend;
};

/// A mechanism with its own parameters as `values` has them. The mechanism and the set outlive the attender.
Attender attenderOf(const Mechanism& mechanism, const ParameterSet& values, int seed);

/// 1, 2, 4, … from `least` on, ending with `most` itself. Requires 1 ≤ least ≤ most.
std::vector<int> doublingFrom(int least, int most);

struct BudgetPoint {
    int budget = 0;
    double error = 0; ///< ‖outputs − exact‖_F / ‖exact‖_F
    AttentionCost cost;
};
struct BudgetSweep {
    std::string id;
    Text name;
    std::vector<BudgetPoint> points; ///< in the order of the budgets
};

/// How the outputs near the exact ones as the budget grows: one run for each budget. `exact` are the outputs of
/// exactAttention() on the same problem. Errors: those of the attender; stops when asked, also between runs.
Result<BudgetSweep> errorAgainstBudget(const Attender& attender, const AttentionProblem& problem,
                                       const Eigen::MatrixXd& exact, std::span<const int> budgets,
                                       const RunContext& context);

/// A cost that grows with the tokens; milliseconds are of this machine.
enum class Growth { MultiplyAdds, Numbers, Milliseconds };

struct TokensPoint {
    Eigen::Index tokens = 0;
    AttentionCost cost;
    double milliseconds = 0; ///< fastest of a few runs; 0 where not measured

    double value(Growth what) const;
};
struct TokensSweep {
    std::string id;
    Text name;
    std::vector<TokensPoint> points;

    Samples tokens() const;
    Samples values(Growth what) const;
    /// s of value ≈ c·nˢ, by least squares in the logarithms; NaN where not measured or of one point.
    double slope(Growth what) const;
};
/// The problem of n tokens that a sweep over n takes.
using ProblemOf = std::function<AttentionProblem(int tokens)>;

enum class Clock { None, Milliseconds };

/// Independent standard normal queries, keys and values: for costs, which do not depend on what is attended.
AttentionProblem normalProblem(int tokens, Eigen::Index dim);

/// What attending costs as the tokens grow, the budget fixed: multiply-adds, exponentials and memory counted where they
/// happen, and with Clock::Milliseconds the fastest of three runs (more while they take less than 10 ms in all, fewer
/// beyond 50 ms): only where the request asks for timings. Errors: those of the attender; stops when asked, also between runs.
Result<TokensSweep> costAgainstTokens(const Attender& attender, const ProblemOf& problemOf, int budget,
                                      std::span<const int> tokens, Clock clock, const RunContext& context);

} // namespace kaba
