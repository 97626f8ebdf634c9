// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/combiner_panels.h"
#include "core/attention/exact_attention.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

const Text kFactorisation{"Combiner (2021), section 3", "Combiner（2021）、3 節"};

/// How far a matrix is from rank one: what is left without the column and the row of its largest entry, relative.
double distanceFromRankOne(const Eigen::MatrixXd& matrix)
{
    Eigen::Index row = 0;
    Eigen::Index column = 0;
    const double pivot = matrix.cwiseAbs().maxCoeff(&row, &column);
    if (pivot == 0)
        return 0;
    return (matrix - matrix.col(column) * (matrix.row(row) / pivot)).norm() / matrix.norm();
}

Claim rowsClaim(const CombinerScene& scene)
{
    return identityClaim("rows-sum-to-one",
                         {"Direct and span weights share one normaliser: each row sums to 1; the largest "
                          "deviation.",
                          "直接項とスパンは一つの正規化定数を共有し、各行の和は 1 になる：最大のずれ。"},
                         kFactorisation, 1e-12,
                         (scene.view.weights().rowwise().sum().array() - 1).abs().maxCoeff());
}

Claim factorsClaim(const CombinerScene& scene)
{
    return identityClaim(
        "factored-equals-dense",
        {"Summing up each span once gives what the whole matrix times V gives: relative difference.",
         "各スパンを一度だけ要約する計算は、行列全体と V の積に等しい：相対差。"},
        kFactorisation, 1e-11,
        relativeError(scene.found.outputs, scene.view.weights() * scene.problem().values));
}

Claim rankClaim(const SpanBlock& block)
{
    return identityClaim(
        "spans-have-rank-one",
        {"Seen from outside, a span is a block of rank 1: what is left of the largest one without "
         "one column times one row.",
         "外から見たスパンは階数 1 のブロックである：最大のブロックから列と行の積を引いた残り。"},
        kFactorisation, 1e-11, distanceFromRankOne(block.combiner));
}

Claim chainClaim(const CombinerScene& scene)
{
    const Eigen::VectorXd parts = scene.view.massDivergence + scene.view.innerDivergence;
    return identityClaim(
        "divergence-splits",
        {"KL = KL of the masses + Σ p(Ω)·KL within the spans: the largest difference of a row, relative.",
         "KL は質量の KL と Σ p(Ω)·（スパン内の KL）の和に等しい：行ごとの最大の相対差。"},
        {"Chain rule of the Kullback–Leibler divergence", "KL ダイバージェンスの連鎖律"}, 1e-10,
        (parts - scene.divergence).cwiseAbs().maxCoeff() / std::max(1.0, scene.divergence.maxCoeff()));
}

/// The first tokens again, with one key for each block.
Result<Claim> constantKeysClaim(const CombinerScene& scene, const RunContext& context)
{
    constexpr Eigen::Index kTaken = 64;
    const Eigen::Index n = std::min(kTaken, scene.problem().tokens());
    const Eigen::Index block = std::min(scene.plan().block(), usualBlock(SpanPattern::Fixed, n));
    AttentionProblem problem{.queries = scene.problem().queries.topRows(n),
                             .keys = scene.problem().keys.topRows(n),
                             .values = scene.problem().values.topRows(n),
                             .causal = scene.problem().causal};
    for (Eigen::Index token = 0; token < n; ++token)
        problem.keys.row(token) = problem.keys.row(token / block * block).eval();
    const Result<AttentionResult> found = combinerAttention(
        problem, {.block = block, .pooling = scene.settings.pooling, .sizeTerm = true}, context);
    if (!found)
        return found.error();
    return identityClaim(
        "constant-keys-are-exact",
        text("Where all keys of a block of {0} are the same, Fixed with log|Ω| is exact: relative "
             "error of the outputs, first {1} tokens.",
             "{0} 個のブロック内でキーがすべて等しければ、log|Ω| を加えた Fixed は厳密である：最初の "
             "{1} トークンの出力の相対誤差。",
             block, n),
        {"Kaba; without log|Ω| the equality fails", "Kaba による。log|Ω| がなければ成り立たない"}, 1e-11,
        relativeError(found->outputs, softmaxWeights(problem) * problem.values));
}

Claim supportClaim(const CombinerScene& scene)
{
    const Eigen::MatrixXd weights = scene.view.weights();
    Eigen::Index holes = 0;
    for (Eigen::Index key = 0; key < weights.cols(); ++key)
        for (Eigen::Index query = 0; query < weights.rows(); ++query)
            holes += scene.problem().sees(query, key) && weights(query, key) == 0 ? 1 : 0;
    return {.id = "full-support",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement = {"Every token reaches every token that it may see: number of zero weights.",
                          "どのトークンも、参照を許されたすべてのトークンに届く：重みが 0 の組の数。"},
            .source = kFactorisation,
            .expected = 0,
            .measured = static_cast<double>(holes),
            .remark = {"Weights below 10⁻³⁰⁸ are 0 to the machine: lower σ.",
                       "10⁻³⁰⁸ 未満の重みは計算機では 0 になります。σ を下げてください。"}};
}

Claim costClaim(const CombinerScene& scene)
{
    return {
        .id = "fewer-multiply-adds",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = {"Combiner takes no more multiply-adds than full attention: their ratio, counted.",
                      "Combiner の積和は通常の注意より多くない：両者の比（計数）。"},
        .source = {"Combiner (2021), section 4", "Combiner（2021）、4 節"},
        .expected = 1,
        .measured = static_cast<double>(scene.found.cost.multiplyAdds) /
                    static_cast<double>(scene.exact.cost.multiplyAdds),
        .remark = {"Few tokens, blocks far from √n, the oracle or a mixture cost more than they save.",
                   "トークンが少ない、ブロックが √n から遠い、真の質量や混合を使う場合は得になりません。"}};
}

double sparseError(const CombinerScene& scene)
{
    return relativeError(scene.view.sparse * scene.problem().values, scene.exact.outputs);
}

Claim nearerClaim(const CombinerScene& scene)
{
    return {
        .id = "nearer-than-its-pattern",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            {"Spans bring the outputs nearer to full attention than the sparse pattern alone: error with "
             "spans over error without.",
             "スパンを加えると、出力はスパースパターンのみの場合より通常の注意に近づく：誤差の比。"},
        .source = {"Combiner (2021), section 5: better than the sparse baselines",
                   "Combiner（2021）、5 節（スパースな基準を上回る）"},
        .expected = 1,
        .measured = relativeError(scene.found.outputs, scene.exact.outputs) / sparseError(scene),
        .remark = {
            "Nothing is trained here: the largest of each component overrates a span unless keys learn to "
            "fit. Try the mean, with log|Ω|.",
            "ここでは学習しないため、成分ごとの最大はスパンを過大に評価しがちです。平均と log|Ω| "
            "を試してください。"}};
}

} // namespace

Result<std::vector<Claim>> combinerClaims(const CombinerScene& scene, const RunContext& context)
{
    std::vector<Claim> claims{rowsClaim(scene), factorsClaim(scene)};
    if (const SpanBlock block = spanBlockOf(scene); !scene.settings.mixture && block.combiner.size() > 0)
        claims.push_back(rankClaim(block));
    if (!scene.settings.mixture && scene.divergence.allFinite())
        claims.push_back(chainClaim(scene));
    const Result<Claim> constant = constantKeysClaim(scene, context);
    if (!constant)
        return constant.error();
    claims.push_back(*constant);
    claims.push_back(supportClaim(scene));
    claims.push_back(costClaim(scene));
    if (sparseError(scene) > 0)
        claims.push_back(nearerClaim(scene));
    return claims;
}

std::vector<Readout> combinerReadouts(const CombinerScene& scene)
{
    const auto count = [](std::uint64_t number) { return static_cast<double>(number); };
    return {{.id = "relative-error",
             .label = {"Relative error of the outputs", "出力の相対誤差"},
             .value = relativeError(scene.found.outputs, scene.exact.outputs)},
            {.id = "relative-error-sparse",
             .label = {"The same, sparse pattern alone", "同、スパースパターンのみ"},
             .value = sparseError(scene)},
            {.id = "block",
             .label = {"Block s", "ブロック s"},
             .value = static_cast<double>(scene.plan().block())},
            {.id = "multiply-adds",
             .label = {"Multiply-adds", "積和の数"},
             .value = count(scene.found.cost.multiplyAdds)},
            {.id = "multiply-adds-exact",
             .label = {"Multiply-adds, full attention", "積和の数（通常の注意）"},
             .value = count(scene.exact.cost.multiplyAdds)},
            {.id = "zeros-sparse",
             .label = {"Pairs that the sparse pattern leaves out", "スパースパターンが除くトークンの組"},
             .value = static_cast<double>((scene.full.array() > 0).count() -
                                          (scene.view.direct.array() > 0).count())}};
}

} // namespace kaba
