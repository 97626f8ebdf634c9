// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/fmm_panels.h"

#include <algorithm>

namespace kaba {
namespace {

constexpr double kFloor = 1e-16;

Samples floored(Samples errors)
{
    for (double& error : errors)
        error = std::max(error, kFloor);
    return errors;
}

void noteFloor(const Samples& errors, Panel& panel)
{
    if (std::ranges::any_of(errors, [](double error) { return error < kFloor; }))
        panel.note = {"Values below 10⁻¹⁶ are drawn there.", "10⁻¹⁶ 未満の値は 10⁻¹⁶ に描いています。"};
}

Axis logAxis(Text label) { return {.label = std::move(label), .kind = Axis::Kind::Log}; }

Samples asSamples(std::span<const Eigen::Index> numbers) { return {numbers.begin(), numbers.end()}; }

Layer rule(Text label, Rule::Axis axis, double at)
{
    return {.id = "now", .label = std::move(label), .data = Rule{axis, at}, .role = Role::Input};
}

Text nameOf(ParticleKernel kernel)
{
    switch (kernel) {
    case ParticleKernel::Inverse:
        return Text::same("1/r");
    case ParticleKernel::Logarithm:
        return Text::same("ln r");
    case ParticleKernel::Gaussian:
        break;
    }
    return {"Gaussian, σ = 16", "ガウス（σ = 16）"};
}

} // namespace

Panel rankPanel(std::span<const RankCurve> curves, Eigen::Index rank)
{
    constexpr Role kRoles[] = {Role::Reference, Role::Output, Role::Accent, Role::State, Role::Error};
    Panel panel{
        .id = "far-rank",
        .title = {"A band first, then rank r: what is left of A", "帯を除いてから階数 r で近似した残り"},
        .x = {.label = {"rank r of the fit", "近似の階数 r"}},
        .y = logAxis({"error / ‖A‖", "誤差 ÷ ‖A‖"})};
    for (std::size_t i = 0; i < curves.size(); ++i) {
        const RankCurve& curve = curves[i];
        Text name =
            curve.band == 0 ? Text("no band", "帯なし") : text("band k = {}", "帯 k = {}", curve.band);
        noteFloor(curve.errors, panel);
        panel.layers.push_back({.id = "band-" + std::to_string(curve.band),
                                .label = std::move(name),
                                .data = Line{RegularGrid{0, 1, curve.errors.size()}, floored(curve.errors)},
                                .role = kRoles[i % std::size(kRoles)]});
    }
    panel.layers.push_back(rule({"r now", "現在の r"}, Rule::Axis::X, static_cast<double>(rank)));
    return panel;
}

Panel separationPanel(std::span<const SeparationCurve> curves, std::span<const Eigen::Index> gaps,
                      ParticleLayout layout)
{
    constexpr Role kRoles[] = {Role::Output, Role::Accent, Role::Reference};
    const Text where =
        layout == ParticleLayout::Line ? Text("in a line", "直線上") : Text("in a strip", "帯状");
    Panel panel{.id = "separation",
                .title = text("The farther apart, the lower the rank: 64 against 64 particles {0}",
                              "離れるほど階数は低い：{1}の粒子 64 個どうし", where.en, where.ja),
                .x = {.label = {"particles between the blocks", "ブロック間の粒子の数"}},
                .y = {.label = {"rank at ε", "ε での階数"}}};
    for (std::size_t i = 0; i < curves.size(); ++i)
        panel.layers.push_back(
            {.id = "kernel-" + std::to_string(i),
             .label = nameOf(curves[i].kernel),
             .data = Line{asSamples(gaps), Samples(curves[i].ranks.begin(), curves[i].ranks.end())},
             .role = kRoles[i % std::size(kRoles)]});
    return panel;
}

Panel relativeSpectrumPanel(std::span<const SpectrumCurve> curves, double tolerance)
{
    Panel panel{.id = "spectrum",
                .title = {"Singular values, each relative to its largest", "最大値に対する特異値"},
                .x = {.label = {"index", "番号"}},
                .y = logAxis({"σ / largest σ", "σ ÷ 最大の σ"})};
    for (const SpectrumCurve& curve : curves) {
        Samples relative = curve.singular;
        for (double& value : relative)
            value = curve.singular.front() > 0 ? value / curve.singular.front() : 0;
        noteFloor(relative, panel);
        panel.layers.push_back({.id = curve.id,
                                .label = curve.name,
                                .data = Line{RegularGrid{1, 1, relative.size()}, floored(relative)},
                                .role = curve.role,
                                .shade = curve.shade});
    }
    panel.layers.push_back(rule(Text::same("ε"), Rule::Axis::Y, tolerance));
    return panel;
}

Panel bandwidthPanel(std::span<const BandCurve> curves, std::span<const Eigen::Index> bands,
                     Eigen::Index band)
{
    Panel panel{.id = "bandwidth",
                .title = {"Error of the whole matrix as the band widens", "帯を広げたときの行列の誤差"},
                .x = {.label = {"band k", "帯の幅 k"}},
                .y = logAxis({"relative error", "相対誤差"})};
    for (const BandCurve& curve : curves) {
        noteFloor(curve.errors, panel);
        panel.layers.push_back({.id = curve.id,
                                .label = curve.name,
                                .data = Line{asSamples(bands), floored(curve.errors)},
                                .role = curve.role,
                                .shade = curve.shade});
    }
    panel.layers.push_back(rule({"k now", "現在の k"}, Rule::Axis::X, static_cast<double>(band)));
    return panel;
}

} // namespace kaba
