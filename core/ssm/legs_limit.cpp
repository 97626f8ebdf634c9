// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/legs_limit.h"

#include "core/ssm/layer.h"
#include "core/ssm/s4d.h"
#include "core/ssm/vandermonde.h"

#include <algorithm>
#include <cmath>

namespace kaba {

FirstState firstState(int order)
{
    constexpr double kSpacing = 0.1;
    constexpr std::size_t kPoints = 100;
    const Eigen::VectorXd first = readoutVector(LayerReadout::First, order, 0);
    const DiagonalStateSpace diagonal = s4d(S4dInit::LegS, order, first).value();
    FirstState answer{.spacing = kSpacing,
                      .diagonal = vandermondeKernel(diagonal, kSpacing, {StepRule::Zoh}, kPoints)};
    for (double& value : answer.diagonal)
        value /= 2;
    for (std::size_t k = 0; k < kPoints; ++k)
        answer.exact.push_back(-std::exp(-kSpacing * static_cast<double>(k)) * std::expm1(-kSpacing));
    return answer;
}

double distanceFromLegS(int order)
{
    const FirstState answer = firstState(order);
    double distance = 0;
    double norm = 0;
    for (std::size_t k = 0; k < answer.exact.size(); ++k) {
        distance += (answer.diagonal[k] - answer.exact[k]) * (answer.diagonal[k] - answer.exact[k]);
        norm += answer.exact[k] * answer.exact[k];
    }
    return std::sqrt(distance / norm);
}

Claim legsLimitClaim(int order)
{
    const int even = order - order % 2;
    const int quarter = std::max(2, even / 8 * 2);
    return {.id = "s4d-approaches-legs",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement =
                {"The diagonal S4D-LegS with half its input approaches LegS as N grows: distance between the "
                 "first states' answers to one sample, as a fraction of that at order N/4.",
                 "入力を半分にした対角の S4D-LegS は N が大きいほど LegS に近づく："
                 "1 サンプルへの最初の状態の応答の差を、次数 N/4 のときの差で割った比。"},
            .source = {"S4D (2022), theorem 3", "S4D (2022)、定理 3"},
            .expected = 1,
            .measured = distanceFromLegS(even) / distanceFromLegS(quarter),
            .remark = {"Convergence is slow, about as 1/N, and sets in at orders above ten.",
                       "収束は 1/N 程度と遅く、次数が 10 を超えてから現れます。"}};
}

} // namespace kaba
