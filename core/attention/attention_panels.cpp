// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_panels.h"

#include "core/ssm/figure_parts.h"

#include <cmath>

namespace kaba {
namespace {

constexpr std::size_t kMostNames = 64;

/// "river" as token 3 of the screen; two equal tokens keep two names.
std::vector<std::string> namesFor(const std::vector<std::string>& tokens, Eigen::Index shown)
{
    const bool fits = tokens.size() <= kMostNames && static_cast<Eigen::Index>(tokens.size()) == shown;
    return fits ? tokens : std::vector<std::string>{};
}

Samples rowOf(const Eigen::MatrixXd& matrix, Eigen::Index row)
{
    const Eigen::RowVectorXd values = matrix.row(row);
    return {values.data(), values.data() + values.size()};
}

Line overTokens(Samples values) { return {RegularGrid{0, 1, values.size()}, std::move(values)}; }

} // namespace

Panel tokenMatrixPanel(const std::string& id, Text title, const Eigen::MatrixXd& matrix,
                       const std::vector<std::string>& tokens, bool signedValues)
{
    const Eigen::MatrixXd tiles = tilesOfExtremes(matrix, kMostTiles);
    const auto rows = static_cast<std::size_t>(tiles.rows());
    const auto cols = static_cast<std::size_t>(tiles.cols());
    const auto end = [](Eigen::Index count) { return static_cast<double>(count) - 0.5; };
    Panel panel{
        .id = id,
        .title = std::move(title),
        .x = {.label = {"key", "キー"}},
        .y = {.label = {"query", "クエリ"}},
        .layers = {{.id = id,
                    .label = {"weight", "重み"},
                    .data = Heatmap{.rows = rows,
                                    .cols = cols,
                                    .z = rowMajor(tiles),
                                    .x = {-0.5, end(matrix.cols())},
                                    .y = {-0.5, end(matrix.rows())},
                                    .map = signedValues ? ColourMap::Diverging : ColourMap::Sequential,
                                    .rowLabels = namesFor(tokens, matrix.rows()),
                                    .colLabels = namesFor(tokens, matrix.cols())},
                    .role = Role::Output}}};
    if (tiles.rows() < matrix.rows())
        panel.note = text("Each tile shows the largest of {0} × {0} weights; the others are left out.",
                          "各タイルは {0} × {0} 個の重みのうち最大のものを示し、残りは省いています。",
                          (matrix.rows() + tiles.rows() - 1) / tiles.rows());
    return panel;
}

Axis tokenAxis(Text label) { return {.label = std::move(label), .link = "tokens"}; }

Panel profilePanel(const Eigen::MatrixXd& weights, Eigen::Index token, const std::vector<std::string>& tokens)
{
    const std::string name = tokens.empty() ? std::string() : tokens[static_cast<std::size_t>(token)];
    const std::string which = name.empty() ? fmt::format("{}", token) : fmt::format("{} ({})", token, name);
    return {.id = "profile",
            .title = text("What token {0} sees, and who sees it", "トークン {0} の参照先と、それを参照する側",
                          which),
            .x = tokenAxis({"the other token", "相手のトークン"}),
            .y = {.label = {"weight", "重み"}},
            .layers = {{.id = "row",
                        .label = {"as query: what it sees", "クエリとして：参照先"},
                        .data = overTokens(rowOf(weights, token)),
                        .role = Role::Output},
                       {.id = "column",
                        .label = {"as key: who sees it", "キーとして：参照元"},
                        .data = overTokens(rowOf(weights.transpose(), token)),
                        .role = Role::Reference}}};
}

Panel entropyPanel(const Eigen::MatrixXd& weights, bool causal)
{
    Samples most(static_cast<std::size_t>(weights.rows()));
    for (std::size_t i = 0; i < most.size(); ++i)
        most[i] = std::log(static_cast<double>(causal ? i + 1 : most.size()));
    return {.id = "entropy",
            .title = {"How widely each token looks", "各トークンの参照の広がり"},
            .x = tokenAxis({"query", "クエリ"}),
            .y = {.label = {"entropy", "エントロピー"}, .unit = "nats"},
            .layers = {{.id = "entropy",
                        .label = {"entropy of the row", "行のエントロピー"},
                        .data = overTokens(rowEntropies(weights)),
                        .role = Role::Output},
                       {.id = "most",
                        .label = {"most possible: all alike", "上限（すべて均等）"},
                        .data = overTokens(std::move(most)),
                        .role = Role::Reference}}};
}

} // namespace kaba
