// SPDX-License-Identifier: GPL-3.0-or-later
// Luna: Linear Unified Nested Attention (Ma et al., 2021), section 3. A short extra sequence P of l slots packs the keys and
// values, and the queries unpack them: W = softmax(Q K_Pᵀ) softmax(P Kᵀ), of rank l.
#include "core/attention/exact_attention.h"
#include "core/attention/mechanism.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr std::string_view kId = "luna";
bool isChosen(const ParameterSet& values) { return mechanismIs(values, kId); }

enum class Slots { Rows, Normal };
constexpr Option kSlotOptions[] = {
    {"rows", {"Keys, evenly spaced", "等間隔に選んだキー"}},
    {"normal", {"Random normal", "正規乱数"}},
};
constexpr ChoiceParam kSlots{
    .id = "luna-slots",
    .label = {"Luna: slots from", "Luna：スロットの初期値"},
    .options = kSlotOptions,
    .help = {"The paper trains them; here they are keys of the input, or noise.",
             "論文では学習しますが、ここでは入力のキーか乱数を使います。"},
    .enabledWhen = isChosen,
};

/// l × d.
Eigen::MatrixXd slotsFor(const AttentionProblem& problem, const MechanismSettings& settings)
{
    const Eigen::Index count = std::min<Eigen::Index>(settings.budget, problem.tokens());
    Eigen::MatrixXd slots(count, problem.dim());
    Random random(static_cast<std::uint64_t>(settings.seed) + 77);
    for (Eigen::Index slot = 0; slot < count; ++slot)
        for (Eigen::Index c = 0; c < problem.dim(); ++c)
            slots(slot, c) = static_cast<Slots>(ownValue(settings, kSlots)) == Slots::Rows
                                 ? problem.keys(slot * problem.tokens() / count, c)
                                 : random.normal();
    return slots;
}

AttentionResult nested(const AttentionProblem& problem, const Eigen::MatrixXd& slots)
{
    AttentionResult result;
    AttentionCost& cost = result.cost;
    const Eigen::MatrixXd pack =
        softmaxOfRows(problem.scale() * counted(cost, slots, problem.keys.transpose()));
    const Eigen::MatrixXd packedKeys = counted(cost, pack, problem.keys);
    const Eigen::MatrixXd packedValues = counted(cost, pack, problem.values);
    const Eigen::MatrixXd unpack =
        softmaxOfRows(problem.scale() * counted(cost, problem.queries, packedKeys.transpose()));
    result.outputs = counted(cost, unpack, packedValues);
    cost.exponentials = static_cast<std::uint64_t>(pack.size() + unpack.size());
    cost.numbers =
        static_cast<std::uint64_t>(pack.size() + unpack.size() + packedKeys.size() + packedValues.size());
    return result;
}

/// log₂(1 + 2ˣ): the positive feature that the official code takes in causal attention.
double softplus(double x)
{
    return std::max(x, 0.0) + std::log1p(std::exp2(-std::abs(x))) / std::numbers::ln2;
}

/// Sums over the past in place of the packing softmax: with weights W = ω(K Pᵀ), token t reads
/// softmax(q_t · mean_{j≤t} k_j w_jᵀ) · mean_{j≤t} w_j v_j.
Result<AttentionResult> runningSums(const AttentionProblem& problem, const Eigen::MatrixXd& slots,
                                    const RunContext& context)
{
    AttentionResult result;
    AttentionCost& cost = result.cost;
    Eigen::MatrixXd weights = problem.scale() * counted(cost, problem.keys, slots.transpose());
    weights = weights.unaryExpr(&softplus);
    Eigen::MatrixXd keySums = Eigen::MatrixXd::Zero(problem.dim(), slots.rows());
    Eigen::MatrixXd valueSums = Eigen::MatrixXd::Zero(slots.rows(), problem.values.cols());
    result.outputs.resize(problem.tokens(), problem.values.cols());
    for (Eigen::Index t = 0; t < problem.tokens(); ++t) {
        if (t % 256 == 0 && context.stopRequested())
            return RunContext::cancelled();
        keySums += counted(cost, problem.keys.row(t).transpose(), weights.row(t));
        valueSums += counted(cost, weights.row(t).transpose(), problem.values.row(t));
        const double mean = 1 / static_cast<double>(t + 1);
        const Eigen::MatrixXd unpack =
            softmaxOfRows(problem.scale() * mean * counted(cost, problem.queries.row(t), keySums));
        result.outputs.row(t) = mean * counted(cost, unpack, valueSums);
    }
    cost.exponentials = static_cast<std::uint64_t>(2 * weights.size());
    cost.numbers = static_cast<std::uint64_t>(weights.size() + keySums.size() + valueSums.size());
    return result;
}

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    const Eigen::MatrixXd slots = slotsFor(problem, settings);
    if (problem.causal)
        return runningSums(problem, slots, context);
    return nested(problem, slots);
}

} // namespace

namespace mechanisms {

Mechanism luna()
{
    return {.id = kId,
            .name = {"Luna: pack and unpack", "Luna：パックとアンパック"},
            .budget = {"slots l", "スロット数 l"},
            .parameters = {kSlots},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
