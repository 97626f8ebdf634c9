// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/scatter_study.h"

#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/base/parallel.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr int kShares = 8; ///< steps from share 0 to share 1
constexpr Eigen::Index kMostForSvd = 256;
constexpr double kLeastError = 1e-14; ///< below it errors are rounding and compare as equal

AttentionProblem withUnitValues(AttentionProblem problem)
{
    problem.values = Eigen::MatrixXd::Identity(problem.tokens(), problem.tokens());
    return problem;
}

using Errors = std::array<double, kScatterParts>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The errors of the wanted parts, NaN elsewhere or where asked to stop.
Errors errorsOf(const AttentionProblem& problem, const ScatterChoice& choice,
                std::span<const ScatterPart> parts, const RunContext& context)
{
    Errors errors{kNone, kNone, kNone};
    const Eigen::MatrixXd exact = softmaxWeights(problem);
    for (const ScatterPart part : parts)
        if (const auto weights = scatterWeights(problem, choice.settings(part), context))
            errors[static_cast<std::size_t>(part)] = relativeError(*weights, exact);
    return errors;
}

void append(SeedCurve& curve, std::span<const Errors> seeds, std::size_t part)
{
    double sum = 0;
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (const Errors& errors : seeds) {
        sum += errors[part];
        low = std::min(low, errors[part]);
        high = std::max(high, errors[part]);
    }
    curve.mean.push_back(sum / static_cast<double>(seeds.size()));
    curve.low.push_back(low);
    curve.high.push_back(high);
}

/// The problems of all seeds, made once.
std::vector<AttentionProblem> problemsOf(const SweepPlan& plan)
{
    std::vector<AttentionProblem> problems;
    for (int seed = 0; seed < plan.seeds; ++seed)
        problems.push_back(plan.problemOf(plan.choice.seed + seed));
    return problems;
}

/// One place of a sweep: all seeds, in parallel.
void addPlace(ScatterSweep& sweep, std::span<const AttentionProblem> problems, const ScatterChoice& choice,
              std::span<const ScatterPart> parts, const RunContext& context)
{
    std::vector<Errors> seeds(problems.size());
    inParallel(seeds.size(), [&](std::size_t seed) {
        ScatterChoice own = choice;
        own.seed += static_cast<int>(seed);
        seeds[seed] = errorsOf(problems[seed], own, parts, context);
    });
    for (std::size_t part = 0; part < kScatterParts; ++part)
        append(sweep.errors[part], seeds, part);
}

} // namespace

AttentionProblem onSphere(AttentionProblem problem, double beta)
{
    problem.queries.rowwise().normalize();
    problem.keys.rowwise().normalize();
    problem.temperature = 1 / (beta * std::sqrt(static_cast<double>(problem.dim())));
    return problem;
}

ScatterSettings ScatterChoice::settings(ScatterPart part) const
{
    const double own = part == ScatterPart::Sparse ? 1 : part == ScatterPart::LowRank ? 0 : share;
    return scatterSettings(features, support, rounds, own, budget, seed);
}

Result<Eigen::MatrixXd> scatterWeights(const AttentionProblem& problem, const ScatterSettings& settings,
                                       const RunContext& context)
{
    const Result<ScatterSums> sums = scatterSums(withUnitValues(problem), settings, context);
    if (!sums)
        return sums.error();
    return sums->outputs();
}

double ScatterEntries::worstOnSupport() const
{
    double worst = 0;
    for (Eigen::Index query = 0; query < truth.rows(); ++query)
        for (const Eigen::Index key : support.of(query))
            worst = std::max(worst, std::abs(estimate(query, key) / truth(query, key) - 1));
    return worst;
}

Result<ScatterEntries> scatterEntries(const AttentionProblem& problem, const PairSupport& support,
                                      const ScatterSettings& settings, const RunContext& context)
{
    const Result<ScatterSums> sums = scatterSums(withUnitValues(problem), support, settings, context);
    if (!sums)
        return sums.error();
    const Eigen::MatrixXd logits = attentionLogits(problem);
    const Eigen::VectorXd largest = logits.rowwise().maxCoeff();
    return ScatterEntries{(sums->shifts - largest).array().exp().matrix().asDiagonal() * sums->sums,
                          (logits.colwise() - largest).array().exp(), sums->outputs(), support};
}

Eigen::MatrixXd scatterOutputsByPairs(const AttentionProblem& problem, const PairSupport& support,
                                      const ScatterSettings& settings)
{
    AttentionCost cost;
    const Eigen::MatrixXd logits = attentionLogits(problem);
    const Eigen::VectorXd largest = logits.rowwise().maxCoeff();
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(problem.tokens(), problem.tokens());
    if (settings.featureCount > 0) {
        const double root = std::sqrt(problem.scale());
        const Eigen::MatrixXd directions =
            featureDirections(settings.features, settings.featureCount, problem.dim(), settings.seed);
        const ScaledFeatures features = scaledFeatures(logFeatures(root * problem.queries, directions, cost),
                                                       logFeatures(root * problem.keys, directions, cost));
        matrix = (features.shifts - largest).array().exp().matrix().asDiagonal() * features.queries *
                 features.keys.transpose();
    }
    for (Eigen::Index query = 0; query < problem.tokens(); ++query)
        for (const Eigen::Index key : support.of(query))
            matrix(query, key) = std::exp(logits(query, key) - largest[query]);
    return matrix.rowwise().sum().cwiseInverse().asDiagonal() * (matrix * problem.values);
}

double bestRankError(const Samples& singular, std::size_t rank)
{
    double tail = 0;
    double all = 0;
    for (std::size_t i = singular.size(); i-- > 0;) {
        all += singular[i] * singular[i];
        if (i >= rank)
            tail += singular[i] * singular[i];
    }
    return all == 0 ? 0 : std::sqrt(tail / all);
}

double ScatterSweep::gainAt(std::size_t place) const
{
    const double parts = std::min(of(ScatterPart::Sparse).mean[place], of(ScatterPart::LowRank).mean[place]);
    return std::max(parts, kLeastError) / std::max(of(ScatterPart::Sum).mean[place], kLeastError);
}

std::size_t ScatterSweep::bestPlace() const
{
    std::size_t best = 0;
    for (std::size_t place = 1; place < places.size(); ++place)
        if (gainAt(place) > gainAt(best))
            best = place;
    return best;
}

double ScatterSweep::shareWon() const
{
    std::size_t won = 0;
    for (std::size_t place = 0; place < places.size(); ++place)
        won += gainAt(place) > 1 ? 1 : 0;
    return static_cast<double>(won) / static_cast<double>(places.size());
}

std::optional<Interval> ScatterSweep::window() const
{
    std::size_t first = bestPlace();
    std::size_t last = first;
    if (!(gainAt(first) > 1))
        return std::nullopt;
    while (first > 0 && gainAt(first - 1) > 1)
        --first;
    while (last + 1 < places.size() && gainAt(last + 1) > 1)
        ++last;
    return Interval{places[first], places[last]};
}

Samples sweptBetas()
{
    constexpr int kSteps = 12;
    Samples betas;
    for (int step = 0; step <= kSteps; ++step)
        betas.push_back(kLeastBeta * std::pow(kMostBeta / kLeastBeta, static_cast<double>(step) / kSteps));
    return betas;
}

Result<ScatterSweep> errorsAgainstBeta(const SweepPlan& plan, const RunContext& context)
{
    constexpr ScatterPart kAll[] = {ScatterPart::Sum, ScatterPart::Sparse, ScatterPart::LowRank};
    ScatterSweep sweep{.places = sweptBetas(), .errors = {}, .bestRank = {}};
    std::vector<AttentionProblem> problems = problemsOf(plan);
    const bool ranks = problems.front().tokens() <= kMostForSvd;
    for (std::size_t place = 0; place < sweep.places.size(); ++place) {
        if (!context.advance(static_cast<std::ptrdiff_t>(place), std::ssize(sweep.places)))
            return RunContext::cancelled();
        for (AttentionProblem& problem : problems)
            problem = onSphere(std::move(problem), sweep.places[place]);
        addPlace(sweep, problems, plan.choice, kAll, context);
        if (ranks)
            sweep.bestRank.push_back(bestRankError(singularValues(softmaxWeights(problems.front())),
                                                   static_cast<std::size_t>(plan.choice.budget)));
    }
    if (context.stopRequested())
        return RunContext::cancelled();
    return sweep;
}

Result<ScatterSweep> errorsAgainstShare(const SweepPlan& plan, double beta, const RunContext& context)
{
    constexpr ScatterPart kSum[] = {ScatterPart::Sum};
    ScatterSweep sweep;
    std::vector<AttentionProblem> problems = problemsOf(plan);
    for (AttentionProblem& problem : problems)
        problem = onSphere(std::move(problem), beta);
    for (int step = 0; step <= kShares; ++step) {
        if (!context.advance(step, kShares + 1))
            return RunContext::cancelled();
        ScatterChoice choice = plan.choice;
        choice.share = static_cast<double>(step) / kShares;
        sweep.places.push_back(choice.share);
        addPlace(sweep, problems, choice, kSum, context);
    }
    if (context.stopRequested())
        return RunContext::cancelled();
    return sweep;
}

} // namespace kaba
