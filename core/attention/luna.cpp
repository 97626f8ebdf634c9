// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/luna.h"

#include "core/attention/exact_attention.h"
#include "core/math/normal_rows.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr Eigen::Index kStopEvery = 256; ///< tokens between two looks at the stop sign
constexpr int kLloydSteps = 10;

Eigen::MatrixXd spacedRows(const Eigen::MatrixXd& rows, Eigen::Index count)
{
    Eigen::MatrixXd chosen(count, rows.cols());
    for (Eigen::Index slot = 0; slot < count; ++slot)
        chosen.row(slot) = rows.row(slot * rows.rows() / count);
    return chosen;
}

/// The index at which the running sum of weights passes a share drawn by chance; the first one where all are 0.
Eigen::Index drawnBy(const Eigen::VectorXd& weights, Random& random)
{
    double left = random.uniform() * weights.sum();
    for (Eigen::Index i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0)
            return i;
    }
    return 0;
}

/// Each next centre is a row drawn by its squared distance to the nearest one before (k-means++: Arthur and
/// Vassilvitskii, 2007).
Eigen::MatrixXd spreadCentres(AttentionCost& cost, const Eigen::MatrixXd& rows, Eigen::Index count,
                              Random& random)
{
    Eigen::MatrixXd centres(count, rows.cols());
    Eigen::VectorXd nearest = Eigen::VectorXd::Ones(rows.rows());
    for (Eigen::Index centre = 0; centre < count; ++centre) {
        centres.row(centre) = rows.row(drawnBy(nearest, random));
        const Eigen::VectorXd squared = (rows.rowwise() - centres.row(centre)).rowwise().squaredNorm();
        nearest = centre == 0 ? squared : nearest.cwiseMin(squared).eval();
        cost.multiplyAdds += static_cast<std::uint64_t>(rows.size());
    }
    return centres;
}

/// One step of Lloyd's: each centre moves to the mean of the rows nearest to it, and stays where there are none.
void improve(AttentionCost& cost, const Eigen::MatrixXd& rows, Eigen::MatrixXd& centres)
{
    Eigen::MatrixXd nearness = counted(cost, rows, centres.transpose());
    nearness.rowwise() -= 0.5 * centres.rowwise().squaredNorm().transpose();
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(centres.rows(), centres.cols());
    Eigen::VectorXd members = Eigen::VectorXd::Zero(centres.rows());
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        Eigen::Index best = 0;
        nearness.row(row).maxCoeff(&best);
        sums.row(best) += rows.row(row);
        members[best] += 1;
    }
    for (Eigen::Index centre = 0; centre < centres.rows(); ++centre)
        if (members[centre] > 0)
            centres.row(centre) = sums.row(centre) / members[centre];
}

Result<SlotSet> centresOf(const Eigen::MatrixXd& rows, Eigen::Index count, Random& random,
                          const RunContext& context)
{
    SlotSet slots;
    slots.rows = spreadCentres(slots.cost, rows, count, random);
    for (int step = 0; step < kLloydSteps; ++step) {
        if (context.stopRequested())
            return RunContext::cancelled();
        improve(slots.cost, rows, slots.rows);
    }
    slots.cost.numbers = static_cast<std::uint64_t>(rows.rows() * count + 2 * slots.rows.size());
    return slots;
}

LunaRun nested(const AttentionProblem& problem, const Eigen::MatrixXd& slots, LunaValues values)
{
    LunaRun run;
    AttentionCost& cost = run.result.cost;
    run.pack = softmaxOfRows(problem.scale() * counted(cost, slots, problem.keys.transpose()));
    const Eigen::MatrixXd packedKeys = counted(cost, run.pack, problem.keys);
    const Eigen::MatrixXd packedValues =
        values == LunaValues::Tied ? packedKeys : Eigen::MatrixXd(counted(cost, run.pack, problem.values));
    run.unpack = softmaxOfRows(problem.scale() * counted(cost, problem.queries, packedKeys.transpose()));
    run.result.outputs = counted(cost, run.unpack, packedValues);
    cost.exponentials = static_cast<std::uint64_t>(run.pack.size() + run.unpack.size());
    cost.numbers = static_cast<std::uint64_t>(run.pack.size() + run.unpack.size() + packedKeys.size() +
                                              packedValues.size());
    return run;
}

/// log₂(1 + 2ˣ): the positive feature that the official code takes in causal attention.
double softplus(double x)
{
    return std::max(x, 0.0) + std::log1p(std::exp2(-std::abs(x))) / std::numbers::ln2;
}

/// ω of each token for each slot, l × n.
Eigen::MatrixXd causalWeights(AttentionCost& cost, const AttentionProblem& problem,
                              const Eigen::MatrixXd& slots)
{
    const Eigen::MatrixXd logits = problem.scale() * counted(cost, slots, problem.keys.transpose());
    cost.exponentials += static_cast<std::uint64_t>(logits.size());
    return logits.unaryExpr(&softplus);
}

/// With weights w_j of token j, token t (from 1) reads softmax(q_t·mean_{j≤t} k_j w_jᵀ)·mean_{j≤t} w_j v_jᵀ.
Result<LunaRun> runningSums(const AttentionProblem& problem, const Eigen::MatrixXd& slots, LunaValues values,
                            const RunContext& context)
{
    LunaRun run;
    AttentionCost& cost = run.result.cost;
    const bool tied = values == LunaValues::Tied;
    run.pack = causalWeights(cost, problem, slots);
    run.unpack.resize(problem.tokens(), slots.rows());
    Eigen::MatrixXd keySums = Eigen::MatrixXd::Zero(slots.rows(), problem.dim());
    Eigen::MatrixXd valueSums = Eigen::MatrixXd::Zero(tied ? 0 : slots.rows(), problem.values.cols());
    run.result.outputs.resize(problem.tokens(), tied ? problem.dim() : problem.values.cols());
    for (Eigen::Index t = 0; t < problem.tokens(); ++t) {
        if (t % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        keySums.noalias() += counted(cost, run.pack.col(t), problem.keys.row(t));
        if (!tied)
            valueSums.noalias() += counted(cost, run.pack.col(t), problem.values.row(t));
        const double mean = 1 / static_cast<double>(t + 1);
        const Eigen::RowVectorXd logits =
            problem.scale() * mean * counted(cost, problem.queries.row(t), keySums.transpose());
        run.unpack.row(t) = softmaxOfRows(logits);
        run.result.outputs.row(t) = mean * counted(cost, run.unpack.row(t), tied ? keySums : valueSums);
    }
    cost.exponentials += static_cast<std::uint64_t>(run.unpack.size());
    cost.numbers =
        static_cast<std::uint64_t>(run.pack.size() + run.unpack.size() + keySums.size() + valueSums.size());
    return run;
}

/// Row t (from 1) of the lower triangle over t.
Eigen::MatrixXd meanOverThePast(const Eigen::MatrixXd& pairs)
{
    Eigen::MatrixXd result = pairs.triangularView<Eigen::Lower>();
    for (Eigen::Index t = 0; t < result.rows(); ++t)
        result.row(t) /= static_cast<double>(t + 1);
    return result;
}

} // namespace

Result<SlotSet> lunaSlots(const AttentionProblem& problem, LunaSlots kind, int count, int seed,
                          const RunContext& context)
{
    const Eigen::Index slots = std::min<Eigen::Index>(count, problem.tokens());
    Random random(static_cast<std::uint64_t>(seed) + 77);
    if (problem.causal || kind == LunaSlots::Normal)
        return SlotSet{normalRows(random, slots, problem.dim())};
    if (kind == LunaSlots::Rows)
        return SlotSet{spacedRows(problem.keys, slots)};
    return centresOf(problem.keys, slots, random, context);
}

Result<LunaRun> lunaAttention(const AttentionProblem& problem, const Eigen::MatrixXd& slots,
                              LunaValues values, const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    if (problem.causal)
        return runningSums(problem, slots, values, context);
    return nested(problem, slots, values);
}

Eigen::MatrixXd lunaWeights(const LunaRun& run, bool causal)
{
    const Eigen::MatrixXd pairs = run.unpack * run.pack;
    return causal ? meanOverThePast(pairs) : pairs;
}

Eigen::MatrixXd lunaCausalByPairs(const AttentionProblem& problem, const Eigen::MatrixXd& slots)
{
    AttentionCost ignored;
    const Eigen::MatrixXd weights = causalWeights(ignored, problem, slots);
    const Eigen::MatrixXd scores = problem.scale() * problem.queries * problem.keys.transpose();
    const Eigen::MatrixXd unpack = softmaxOfRows(meanOverThePast(scores) * weights.transpose());
    return meanOverThePast(unpack * weights) * problem.values;
}

} // namespace kaba
