// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/token_links.h"

#include "core/ssm/figure_parts.h"

#include <algorithm>

namespace kaba {
namespace {

/// The first token drawn: the chosen one in the middle where there is room on both sides.
Eigen::Index windowStart(Eigen::Index count, Eigen::Index token)
{
    const Eigen::Index shown = std::min(count, kMostLinked);
    return std::clamp<Eigen::Index>(token - shown / 2, 0, count - shown);
}

std::string nameOf(const std::vector<std::string>& tokens, Eigen::Index token)
{
    return tokens.empty() ? fmt::format("{}", token) : tokens[static_cast<std::size_t>(token)];
}

} // namespace

Panel linksPanel(const Eigen::MatrixXd& weights, const std::vector<std::string>& tokens, Eigen::Index token)
{
    const Eigen::Index count = weights.rows();
    const Eigen::Index shown = std::min(count, kMostLinked);
    const Eigen::Index first = windowStart(count, token);
    const Eigen::MatrixXd drawn = weights.block(first, first, shown, shown);
    Eigen::MatrixXd chosen = Eigen::MatrixXd::Zero(shown, shown);
    chosen.row(token - first) = drawn.row(token - first);
    std::vector<std::string> names;
    for (Eigen::Index i = 0; i < shown; ++i)
        names.push_back(nameOf(tokens, first + i));
    Panel panel{.id = "links",
                .title = text("What each token (left) sees (right); in green token {0} ({1})",
                              "各トークン（左）が見る先（右）。緑はトークン {0}（{1}）", token,
                              nameOf(tokens, token)),
                .layers = {{.id = "links",
                            .label = {"weights", "重み"},
                            .data = Tokens{names, rowMajor(drawn)},
                            .role = Role::Output},
                           {.id = "token",
                            .label = {"of the chosen token", "選んだトークン"},
                            .data = Tokens{names, rowMajor(chosen)},
                            .role = Role::Accent}}};
    if (shown < count)
        panel.note =
            text("Tokens {0} … {1} of {2}, around the chosen one; the {3:.0f} % of their weight that goes "
                 "to others is left out.",
                 "{2} トークンのうち、選んだものの前後 {0} … {1} を描く。それ以外へ向かう重み"
                 "（{3:.0f} %）は省いた。",
                 first, first + shown - 1, count,
                 100 * (1 - drawn.sum() / weights.middleRows(first, shown).sum()));
    return panel;
}

} // namespace kaba
