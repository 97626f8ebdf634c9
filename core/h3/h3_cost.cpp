// SPDX-License-Identifier: GPL-3.0-or-later
// What a token costs and what has to be kept for it, beside attention with a cache that grows.
#include "core/h3/h3_scene.h"
#include "core/math/fft.h"
#include "core/math/log_slope.h"
#include "core/ssm/operation_counts.h"

#include <cmath>

namespace kaba {

namespace {

constexpr int kMostDoublings = 16;

/// Tokens 1, 2, 4, ….
Samples positions()
{
    Samples places;
    for (int doubling = 0; doubling <= kMostDoublings; ++doubling)
        places.push_back(std::exp2(doubling));
    return places;
}

template <class Value>
Layer curve(const char* id, Text label, Value valueAt, Role role)
{
    const Samples places = positions();
    Samples values;
    for (const double place : places)
        values.push_back(valueAt(place));
    return {.id = id, .label = std::move(label), .data = Line{places, std::move(values)}, .role = role};
}

Panel growthPanel(const char* id, Text title, Text what, std::vector<Layer> layers)
{
    return {.id = id,
            .title = std::move(title),
            .x = {.label = {"tokens read so far", "それまでに読んだトークン数"},
                  .kind = Axis::Kind::Log,
                  .link = "position"},
            .y = {.label = std::move(what), .kind = Axis::Kind::Log},
            .layers = std::move(layers)};
}

double widthOf(const H3Scene& scene) { return static_cast<double>(scene.layer.width()); }
double stepOperations(const H3Scene& scene) { return static_cast<double>(scene.stepped.multiplyAdds); }
double numbersHeld(const H3Scene& scene) { return static_cast<double>(scene.stepped.numbersHeld); }

/// The maps left out, as for H3.
double attentionMixing(double width, double position)
{
    return attentionStepOperations(width, position) - attentionStepOperations(width, 0);
}

Panel stepCostPanel(const H3Scene& scene)
{
    const double width = widthOf(scene);
    return growthPanel(
        "step-cost",
        text("One more token: multiply-adds along the sequence, width {}",
             "次の 1 トークンの積和（幅 {}、系列方向のみ）", width),
        {"multiply-adds", "積和の数"},
        {curve(
             "h3", {"H3", "H3"}, [&](double) { return stepOperations(scene); }, Role::Output),
         curve(
             "attention", {"attention", "注意機構"},
             [&](double position) { return attentionMixing(width, position); }, Role::Reference)});
}

Panel stateSizePanel(const H3Scene& scene)
{
    const double width = widthOf(scene);
    return growthPanel("state-size", text("What has to be kept, width {}", "保持しておく数（幅 {}）", width),
                       {"numbers held", "保持する数"},
                       {curve(
                            "h3", {"H3: registers and modes", "H3：レジスタとモード"},
                            [&](double) { return numbersHeld(scene); }, Role::Output),
                        curve(
                            "attention", {"attention: keys and values", "注意機構：キーと値"},
                            [&](double position) { return 2 * width * position; }, Role::Reference)});
}

/// One table of keys and values in heads of several sizes.
Panel cutsPanel(const H3Scene& scene)
{
    const RecallRoles& roles = scene.sequence.roles;
    Table table{.columns = {Text::same("d_h"),
                            {"heads", "ヘッド"},
                            {"width", "幅"},
                            {"cells", "セル"},
                            {"kept", "保持"}},
                .rows = {}};
    for (const Eigen::Index size : {1, 2, 4, 8}) {
        const RecallTable cut(roles, size);
        const Eigen::Index cells = cut.width() * size;
        table.rows.push_back({fmt::format("{}", size), fmt::format("{}", cut.heads()),
                              fmt::format("{}", cut.width()), fmt::format("{}", cells),
                              fmt::format("{}", (cut.width() + cells) * scene.settings.order)});
    }
    return {.id = "cuts",
            .title = text("The table of {} keys and {} values, cut into heads",
                          "{} 個のキーと {} 個の値の表をヘッドに切り分ける", roles.keys.size(),
                          roles.values.size()),
            .layers = {{.id = "cuts",
                        .label = {"by head dimension", "ヘッドの次元ごと"},
                        .data = std::move(table),
                        .role = Role::Output}}};
}

/// Multiply-adds of both convolutions of a sequence: three transforms and a product for each channel and cell.
double convolutionOperations(const H3Scene& scene, std::size_t length)
{
    const RealFft transform(goodFftSize(2 * length - 1));
    const double each =
        3 * static_cast<double>(transform.multiplyAdds()) + 4 * static_cast<double>(transform.bins());
    return each * static_cast<double>(scene.layer.width() + scene.layer.cells());
}

Claim growthClaim(const H3Scene& scene)
{
    Samples lengths;
    Samples operations;
    for (std::size_t length = 1024; length <= 16384; length *= 2) {
        lengths.push_back(static_cast<double>(length));
        operations.push_back(convolutionOperations(scene, length));
    }
    return {
        .id = "convolution-growth",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = {"The convolutions grow like L log L, attention like L²: fitted exponent of the counted "
                      "multiply-adds, L = 1024 … 16384.",
                      "畳み込みは L log L で増え、注意機構は L² で増える：数えた積和の L の指数、"
                      "L = 1024 … 16384。"},
        .source = {"H3 (2023), the H3 layer, efficiency", "H3 (2023)、H3 層の節、計算量"},
        .expected = 1.2,
        .measured = logSlope(lengths, operations),
        .remark = {"An exponent of 1.2 leaves room for the logarithm.",
                   "指数 1.2 は対数の分を見込んだものである。"}};
}

} // namespace

Status addH3Cost(const H3Scene& scene, Figure& figure, const RunContext&)
{
    const double width = widthOf(scene);
    figure.readouts.push_back(
        {.id = "step-multiply-adds",
         .label = {"Multiply-adds a token, without the maps", "1 トークンの積和（写像を除く）"},
         .value = stepOperations(scene)});
    figure.readouts.push_back({.id = "state-size",
                               .label = {"Numbers kept by the recurrence", "漸化式が保持する数"},
                               .value = numbersHeld(scene)});
    figure.readouts.push_back({.id = "cache-break-even",
                               .label = {"Attention keeps as many after", "注意機構が同数を保持するまで"},
                               .value = numbersHeld(scene) / (2 * width),
                               .unit = "tokens"});
    if (scene.request.wants("step-cost")) {
        figure.panels.push_back(stepCostPanel(scene));
        figure.claims.push_back(growthClaim(scene));
    }
    if (scene.request.wants("state-size"))
        figure.panels.push_back(stateSizePanel(scene));
    if (scene.request.wants("cuts"))
        figure.panels.push_back(cutsPanel(scene));
    return Done{};
}

} // namespace kaba
