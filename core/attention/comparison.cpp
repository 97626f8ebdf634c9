// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/comparison.h"

#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kaba {
namespace {

constexpr double kNotAsked = std::numeric_limits<double>::quiet_NaN();

double meanOf(const Samples& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The first tokens of a problem by themselves.
AttentionProblem firstTokens(const AttentionProblem& problem, Eigen::Index count)
{
    AttentionProblem first = problem;
    for (Eigen::MatrixXd* part : {&first.queries, &first.keys, &first.values})
        part->conservativeResize(count, Eigen::NoChange);
    if (!first.bias.empty()) {
        const auto from = problem.bias.begin() + (problem.tokens() - count);
        first.bias.assign(from, from + 2 * count - 1);
    }
    return first;
}

Status addMatrix(const Mechanism& mechanism, const ComparisonTask& task, const AttentionResult& result,
                 const std::function<void(const Eigen::MatrixXd&)>& showMatrix, const RunContext& context,
                 MechanismScore& score)
{
    const Result<Eigen::MatrixXd> weights = effectiveWeights(mechanism, task.problem, task.settings, context);
    if (!weights)
        return weights.error();
    score.matrixError = relativeError(*weights, task.weights);
    score.targetError = mechanism.target ? relativeError(*weights, targetWeights(mechanism, task.problem))
                                         : score.matrixError;
    score.meanEntropy = meanOf(rowEntropiesOfSizes(*weights));
    const double size = weights->norm() * task.problem.values.norm();
    score.linearityFault = size > 0 ? (*weights * task.problem.values - result.outputs).norm() / size : 0;
    showMatrix(*weights);
    return Done{};
}

} // namespace

std::vector<const Mechanism*> mechanismsFor(const AttentionProblem& problem)
{
    std::vector<const Mechanism*> serving;
    for (const Mechanism& mechanism : allMechanisms())
        if (mechanism.servesCausal || !problem.causal)
            serving.push_back(&mechanism);
    return serving;
}

Result<MechanismScore> scoreOf(const Mechanism& mechanism, const ComparisonTask& task,
                               const std::function<void(const Eigen::MatrixXd&)>& showMatrix,
                               const RunContext& context)
{
    const Result<AttentionResult> result = mechanism.attend(task.problem, task.settings, context);
    if (!result)
        return result.error();
    if (!result->outputs.allFinite())
        return Error{
            Error::Kind::Numerical,
            text(
                "{0} gives outputs that are not finite here: lower the deviation σ or raise the temperature.",
                "{0} の出力が有限になりません。標準偏差 σ を下げるか、温度を上げてください。", mechanism.id)};
    MechanismScore score{.mechanism = &mechanism,
                         .cost = result->cost,
                         .outputError = relativeError(result->outputs, task.exact.outputs),
                         .matrixError = kNotAsked,
                         .targetError = kNotAsked,
                         .meanEntropy = kNotAsked};
    if (task.weights.size() > 0)
        if (Status done = addMatrix(mechanism, task, *result, showMatrix, context, score); !done)
            return done.error();
    return score;
}

Result<std::vector<BudgetSweep>> sweepBudgets(std::span<const Mechanism* const> mechanisms,
                                              const ComparisonTask& task, const RunContext& context)
{
    constexpr int kLeastBudget = 4;
    const int most = std::clamp(static_cast<int>(task.problem.tokens()), kLeastBudget, kMostSweptBudget);
    const std::vector<int> budgets = doublingFrom(kLeastBudget, most);
    std::vector<const Mechanism*> swept;
    std::ranges::copy_if(mechanisms, std::back_inserter(swept),
                         [](const Mechanism* mechanism) { return !mechanism->budget.en.empty(); });
    return resultsInParallel(swept.size(), [&](std::size_t i) {
        const Attender attender = attenderOf(*swept[i], task.settings.values, task.settings.seed);
        return errorAgainstBudget(attender, task.problem, task.exact.outputs, budgets, context);
    });
}

Result<double> errorInTheLimit(const Mechanism& mechanism, const AttentionProblem& problem, int seed,
                               const RunContext& context)
{
    constexpr Eigen::Index kMostTokens = 64;
    if (!mechanism.exactWith)
        return 0.0;
    ParameterSet values(mechanism.parameters);
    if (Status set = values.setAll(*mechanism.exactWith); !set)
        return set.error();
    const AttentionProblem first = firstTokens(problem, std::min(problem.tokens(), kMostTokens));
    const MechanismSettings settings{values, static_cast<int>(2 * first.tokens()), seed};
    const Result<AttentionResult> found = mechanism.attend(first, settings, context);
    if (!found)
        return found.error();
    return relativeError(found->outputs, softmaxWeights(first) * first.values);
}

} // namespace kaba
