// SPDX-License-Identifier: GPL-3.0-or-later
// One token in the dense and in the sparse layer: multiply-adds counted, milliseconds measured on real gathers.
#include "core/layers/terraformer_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace kaba {
namespace {

constexpr std::array<Eigen::Index, 4> kWidths{128, 256, 512, 1024};
constexpr int kTokens = 16;      ///< in turn, so that the units of one are not all at hand for the next
constexpr int kRepetitions = 21; ///< at the present width
constexpr int kFewRepetitions = 7;
constexpr double kPaperSpeedUp = 20;

struct Times {
    Samples dense, sparse; ///< milliseconds of one token, a value for each repetition

    static double median(Samples values)
    {
        std::ranges::nth_element(values, values.begin() + std::ssize(values) / 2);
        return values[values.size() / 2];
    }
    double speedUp() const { return median(dense) / median(sparse); }
};

template <class Work>
double millisecondsOf(const Work& work)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Each token in turn through both layers. The outputs go into a sum that the caller keeps, so that nothing is left out.
Result<Times> timesOf(const TerraformerScene& scene, const FloatLayer& layer, int repetitions,
                      const RunContext& context)
{
    Times times;
    const Eigen::MatrixXf tokens = tokensOfCluster(layer.shape().width, scene.seed(), 0, kTokens);
    std::uint64_t apart = 0;
    volatile float kept = 0;
    for (int repetition = 0; repetition < repetitions; ++repetition) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Eigen::VectorXf token = tokens.col(repetition % kTokens);
        times.dense.push_back(millisecondsOf([&] { kept = kept + layer.dense(token, apart).sum(); }));
        times.sparse.push_back(millisecondsOf([&] { kept = kept + layer.sparse(token, apart).sum(); }));
    }
    return times;
}

struct WidthCurves {
    Samples widths, denseCost, sparseCost, denseTime, sparseTime;
};

Result<WidthCurves> overWidths(const TerraformerScene& scene, bool timed, const RunContext& context)
{
    WidthCurves curves;
    for (const Eigen::Index width : kWidths) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const FloatLayer layer(atWidth(scene, width), scene.seed());
        const Eigen::VectorXf token = tokensOfCluster(width, scene.seed(), 0, 1);
        std::uint64_t dense = 0, sparse = 0;
        static_cast<void>(layer.dense(token, dense));
        static_cast<void>(layer.sparse(token, sparse));
        curves.widths.push_back(static_cast<double>(width));
        curves.denseCost.push_back(static_cast<double>(dense));
        curves.sparseCost.push_back(static_cast<double>(sparse));
        if (!timed)
            continue;
        const Result<Times> times = timesOf(scene, layer, kFewRepetitions, context);
        if (!times)
            return times.error();
        curves.denseTime.push_back(Times::median(times->dense));
        curves.sparseTime.push_back(Times::median(times->sparse));
    }
    return curves;
}

Panel widthPanel(std::string id, Text title, Axis y, const Samples& widths, const Samples& dense,
                 const Samples& sparse)
{
    return {
        .id = std::move(id),
        .title = std::move(title),
        .x = {.label = {"width d", "幅 d"}, .kind = Axis::Kind::Log},
        .y = std::move(y),
        .layers = {
            {.id = "dense", .label = {"dense", "密"}, .data = Line{widths, dense}, .role = Role::Reference},
            {.id = "sparse",
             .label = {"controller and gather", "制御器と読み出し"},
             .data = Line{widths, sparse},
             .role = Role::Output}}};
}

Panel tokenPanel(const Times& times, Eigen::Index width)
{
    const auto layer = [](std::string id, Text label, const Samples& values, Role role) {
        return Layer{.id = std::move(id),
                     .label = std::move(label),
                     .data = Line{RegularGrid{1, 1, values.size()}, values},
                     .role = role};
    };
    return {.id = "time-token",
            .title = text("Milliseconds of one token, d = {}: {:.1f} times faster",
                          "1 トークンの計算時間（d = {}）：{:.1f} 倍速い", width, times.speedUp()),
            .x = {.label = {"repetition, each with another token", "繰り返し（毎回別のトークン）"}},
            .y = {.label = {"time", "時間"}, .unit = "ms", .kind = Axis::Kind::Log},
            .layers = {layer("dense", {"dense", "密"}, times.dense, Role::Reference),
                       layer("sparse", {"controller and gather", "制御器と読み出し"}, times.sparse,
                             Role::Output)},
            .measured = true};
}

Claim speedUpClaim(double speedUp)
{
    return {
        .id = "decoding-speed-up",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement =
            {"Decoding gets 20 times faster: time of a token in this layer, dense over sparse, median.",
             "デコードは 20 倍速くなる：この層での 1 トークンの時間の比（密／疎、中央値）。"},
        .source = {"Terraformer (2021), table 1: the whole model of 17 B parameters, without batches",
                   "Terraformer (2021)、表 1（170 億パラメータのモデル全体、バッチなし）"},
        .expected = kPaperSpeedUp,
        .measured = speedUp,
        .timed = true,
        .remark = {
            "One layer on this machine. It grows with N; wide layers gain more than the count says, because "
            "reading their weights takes the time.",
            "この計算機での 1 層の値で、N とともに増えます。広い層では重みの読み出しが時間を決めるため、"
            "積和の比より大きく速くなります。"}};
}

Status addTimeOfToken(const TerraformerScene& scene, Figure& figure, const RunContext& context)
{
    const FloatLayer layer(scene.shape, scene.seed());
    const Result<Times> times = timesOf(scene, layer, kRepetitions, context);
    if (!times)
        return times.error();
    const auto readout = [](const char* id, Text label, double value, std::string unit) {
        return Readout{
            .id = id, .label = std::move(label), .value = value, .unit = std::move(unit), .measured = true};
    };
    figure.readouts.push_back(
        readout("dense-ms", {"A token, dense", "1 トークン（密）"}, Times::median(times->dense), "ms"));
    figure.readouts.push_back(
        readout("sparse-ms", {"A token, sparse", "1 トークン（疎）"}, Times::median(times->sparse), "ms"));
    figure.readouts.push_back(
        readout("speed-up", {"Measured speed-up", "実測の速度比"}, times->speedUp(), ""));
    figure.claims.push_back(speedUpClaim(times->speedUp()));
    figure.panels.push_back(tokenPanel(*times, scene.shape.width));
    return Done{};
}

} // namespace

Status addLayerCosts(const TerraformerScene& scene, Figure& figure, const RunContext& context)
{
    const Request& request = scene.request;
    if (request.timings && request.wants("time-token"))
        if (const Status added = addTimeOfToken(scene, figure, context); !added)
            return added.error();
    const bool timed = request.timings && request.wants("time-width");
    if (!timed && !request.wants("cost"))
        return Done{};
    const Result<WidthCurves> curves = overWidths(scene, timed, context);
    if (!curves)
        return curves.error();
    if (request.wants("cost"))
        figure.panels.push_back(
            widthPanel("cost", {"Multiply-adds of one token, counted", "1 トークンの積和の数（計数）"},
                       {.label = {"multiply-adds", "積和の数"}, .kind = Axis::Kind::Log}, curves->widths,
                       curves->denseCost, curves->sparseCost));
    if (timed) {
        figure.panels.push_back(
            widthPanel("time-width", {"Milliseconds of one token, median", "1 トークンの計算時間（中央値）"},
                       {.label = {"time", "時間"}, .unit = "ms", .kind = Axis::Kind::Log}, curves->widths,
                       curves->denseTime, curves->sparseTime));
        figure.panels.back().measured = true;
    }
    return Done{};
}

} // namespace kaba
