// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_words.h"

#include "core/base/number_text.h"

namespace kaba {
namespace {

/// Three significant digits: enough for a sentence.
std::string rounded(double value) { return fmt::format("{:.3g}", value); }

Text unstableNoticeOf(const HippoScene& scene, double radius)
{
    const MemorySettings& settings = scene.settings();
    return unstableNotice(hippoEigenvalues(settings.measure, settings.order, settings.window), settings.step,
                          settings.method, radius);
}

/// Scaled LegS: |1 − (1−α)N/t| ≤ 1 + αN/t asks for t ≥ N(1−2α)/2.
Text earlyGrowthNotice(const MemorySettings& settings)
{
    const double until = settings.order * (1 - 2 * settings.method.alpha()) / 2;
    return text(
        "This rule amplifies the state while t < N(1 − 2α)/2 = {}, that is in the first samples; "
        "afterwards it "
        "recovers. Bilinear does not amplify.",
        "この離散化は t < N(1 − 2α)/2 = "
        "{}、つまり最初のサンプルのあいだ状態を増幅し、その後に回復します。bilinear では増幅しません。",
        rounded(until));
}

} // namespace

Text memoryConvention(const MemorySettings& settings)
{
    const std::string step = shortest(settings.step);
    const std::string window = shortest(settings.window);
    switch (settings.measure) {
    case Measure::LegS:
        return text(
            "x′ = (Ax + Bu)/t with t = k + 1 at sample k, starting at zero; basis √(2n+1) Pₙ(2τ − 1), "
            "τ = 1 is now; the minus sign stands inside A.",
            "x′ = (Ax + Bu)/t、サンプル k では t = k + 1、初期状態は 0。基底 √(2n+1) Pₙ(2τ − 1)、τ = 1 "
            "が現在。負号は A に含める。");
    case Measure::LegSLti:
        return text(
            "x′ = Ax + Bu, Δ = {0}; basis √(2n+1) Pₙ(2e⁻ˢ − 1) at age s; the minus sign stands inside A.",
            "x′ = Ax + Bu、Δ = {0}。経過時間 s での基底 √(2n+1) Pₙ(2e⁻ˢ − 1)。負号は A に含める。", step);
    case Measure::LagT:
        return text("x′ = Ax + Bu, Δ = {0}; basis e^(−s/2) Lₙ(s) at age s; the minus sign stands inside A.",
                    "x′ = Ax + Bu、Δ = {0}。経過時間 s での基底 e^(−s/2) Lₙ(s)。負号は A に含める。", step);
    case Measure::LegT:
    case Measure::Lmu:
    case Measure::Fourier:
        break;
    }
    return text("x′ = Ax + Bu, Δ = {0}; A and B of window 1 divided by θ = {1} (θ = 2: the S4 code's "
                "factor); θ′ = {2} "
                "samples; the minus sign stands inside A.",
                "x′ = Ax + Bu、Δ = {0}。窓 1 の A と B を θ = {1} で割ったもの（θ = 2 が S4 "
                "のコードの係数）。θ′ = {2} サンプル。負号は A に含める。",
                step, window, settings.windowSamples());
}

std::vector<Text> memoryNotices(const HippoScene& scene, double radius)
{
    std::vector<Text> notices = scene.signal.notices;
    const MemorySettings& settings = scene.settings();
    if (scene.memory.discrete && isUnstable(radius))
        notices.push_back(unstableNoticeOf(scene, radius));
    if (!scene.memory.discrete && settings.method.isGbt() &&
        settings.order * (1 - 2 * settings.method.alpha()) > 2)
        notices.push_back(earlyGrowthNotice(settings));
    if (scene.history.overflow)
        notices.push_back(overflowNote(scene.history));
    return notices;
}

} // namespace kaba
