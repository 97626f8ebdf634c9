// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/h3/h3_params.h"
#include "core/h3/h3_scene.h"

#include <array>
#include <cmath>

namespace kaba {
namespace {

/// Ā of the mode that the layer made by hand reads.
double readPole(const H3Scene& scene)
{
    return discreteEigenvalue(-0.5, scene.settings.step, scene.settings.rule).real();
}

Text conventionOf(const H3Scene& scene)
{
    const H3Layer& layer = scene.layer;
    const Text shape = text("Width {0} = {1} × {2} (heads × head dimension), {3} cells; N = {4}.",
                            "幅 {0} = {1} × {2}（ヘッド数 × ヘッドの次元）、セル {3} 個。N = {4}。",
                            layer.width(), layer.heads(), layer.headSize, layer.cells(), layer.taps());
    if (scene.trained)
        return text(
            "{0} Layer {2} of {3} of a trained model (seed {4}, {5:.1f} % of its test); scores: what the "
            "layer adds to the stream, by the last gain and the embedding.",
            "{1}訓練したモデルの {3} 層のうち第 {2} 層（シード {4}、テストの正答率 {5:.1f} %）。"
            "スコアは、層が流れに加えるものを最後の利得と埋め込みで読んだもの。",
            shape.en, shape.ja, scene.trainedLayer() + 1, scene.trained->layers(), scene.trained->seed(),
            scene.trained->accuracy());
    if (!scene.isConstructed())
        return {shape.en + " Random weights as before training, one-hot tokens; one layer, no residual.",
                shape.ja + "訓練前と同じ分布の乱数の重み、one-hot のトークン。1 層のみで残差接続なし。"};
    return text(
        "{0} Weights by hand, one-hot tokens; the shift reads one token ago, the memory mode 0 (λ = −½, "
        "Ā = {2}); one layer, no residual.",
        "{1}手で組んだ重み、one-hot のトークン。シフトは 1 トークン前を、記憶はモード 0（λ = −½、"
        "Ā = {2}）を読む。1 層のみで残差接続なし。",
        shape.en, shape.ja, shortest(std::round(1e6 * readPole(scene)) / 1e6));
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    constexpr std::array kParts{addH3Flow,      addH3Weights, addH3Attention, addH3States,
                                addH3Ablations, addH3Cost,    addH3Claims};
    std::ptrdiff_t done = 0;
    constexpr auto kSteps = std::ssize(kParts) + 1;
    if (!context.advance(done, kSteps))
        return RunContext::cancelled();
    const Result<H3Scene> scene = h3SceneFor(request, context);
    if (!scene)
        return scene.error();
    Figure figure{.columns = 2, .convention = conventionOf(*scene), .notices = scene->sequence.notices};
    for (const auto part : kParts) {
        if (!context.advance(++done, kSteps))
            return RunContext::cancelled();
        if (const Status added = part(*scene, figure, context); !added)
            return added.error();
    }
    return figure;
}

} // namespace

namespace demos {

Demo h3()
{
    return {
        .id = "h3",
        .papers = {"h3"},
        .title = {"H3: the layer taken apart", "H3：層の中身"},
        .summary = {"A shift marks what came after a key, a diagonal system keeps it, a query reads it: an "
                    "H3 layer made "
                    "by hand that solves associative recall, every intermediate in sight.",
                    "シフトが「キーの次に来たもの」を捉え、対角系がそれを保ち、クエリが読み出します。"
                    "連想想起を正確に解くように手で組んだ H3 層の、すべての中間値を見られます。"},
        .parameters = {kSequence, kRecallSource, kH3Weights, kTrainedLayer, kHeadDim, kHeads, kH3Order,
                       kH3Step, kH3Rule, kShiftOn, kMemoryOn, kGateOn, kVocabulary, kTaskLength, kShownHead,
                       kChannelOrder},
        .panels = {{"shifted", {"Shifted keys", "シフトしたキー"}},
                   {"written", {"Written", "書き込み"}},
                   {"memory", {"Memory", "記憶"}},
                   {"answer", {"Answer", "答え"}},
                   {"query", {"Queries", "クエリ"}},
                   {"key", {"Keys", "キー"}},
                   {"value", {"Values", "値"}},
                   {"mixed", {"Read by the queries", "クエリで読んだもの"}},
                   {"scores", {"Scores over the tokens", "トークンごとのスコア"}},
                   {"weights", {"Weights", "重み"}},
                   {"shift-kernel", {"Kernel of the shift", "シフトのカーネル"}},
                   {"memory-kernel", {"Kernel of the memory", "記憶のカーネル"}},
                   {"attention", {"As attention", "注意として"}},
                   {"links", {"Who is read", "読まれる先"}},
                   {"registers", {"Shift registers", "シフトレジスタ"}},
                   {"modes", {"Modes", "モード"}},
                   {"difference", {"Two computations", "2 通りの計算"}},
                   {"ablations", {"Without a part", "部品を外す"}},
                   {"step-cost", {"Cost of a token", "1 トークンの計算量"}},
                   {"state-size", {"Size of the state", "状態の大きさ"}},
                   {"cuts", {"Cut into heads", "ヘッドへの切り分け"}}},
        .compute = compute,
        .views = {{{"Recall, step by step", "想起の流れ"}, {"shifted", "written", "memory", "answer"}},
                  {{"Weights and kernels", "重みとカーネル"}, {"weights", "shift-kernel", "memory-kernel"}},
                  {{"Without a part", "部品を外す"}, {"ablations"}},
                  {{"Seen as attention", "注意として見る"}, {"attention", "links"}},
                  {{"Token by token", "逐次計算"}, {"registers", "modes", "difference"}},
                  {{"Every intermediate", "すべての中間値"},
                   {"query", "key", "value", "shifted", "written", "memory", "mixed", "scores"}},
                  {{"Cost beside attention", "注意機構との計算量"}, {"step-cost", "state-size", "cuts"}}}};
}

} // namespace demos
} // namespace kaba
