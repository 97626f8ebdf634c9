// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_panels.h"

#include "core/ssm/figure_parts.h"

#include <algorithm>
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

Axis logAxis(Text label, std::string unit = {})
{
    return {.label = std::move(label), .unit = std::move(unit), .kind = Axis::Kind::Log};
}

/// Errors on a logarithmic axis, the curve of each sweep over x(point).
template <class Place>
Panel errorPanel(const std::string& id, Text title, Axis x, std::span<const BudgetSweep> sweeps, Place place)
{
    Panel panel{.id = id,
                .title = std::move(title),
                .x = std::move(x),
                .y = logAxis({"relative error of the outputs", "出力の相対誤差"})};
    bool cut = false;
    for (const BudgetSweep& sweep : sweeps) {
        Samples places;
        Samples errors;
        for (const BudgetPoint& point : sweep.points) {
            places.push_back(place(point));
            errors.push_back(std::max(point.error, kLeastShownError));
            cut = cut || point.error < kLeastShownError;
        }
        const auto [role, shade] = curveLook(sweep.id, panel.layers.size());
        panel.layers.push_back({.id = sweep.id,
                                .label = sweep.name,
                                .data = Line{std::move(places), std::move(errors), true},
                                .role = role,
                                .shade = shade});
    }
    if (cut)
        panel.note = text("Errors below {0} are drawn at {0}.", "{0} 未満の誤差は {0} の位置に描く。",
                          kLeastShownError);
    return panel;
}

struct GrowthWords {
    Text title, axis;
    std::string unit;
};
GrowthWords wordsOf(Growth what)
{
    switch (what) {
    case Growth::MultiplyAdds:
        return {{"Multiply-adds as the tokens grow", "トークン数に対する積和の数"},
                {"multiply-adds", "積和の数"},
                {}};
    case Growth::Numbers:
        return {{"Numbers held at once as the tokens grow", "トークン数に対する同時に保持する数"},
                {"numbers held", "保持する数"},
                {}};
    case Growth::Milliseconds:
        break;
    }
    return {{"Time as the tokens grow", "トークン数に対する時間"}, {"time", "時間"}, "ms"};
}

/// "Luna: n^1.00"; the name alone where no slope can be fitted.
Text namedWithSlope(const Text& name, double slope)
{
    if (std::isnan(slope))
        return name;
    return text("{0}: n^{2:.2f}", "{1}：n^{2:.2f}", name.en, name.ja, slope);
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

Panel outputsPanel(const Eigen::MatrixXd& exact, const Eigen::MatrixXd& found, const Text& name)
{
    const auto first = [](const Eigen::MatrixXd& outputs) {
        return overTokens(rowOf(outputs.transpose(), 0));
    };
    return {
        .id = "output",
        .title = {"First component of the outputs", "出力の第 1 成分"},
        .x = tokenAxis({"token", "トークン"}),
        .y = {.label = {"output", "出力"}},
        .layers = {{.id = "exact", .label = {"exact", "厳密"}, .data = first(exact), .role = Role::Reference},
                   {.id = "approximation", .label = name, .data = first(found), .role = Role::Output}}};
}

Panel spectrumPanel(const std::vector<NamedSpectrum>& spectra)
{
    Panel panel{.id = "spectrum",
                .title = {"Singular values of the weights", "重み行列の特異値"},
                .x = {.label = {"index", "番号"}},
                .y = logAxis({"singular value σ", "特異値 σ"})};
    for (const NamedSpectrum& spectrum : spectra)
        panel.layers.push_back({.id = spectrum.id,
                                .label = spectrum.label,
                                .data = Line{RegularGrid{1, 1, spectrum.values.size()}, spectrum.values},
                                .role = panel.layers.empty() ? Role::Reference : Role::Output});
    return panel;
}

CurveLook curveLook(std::string_view id, std::size_t place)
{
    constexpr Role kRoles[] = {Role::Output, Role::Accent, Role::State, Role::Error, Role::Input};
    if (const Mechanism* mechanism = findMechanism(id)) {
        if (mechanism == &allMechanisms().front())
            return {Role::Reference, 0};
        place = static_cast<std::size_t>(mechanism - allMechanisms().data()) - 1;
    }
    return {kRoles[place % std::size(kRoles)], static_cast<int>(place / std::size(kRoles))};
}

Panel errorAgainstBudgetPanel(const std::string& id, std::span<const BudgetSweep> sweeps)
{
    return errorPanel(id, {"Error of the outputs as the budget grows", "予算に対する出力の誤差"},
                      logAxis({"budget", "予算"}), sweeps,
                      [](const BudgetPoint& point) { return static_cast<double>(point.budget); });
}

Panel errorAgainstCostPanel(const std::string& id, std::span<const BudgetSweep> sweeps)
{
    return errorPanel(id, {"Error of the outputs against what it costs", "計算量に対する出力の誤差"},
                      logAxis({"multiply-adds", "積和の数"}), sweeps,
                      [](const BudgetPoint& point) { return static_cast<double>(point.cost.multiplyAdds); });
}

Panel growthPanel(const std::string& id, std::span<const TokensSweep> sweeps, Growth what)
{
    GrowthWords words = wordsOf(what);
    Panel panel{.id = id,
                .title = std::move(words.title),
                .x = logAxis({"tokens n", "トークン数 n"}),
                .y = logAxis(std::move(words.axis), std::move(words.unit)),
                .measured = what == Growth::Milliseconds};
    for (const TokensSweep& sweep : sweeps) {
        const auto [role, shade] = curveLook(sweep.id, panel.layers.size());
        panel.layers.push_back({.id = sweep.id,
                                .label = namedWithSlope(sweep.name, sweep.slope(what)),
                                .data = Line{sweep.tokens(), sweep.values(what)},
                                .role = role,
                                .shade = shade});
    }
    return panel;
}

} // namespace kaba
