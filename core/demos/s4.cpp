// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_settings.h"
#include "core/ssm/s4_scene.h"

#include <array>
#include <span>

namespace kaba {
namespace {

constexpr ChoiceParam kSystem{
    .id = "system",
    .label = {"System", "系"},
    .options = std::span(kSystemOptions).first<4>(), // those that are normal plus low rank
    .help = {"The matrices A and B of the layer: HiPPO's, all of them normal plus low rank.",
             "層の行列 A と B です。いずれも「正規＋低ランク」の HiPPO 行列です。"},
};
constexpr IntParam kOrder =
    orderParam({"Size of the state; even for Fourier. S4 keeps half as many complex modes.",
                "状態の大きさです（Fourier では偶数）。S4 はその半数の複素モードを持ちます。"});
constexpr IntParam kLength{
    .id = "length",
    .label = {"Length L", "長さ L"},
    .min = 16,
    .max = 65536,
    .initial = 1024,
    .scale = Scale::Log,
    .unit = "samples",
    .help = {"Samples of the kernel, and nodes on the unit circle. In generation: the position.",
             "カーネルのサンプル数で、単位円上の点の数でもあります。生成では位置を表します。"},
};
constexpr RealParam kStep = stepParam(
    0.0004, {"Time between two samples. Where L·Δ is small the kernel is cut off while still large.",
             "サンプルの間隔です。L·Δ が小さいと、カーネルはまだ大きいうちに打ち切られます。"});
constexpr ChoiceParam kReadout{
    .id = "readout",
    .label = {"Readout C", "読み出し C"},
    .options = kReadoutOptions,
    .initial = static_cast<int>(LayerReadout::Cosine),
    .help = {"The row C that turns the state into the output.", "状態を出力に変える行ベクトル C です。"},
};
constexpr FlagParam kCorrection{
    .id = "correction",
    .label = {"Truncation correction", "打ち切りの補正"},
    .initial = true,
    .help = {"On: the generating function takes C\u0303 = C(I − A\u0304ᴸ). Off: C itself, and the kernel "
             "folds onto "
             "itself.",
             "オンでは母関数に C\u0303 = C(I − A\u0304ᴸ) を使います。オフでは C "
             "自身を使い、カーネルが折り返します。"},
};
constexpr IntParam kWidth{
    .id = "width",
    .label = {"Width of the layer", "層の幅"},
    .min = 1,
    .max = 8192,
    .initial = 512,
    .scale = Scale::Log,
    .unit = "channels",
    .help = {"Channels of the layer whose generation is counted; only that view reads it.",
             "生成の演算数を数える層のチャネル数です。その表示だけで使われます。"},
};

S4Settings settingsOf(const Request& request)
{
    const ParameterSet& values = request.values;
    return {.layer = layerSettingsOf(values, values.as<LayerSystem>(kSystem), request.seed),
            .length = static_cast<std::size_t>(values[kLength]),
            .corrected = values[kCorrection],
            .width = values[kWidth]};
}

Text conventionOf(const S4Scene& scene)
{
    return text(
        "x′ = Ax + Bu, bilinear, Δ = {}; A = VΛV* − PP*; of each pair the mode with Im λ < 0 is kept, and "
        "sums over all modes are written out; B is not clipped, Re λ not clamped.",
        "x′ = Ax + Bu、双一次変換、Δ = {}。A = VΛV* − PP*。共役対のうち Im λ < 0 "
        "のモードを保持し、和は全モード"
        "についてとる。B の打ち切りも Re λ の下限も設けない。",
        shortest(scene.step()));
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    if (!context.advance(0, 8))
        return RunContext::cancelled();
    const Result<S4Scene> scene = makeS4Scene(request, settingsOf(request), context);
    if (!scene)
        return scene.error();
    Figure figure{.columns = 2,
                  .convention = conventionOf(*scene),
                  .arrays = {complexArray("lambda", scene->dplr.lambda), complexArray("B", scene->dplr.b),
                             complexArray("P", scene->dplr.p), namedArray("Ctilde", scene->readout)}};
    constexpr std::array kViews{addS4Structure,  addS4Conditioning, addS4Spectrum, addS4Kernel,
                                addS4Truncation, addS4Precision,    addS4Cost,     addS4Generation};
    for (std::size_t view = 0; view < kViews.size(); ++view) {
        if (const Status added = kViews.at(view)(*scene, figure, context); !added)
            return added.error();
        if (!context.advance(static_cast<std::ptrdiff_t>(view + 1), kViews.size()))
            return RunContext::cancelled();
    }
    return figure;
}

} // namespace

namespace demos {

Demo s4()
{
    return {
        .id = "s4",
        .papers = {"s4"},
        .title = {"S4, step by step", "S4 のアルゴリズムを一段ずつ"},
        .summary =
            {"The kernel of a long state space layer without powers of A: normal plus low rank, Cauchy sums, "
             "Woodbury's identity and one inverse FFT, each step drawn from the numbers of this layer.",
             "長い状態空間層のカーネルを A のべき乗なしで求めます。正規＋低ランク、Cauchy 和、Woodbury "
             "の公式、"
             "逆 FFT の各段階を、この層の数値から描きます。"},
        .parameters = {kSystem, kOrder, kLength, kStep, kLayerWindow, kReadout, kCorrection, kWidth},
        .panels = {{"matrix-a", {"Matrix A", "行列 A"}},
                   {"normal-part", {"Normal part", "正規部分"}},
                   {"low-rank", {"Low-rank part", "低ランク部分"}},
                   {"eigenvalues", {"Eigenvalues", "固有値"}},
                   {"conditioning", {"Condition numbers", "条件数"}},
                   {"naive-error", {"Error of naive diagonalisation", "素朴な対角化の誤差"}},
                   {"diagonalisation", {"Diagonalisation in numbers", "対角化の数表"}},
                   {"nodes", {"Unit circle", "単位円"}},
                   {"cauchy-sums", {"Cauchy sums", "Cauchy 和"}},
                   {"woodbury", {"Woodbury's identity", "Woodbury の公式"}},
                   {"generating-function", {"Generating function", "母関数"}},
                   {"kernel", {"Kernel", "カーネル"}},
                   {"kernel-error", {"Difference from powers", "べき乗との差"}},
                   {"truncation", {"Cut at L", "L での打ち切り"}},
                   {"aliasing", {"Aliasing", "折り返し"}},
                   {"precision", {"Error against length", "長さと誤差"}},
                   {"float-error", {"Error against lag", "遅れと誤差"}},
                   {"time-length", {"Time against length", "長さと計算時間"}},
                   {"time-order", {"Time against order", "次数と計算時間"}},
                   {"memory", {"Memory", "メモリ"}},
                   {"generation-operations", {"Operations a step", "1 ステップの演算数"}},
                   {"generation-memory", {"Memory of generation", "生成に要するメモリ"}}},
        .compute = compute,
        .views = {
            {{"Normal plus low rank", "正規＋低ランク"},
             {"matrix-a", "normal-part", "low-rank", "eigenvalues"}},
            {{"Why not diagonalise A", "A を対角化しない理由"},
             {"conditioning", "naive-error", "diagonalisation"}},
            {{"Generating function", "母関数"}, {"nodes", "cauchy-sums", "woodbury", "generating-function"}},
            {{"Kernel", "カーネル"}, {"kernel", "kernel-error"}},
            {{"Truncation", "打ち切り"}, {"truncation", "aliasing"}},
            {{"Precision", "精度"}, {"precision", "float-error"}},
            {{"Cost", "計算の費用"}, {"time-length", "time-order", "memory"}},
            {{"Generation", "生成"}, {"generation-operations", "generation-memory"}}}};
}

} // namespace demos
} // namespace kaba
