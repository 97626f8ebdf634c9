// SPDX-License-Identifier: GPL-3.0-or-later
// What a sum of a low-rank and a sparse matrix keeps of the weights where it may be chosen freely, whatever that costs.
#include "core/attention/attention_panels.h"
#include "core/attention/scatter_panels.h"
#include "core/math/robust_pca.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace kaba {
namespace {

constexpr Eigen::Index kMostTokens = 96;

/// Row-normalised weights of the first tokens among themselves.
Eigen::MatrixXd amongTheFirst(const Eigen::MatrixXd& weights)
{
    const Eigen::Index count = std::min(kMostTokens, weights.rows());
    const Eigen::MatrixXd corner = weights.topLeftCorner(count, count);
    return corner.rowwise().sum().cwiseInverse().asDiagonal() * corner;
}

Panel partPanel(const std::string& id, Text title, const Eigen::MatrixXd& part,
                std::vector<std::string> tokens, Eigen::Index all)
{
    tokens.resize(std::min(tokens.size(), static_cast<std::size_t>(part.rows())));
    Panel panel = tokenMatrixPanel(id, std::move(title), part, tokens, true);
    if (part.rows() < all)
        panel.note = text("The first {} tokens, their rows normalised again.",
                          "最初の {} トークンだけを取り、行を正規化し直しています。", part.rows());
    return panel;
}

/// At the budget of the page: what a sum may reach that is chosen knowing the whole matrix, beside either part alone.
struct AtBudget {
    double sum, sparse, lowRank; ///< ‖approximation − weights‖_F / ‖weights‖_F
};

Result<AtBudget> atBudget(const Eigen::MatrixXd& weights, const ScatterChoice& choice,
                          const RunContext& context)
{
    const auto error = [&](double share) {
        const auto perRow = static_cast<std::size_t>(std::lround(share * choice.budget));
        const int rank = choice.budget - static_cast<int>(perRow);
        return boundedParts(weights, rank, perRow * static_cast<std::size_t>(weights.rows()), context);
    };
    const Result<RobustParts> sum = error(choice.share);
    if (!sum)
        return sum.error();
    const Result<RobustParts> sparse = error(1);
    if (!sparse)
        return sparse.error();
    const Result<RobustParts> lowRank = error(0);
    if (!lowRank)
        return lowRank.error();
    return AtBudget{sum->residual, sparse->residual, lowRank->residual};
}

std::vector<Claim> claimsOf(const RobustParts& parts, const AtBudget& found)
{
    const double alone = std::min(found.sparse, found.lowRank);
    return {
        identityClaim(
            "robust-parts-sum-up",
            {"The two parts of robust PCA add up to the weights: relative residual.",
             "ロバスト PCA の 2 つの成分の和は元の重みに等しい：相対残差。"},
            {"Candès, Li, Ma and Wright (2011), problem (1.1)", "Candès, Li, Ma, Wright (2011)、問題 (1.1)"},
            1e-6, parts.residual),
        {.id = "chosen-sum-beats-both",
         .kind = Claim::Kind::Paper,
         .relation = Claim::Relation::AtMost,
         .statement =
             {"Attention is closer to a sum of a sparse and a low-rank matrix than to either alone: error of "
              "the "
              "sum chosen knowing all weights over that of the better part, at the same budget and split.",
              "注意行列は、疎か低ランクの一方よりも両者の和で近似しやすい：全重みを見て選んだ和の誤差 ÷ "
              "同じ予算でよい方の単独の誤差。"},
         .source = {"Scatterbrain (2021), section 3", "Scatterbrain (2021)、3 節"},
         .expected = 1,
         .measured = alone == 0 ? 1 : found.sum / alone,
         .remark = {"Where softmax is nearly uniform low rank alone does, where it is nearly one-hot sparse "
                    "alone; move the "
                    "split.",
                    "softmax がほぼ一様なら低ランクだけで、ほぼ one-hot "
                    "なら疎だけで足りる。配分を動かしてみるとよい。"}}};
}

} // namespace

Status addScatterPca(const Request& request, const Eigen::MatrixXd& weights, const ScatterChoice& choice,
                     const std::vector<std::string>& tokens, Figure& figure, const RunContext& context)
{
    if (!request.wants("pca-low-rank") && !request.wants("pca-sparse"))
        return Done{};
    const Eigen::MatrixXd corner = amongTheFirst(weights);
    const Result<RobustParts> parts = robustPca(corner, context);
    if (!parts)
        return parts.error();
    const Result<AtBudget> found = atBudget(corner, choice, context);
    if (!found)
        return found.error();
    const auto order = static_cast<double>(corner.rows());
    const double perRow = static_cast<double>(parts->kept) / order;
    if (request.wants("pca-low-rank"))
        figure.panels.push_back(partPanel(
            "pca-low-rank",
            text("Robust PCA, low-rank part: rank {}", "ロバスト PCA の低ランク成分（階数 {}）", parts->rank),
            parts->lowRank, tokens, weights.rows()));
    if (request.wants("pca-sparse"))
        figure.panels.push_back(partPanel("pca-sparse",
                                          text("Robust PCA, sparse part: {:.1f} entries a row",
                                               "ロバスト PCA の疎な成分（1 行に {:.1f} 個）", perRow),
                                          parts->sparse, tokens, weights.rows()));
    figure.readouts.push_back({.id = "pca-rank",
                               .label = {"Rank by robust PCA", "ロバスト PCA の階数"},
                               .value = static_cast<double>(parts->rank)});
    figure.readouts.push_back(
        {.id = "pca-entries",
         .label = {"Sparse entries a row by robust PCA", "ロバスト PCA の 1 行の非零要素"},
         .value = perRow});
    std::ranges::copy(claimsOf(*parts, *found), std::back_inserter(figure.claims));
    return Done{};
}

} // namespace kaba
