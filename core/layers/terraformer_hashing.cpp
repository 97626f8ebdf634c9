// SPDX-License-Identifier: GPL-3.0-or-later
// The attention of long sequences: exact weights beside those within hashed buckets.
#include "core/attention/attention_input.h"
#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/lsh_params.h"
#include "core/layers/terraformer_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr int kMostRounds = 16;
constexpr int kRoundsOfClaim = 8;
constexpr double kNearError = 0.1;

/// One head with its exact weights and those of the mechanism.
struct Hashing {
    AttentionInput input;
    LshSettings settings;
    Eigen::MatrixXd exact, hashed; ///< weights
    AttentionResult result;
    AttentionCost exactCost;
};

Result<Hashing> hashingOf(const Request& request, const RunContext& context)
{
    Result<AttentionInput> input = attentionInputFor(request, 0);
    if (!input)
        return input.error();
    const Mechanism& mechanism = *findMechanism("terraformer");
    const MechanismSettings settings{request.values, std::get<int>(request.values.value("budget")),
                                     request.seed};
    Result<AttentionResult> result = mechanism.attend(input->problem, settings, context);
    Result<Eigen::MatrixXd> weights = effectiveWeights(mechanism, input->problem, settings, context);
    Result<AttentionResult> exact = exactAttention(input->problem, context);
    if (!result || !weights || !exact)
        return RunContext::cancelled();
    const LshSettings lsh = lshSettings(settings, input->problem.tokens());
    Eigen::MatrixXd reference = softmaxWeights(input->problem);
    return Hashing{*std::move(input),  lsh,        std::move(reference), *std::move(weights),
                   *std::move(result), exact->cost};
}

/// rounds × tokens: the bucket of each key.
Panel bucketsPanel(const Hashing& hashing)
{
    const bool shared = hashing.settings.keys == HashedKeys::Shared;
    const Eigen::MatrixXd& keys = shared ? hashing.input.problem.queries : hashing.input.problem.keys;
    const auto rows = static_cast<std::size_t>(hashing.settings.rounds);
    const auto cols = static_cast<std::size_t>(keys.rows());
    AttentionCost apart;
    Samples numbers;
    for (int round = 0; round < hashing.settings.rounds; ++round)
        for (const int bucket :
             lshBuckets(keys, hashing.settings.buckets, seedOfRound(hashing.settings, round), apart))
            numbers.push_back(bucket);
    return {
        .id = "buckets",
        .title = text("The bucket of each key: {} buckets, chunks of {}",
                      "各キーのバケット（{} 個、チャンク長 {}）", hashing.settings.buckets,
                      hashing.settings.chunk),
        .x = tokenAxis({"key", "キー"}),
        .y = {.label = {"round", "回"}},
        .layers = {
            {.id = "buckets",
             .label = {"bucket", "バケット"},
             .data = Heatmap{
                 .rows = rows, .cols = cols, .z = std::move(numbers), .x = cells(cols), .y = cells(rows)}}}};
}

struct RoundsCurves {
    Samples rounds, error, kept; ///< relative error of the outputs; exact weight on what the rounds find
};

/// The same chunks and buckets with 1 … 16 rounds: each adds keys, the first are those of fewer rounds.
Result<RoundsCurves> overRounds(const Hashing& hashing, const RunContext& context)
{
    RoundsCurves curves;
    const AttentionProblem& problem = hashing.input.problem;
    AttentionProblem unit = problem;
    unit.values = Eigen::MatrixXd::Identity(problem.tokens(), problem.tokens());
    const Eigen::MatrixXd exact = hashing.exact * problem.values;
    LshSettings settings = hashing.settings;
    for (settings.rounds = 1; settings.rounds <= kMostRounds; ++settings.rounds) {
        const Result<AttentionResult> found = lshAttention(unit, settings, context);
        if (!found)
            return found.error();
        const Eigen::MatrixXd& weights = found->outputs;
        curves.rounds.push_back(settings.rounds);
        curves.error.push_back(relativeError(weights * problem.values, exact));
        curves.kept.push_back((weights.array() > 0).select(hashing.exact, 0).sum() /
                              static_cast<double>(problem.tokens()));
    }
    return curves;
}

Panel roundsPanel(const RoundsCurves& curves)
{
    return {.id = "rounds",
            .title = {"More rounds find more of the exact weight", "回数を重ねるほど厳密な重みが見つかる"},
            .x = {.label = {"rounds of hashing", "ハッシュの回数"}},
            .y = {.label = {"share", "割合"},
                  .range = Interval{0, std::max(1.05, *std::ranges::max_element(curves.error))}},
            .layers = {{.id = "kept",
                        .label = {"exact weight on the pairs found", "見つけた対にかかる厳密な重み"},
                        .data = Line{curves.rounds, curves.kept},
                        .role = Role::Output},
                       {.id = "error",
                        .label = {"relative error of the outputs", "出力の相対誤差"},
                        .data = Line{curves.rounds, curves.error},
                        .role = Role::Error}}};
}

/// One bucket and one chunk against exact attention, on the present queries, keys and values.
Result<Claim> oneBucketClaim(const Hashing& hashing, const RunContext& context)
{
    const AttentionProblem& problem = hashing.input.problem;
    const LshSettings whole{.rounds = 1, .buckets = 1, .chunk = static_cast<int>(problem.tokens())};
    const Result<AttentionResult> found = lshAttention(problem, whole, context);
    if (!found)
        return found.error();
    const double largest = attentionLogits(problem).cwiseAbs().maxCoeff();
    return identityClaim("one-bucket-is-exact",
                         {"With a single bucket nothing is hidden: relative difference from exact attention.",
                          "バケットが 1 つなら何も隠れない：厳密な注意との相対差。"},
                         {"Reformer (2020), section 2", "Reformer (2020)、2 節"},
                         1e-12 * std::max(1.0, largest / 16),
                         relativeError(found->outputs, hashing.exact * problem.values));
}

Claim roundsClaim(const RoundsCurves& curves)
{
    return {
        .id = "eight-rounds-are-near",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            {"Eight rounds of hashing come near to full attention: relative error of the outputs, with "
             "these chunks.",
             "8 回のハッシュで全体への注意に近づく：このチャンク長での出力の相対誤差。"},
        .source = {"Reformer (2020), section 5, for trained models",
                   "Reformer (2020)、5 節（学習済みモデル）"},
        .expected = kNearError,
        .measured = curves.error[kRoundsOfClaim - 1],
        .remark = {
            "Random keys are not trained to stand out: much of the weight lies on many pairs that are not "
            "similar. It takes longer chunks, or clusters closer together.",
            "乱数のキーは目立つように学習されておらず、似ていない多数の対に重みが散っています。"
            "チャンクを長くするか、クラスタを密にすると近づきます。"}};
}

void addReadouts(const Hashing& hashing, Figure& figure)
{
    const Eigen::MatrixXd exact = hashing.exact * hashing.input.problem.values;
    figure.readouts.push_back({.id = "relative-error",
                               .label = {"Relative error of the outputs", "出力の相対誤差"},
                               .value = relativeError(hashing.result.outputs, exact)});
    figure.readouts.push_back({.id = "multiply-adds",
                               .label = {"Multiply-adds", "積和の数"},
                               .value = static_cast<double>(hashing.result.cost.multiplyAdds)});
    figure.readouts.push_back({.id = "multiply-adds-exact",
                               .label = {"Multiply-adds, exact", "積和の数（厳密）"},
                               .value = static_cast<double>(hashing.exactCost.multiplyAdds)});
}

Status addRounds(const Hashing& hashing, Figure& figure, const RunContext& context)
{
    const Result<RoundsCurves> curves = overRounds(hashing, context);
    if (!curves)
        return curves.error();
    figure.claims.push_back(roundsClaim(*curves));
    figure.panels.push_back(roundsPanel(*curves));
    return Done{};
}

} // namespace

Status addHashing(const TerraformerScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"exact", "hashed", "buckets", "rounds"}))
        return Done{};
    const Result<Hashing> hashing = hashingOf(scene.request, context);
    if (!hashing)
        return hashing.error();
    Result<Claim> limit = oneBucketClaim(*hashing, context);
    if (!limit)
        return limit.error();
    figure.claims.push_back(*std::move(limit));
    addReadouts(*hashing, figure);
    figure.notices.insert(figure.notices.end(), hashing->input.notices.begin(), hashing->input.notices.end());
    const std::vector<std::string>& names = hashing->input.tokens;
    if (scene.request.wants("exact"))
        figure.panels.push_back(
            tokenMatrixPanel("exact", {"Exact weights", "厳密な重み"}, hashing->exact, names, false));
    if (scene.request.wants("hashed"))
        figure.panels.push_back(tokenMatrixPanel("hashed", {"Weights within buckets", "バケット内の重み"},
                                                 hashing->hashed, names, false));
    if (scene.request.wants("buckets"))
        figure.panels.push_back(bucketsPanel(*hashing));
    return scene.request.wants("rounds") ? addRounds(*hashing, figure, context) : Status(Done{});
}

} // namespace kaba
