// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/recall_scene.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace kaba {
namespace {

/// Multiply-adds that a claim may cost.
constexpr double kWorkOfClaim = 2e7;

Claim totalClaim(double total, Eigen::Index states)
{
    const auto expected = static_cast<double>(states);
    return {
        .id = "total-capacity",
        .kind = Claim::Kind::Identity,
        .relation = Claim::Relation::Equal,
        .statement = {"Summed over all lags, a state of N driven numbers knows exactly N samples' worth of a "
                      "white input: Σ m.",
                      "遅れすべてについて足すと、入力に駆動される N 個の状態が覚えている白色入力はちょうど N "
                      "サンプル分である：Σ m。"},
        .source = {"Jaeger, Short term memory in echo state networks, GMD report 152 (2001)",
                   "Jaeger、Short term memory in echo state networks、GMD report 152 (2001)"},
        .expected = expected,
        .measured = total,
        .tolerance = 1e-8 * expected};
}

Claim boundedClaim(const Samples& capacity)
{
    return identityClaim("at-most-one",
                         {"No lag is known better than fully: the largest m.",
                          "どの遅れも完全以上には覚えられない：m の最大値。"},
                         {"Jaeger (2001), definition of memory capacity", "Jaeger (2001)、記憶容量の定義"},
                         1 + 1e-9, *std::ranges::max_element(capacity));
}

Samples firstOf(Samples values, std::size_t count)
{
    values.resize(std::min(count, values.size()));
    return values;
}

/// Where P of the actual system is fit to be inverted and all of it can be summed.
void addGramianClaim(const RecallScene& scene, std::size_t lags, std::vector<Claim>& claims)
{
    const MemorySettings& settings = scene.settings;
    const auto memory = makeMemory(settings);
    if (!memory)
        return;
    const DiscreteSystem<double>& system = *memory->discrete;
    const GramianCapacity byGramian = capacityByGramian(system.a, system.b, lags);
    constexpr double kFit = 1e-8;
    if (!(byGramian.reciprocalCondition > kFit))
        return;
    const double rounding = std::numeric_limits<double>::epsilon() * static_cast<double>(lags);
    claims.push_back(identityClaim(
        "poles-alone-decide",
        {"The poles alone decide what is remembered: m from a chain of all-pass filters with these poles "
         "against "
         "m = vᵀP⁻¹v of this very A\u0304 and B\u0304, largest difference.",
         "何を覚えるかは極だけで決まる：同じ極をもつ全域通過フィルタの連なりから求めた m と、この A\u0304 と "
         "B\u0304 "
         "による m = vᵀP⁻¹v との差の最大値。"},
        {"Takenaka (1925), Malmquist (1926); Gramian form: Ganguli, Huh, Sompolinsky (2008)",
         "Takenaka (1925)、Malmquist (1926)。グラム行列による形は Ganguli, Huh, Sompolinsky (2008)"},
        std::max(1e-9, rounding / byGramian.reciprocalCondition),
        largestDifference(firstOf(scene.recall.capacity(), lags),
                          firstOf(byGramian.capacity, scene.recall.lags()))));
}

Claim windowClaim(const RecallScene& scene, const Samples& capacity)
{
    const std::size_t window = std::min(scene.settings.windowSamples(), capacity.size());
    const double within =
        std::accumulate(capacity.begin(), capacity.begin() + static_cast<std::ptrdiff_t>(window), 0.0);
    return {
        .id = "within-the-window",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement = {"This measure keeps the last θ and nothing else: share of the whole memory N spent on "
                      "lags within the window.",
                      "この測度は直近の θ だけを保つ：記憶全体 N のうち窓内の遅れに使われる割合。"},
        .source = {"HiPPO (2020), section 2.3 (translated Legendre)", "HiPPO (2020)、2.3 節（LegT）"},
        .expected = 0.9,
        .measured = within / static_cast<double>(scene.recall.states()),
        .remark = {
            "A finite order leaks past the edge of the window; more so where the window holds few samples "
            "per state.",
            "有限の次数では窓の端を越えて漏れます。窓のサンプル数が状態数に比べて少ないほど大きくなります"
            "。"}};
}

Claim evenlyClaim(const Samples& capacity)
{
    const auto quarter = static_cast<std::ptrdiff_t>(capacity.size() / 4);
    const auto [least, most] = std::minmax_element(capacity.begin() + quarter, capacity.end() - quarter);
    return {
        .id = "all-of-history",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement = {"Scaled LegS remembers its whole history evenly: least m over largest m in the middle "
                      "half of the history.",
                      "時間伸縮型の LegS は全履歴を均等に覚える：履歴の中央半分での m の最小と最大の比。"},
        .source = {"HiPPO (2020), section 3 (scaled Legendre measure)", "HiPPO (2020)、3 節（LegS）"},
        .expected = 0.5,
        .measured = *most > 0 ? *least / *most : 1,
        .remark = {"With few states m ripples; towards both ends of the history it always rises.",
                   "状態が少ないと m は波打ちます。履歴の両端では必ず大きくなります。"}};
}

Claim projectionClaim(const RecallScene& scene)
{
    const Samples answer = scene.recall.answer(scene.lag);
    double energy = 0;
    for (const double value : answer)
        energy += value * value;
    const double known = answer[scene.lag];
    return identityClaim(
        "energy-is-share",
        {"The best readout is a projection: the energy of its answer to an impulse never exceeds its "
         "value at the lag, Σ h² − h(lag).",
         "最良の読み出しは射影である：インパルス応答のエネルギーは遅れでの値を超えない、Σ h² − h(lag)。"},
        {"Orthogonal projection, h = Πδ", "直交射影 h = Πδ"}, 1e-9, energy - known);
}

} // namespace

std::vector<Claim> recallClaims(const RecallScene& scene)
{
    const Samples capacity = scene.recall.capacity();
    std::vector<Claim> claims{boundedClaim(capacity), projectionClaim(scene)};
    if (!isTimeInvariant(scene.settings.measure)) {
        const double total = std::accumulate(capacity.begin(), capacity.end(), 0.0);
        claims.insert(claims.begin(), totalClaim(total, static_cast<Eigen::Index>(scene.recall.states())));
        claims.push_back(evenlyClaim(capacity));
        return claims;
    }
    const Eigen::VectorXcd poles = drivenPoles(scene.settings);
    const auto states = static_cast<double>(poles.size());
    const double needed = lagsToForget(poles);
    if (states * needed <= kWorkOfClaim / 10) {
        const Samples whole = Recall::ofPoles(poles, static_cast<std::size_t>(needed) + 1).capacity();
        claims.insert(claims.begin(),
                      totalClaim(std::accumulate(whole.begin(), whole.end(), 0.0), poles.size()));
    }
    if (states * states * needed <= kWorkOfClaim)
        addGramianClaim(scene, static_cast<std::size_t>(needed) + 1, claims);
    if (hasWindow(scene.settings.measure))
        claims.push_back(windowClaim(scene, capacity));
    return claims;
}

} // namespace kaba
