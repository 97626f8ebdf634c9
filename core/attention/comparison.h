// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/mechanism.h"
#include "core/attention/sweeps.h"

#include <Eigen/Core>

#include <functional>
#include <span>
#include <vector>

namespace kaba {

/// What every mechanism is compared on. Requires that `exact` and `weights` belong to the problem.
struct ComparisonTask {
    AttentionProblem problem;
    AttentionResult exact;   ///< by exactAttention()
    Eigen::MatrixXd weights; ///< by softmaxWeights(); empty where no matrix is asked for
    MechanismSettings settings;
};

/// One mechanism on the task. NaN where matrices were not asked for.
struct MechanismScore {
    const Mechanism* mechanism = nullptr;
    AttentionCost cost;
    double outputError = 0;    ///< ‖outputs − exact‖_F / ‖exact‖_F
    double matrixError = 0;    ///< the same of the effective weights W
    double targetError = 0;    ///< of W against targetWeights(), which differ from softmax's for few
    double meanEntropy = 0;    ///< of |w|/Σ|w| over the rows of W, in nats
    double linearityFault = 0; ///< ‖W·values − outputs‖ / (‖W‖‖values‖): rounding
};

/// Those of allMechanisms() that serve the problem, in the order of the table: all, or all but those without a causal
/// form where it is causal.
std::vector<const Mechanism*> mechanismsFor(const AttentionProblem& problem);

/// Runs a mechanism on the task, and once more for its matrix where the task has one; `showMatrix` sees the matrix
/// before it is dropped. Errors: those of the mechanism; Numerical where its outputs are not finite. Stops when asked.
Result<MechanismScore> scoreOf(const Mechanism& mechanism, const ComparisonTask& task,
                               const std::function<void(const Eigen::MatrixXd&)>& showMatrix,
                               const RunContext& context);

/// Largest budget of the sweeps below: some methods invert a matrix of that size.
inline constexpr int kMostSweptBudget = 512;

/// errorAgainstBudget() of the mechanisms whose budget buys something, over 4, 8, … up to the tokens or
/// kMostSweptBudget, on all cores. Errors and stops: as there.
Result<std::vector<BudgetSweep>> sweepBudgets(std::span<const Mechanism* const> mechanisms,
                                              const ComparisonTask& task, const RunContext& context);

/// How far a mechanism is from exact attention where its declaration says that it is exact: on the first tokens of the
/// problem, with a budget of twice their number and the settings Mechanism::exactWith. 0 where it declares none.
Result<double> errorInTheLimit(const Mechanism& mechanism, const AttentionProblem& problem, int seed,
                               const RunContext& context);

} // namespace kaba
