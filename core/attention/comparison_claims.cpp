// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/comparison_claims.h"

#include "core/base/parallel.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

/// How far the fitted slopes of the methods of one declared power are from it, at most.
double worstSlope(std::span<const Mechanism* const> mechanisms, std::span<const TokensSweep> growths,
                  bool linear)
{
    double worst = 0;
    for (std::size_t i = 0; i < growths.size(); ++i) {
        const double power = mechanisms[i]->growth;
        if ((power == 1) == linear)
            worst = std::max(worst, std::abs(growths[i].slope(Growth::MultiplyAdds) - power));
    }
    return worst;
}

} // namespace

Claim exactClaim(const MechanismScore& softmax)
{
    return identityClaim(
        "softmax-is-exact",
        {"Softmax as one of the methods gives the exact outputs: its relative error.",
         "方式の一つとしての softmax は厳密な出力を与える：その相対誤差。"},
        {"Attention Is All You Need (2017), equation 1", "Attention Is All You Need (2017)、式 1"}, 1e-12,
        softmax.outputError);
}

Result<Claim> limitClaim(std::span<const Mechanism* const> mechanisms, const ComparisonTask& task,
                         const RunContext& context)
{
    const Result<std::vector<double>> errors = resultsInParallel(mechanisms.size(), [&](std::size_t i) {
        return errorInTheLimit(*mechanisms[i], task.problem, task.settings.seed, context);
    });
    if (!errors)
        return errors.error();
    return identityClaim("exact-in-the-limit",
                         {"With the whole budget the methods that end in exact attention do: the largest "
                          "relative error, on up to 64 tokens.",
                          "予算を最大にすると厳密な注意に帰着する方式は、実際にそうなる：最大の相対誤差"
                          "（64 トークンまで）。"},
                         {"The papers of the methods; brute force", "各方式の論文、総当たりの計算"}, 1e-9,
                         std::ranges::max(*errors));
}

Claim linearityClaim(std::span<const MechanismScore> scores)
{
    double worst = 0;
    for (const MechanismScore& score : scores)
        worst = std::max(worst, score.linearityFault);
    return identityClaim("outputs-are-linear-in-the-values",
                         {"Every method's outputs are its matrix times the values: the largest difference, "
                          "relative to the sizes of both.",
                          "どの方式の出力も、その行列と値の積に等しい：最大の差（両者の大きさに対する比）。"},
                         {"The definition of attention", "注意の定義"}, 1e-9, worst);
}

std::vector<Claim> slopeClaims(std::span<const Mechanism* const> mechanisms,
                               std::span<const TokensSweep> growths)
{
    std::vector<Claim> claims;
    const Text source{"The papers of the methods, on complexity", "各方式の論文の計算量の節"};
    claims.push_back({.id = "exact-is-quadratic",
                      .kind = Claim::Kind::Paper,
                      .relation = Claim::Relation::Equal,
                      .statement = {"Exact attention takes n² multiply-adds: the fitted power of n.",
                                    "厳密な注意の積和は n² に比例する：あてはめた n の冪。"},
                      .source = source,
                      .expected = 2,
                      .measured = growths.front().slope(Growth::MultiplyAdds),
                      .tolerance = 0.1});
    claims.push_back(
        {.id = "linear-methods-are-linear",
         .kind = Claim::Kind::Paper,
         .statement = {"Methods that call themselves linear are, counted where they work: the "
                       "largest distance of a fitted power from 1.",
                       "線形とされる方式の積和（実行箇所で計数）は n に比例する：あてはめた冪と 1 "
                       "との差の最大値。"},
         .source = source,
         .expected = 0.1,
         .measured = worstSlope(mechanisms, growths, true),
         .remark = {"Work that does not grow with n still weighs at the short end: raise "
                    "longest, or lower the budget.",
                    "短い系列では n によらない計算の割合が大きい。longest を上げるか、予算を下げる"
                    "とよい。"}});
    claims.push_back({.id = "others-grow-as-declared",
                      .kind = Claim::Kind::Paper,
                      .statement = {"The other methods grow with the power of n that their papers give: the "
                                    "largest distance from it.",
                                    "その他の方式の積和は論文の示す n の冪で増える：その冪との差の最大値。"},
                      .source = source,
                      .expected = 0.1,
                      .measured = worstSlope(mechanisms, growths, false),
                      .remark = {"Block sizes are whole numbers, and short sequences lie wholly in sight.",
                                 "ブロックの大きさは整数であり、短い系列は全体が視野に入るためである。"}});
    return claims;
}

} // namespace kaba
