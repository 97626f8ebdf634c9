// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/signals/signal.h"
#include "core/ssm/hippo_basis_panels.h"
#include "core/ssm/hippo_claims.h"
#include "core/ssm/hippo_comparison_panels.h"
#include "core/ssm/hippo_panels.h"
#include "core/ssm/hippo_study_panels.h"
#include "core/ssm/hippo_words.h"
#include "core/ssm/layer_params.h"

#include <algorithm>

namespace kaba {
namespace {

constexpr ChoiceParam kMeasure{
    .id = "measure",
    .label = {"Measure", "測度"},
    .options = kMeasureOptions,
    .help = {"Which part of the past the memory keeps, and how much each moment weighs.",
             "過去のどの部分を、どれだけの重みで記憶するかです。"},
};
constexpr IntParam kOrder = orderParam({"Number of coefficients in the memory; even for Fourier.",
                                        "記憶する係数の個数です。Fourier では偶数にします。"});
constexpr IntParam kLength = lengthParam(65536);
constexpr RealParam kStep = [] {
    RealParam step =
        stepParam(1e-3,
                  {"Time between two samples. Scaled LegS has no time scale and does not read it.",
                   "サンプルの間隔です。時間伸縮型の LegS は時間尺度をもたないため使いません。"},
                  [](const ParameterSet& set) { return isTimeInvariant(set.as<Measure>(kMeasure)); });
    step.keyword = {"auto", {"1/length", "1/長さ"}};
    step.keywordIsInitial = true;
    return step;
}();
constexpr RealParam kWindow = windowParam(
    {"How far back LegT, LMU and Fourier remember.", "LegT・LMU・Fourier が遡って記憶する長さです。"},
    [](const ParameterSet& set) { return hasWindow(set.as<Measure>(kMeasure)); });
constexpr IntParam kMoment = momentParam(
    65536, {"The sample after which the memory is read; past the end: the last one.",
            "どのサンプルの直後に記憶を読み出すかです。末尾を超えると最後のサンプルを使います。"});

std::vector<Readout> readoutsOf(double error, double bestError, double radius)
{
    return {{.id = "mse", .label = {"Mean square error", "平均二乗誤差"}, .value = error},
            {.id = "best-mse",
             .label = {"Best possible (least squares)", "最良値（最小二乗）"},
             .value = bestError},
            {.id = "spectral-radius",
             .label = {"Spectral radius of A\u0304", "A\u0304 のスペクトル半径"},
             .value = radius}};
}

MemorySettings settingsOf(const ParameterSet& values, std::size_t length)
{
    return {.measure = values.as<Measure>(kMeasure),
            .order = values[kOrder],
            .step = values.given(kStep).value_or(1 / static_cast<double>(length)),
            .window = values[kWindow],
            .method = discretizationOf(values)};
}

Result<Figure> figureOf(HippoScene& scene, const RunContext& context)
{
    const double radius = spectralRadius(scene.memory.discreteEigenvalues(scene.moment));
    Result<std::vector<Claim>> claims =
        hippoClaims({scene.memory, scene.signal.values, scene.moment, scene.history,
                     scene.recollection.meanSquare, scene.bestError},
                    context);
    if (!claims)
        return claims.error();
    Figure figure{.columns = 2,
                  .readouts = readoutsOf(scene.recollection.meanSquare, scene.bestError, radius),
                  .claims = *std::move(claims),
                  .convention = memoryConvention(scene.settings()),
                  .notices = memoryNotices(scene, radius),
                  .arrays = memoryArrays(scene.memory)};
    addMemoryPanels(scene, figure.panels);
    addBasisView(scene, figure);
    for (const auto add : {addErrorOverTime, addTimescale, addWindowAgainstAll, addRules})
        if (const Status added = add(scene, figure, context); !added)
            return added.error();
    return figure;
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    Result<Signal> signal = signalFor(request);
    if (!signal)
        return signal.error();
    const std::size_t length = signal->values.size();
    Result<HippoMemory> memory = makeMemory(settingsOf(request.values, length));
    if (!memory)
        return memory.error();
    const std::size_t moment = momentOf(request.values, kMoment, length);
    Memory state = memory->start();
    Result<StateHistory> history =
        listen(state, signal->values, moment, request.wants("coefficients"), context);
    if (!history)
        return history.error();
    const std::vector<double>& input = signal->values;
    Recollection recollection = recollect(memory->settings, moment, history->atMoment, input);
    const double bestError = bestMeanSquareError(memory->settings, moment, input);
    HippoScene scene{request,  *std::move(signal),  *std::move(memory),
                     moment,   *std::move(history), std::move(recollection),
                     bestError};
    return figureOf(scene, context);
}

} // namespace

namespace demos {

Demo hippo()
{
    return {
        .id = "hippo",
        .papers = {"hippo"},
        .title = {"Online memory of a function", "関数のオンライン記憶"},
        .summary =
            {"A state of fixed size keeps the history of a signal as coefficients of orthogonal functions, "
             "sample by sample, and recalls it.",
             "固定長の状態が信号の履歴を直交関数の係数としてサンプルごとに蓄え、そこから履歴を復元します。"},
        .parameters = {kMeasure, kOrder, kLength, kStep, kWindow, kRule, kAlpha, kSignal, kColumn, kStart,
                       kCurve, kMoment},
        .panels = {{"reconstruction", {"Reconstruction", "復元"}},
                   {"error", {"Error", "誤差"}},
                   {"measure", {"Measure", "測度"}},
                   {"coefficients", {"Coefficients over time", "係数の時間変化"}},
                   {"matrix-a", {"Matrix A", "行列 A"}},
                   {"matrix-b", {"Matrix B", "行列 B"}},
                   {"matrix-a-discrete", {"Matrix A\u0304", "行列 A\u0304"}},
                   {"matrix-b-discrete", {"Matrix B\u0304", "行列 B\u0304"}},
                   {"eigenvalues", {"Eigenvalues", "固有値"}},
                   {"basis", {"Basis functions", "基底関数"}},
                   {"basis-map", {"Basis as a map", "基底の分布図"}},
                   {"shares", {"Share of each coefficient", "係数ごとの割合"}},
                   {"error-over-time", {"Error over time", "誤差の時間変化"}},
                   {"timescale", {"Timescale", "時間尺度"}},
                   {"window-against-all", {"Window against all", "窓と全履歴"}},
                   {"rules", {"Error under each rule", "離散化ごとの誤差"}},
                   {"transient", {"Size of the state", "状態の大きさ"}},
                   {"rules-table", {"Table of rules", "離散化の表"}}},
        .compute = compute,
        .views = {{{"Reconstruction", "復元"}, {"reconstruction", "error", "measure", "coefficients"}},
                  {{"Matrices", "行列"}, {"matrix-a", "matrix-a-discrete", "matrix-b", "eigenvalues"}},
                  {{"Basis", "基底"}, {"reconstruction", "shares", "basis", "basis-map"}},
                  {{"Error over time", "誤差の時間変化"}, {"reconstruction", "error-over-time"}},
                  {{"Timescale", "時間尺度"}, {"reconstruction", "timescale"}},
                  {{"Window against all", "窓と全履歴"}, {"window-against-all"}},
                  {{"Rules", "離散化の比較"}, {"rules", "transient", "rules-table"}}}};
}

} // namespace demos
} // namespace kaba
