// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/math/convolution.h"
#include "core/math/vector_ops.h"
#include "core/signals/signal.h"
#include "core/ssm/example_layer.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/layer_panels.h"
#include "core/ssm/scan.h"
#include "core/ssm/trained_claims.h"
#include "core/ssm/trained_layer.h"
#include "core/ssm/trained_panels.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

enum class Source { File, Example };
constexpr Option kSources[] = {
    {"file", {"Your file, else the example", "手元のファイル（なければ例）"}},
    {"example", {"The example", "例"}},
};
constexpr ChoiceParam kLayer{
    .id = "layer",
    .label = {"Layer", "層"},
    .options = kSources,
    .help =
        {"An NPZ file with log_dt, log_A_real, A_imag and C of an S4D layer, or log_dt, Lambda_log_neg_re, "
         "Lambda_im and W of a DSS layer.",
         "S4D の層の log_dt・log_A_real・A_imag・C、または DSS の層の "
         "log_dt・Lambda_log_neg_re・Lambda_im・W "
         "を収めた NPZ ファイルです。"},
};
constexpr IntParam kChannel{
    .id = "channel",
    .label = {"Channel h", "チャネル h"},
    .min = 0,
    .max = 1023,
    .initial = 0,
    .scale = Scale::Log,
    .help = {"Which of the layer's channels, counted from 0; past the end: the last one.",
             "表示するチャネルの番号です（0 から）。末尾を超えると最後のチャネルになります。"},
};
constexpr IntParam kLength = lengthParam(65536);
constexpr PointsParam kPoles{
    .id = "poles",
    .label = {"Poles λ", "極 λ"},
    .re = {-1e5, 1e3},
    .im = {-1e5, 1e5},
    .maxPoints = 512,
    .help =
        {"The modes λ of the channel: drag them in the plane, or type them. None: those that were trained.",
         "チャネルのモード λ です。複素平面で動かすか、数値で入力します。空なら学習したままの値です。"},
};

/// The signals that are made, not read: the file is the layer's.
constexpr ChoiceParam kMadeSignal{
    .id = kSignal.id,
    .label = kSignal.label,
    .options = std::span(kSignalOptions).first(static_cast<std::size_t>(SignalKind::File)),
    .help = {"What the layer listens to.", "層に入力する系列です。"},
};

/// The layer with what was chosen of it.
struct Chosen {
    TrainedLayer layer;
    Eigen::Index index = 0;
    bool isExample = false;
    TrainedChannel channel;
    std::vector<Text> notices = {};
};

Error wrongPoleCount(std::size_t given, Eigen::Index modes)
{
    return {
        Error::Kind::CannotCompute,
        text("poles lists {0} points, but this layer has {1} modes, each with its own C: move them, and "
             "neither "
             "add nor remove any. Reset poles to begin anew.",
             "poles の点は {0} 個ですが、この層のモードは {1} 個で、それぞれに C があります。点は増減させずに"
             "動かしてください。poles をリセットすると元に戻ります。",
             given, modes)};
}

Text exampleNotice()
{
    return {
        "This is the example that the program fits to eight simple kernels. Bring your own layer with "
        "“Choose a "
        "file…”; the page tells how to save one.",
        "これはプログラムが 8 種の簡単なカーネルに当てはめた例です。手元の層は「ファイルを選択…」で開けます。"
        "保存の仕方はページにあります。"};
}

Result<Chosen> chosenLayer(const Request& request)
{
    Chosen chosen;
    chosen.isExample = !request.input || request.values.as<Source>(kLayer) == Source::Example;
    Result<TrainedLayer> layer = chosen.isExample ? exampleLayer() : readTrainedLayer(*request.input);
    if (!layer)
        return layer.error();
    chosen.layer = *std::move(layer);
    const Eigen::Index last = chosen.layer.channels() - 1;
    const Eigen::Index asked = request.values[kChannel];
    chosen.index = std::min(asked, last);
    if (chosen.isExample)
        chosen.notices.push_back(exampleNotice());
    else
        chosen.notices = request.input->notices;
    if (asked > last)
        chosen.notices.push_back(text("The layer has channels 0 to {0}: {0} is shown.",
                                      "この層のチャネルは 0 から {0} までです。{0} を表示しています。",
                                      last));
    return chosen;
}

Status choosePoles(const Points& poles, Chosen& chosen)
{
    TrainedChannel& channel = chosen.channel;
    channel.trained = chosen.layer.channel(chosen.index);
    channel.present = channel.trained;
    channel.step = chosen.layer.step(chosen.index);
    if (chosen.isExample)
        channel.target = exampleTarget(chosen.index);
    if (poles.empty())
        return Done{};
    if (static_cast<Eigen::Index>(poles.size()) != channel.trained.a.size())
        return wrongPoleCount(poles.size(), channel.trained.a.size());
    channel.present.a = Eigen::VectorXcd::Map(poles.data(), channel.trained.a.size());
    channel.moved = channel.present.a != channel.trained.a;
    return Done{};
}

SsmLayer layerOf(const TrainedChannel& channel)
{
    SsmLayer layer{.settings = {.system = LayerSystem::Custom,
                                .order = static_cast<int>(2 * channel.present.a.size()),
                                .step = channel.step,
                                .method = {StepRule::Zoh}},
                   .continuous = channel.present,
                   .discrete = discretize(channel.present, channel.step, {StepRule::Zoh}),
                   .eigenvalues = channel.present.a};
    return layer;
}

std::vector<Claim> claimsOf(const LayerRun& run, const TrainedChannel& channel)
{
    std::vector<Claim> claims = layerClaims(run);
    if ((channel.present.a.real().array() < 0).all() && !isUnstable(run.radius))
        claims.push_back(staticGain(channel));
    return claims;
}

std::vector<Readout> readoutsOf(const LayerRun& run, const Chosen& chosen)
{
    const Eigen::VectorXd decay = run.layer.eigenvalues.real();
    std::vector<Readout> readouts{
        {.id = "step", .label = {"Step Δ", "刻み幅 Δ"}, .value = chosen.channel.step, .unit = "time units"},
        {.id = "modes", .label = {"Modes", "モード数"}, .value = static_cast<double>(decay.size())},
        {.id = "channels",
         .label = {"Channels", "チャネル数"},
         .value = static_cast<double>(chosen.layer.channels())},
        {.id = "spectral-radius",
         .label = {"Spectral radius of A\u0304", "A\u0304 のスペクトル半径"},
         .value = run.radius},
        {.id = "recurrent-vs-convolutional",
         .label = {"Recurrent against convolutional", "漸化式と畳み込みの差"},
         .value = relativeDifference(run.convolved, run.recurrent)}};
    if (decay.maxCoeff() < 0)
        readouts.push_back({.id = "longest-memory",
                            .label = {"Slowest decay to 1/e", "最も遅い減衰（1/e まで）"},
                            .value = -1 / (decay.maxCoeff() * chosen.channel.step),
                            .unit = "samples"});
    if (chosen.isExample)
        readouts.push_back({.id = "fit-error",
                            .label = {"Kernel against its target", "カーネルと目標の差"},
                            .value = fitError(run.kernel, chosen.channel.target)});
    return readouts;
}

std::vector<Text> noticesOf(const LayerRun& run, const Chosen& chosen)
{
    std::vector<Text> notices = chosen.notices;
    if (isUnstable(run.radius))
        notices.push_back(
            text("Unstable: a pole stands right of the imaginary axis, ρ(A\u0304) = {} > 1, and the state "
                 "grows without "
                 "bound. Move it back, or reset poles.",
                 "不安定です。虚軸の右側に極があり、ρ(A\u0304) = {} > 1 のため状態は際限なく増大します。"
                 "極を左へ戻すか、poles をリセットしてください。",
                 shortest(run.radius)));
    if (!allFinite(run.kernel) || !allFinite(run.recurrent) || !allFinite(run.convolved))
        notices.emplace_back("Numbers overflow: lines have gaps where nothing can be shown.",
                             "桁あふれのため、表示できない部分の線は途切れます。");
    return notices;
}

Text conventionOf(const Chosen& chosen)
{
    if (chosen.layer.form == TrainedLayer::Form::Dss)
        return {
            "DSS, version exp: Δ = exp(log_dt), λ = −exp(Lambda_log_neg_re) + i Lambda_im, B = 1, zero-order "
            "hold, "
            "y = Re Σ Wₙxₙ + Du.",
            "DSS（exp 版）：Δ = exp(log_dt)、λ = −exp(Lambda_log_neg_re) + i Lambda_im、B = 1、零次ホールド、"
            "y = Re Σ Wₙxₙ + Du。"};
    return {
        "S4D: Δ = exp(log_dt), λ = −exp(log_A_real) + i A_imag, B = 1, zero-order hold, y = 2 Re Σ Cₙxₙ + "
        "Du.",
        "S4D：Δ = exp(log_dt)、λ = −exp(log_A_real) + i A_imag、B = 1、零次ホールド、y = 2 Re Σ Cₙxₙ + Du。"};
}

/// The panels that every layer has, those of this demo's that are wanted; the poles are given into the hand.
Result<std::vector<Panel>> commonPanels(const Request& request, const LayerRun& run, Scan& scanned,
                                        const RunContext& context)
{
    Request common{.values = request.values, .panels = {}};
    for (const std::string_view id : {"kernel", "eigenvalues", "eigenvalues-discrete", "frequency", "output"})
        if (request.wants(id))
            common.panels.emplace_back(id);
    if (common.panels.empty())
        return std::vector<Panel>{};
    Result<std::vector<Panel>> panels = layerPanels(common, run, scanned, context);
    if (!panels)
        return panels;
    for (Panel& panel : *panels)
        for (Layer& layer : panel.layers)
            if (layer.id == "continuous")
                layer.handles = Handles{std::string(kPoles.id)};
    return panels;
}

Result<std::vector<Panel>> panelsOf(const Request& request, const LayerRun& run, const Chosen& chosen,
                                    Scan& scanned, const RunContext& context)
{
    Result<std::vector<Panel>> panels = commonPanels(request, run, scanned, context);
    if (!panels)
        return panels;
    if (Status added = addAsTrained(*panels, chosen.channel, run.kernel.size(), context); !added)
        return added.error();
    if (request.wants("modes"))
        panels->push_back(modesPanel(chosen.channel));
    if (request.wants("channels")) {
        Result<Panel> panel = channelsPanel(chosen.layer, chosen.index, run.kernel.size(), context);
        if (!panel)
            return panel.error();
        panels->push_back(*std::move(panel));
    }
    return panels;
}

Result<Figure> figureOf(const Request& request, const Chosen& chosen, const Signal& signal,
                        const RunContext& context)
{
    const SsmLayer layer = layerOf(chosen.channel);
    const std::size_t length = signal.values.size();
    const auto kernel = layerKernel(KernelMethod::Vandermonde, layer, length, context);
    const auto reference =
        kernel ? referenceKernel(KernelMethod::Vandermonde, layer, length, context) : kernel;
    if (!reference)
        return reference.error();
    auto scanned = scan(*layer.diagonal(), signal.values, 0, context);
    if (!scanned)
        return scanned.error();
    std::vector<double> convolved = causalConvolution(*kernel, signal.values);
    addScaled(convolved, layer.feedthrough(), signal.values);
    const LayerRun run{layer,
                       KernelMethod::Vandermonde,
                       spectralRadius(layer.discreteEigenvalues()),
                       signal.values,
                       *kernel,
                       *reference,
                       scanned->output,
                       convolved};
    Result<std::vector<Panel>> panels = panelsOf(request, run, chosen, *scanned, context);
    if (!panels)
        return panels.error();
    return Figure{.panels = *std::move(panels),
                  .columns = 2,
                  .readouts = readoutsOf(run, chosen),
                  .claims = claimsOf(run, chosen.channel),
                  .convention = conventionOf(chosen),
                  .notices = noticesOf(run, chosen),
                  .arrays = layerArrays(chosen.layer)};
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    const auto signal = signalFor(request);
    if (!signal)
        return signal.error();
    Result<Chosen> chosen = chosenLayer(request);
    if (!chosen)
        return chosen.error();
    if (Status fits = choosePoles(request.values[kPoles], *chosen); !fits)
        return fits.error();
    if (!context.advance(0, 1))
        return RunContext::cancelled();
    return figureOf(request, *chosen, *signal, context);
}

} // namespace

namespace demos {

Demo trained()
{
    return {
        .id = "trained",
        .papers = {"s4d", "dss"},
        .title = {"A trained layer, opened up", "学習済みの層を開く"},
        .summary =
            {"Your own S4D or DSS layer from a file: its kernel, poles and frequency response, and what "
             "becomes "
             "of them when you drag a pole.",
             "手元の S4D・DSS の層をファイルから読み、カーネル・極・周波数応答と、極を動かしたときの変化を"
             "調べます。"},
        .parameters = {kLayer, kChannel, kLength, kPoles, kMadeSignal},
        .panels = {{"kernel", {"Kernel", "カーネル"}},
                   {"eigenvalues", {"Poles", "極"}},
                   {"eigenvalues-discrete", {"Poles after discretisation", "離散化後の極"}},
                   {"frequency", {"Frequency response", "周波数応答"}},
                   {"output", {"Output", "出力"}},
                   {"modes", {"Modes", "モード"}},
                   {"channels", {"All channels", "全チャネル"}}},
        .compute = compute,
        .views = {{{"Kernel and poles", "カーネルと極"},
                   {"kernel", "eigenvalues", "eigenvalues-discrete", "frequency"}},
                  {{"Modes", "モード"}, {"modes", "eigenvalues", "eigenvalues-discrete", "kernel"}},
                  {{"All channels", "全チャネル"}, {"channels", "kernel"}},
                  {{"Output", "出力"}, {"output", "kernel"}}}};
}

} // namespace demos
} // namespace kaba
