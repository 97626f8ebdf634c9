// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/lssl_scene.h"

#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <string>
#include <vector>

namespace kaba {
namespace {

/// A cost as a formula of N, L and H and as a number.
struct Cost {
    std::string_view formula;
    double value;
};

/// Mixing along the sequence in one layer, leading terms: maps between channels (H²L, in each model but the RNN) and
/// the convolution with the kernel of the LSSL (HL log L) are left out.
struct ModelCosts {
    std::string_view model;
    Cost step;     ///< multiply-adds of one more sample
    Cost sequence; ///< multiply-adds of the whole sequence
    Cost inTurn;   ///< operations that have to wait for each other
    Cost kept;     ///< numbers kept from sample to sample
};

struct Sizes {
    double order, length, channels;
};

std::vector<ModelCosts> costsOf(const Sizes& sizes)
{
    const auto [n, l, h] = sizes;
    const double log = std::ceil(std::log2(l));
    return {{"RNN", {"2H²", 2 * h * h}, {"2H²L", 2 * h * h * l}, {"L", l}, {"H", h}},
            {"CNN", {"LH", l * h}, {"HL⌈log₂ L⌉", h * l * log}, {"⌈log₂ L⌉", log}, {"LH", l * h}},
            {"Attention", {"2LH", 2 * l * h}, {"2L²H", 2 * l * l * h}, {"⌈log₂ L⌉", log}, {"2LH", 2 * l * h}},
            {"LSSL", {"N²H", n * n * h}, {"N²LH", n * n * l * h}, {"⌈log₂ L⌉", log}, {"NH", n * h}}};
}

/// "49152", "1.76×10¹³".
std::string countText(double count)
{
    constexpr double kAllDigits = 1e6;
    constexpr std::string_view kSuperscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (count < kAllDigits)
        return fmt::format("{:.0f}", count);
    const int exponent = static_cast<int>(std::floor(std::log10(count)));
    std::string text = fmt::format("{:.2f}×10", count / std::pow(10, exponent));
    for (const char digit : std::to_string(exponent))
        text += kSuperscripts[digit - '0'];
    return text;
}

std::string cellText(const Cost& cost) { return fmt::format("{} = {}", cost.formula, countText(cost.value)); }

Panel costPanel(const Sizes& sizes, const std::vector<ModelCosts>& models)
{
    Table table{.columns = {{"model", "モデル"},
                            {"next sample", "次の 1 サンプル"},
                            {"sequence", "系列全体"},
                            {"in turn", "順に行う"},
                            {"kept", "保持"}},
                .rows = {}};
    for (const ModelCosts& model : models)
        table.rows.push_back({std::string(model.model), cellText(model.step), cellText(model.sequence),
                              cellText(model.inTurn), cellText(model.kept)});
    return {.id = "costs",
            .title = text("Multiply-adds and memory of one layer for N = {0}, L = {1}, H = {2}",
                          "1 層の積和とメモリ（N = {0}、L = {1}、H = {2}）", sizes.order, sizes.length,
                          sizes.channels),
            .layers = {{.id = "costs", .label = {"costs", "計算量"}, .data = std::move(table)}}};
}

Panel stepPanel(const Sizes& sizes)
{
    constexpr int kShortest = 16;
    constexpr int kLongest = 1048576;
    Panel panel{.id = "step-cost",
                .title = {"What one more sample costs after L samples",
                          "L サンプルの後に次の 1 サンプルを処理する計算量"},
                .x = {.label = {"length L", "長さ L"}, .unit = "samples", .kind = Axis::Kind::Log},
                .y = {.label = {"multiply-adds", "積和の数"}, .kind = Axis::Kind::Log}};
    constexpr Role kRoles[] = {Role::Reference, Role::Accent, Role::Error, Role::Output};
    for (const ModelCosts& model : costsOf(sizes)) {
        const std::size_t place = panel.layers.size();
        Line line{Samples(), {}};
        for (int length = kShortest; length <= kLongest; length *= 2) {
            std::get<Samples>(line.x).push_back(length);
            line.y.push_back(
                costsOf({sizes.order, static_cast<double>(length), sizes.channels})[place].step.value);
        }
        std::string id(model.model);
        for (char& letter : id)
            letter = static_cast<char>(std::tolower(letter));
        panel.layers.push_back(
            {.id = id, .label = Text::same(model.model), .data = std::move(line), .role = kRoles[place]});
    }
    return panel;
}

Text costSource()
{
    return {"S4 (2022), table 1; LSSL (2021), “Krylov function”",
            "S4 (2022)、表 1；LSSL (2021)、Krylov 関数の節"};
}

Claim stepStaysCheap(const Sizes& sizes, const std::vector<ModelCosts>& models)
{
    return {
        .id = "step-stays-cheap",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement =
            {"One more sample costs attention more than the LSSL, whose step does not grow with L: ratio.",
             "次の 1 サンプルの計算量は、L とともに増えない LSSL より注意機構の方が大きい：比。"},
        .source = costSource(),
        .expected = 1,
        .measured = models[2].step.value / models[3].step.value,
        .remark =
            text("With a dense A\u0304 it begins at L = N²/2 = {:.0f}.",
                 "密な A\u0304 では L = N²/2 = {:.0f} から成り立ちます。", sizes.order * sizes.order / 2)};
}

Claim stateIsSmall(const std::vector<ModelCosts>& models)
{
    return {.id = "state-is-small",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtLeast,
            .statement = {"Attention keeps more numbers from sample to sample than the LSSL: ratio 2L/N.",
                          "サンプル間で保持する数は注意機構の方が LSSL より多い：比 2L/N。"},
            .source = costSource(),
            .expected = 1,
            .measured = models[2].kept.value / models[3].kept.value,
            .remark = {"The sequence is shorter than half the state.", "系列が状態の半分より短いためです。"}};
}

} // namespace

Status addCosts(const LsslScene& scene, Figure& figure, const RunContext&)
{
    const Sizes sizes{static_cast<double>(scene.order()), static_cast<double>(scene.signal.values.size()),
                      static_cast<double>(scene.request.values[kChannels])};
    const std::vector<ModelCosts> models = costsOf(sizes);
    if (scene.request.wants("costs")) {
        figure.panels.push_back(costPanel(sizes, models));
        figure.claims.push_back(stepStaysCheap(sizes, models));
        figure.claims.push_back(stateIsSmall(models));
    }
    if (scene.request.wants("step-cost"))
        figure.panels.push_back(stepPanel(sizes));
    return Done{};
}

} // namespace kaba
