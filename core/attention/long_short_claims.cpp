// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/long_short_panels.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kaba {
namespace {

const Text kSection{"Long-Short Transformer (2021), section 3", "Long-Short Transformer（2021）、3 節"};
constexpr Eigen::Index kTaken = 64; ///< tokens on which the limits are tried

Claim jointClaim(const LongShortScene& scene)
{
    const Eigen::VectorXd sums = scene.view.summaries.rowwise().sum() + scene.view.window.rowwise().sum();
    return identityClaim(
        "joint-weights-sum-to-one",
        {"One softmax over summaries and window: their weights sum to 1 together; the largest "
         "deviation.",
         "要約と窓に共通の softmax：重みの和は合わせて 1 になる：最大のずれ。"},
        kSection, 1e-12, (sums.array() - 1).abs().maxCoeff());
}

Claim factoredClaim(const LongShortScene& scene)
{
    return identityClaim(
        "factored-equals-expanded",
        {"Outputs from V̄ and the window equal the expanded matrix times V: relative difference.",
         "V̄ と窓から求めた出力は、展開した行列と V の積に等しい：相対差。"},
        kSection, 1e-11, relativeError(scene.found.outputs, scene.view.expanded * scene.problem().values));
}

/// The first tokens of the problem.
AttentionProblem startOf(const AttentionProblem& problem)
{
    const Eigen::Index n = std::min(kTaken, problem.tokens());
    return {.queries = problem.queries.topRows(n),
            .keys = problem.keys.topRows(n),
            .values = problem.values.topRows(n),
            .causal = problem.causal};
}

Result<Claim> limitClaim(std::string id, Text statement, const AttentionProblem& problem,
                         const Projection& projection, const LongShortSettings& settings,
                         const RunContext& context)
{
    const Result<AttentionResult> found = LongShort(problem, projection, settings).attend(context);
    if (!found)
        return found.error();
    const Result<AttentionResult> exact = exactAttention(problem, context);
    if (!exact)
        return exact.error();
    return identityClaim(std::move(id), std::move(statement), kSection, 1e-11,
                         relativeError(found->outputs, exact->outputs));
}

/// Nothing left out, in either way: full attention.
Status addLimits(const LongShortScene& scene, std::vector<Claim>& claims, const RunContext& context)
{
    const AttentionProblem start = startOf(scene.problem());
    const Eigen::Index n = start.tokens();
    const auto window = limitClaim(
        "whole-window-is-full",
        text("A window over all tokens and no summary are full attention: relative error, first {0} tokens.",
             "窓が全トークンを覆い要約がなければ、通常の注意になる：最初の {0} トークンの相対誤差。", n),
        start, {.weights = Eigen::MatrixXd(n, 0), .cost = {}}, {.window = n}, context);
    // Causal: each token a chunk of its own, and the window holds the token itself.
    const bool causal = start.causal;
    const Projection each{.weights = causal ? Eigen::MatrixXd(Eigen::MatrixXd::Ones(n, 1))
                                            : Eigen::MatrixXd(Eigen::MatrixXd::Identity(n, n)),
                          .cost = {}};
    const auto identity = limitClaim(
        "identity-projection-is-full",
        text("A summary for each token (P = I) and no window beyond the token are full attention: relative "
             "error, first {0} tokens.",
             "トークンごとに一つの要約（P = I）があり窓がなければ、通常の注意になる：最初の {0} "
             "トークンの相対誤差。",
             n),
        start, each, {.window = 0, .chunk = causal ? 1 : 0}, context);
    if (!window || !identity)
        return RunContext::cancelled();
    claims.push_back(*window);
    claims.push_back(*identity);
    return Done{};
}

Claim shufflingClaim(const LongShortScene& scene)
{
    return identityClaim("shuffling-leaves-summaries",
                         {"P of the contents: shuffling all tokens leaves K̄ as it is; relative change.",
                          "内容による P では、全トークンを並べ替えても K̄ は変わらない：相対変化。"},
                         kSection, 1e-11,
                         changeByShuffling(scene, projectorOf(scene, ProjectionKind::Dynamic)));
}

/// Nothing where a key or summary has no variance: a constant row has no direction to normalise.
std::optional<Claim> dualNormClaim(const LongShortScene& scene)
{
    const Eigen::MatrixXd keys = normalisedRows(scene.problem().keys);
    const Eigen::MatrixXd summaries = normalisedRows(scene.projector.summaryKeys(scene.problem().keys));
    if (std::min(keys.rowwise().norm().minCoeff(), summaries.rowwise().norm().minCoeff()) == 0)
        return std::nullopt;
    return Claim{.id = "dual-norm-equalises",
                 .kind = Claim::Kind::Identity,
                 .relation = Claim::Relation::Equal,
                 .statement = {"DualLN gives summaries and window keys the same norm: the ratio.",
                               "DualLN により要約と窓のキーのノルムが揃う：ノルムの比。"},
                 .source = {"Long-Short Transformer (2021), section 3, DualLN",
                            "Long-Short Transformer（2021）、3 節（DualLN）"},
                 .expected = 1,
                 .measured = normRatio(summaries, keys),
                 .tolerance = 1e-3};
}

Claim insertionClaim(const LongShortScene& scene)
{
    const Eigen::Index count = std::max<Eigen::Index>(1, scene.inserted);
    const double dynamic = changeByInsertion(scene, projectorOf(scene, ProjectionKind::Dynamic), count);
    const double fixed = changeByInsertion(scene, projectorOf(scene, ProjectionKind::Fixed), count);
    return {
        .id = "insertion-hardly-matters",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            text("{0} tokens put before the first change K̄ less where P follows the contents than where "
                 "it follows the places: change over change.",
                 "先頭に {0} トークンを挿入したときの K̄ の変化は、内容による P の方が位置による P より小さい"
                 "：変化の比。",
                 count),
        .source = {"Long-Short Transformer (2021), section 3: dynamic projection against Linformer",
                   "Long-Short Transformer（2021）、3 節（動的射影と Linformer）"},
        .expected = 1,
        .measured = dynamic / fixed,
        .remark = {"A flat P changes little either way, and a sharp one may pick an inserted token.",
                   "P が平坦ならどちらもほとんど変わらず、鋭ければ挿入したトークンを選ぶことがあります。"}};
}

/// Nothing where one branch alone is exact.
Result<std::optional<Claim>> bothClaim(const LongShortScene& scene, const RunContext& context)
{
    const Result<LongShortView> window = windowAlone(scene, context);
    const Result<LongShortView> summaries = summariesAlone(scene, context);
    if (!window || !summaries)
        return RunContext::cancelled();
    const auto error = [&](const LongShortView& view) {
        return relativeError(view.expanded * scene.problem().values, scene.exact.outputs);
    };
    const double alone = std::min(error(*window), error(*summaries));
    if (alone == 0)
        return std::optional<Claim>();
    return std::optional(Claim{
        .id = "both-beat-each",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            {"Window and summaries together come nearer to full attention than either alone: error over "
             "the smaller of the two errors.",
             "窓と要約を合わせると、どちらか一方より通常の注意に近い：小さい方の誤差に対する比。"},
        .source = {"Long-Short Transformer (2021), ablations: both attentions are needed",
                   "Long-Short Transformer（2021）、切除実験（両方の注意が必要）"},
        .expected = 1,
        .measured = error(scene.view) / alone,
        .remark = {
            "W_P is random here, not trained: summaries of a random P may take weight from the window.",
            "ここでは W_P が乱数で学習していないため、要約が窓の重みを奪うことがあります。"}});
}

Result<Claim> costClaim(const LongShortScene& scene, const RunContext& context)
{
    const auto sweeps = longShortCosts(scene, context);
    if (!sweeps)
        return sweeps.error();
    return Claim{
        .id = "cost-is-linear",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = {"Cost is linear in n: fitted slope of the counted multiply-adds, 256 to 1024 tokens.",
                      "計算量は n に対して線形である：計数した積和の傾き（256〜1024 トークン）。"},
        .source = kSection,
        .expected = 1.02,
        .measured = sweeps->back().slope(Growth::MultiplyAdds),
        .remark = {
            "Linear for a fixed number of summaries and w ≪ n; chunks of fixed length, as causal "
            "attention has, bring a summary more for each chunk.",
            "線形になるのは要約の数が一定で w ≪ n の場合です。因果的な注意では長さ一定のチャンクごとに要"
            "約が増えます。"}};
}

} // namespace

Result<std::vector<Claim>> longShortClaims(const LongShortScene& scene, const RunContext& context)
{
    std::vector<Claim> claims{jointClaim(scene), factoredClaim(scene)};
    if (Status done = addLimits(scene, claims, context); !done)
        return done.error();
    if (scene.projector.rank > 0) {
        claims.push_back(shufflingClaim(scene));
        if (const std::optional<Claim> dualNorm = dualNormClaim(scene))
            claims.push_back(*dualNorm);
        claims.push_back(insertionClaim(scene));
        const Result<std::optional<Claim>> both = bothClaim(scene, context);
        if (!both)
            return both.error();
        if (both->has_value())
            claims.push_back(**both);
    }
    if (scene.request.wants("cost")) {
        const Result<Claim> cost = costClaim(scene, context);
        if (!cost)
            return cost.error();
        claims.push_back(*cost);
    }
    return claims;
}

std::vector<Readout> longShortReadouts(const LongShortScene& scene)
{
    const auto count = [](std::uint64_t number) { return static_cast<double>(number); };
    std::vector<Readout> readouts{{.id = "relative-error",
                                   .label = {"Relative error of the outputs", "出力の相対誤差"},
                                   .value = relativeError(scene.found.outputs, scene.exact.outputs)},
                                  {.id = "multiply-adds",
                                   .label = {"Multiply-adds", "積和の数"},
                                   .value = count(scene.found.cost.multiplyAdds)},
                                  {.id = "multiply-adds-exact",
                                   .label = {"Multiply-adds, full attention", "積和の数（通常の注意）"},
                                   .value = count(scene.exact.cost.multiplyAdds)}};
    if (scene.needle >= 0) {
        readouts.push_back({.id = "needle-weight",
                            .label = {"Weight of the marked key", "印のキーの重み"},
                            .value = scene.needleWeight(scene.view.expanded)});
        readouts.push_back({.id = "needle-weight-full",
                            .label = {"The same, full attention", "同、通常の注意"},
                            .value = scene.needleWeight(scene.full)});
    }
    if (scene.projector.rank > 0)
        readouts.push_back({.id = "shuffling-fixed",
                            .label = {"Change of K̄ by shuffling, P of the places",
                                      "並べ替えによる K̄ の変化（位置による P）"},
                            .value = changeByShuffling(scene, projectorOf(scene, ProjectionKind::Fixed))});
    return readouts;
}

} // namespace kaba
