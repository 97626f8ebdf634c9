// SPDX-License-Identifier: GPL-3.0-or-later
// The layer as a machine that reads one token at a time, and as attention.
#include "core/attention/attention_panels.h"
#include "core/attention/token_links.h"
#include "core/h3/h3_attention.h"
#include "core/h3/h3_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>

namespace kaba {

using Eigen::Index;

namespace {

constexpr double kLeastShown = 1e-18;

Panel registersPanel(const H3Scene& scene)
{
    const H3Trace& trace = scene.trace;
    std::vector<std::string> names;
    for (Index i = 0; i < scene.layer.headSize; ++i)
        for (Index j = 0; j < trace.shownRegisters; ++j)
            names.push_back(fmt::format("{} · {}", scene.keyName(scene.head * scene.layer.headSize + i), j));
    Panel panel =
        overTokens(scene, "registers",
                   text("Shift registers of head {}: every key moves one down a token",
                        "ヘッド {} のシフトレジスタ：キーが 1 トークンごとに 1 つ下へ移る", scene.head + 1),
                   {"key · register", "キー · レジスタ"}, trace.registers, std::move(names));
    if (trace.shownRegisters < scene.layer.taps())
        panel.note = text("The first {} of {} registers of each channel.",
                          "各チャネルの {1} 個のレジスタのうち、最初の {0} 個を描く。", trace.shownRegisters,
                          scene.layer.taps());
    return panel;
}

Panel modesPanel(const H3Scene& scene)
{
    std::vector<std::string> names;
    for (Index n = 0; n < scene.trace.modes.rows(); ++n)
        names.push_back(fmt::format("{}", n));
    const std::string cell = scene.cellName(scene.trace.cell);
    return overTokens(scene, "modes",
                      scene.isConstructed()
                          ? text("Modes of cell {}, real parts: only mode 0 is read",
                                 "セル {} のモードの実部（読まれるのはモード 0 だけ）", cell)
                          : text("Modes of cell {}, real parts", "セル {} のモードの実部", cell),
                      {"mode n", "モード n"}, scene.trace.modes, std::move(names));
}

/// The largest difference at each token, as a share of `scale`.
Samples differences(const Eigen::MatrixXd& one, const Eigen::MatrixXd& other, double scale)
{
    Samples out;
    for (Index t = 0; t < one.cols(); ++t)
        out.push_back(std::max(kLeastShown, scaledDifference(one.col(t), other.col(t), scale)));
    return out;
}

Panel differencePanel(const H3Scene& scene)
{
    const H3Run& stepped = scene.stepped.run;
    const H3Scales scales = scalesOf(scene.layer, scene.run);
    const auto layer = [&](const char* id, Text label, Samples values, Role role) {
        const RegularGrid places{0, 1, values.size()};
        return Layer{
            .id = id, .label = std::move(label), .data = Line{places, std::move(values)}, .role = role};
    };
    return {.id = "difference",
            .title = {"Token by token against convolution: the difference", "逐次計算と畳み込みの差"},
            .x = tokenAxis({"token", "トークン"}),
            .y = {.label = {"relative difference", "相対差"}, .kind = Axis::Kind::Log},
            .layers = {layer("shifted", {"after the shift", "シフトのあと"},
                             differences(scene.run.shifted, stepped.shifted, scales.shifted), Role::Input),
                       layer("memory", {"memory", "記憶"},
                             differences(scene.run.memory, stepped.memory, scales.memory), Role::State),
                       layer("output", {"output", "出力"},
                             differences(scene.run.output, stepped.output, scales.output), Role::Output)},
            .note = {"Differences below 10⁻¹⁸ are drawn there.", "10⁻¹⁸ 未満の差はその位置に描く。"}};
}

} // namespace

Status addH3States(const H3Scene& scene, Figure& figure, const RunContext&)
{
    if (scene.request.wants("registers"))
        figure.panels.push_back(registersPanel(scene));
    if (scene.request.wants("modes"))
        figure.panels.push_back(modesPanel(scene));
    if (scene.request.wants("difference"))
        figure.panels.push_back(differencePanel(scene));
    return Done{};
}

Status addH3Attention(const H3Scene& scene, Figure& figure, const RunContext&)
{
    if (!scene.request.wants("attention") && !scene.request.wants("links"))
        return Done{};
    const std::vector<std::string> tokens = scene.shortTokens();
    const Eigen::MatrixXd weights =
        attentionOfHead(scene.layer, scene.kernels, scene.run.projections, scene.run.shifted, scene.head);
    if (scene.request.wants("attention"))
        figure.panels.push_back(tokenMatrixPanel(
            "attention",
            text("Head {} as attention: K(t − s) q·K\u0303 of token t for token s",
                 "注意として見たヘッド {}：トークン t から s への K(t − s) q·K\u0303", scene.head + 1),
            weights, tokens, true));
    if (scene.request.wants("links") && !weights.isZero())
        figure.panels.push_back(linksPanel(weights.cwiseAbs(), tokens, weights.rows() - 1));
    return Done{};
}

} // namespace kaba
