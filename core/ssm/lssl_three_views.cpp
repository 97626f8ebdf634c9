// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/convolution.h"
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/held_input.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/lssl_scene.h"
#include "core/ssm/scan.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr double kWellResolved = 100; ///< Δ‖A‖ up to which e^{ΔA} keeps its digits without special care

/// The three outputs and what they come from.
struct Views {
    std::vector<double> kernel, recurrent, convolved;
    std::vector<double> exact;   ///< the weights of the continuous system for a held input
    std::vector<double> fine;    ///< its output within the steps
    std::vector<double> settled; ///< its output at the samples
    std::vector<double> stepped; ///< the same by one exponential a step
    std::size_t perSample = 2;
};

/// Moments that a figure can show between two samples; two at least, so that the continuous view is not the recurrence
/// with zero-order hold over again.
std::size_t momentsPerSample(std::size_t length)
{
    constexpr std::size_t kMostMoments = 512;
    return std::clamp<std::size_t>(kMostMoments / length, 2, 8);
}

Result<Views> viewsOf(const LsslScene& scene, const RunContext& context)
{
    const Samples& input = scene.signal.values;
    const StateSpace held = discretize(scene.continuous(), scene.step(), {.rule = StepRule::Zoh});
    Views views;
    views.perSample = momentsPerSample(input.size());
    auto kernel = krylovKernel(scene.discrete(), input.size(), context);
    if (!kernel)
        return kernel.error();
    auto exact = krylovKernel(held, input.size(), context);
    if (!exact)
        return exact.error();
    auto recurrent = scan(scene.discrete(), input, 0, context);
    if (!recurrent)
        return recurrent.error();
    auto stepped = scan(held, input, 0, context);
    if (!stepped)
        return stepped.error();
    auto fine = heldOutput(scene.continuous(), scene.step(), input, views.perSample, context);
    if (!fine)
        return fine.error();
    views.kernel = *std::move(kernel);
    views.exact = *std::move(exact);
    views.recurrent = std::move(recurrent->output);
    views.stepped = std::move(stepped->output);
    views.fine = *std::move(fine);
    views.settled = lastOfEach(views.fine, views.perSample);
    views.convolved = causalConvolution(views.kernel, input);
    return views;
}

/// Samples of the continuous view: step k ends at sample k.
RegularGrid fineGrid(const SampleScale& scale, const Views& views)
{
    const double spacing = 1 / static_cast<double>(views.perSample);
    return {(spacing - 1) * scale.perSample(), spacing * scale.perSample(), views.fine.size()};
}

/// u_k from sample k − 1 to sample k.
Line stairs(std::span<const double> input, const SampleScale& scale)
{
    Samples x;
    Samples y;
    for (std::size_t k = 0; k < input.size(); ++k) {
        const auto end = static_cast<double>(k);
        x.insert(x.end(), {(end - 1) * scale.perSample(), end * scale.perSample()});
        y.insert(y.end(), 2, input[k]);
    }
    return {std::move(x), std::move(y)};
}

Panel outputPanel(const LsslScene& scene, const Views& views)
{
    const SampleScale scale{scene.signal.sampleRate};
    const RegularGrid fine = fineGrid(scale, views);
    const RegularGrid samples = scale.grid(0, views.recurrent.size());
    Panel panel{.id = "output",
                .title = {"One layer, run in three ways", "一つの層を 3 通りに動かした出力"},
                .x = scale.axis(),
                .y = {.label = {"u, y", "u, y"}},
                .note = overflowNote({views.recurrent, views.convolved})};
    panel.layers = {{.id = "input",
                     .label = {"input u", "入力 u"},
                     .data = stairs(scene.signal.values, scale),
                     .role = Role::Input},
                    {.id = "continuous",
                     .label = {"differential equation", "微分方程式"},
                     .data = Line{fine, finiteOrNan(views.fine)},
                     .role = Role::State},
                    {.id = "convolutional",
                     .label = {"convolution", "畳み込み"},
                     .data = lineOf(views.convolved, scale),
                     .role = Role::Reference},
                    {.id = "recurrent",
                     .label = {"recurrence", "漸化式"},
                     .data = samplesOf(views.recurrent, samples),
                     .role = Role::Output}};
    if (isUnstable(scene.radius)) { // what grows must not hide what does not
        const double room = 1.5 * std::max(maxAbs(scene.signal.values), maxAbs(views.settled));
        panel.y.range = Interval{-room, room};
    }
    return panel;
}

Panel kernelPanel(const Views& views)
{
    const RegularGrid lags{0, 1, views.kernel.size()};
    return {.id = "kernel",
            .title = {"Kernel: how much each past sample weighs", "カーネル：過去の各サンプルの重み"},
            .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
            .y = {.label = {"weight", "重み"}},
            .layers = {{.id = "continuous",
                        .label = {"differential equation", "微分方程式"},
                        .data = lineOf(views.exact),
                        .role = Role::State},
                       {.id = "kernel",
                        .label = {"K of this rule", "この離散化の K"},
                        .data = samplesOf(views.kernel, lags),
                        .role = Role::Output}},
            .note = overflowNote({views.kernel})};
}

std::vector<double> difference(std::span<const double> a, std::span<const double> b)
{
    std::vector<double> out(a.size());
    std::ranges::transform(a, b, out.begin(), std::minus());
    return out;
}

Panel differencesPanel(const LsslScene& scene, const Views& views)
{
    const SampleScale scale{scene.signal.sampleRate};
    const RegularGrid samples = scale.grid(0, views.recurrent.size());
    const auto rounding = difference(views.recurrent, views.convolved);
    const auto rule = difference(views.recurrent, views.settled);
    Panel panel{.id = "differences",
                .title = {"How far the three outputs are apart", "3 つの出力の差"},
                .x = scale.axis(),
                .y = {.label = {"|difference|", "|差|"}, .kind = Axis::Kind::Log},
                .note = overflowNote({views.recurrent, views.convolved})};
    panel.layers = {{.id = "recurrent-continuous",
                     .label = {"recurrence − differential equation", "漸化式 − 微分方程式"},
                     .data = Line{samples, sizesOf(rule)},
                     .role = Role::Error},
                    {.id = "recurrent-convolutional",
                     .label = {"recurrence − convolution", "漸化式 − 畳み込み"},
                     .data = Line{samples, sizesOf(rounding)},
                     .role = Role::Reference}};
    return panel;
}

/// One exponential a step against several smaller ones.
Claim holdIsExact(const LsslScene& scene, const Views& views)
{
    const double scale = std::sqrt(squaredNorm(views.exact)) * std::sqrt(squaredNorm(scene.signal.values));
    const double worst = largestDifference(views.stepped, views.settled);
    return identityClaim(
        "held-is-continuous",
        {"For an input held over each step, the recurrence with zero-order hold is the differential "
         "equation: "
         "max |difference| / (‖K‖ ‖u‖).",
         "入力が各刻みで一定なら、零次ホールドの漸化式は微分方程式そのものである：max |差| / (‖K‖ ‖u‖)。"},
        {"Exact solution of x′ = Ax + Bu; LSSL (2021), section 2",
         "x′ = Ax + Bu の厳密解；LSSL (2021)、2 節"},
        1e-10, worst == 0 ? 0 : worst / scale);
}

void addReadouts(const Views& views, Figure& figure)
{
    figure.readouts.push_back({.id = "recurrent-vs-convolutional",
                               .label = {"Recurrence against convolution", "漸化式と畳み込みの差"},
                               .value = relativeDifference(views.recurrent, views.convolved)});
    figure.readouts.push_back(
        {.id = "recurrent-vs-continuous",
         .label = {"Recurrence against differential equation", "漸化式と微分方程式の差"},
         .value = relativeDifference(views.recurrent, views.settled)});
}

void addClaims(const LsslScene& scene, const Views& views, Figure& figure)
{
    const SsmLayer& layer = scene.layer;
    if (!isUnstable(scene.radius))
        figure.claims.push_back(viewsAgree({layer, KernelMethod::Dense, scene.radius, scene.signal.values,
                                            views.kernel, views.kernel, views.recurrent, views.convolved}));
    if (scene.step() * scene.continuous().a.norm() <= kWellResolved)
        figure.claims.push_back(holdIsExact(scene, views));
    if (isDecaying(layer) && isAStable(layer.settings.method))
        figure.claims.push_back(staysStable(scene.radius));
}

} // namespace

Status addThreeViews(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"output", "kernel", "differences"}))
        return Done{};
    const auto views = viewsOf(scene, context);
    if (!views)
        return views.error();
    if (scene.request.wants("output"))
        figure.panels.push_back(outputPanel(scene, *views));
    if (scene.request.wants("kernel"))
        figure.panels.push_back(kernelPanel(*views));
    if (scene.request.wants("differences"))
        figure.panels.push_back(differencesPanel(scene, *views));
    addReadouts(*views, figure);
    addClaims(scene, *views, figure);
    return Done{};
}

} // namespace kaba
