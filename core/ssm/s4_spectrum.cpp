// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/fft.h"
#include "core/math/lanes.h"
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/generating_function.h"
#include "core/ssm/s4_scene.h"
#include "core/ssm/transfer_function.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <utility>

namespace kaba {
namespace {

using Complex = std::complex<double>;

/// The steps of the algorithm at every node but ω = −1.
struct Steps {
    std::vector<Complex> spectrum; ///< K̂ as the program computes it, ω = −1 included
    std::vector<Complex> direct;   ///< 2/(1+ω)·r₀₀: what the diagonal part alone would give
    Samples readoutInput, lowInput, lowReadout, low; ///< |r₀₀|, ‖r₀₁‖, ‖r₁₀‖, ‖r₁₁‖
};

/// √Σ|r_s|² over the sums first … first + count − 1 at node k.
double sizeOf(std::span<const double> sums, std::size_t nodes, std::size_t first, std::size_t count,
              std::size_t k)
{
    double square = 0;
    for (std::size_t row = 2 * first; row < 2 * (first + count); ++row)
        square += sums[row * nodes + k] * sums[row * nodes + k];
    return std::sqrt(square);
}

Result<Steps> stepsOf(const S4Scene& scene, const RunContext& context)
{
    const GeneratingFunction generating(scene.length);
    const Eigen::VectorXcd modes = scene.dplr.inModes(scene.readout);
    Steps steps;
    steps.spectrum.resize(scene.length / 2 + 1);
    if (const Status done = generating.evaluate(scene.dplr, scene.step(), modes, steps.spectrum, context);
        !done)
        return done.error();
    std::vector<double> y(generating.nodes().begin(), generating.nodes().end());
    const std::size_t count = y.size();
    y.resize(roundedUpTo(kLaneCount, count));
    const CauchySums cauchy = s4CauchySums(scene.dplr, scene.step(), modes);
    std::vector<double> sums(2 * cauchy.sums() * y.size());
    cauchy.evaluate(y, sums);
    const auto rank = static_cast<std::size_t>(scene.dplr.p.cols());
    for (std::size_t k = 0; k < count; ++k) {
        steps.direct.push_back(Complex(1, y[k] / 2) * Complex(sums[k], sums[y.size() + k]));
        steps.readoutInput.push_back(sizeOf(sums, y.size(), 0, 1, k));
        steps.lowInput.push_back(sizeOf(sums, y.size(), 1, rank, k));
        steps.lowReadout.push_back(sizeOf(sums, y.size(), 1 + rank, rank, k));
        steps.low.push_back(sizeOf(sums, y.size(), 1 + 2 * rank, rank * rank, k));
    }
    return steps;
}

Samples magnitudes(std::span<const Complex> values)
{
    Samples out;
    for (const Complex& value : values)
        out.push_back(std::abs(value));
    return finiteOrNan(std::move(out));
}

RegularGrid frequencies(const S4Scene& scene, std::size_t count)
{
    return {0, 1 / static_cast<double>(scene.length), count};
}

Layer overFrequency(const S4Scene& scene, std::string id, Text label, Samples values, Role role,
                    int shade = 0)
{
    const std::size_t count = values.size();
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{frequencies(scene, count), finiteOrNan(std::move(values))},
            .role = role,
            .shade = shade};
}

Panel frequencyPanel(std::string id, Text title, Text quantity, std::vector<Layer> layers)
{
    Panel panel{.id = std::move(id),
                .title = std::move(title),
                .x = {.label = {"k/L", "k/L"}, .unit = "cycles per sample", .link = "node"},
                .y = {.label = std::move(quantity), .kind = Axis::Kind::Log},
                .layers = std::move(layers)};
    for (const Layer& layer : panel.layers)
        if (!allFinite(std::get<Line>(layer.data).y))
            panel.note = {"At ω = 1 a mode with λ = 0 has no value of its own; K̂ takes that mode last.",
                          "ω = 1 では λ = 0 のモード自身は値をもたない。K̂ ではこのモードを最後に消去する。"};
    return panel;
}

Panel nodesPanel(const S4Scene& scene)
{
    constexpr std::size_t kShown = 256;
    const std::size_t every = (scene.length + kShown - 1) / kShown;
    Eigen::VectorXcd nodes(static_cast<Eigen::Index>((scene.length + every - 1) / every));
    for (Eigen::Index i = 0; i < nodes.size(); ++i)
        nodes(i) = std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(i) *
                                       static_cast<double>(every) / static_cast<double>(scene.length));
    Eigen::VectorXcd normal = discreteEigenvalues(scene.dplr.lambda, scene.step(), {});
    const Eigen::Index kept = normal.size();
    normal.conservativeResize(2 * kept);
    normal.tail(kept) = normal.head(kept).conjugate();
    Panel panel =
        complexPlane("nodes", text("The kernel's generating function is read at {} points of the unit circle",
                                   "カーネルの母関数を単位円上の {} 点で評価する", scene.length));
    panel.layers = {complexPoints("nodes",
                                  every > 1 ? text("every {}th ω", "ω（{} 点ごと）", every) : Text::same("ω"),
                                  nodes, Role::Reference),
                    complexPoints("normal", {"the normal part's λ̄", "正規部分の λ̄"}, normal, Role::State),
                    complexPoints("a", {"λ̄ of A\u0304", "A\u0304 の λ̄"}, scene.layer.discreteEigenvalues(),
                                  Role::Output)};
    return panel;
}

Panel cauchyPanel(const S4Scene& scene, Steps& steps)
{
    return frequencyPanel(
        "cauchy-sums",
        {"Four Cauchy sums over the modes at every node", "各点でのモードに関する 4 種の Cauchy 和"},
        {"size of the sum", "和の大きさ"},
        {overFrequency(scene, "r00", {"r₀₀: C\u0303 with B", "r₀₀：C\u0303 と B"},
                       std::move(steps.readoutInput), Role::Output),
         overFrequency(scene, "r01", {"r₀₁: P with B", "r₀₁：P と B"}, std::move(steps.lowInput),
                       Role::Input),
         overFrequency(scene, "r10", {"r₁₀: C\u0303 with P", "r₁₀：C\u0303 と P"},
                       std::move(steps.lowReadout), Role::State),
         overFrequency(scene, "r11", {"r₁₁: P with P", "r₁₁：P と P"}, std::move(steps.low), Role::Accent)});
}

Panel woodburyPanel(const S4Scene& scene, const Steps& steps)
{
    std::vector<Complex> correction = steps.direct;
    for (std::size_t k = 0; k < correction.size(); ++k)
        correction[k] -= steps.spectrum[k];
    return frequencyPanel("woodbury",
                          {"Woodbury: the low-rank term takes most of the diagonal term away",
                           "Woodbury：低ランクの項が対角の項の大半を打ち消す"},
                          {"magnitude", "絶対値"},
                          {overFrequency(scene, "diagonal", {"diagonal part alone", "対角部分のみ"},
                                         magnitudes(steps.direct), Role::Error),
                           overFrequency(scene, "correction", {"r₀₁(1 + r₁₁)⁻¹r₁₀", "r₀₁(1 + r₁₁)⁻¹r₁₀"},
                                         magnitudes(correction), Role::Accent),
                           overFrequency(scene, "difference", {"difference: K̂", "差：K̂"},
                                         magnitudes(steps.spectrum), Role::Output)});
}

Panel generatingPanel(const S4Scene& scene, const Steps& steps)
{
    RealFft fft(scene.length);
    std::ranges::copy(scene.dense, fft.time().begin());
    fft.forward();
    return frequencyPanel(
        "generating-function",
        {"K̂ on the unit circle is the Fourier transform of the kernel",
         "単位円上の K̂ はカーネルの Fourier 変換"},
        {"|K̂|", "|K̂|"},
        {overFrequency(scene, "s4", {"K̂ by S4", "S4 による K̂"}, magnitudes(steps.spectrum), Role::Output),
         overFrequency(scene, "dense", {"transform of CA\u0304ˡB\u0304", "CA\u0304ˡB\u0304 の変換"},
                       magnitudes(fft.spectrum()), Role::Reference)});
}

/// K̂ at a few nodes against a resolvent by Hessenberg form, which knows nothing of modes.
Result<Claim> woodburyHolds(const S4Scene& scene, const Steps& steps, const RunContext& context)
{
    StateSpace system = scene.discrete();
    system.c = scene.readout;
    std::vector<double> places;
    std::vector<std::size_t> nodes;
    for (const std::size_t share : {1U, 2U, 5U, 17U, 40U, 49U}) {
        nodes.push_back(std::max<std::size_t>(1, share * scene.length / 100));
        places.push_back(static_cast<double>(nodes.back()) / static_cast<double>(scene.length));
    }
    const auto direct = transferFunction(system, places, context);
    if (!direct)
        return direct.error();
    double worst = 0;
    for (std::size_t i = 0; i < nodes.size(); ++i)
        worst = std::max(worst, std::abs(steps.spectrum[nodes[i]] - (*direct)[i]));
    return identityClaim(
        "woodbury",
        {"Cauchy sums and Woodbury's identity give the resolvent C\u0303(I − A\u0304ω)⁻¹B\u0304 "
         "at six nodes: max |difference| / max |K̂|.",
         "Cauchy 和と Woodbury の公式は 6 点でレゾルベント C\u0303(I − A\u0304ω)⁻¹B\u0304 "
         "に一致する：max |差| / max |K̂|。"},
        {"S4 (2022), algorithm 1 and appendix C", "S4 (2022)、アルゴリズム 1 と付録 C"}, scene.tolerance(),
        worst / maxAbs(magnitudes(steps.spectrum)));
}

} // namespace

Status addS4Spectrum(const S4Scene& scene, Figure& figure, const RunContext& context)
{
    if (scene.request.wants("nodes"))
        figure.panels.push_back(nodesPanel(scene));
    if (!scene.wantsAny({"cauchy-sums", "woodbury", "generating-function"}))
        return Done{};
    Result<Steps> steps = stepsOf(scene, context);
    if (!steps)
        return steps.error();
    const Result<Claim> claim = woodburyHolds(scene, *steps, context);
    if (!claim)
        return claim.error();
    figure.claims.push_back(*claim);
    if (scene.request.wants("woodbury"))
        figure.panels.push_back(woodburyPanel(scene, *steps));
    if (scene.request.wants("generating-function"))
        figure.panels.push_back(generatingPanel(scene, *steps));
    if (scene.request.wants("cauchy-sums"))
        figure.panels.push_back(cauchyPanel(scene, *steps));
    return Done{};
}

} // namespace kaba
