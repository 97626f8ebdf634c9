// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/vector_ops.h"
#include "core/ssm/dplr_step.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/s4_scene.h"

#include <algorithm>
#include <utility>

namespace kaba {
namespace {

Axis lagAxis() { return {.label = {"lag l", "遅れ l"}, .unit = "samples", .link = "lag"}; }

Samples difference(std::span<const double> left, std::span<const double> right)
{
    Samples out(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(right.size()));
    addScaled(out, -1, right);
    return out;
}

Layer kernelLayer(std::string id, Text label, std::span<const double> values, Role role)
{
    return {.id = std::move(id), .label = std::move(label), .data = lineOf(values), .role = role};
}

Text s4Label(const S4Scene& scene)
{
    return scene.corrected ? Text{"by S4", "S4 による"}
                           : Text{"by S4 with C in place of C\u0303", "C\u0303 の代わりに C を使った S4"};
}

Panel kernelPanel(const S4Scene& scene)
{
    return {.id = "kernel",
            .title = scene.corrected
                         ? Text{"One inverse FFT gives the kernel", "逆 FFT を 1 回行うとカーネルが得られる"}
                         : Text{"Without the correction another kernel comes out",
                                "補正なしでは別のカーネルになる"},
            .x = lagAxis(),
            .y = {.label = {"K", "K"}},
            .layers = {kernelLayer("s4", s4Label(scene), scene.kernel, Role::State),
                       kernelLayer("dense", {"CA\u0304ˡB\u0304 by powers", "べき乗による CA\u0304ˡB\u0304"},
                                   scene.dense, Role::Reference)}};
}

Panel errorPanel(const S4Scene& scene)
{
    Samples error = difference(scene.kernel, scene.dense);
    const double peak = maxAbs(scene.dense);
    for (double& value : error)
        value /= peak;
    return {.id = "kernel-error",
            .title = text("The two differ by {:.1e} of the peak at most", "両者の差は最大でもピークの {:.1e}",
                          maxAbs(error)),
            .x = lagAxis(),
            .y = {.label = {"(S4 − powers) / max |K|", "（S4 − べき乗）/ max |K|"}},
            .layers = {kernelLayer("error", {"difference", "差"}, error, Role::Error)}};
}

Claim kernelIsPowers(const S4Scene& scene)
{
    return identityClaim(
        "kernel-is-powers",
        {"S4's kernel equals CA\u0304\u02e1B\u0304 from powers of A\u0304: max |difference| / max |K|.",
         "S4 のカーネルは A\u0304 のべき乗による CA\u0304\u02e1B\u0304 に等しい：max |差| / max |K|。"},
        {"S4 (2022), theorem 3", "S4 (2022)、定理 3"}, scene.tolerance(),
        relativeDifference(scene.kernel, scene.dense));
}

/// y of an impulse by the O(N) step is the kernel.
Claim stepIsRecurrence(const S4Scene& scene)
{
    constexpr std::size_t kMost = 256;
    const std::size_t samples = std::min(kMost, scene.length);
    std::vector<double> impulse(samples);
    impulse.front() = 1;
    std::vector<double> output(samples);
    DplrStep step(scene.dplr, scene.step(), scene.dplr.inModes(scene.continuous().c));
    step.run(impulse, output);
    return identityClaim("step-in-modes",
                         {"The recurrence in modes, O(N) a sample, answers an impulse with the kernel: max "
                          "|difference| / max |K| over the first 256 samples.",
                          "モードでの漸化式（1 サンプル O(N)）のインパルス応答はカーネルに等しい：最初の 256 "
                          "サンプルでの max |差| / max |K|。"},
                         {"S4 (2022), theorem 2", "S4 (2022)、定理 2"}, scene.tolerance(),
                         relativeDifference(output, std::span(scene.dense).first(samples)));
}

struct Folding {
    std::vector<double> uncorrected; ///< by S4 from C
    std::vector<double> folded;      ///< Σ_m K_{l+mL} by powers
};

Result<Folding> foldingOf(const S4Scene& scene, const RunContext& context)
{
    Folding folding{scene.kernel, {}};
    if (scene.corrected) {
        const Eigen::VectorXcd modes = scene.dplr.inModes(scene.continuous().c);
        auto kernel = s4Kernel(scene.dplr, scene.step(), modes, scene.length, context);
        if (!kernel)
            return kernel.error();
        folding.uncorrected = *std::move(kernel);
    }
    StateSpace system = scene.discrete();
    system.c = foldedReadout(scene.continuous(), scene.step(), scene.length);
    if (context.stopRequested())
        return RunContext::cancelled();
    folding.folded = giantStepKernel(system, scene.length);
    return folding;
}

Claim aliases(const S4Scene& scene, const Folding& folding)
{
    constexpr double kLeast = 1e-8; // (I − Ā^L)⁻¹ multiplies rounding where LΔ is small
    return identityClaim(
        "without-correction-aliased",
        {"With C in place of C\u0303 = C(I − A\u0304ᴸ) the kernel folds onto itself: Σₘ Kₗ₊ₘₗ "
         "with period L, max |difference| / max |sum|.",
         "C\u0303 = C(I − A\u0304ᴸ) の代わりに C を使うと、カーネルは周期 L で折り返す：Σₘ "
         "K(l + mL) との max |差| / max |和|。"},
        {"S4 (2022), appendix C, the truncated generating function", "S4 (2022)、付録 C、打ち切った母関数"},
        std::max(kLeast, scene.tolerance()), relativeDifference(folding.uncorrected, folding.folded));
}

Panel truncationPanel(const S4Scene& scene)
{
    const std::vector<double> twice = giantStepKernel(scene.discrete(), 2 * scene.length);
    return {.id = "truncation",
            .title = scene.corrected
                         ? Text{"The correction cuts the kernel off at L exactly",
                                "補正によりカーネルは L で正確に打ち切られる"}
                         : Text{"Without the correction what lies beyond L comes back at the start",
                                "補正なしでは L より先の部分が先頭に折り返す"},
            .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
            .y = {.label = {"K", "K"}},
            .layers = {kernelLayer("s4", s4Label(scene), scene.kernel, Role::State),
                       kernelLayer("exact", {"exact kernel", "正確なカーネル"}, scene.dense, Role::Reference),
                       Layer{.id = "beyond",
                             .label = {"its part beyond L", "L より先の部分"},
                             .data = Line{SampleScale{}.grid(scene.length, scene.length),
                                          Samples(twice.begin() + static_cast<std::ptrdiff_t>(scene.length),
                                                  twice.end())},
                             .role = Role::Input},
                       {.id = "length",
                        .label = {"L", "L"},
                        .data = Rule{Rule::Axis::X, static_cast<double>(scene.length)},
                        .role = Role::Accent}}};
}

Panel aliasingPanel(const S4Scene& scene, const Folding& folding)
{
    return {.id = "aliasing",
            .title = {"What C without the correction adds is the kernel's own tail, folded",
                      "補正なしの C が加えるのは、折り返したカーネル自身の裾"},
            .x = lagAxis(),
            .y = {.label = {"K̃ − K", "K̃ − K"}},
            .layers = {kernelLayer("aliasing", {"S4 with C − exact kernel", "C を使った S4 − 正確なカーネル"},
                                   difference(folding.uncorrected, scene.dense), Role::Output),
                       kernelLayer("tail", {"K(l + L) + K(l + 2L) + …", "K(l + L) + K(l + 2L) + …"},
                                   difference(folding.folded, scene.dense), Role::Reference)}};
}

} // namespace

Status addS4Kernel(const S4Scene& scene, Figure& figure, const RunContext&)
{
    if (scene.corrected)
        figure.claims.push_back(kernelIsPowers(scene));
    figure.claims.push_back(stepIsRecurrence(scene));
    figure.readouts.push_back(
        {.id = "kernel-vs-dense",
         .label = {"Kernel against powers of A\u0304", "カーネルと A\u0304 のべき乗の差"},
         .value = relativeDifference(scene.kernel, scene.dense)});
    if (scene.request.wants("kernel"))
        figure.panels.push_back(kernelPanel(scene));
    if (scene.request.wants("kernel-error"))
        figure.panels.push_back(errorPanel(scene));
    return Done{};
}

Status addS4Truncation(const S4Scene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"truncation", "aliasing"}))
        return Done{};
    const Result<Folding> folding = foldingOf(scene, context);
    if (!folding)
        return folding.error();
    figure.claims.push_back(aliases(scene, *folding));
    figure.readouts.push_back({.id = "aliasing",
                               .label = {"Aliasing without the correction", "補正なしの折り返し"},
                               .value = relativeDifference(folding->uncorrected, scene.dense)});
    if (scene.request.wants("truncation"))
        figure.panels.push_back(truncationPanel(scene));
    if (scene.request.wants("aliasing"))
        figure.panels.push_back(aliasingPanel(scene, *folding));
    return Done{};
}

} // namespace kaba
