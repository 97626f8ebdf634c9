// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/sweeps.h"

#include "core/attention/attention_measures.h"
#include "core/math/log_slope.h"
#include "core/math/random.h"

#include <algorithm>
#include <chrono>
#include <limits>

namespace kaba {
namespace {

using Time = std::chrono::steady_clock;

double millisecondsSince(Time::time_point start)
{
    return std::chrono::duration<double, std::milli>(Time::now() - start).count();
}

/// The point of one number of tokens; further runs only for the clock.
Result<TokensPoint> pointAt(const Attender& attender, const AttentionProblem& problem, int budget,
                            Clock clock, const RunContext& context)
{
    constexpr int kLeastRuns = 3;
    constexpr double kLeastMs = 10;
    constexpr double kMostMs = 50;
    TokensPoint point{.tokens = problem.tokens(), .cost = {}};
    double fastest = std::numeric_limits<double>::infinity();
    double total = 0;
    const auto goesOn = [&](int runs) {
        return runs == 0 || (clock != Clock::None && total < (runs < kLeastRuns ? kMostMs : kLeastMs));
    };
    for (int runs = 0; goesOn(runs); ++runs) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Time::time_point start = Time::now();
        const Result<AttentionResult> result = attender.attend(problem, budget, context);
        const double took = millisecondsSince(start);
        if (!result)
            return result.error();
        point.cost = result->cost;
        fastest = std::min(fastest, took);
        total += took;
    }
    if (clock != Clock::None)
        point.milliseconds = fastest;
    return point;
}

} // namespace

Attender attenderOf(const Mechanism& mechanism, const ParameterSet& values, int seed)
{
    return {.id = std::string(mechanism.id),
            .name = shortName(mechanism),
            .attend = [&mechanism, &values, seed](const AttentionProblem& problem, int budget,
                                                  const RunContext& context) {
                return mechanism.attend(problem, {values, budget, seed}, context);
            }};
}

std::vector<int> doublingFrom(int least, int most)
{
    std::vector<int> steps;
    for (int step = least; step < most; step *= 2)
        steps.push_back(step);
    steps.push_back(most);
    return steps;
}

Result<BudgetSweep> errorAgainstBudget(const Attender& attender, const AttentionProblem& problem,
                                       const Eigen::MatrixXd& exact, std::span<const int> budgets,
                                       const RunContext& context)
{
    BudgetSweep sweep{.id = attender.id, .name = attender.name, .points = {}};
    for (const int budget : budgets) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Result<AttentionResult> result = attender.attend(problem, budget, context);
        if (!result)
            return result.error();
        sweep.points.push_back({budget, relativeError(result->outputs, exact), result->cost});
    }
    return sweep;
}

double TokensPoint::value(Growth what) const
{
    switch (what) {
    case Growth::MultiplyAdds:
        return static_cast<double>(cost.multiplyAdds);
    case Growth::Numbers:
        return static_cast<double>(cost.numbers);
    case Growth::Milliseconds:
        break;
    }
    return milliseconds;
}

Samples TokensSweep::tokens() const
{
    Samples out;
    for (const TokensPoint& point : points)
        out.push_back(static_cast<double>(point.tokens));
    return out;
}

Samples TokensSweep::values(Growth what) const
{
    Samples out;
    for (const TokensPoint& point : points)
        out.push_back(point.value(what));
    return out;
}

double TokensSweep::slope(Growth what) const { return logSlope(tokens(), values(what)); }

AttentionProblem normalProblem(int tokens, Eigen::Index dim)
{
    Random random(1);
    const auto rows = [&] {
        return Eigen::MatrixXd::NullaryExpr(tokens, dim, [&] { return random.normal(); }).eval();
    };
    AttentionProblem problem;
    problem.queries = rows();
    problem.keys = rows();
    problem.values = rows();
    return problem;
}

Result<TokensSweep> costAgainstTokens(const Attender& attender, const ProblemOf& problemOf, int budget,
                                      std::span<const int> tokens, Clock clock, const RunContext& context)
{
    TokensSweep sweep{.id = attender.id, .name = attender.name, .points = {}};
    for (const int count : tokens) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Result<TokensPoint> point = pointAt(attender, problemOf(count), budget, clock, context);
        if (!point)
            return point.error();
        sweep.points.push_back(*point);
    }
    return sweep;
}

} // namespace kaba
