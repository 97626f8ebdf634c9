// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/log_slope.h"
#include "core/math/vector_ops.h"
#include "core/ssm/krylov.h"
#include "core/ssm/operation_counts.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/s4_scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <utility>

namespace kaba {
namespace {

constexpr std::array<std::size_t, 4> kCountedLengths{1024, 4096, 16384, 65536};
constexpr std::array<int, 5> kOrders{8, 16, 32, 64, 128};
constexpr double kPatienceMs = 12; ///< a method that took longer is not asked for the next, heavier point
constexpr double kSpeedFactor = 29.6;
constexpr double kMemoryFactor = 392;

/// All that the three methods start from: Ā and B̄ for two of them, modes and C̃ for S4. A C̃ of another length costs
/// the same time.
struct Start {
    StateSpace discrete;
    Dplr dplr;
    Eigen::VectorXcd modes;
    double step;
};

using Method = void (*)(const Start&, std::size_t length);

void byPowers(const Start& start, std::size_t length)
{
    Eigen::VectorXd state = start.discrete.b;
    Eigen::VectorXd next(state.size());
    std::vector<double> kernel(length);
    for (double& value : kernel) {
        value = start.discrete.c.dot(state);
        next.noalias() = start.discrete.a * state;
        state.swap(next);
    }
}

void bySquaring(const Start& start, std::size_t length)
{
    const auto count = static_cast<Eigen::Index>(length);
    const Eigen::VectorXd kernel =
        krylovMatrix(start.discrete.a, start.discrete.b, count).transpose() * start.discrete.c;
    static_cast<void>(kernel);
}

void byS4(const Start& start, std::size_t length)
{
    static_cast<void>(s4Kernel(start.dplr, start.step, start.modes, length));
}

/// Processor time of this thread in milliseconds: other programs do not count.
double processorMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

/// The fastest of three runs in milliseconds; one where it is slow enough to be told apart from noise.
double timeOf(Method method, const Start& start, std::size_t length)
{
    constexpr int kRuns = 3;
    double best = 0;
    for (int run = 0; run < kRuns && (run == 0 || best < kPatienceMs); ++run) {
        const double begin = processorMs();
        method(start, length);
        const double time = processorMs() - begin;
        best = run == 0 ? time : std::min(best, time);
    }
    return best;
}

struct Curve {
    Samples places, times;

    bool open() const { return times.empty() || times.back() < kPatienceMs; }
    void measure(double place, Method method, const Start& start, std::size_t length)
    {
        if (!open())
            return;
        places.push_back(place);
        times.push_back(timeOf(method, start, length));
    }
    double slope() const { return logSlope(places, times); }
};

/// One curve for each way to the kernel.
struct Curves {
    Curve powers, squaring, s4;

    void measure(double place, const Start& start, std::size_t length)
    {
        powers.measure(place, byPowers, start, length);
        squaring.measure(place, bySquaring, start, length);
        s4.measure(place, byS4, start, length);
    }
};

Result<Start> startAt(const S4Scene& scene, int order, std::size_t length)
{
    LayerSettings settings = scene.layer.settings;
    settings.order = order;
    auto layer = makeLayer(settings, nullptr);
    auto dplr = dplrOf(scene.measure(), order, settings.window);
    if (!layer || !dplr)
        return layer ? dplr.error() : layer.error();
    const auto& continuous = std::get<StateSpace>(layer->continuous);
    const Eigen::VectorXcd modes = dplr->inModes(truncatedReadout(continuous, settings.step, length));
    return Start{*layer->dense(), *std::move(dplr), modes, settings.step};
}

/// From what the scene holds already.
Start startOf(const S4Scene& scene)
{
    return {scene.discrete(), scene.dplr, scene.dplr.inModes(scene.readout), scene.step()};
}

Result<Curves> overLengths(const S4Scene& scene, const RunContext& context)
{
    const Start start = startOf(scene);
    Curves curves;
    for (const std::size_t length : kCountedLengths) {
        if (context.stopRequested())
            return RunContext::cancelled();
        curves.measure(static_cast<double>(length), start, length);
    }
    return curves;
}

Result<Curves> overOrders(const S4Scene& scene, const RunContext& context)
{
    Curves curves;
    for (const int order : kOrders) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Result<Start> start = startAt(scene, order, scene.length);
        if (!start)
            return start.error();
        curves.measure(order, *start, scene.length);
    }
    return curves;
}

/// The fitted power stands beside the name: "S4: ~L^0.97".
Text withSlope(const Text& name, const Curve& curve, std::string_view symbol)
{
    if (curve.times.size() < 2)
        return name;
    const std::string power = fmt::format("~{}^{:.2f}", symbol, curve.slope());
    return {name.en + ": " + power, name.ja + "：" + power};
}

Layer curveLayer(std::string id, const Text& name, const Curve& curve, std::string_view symbol, Role role)
{
    return {.id = std::move(id),
            .label = withSlope(name, curve, symbol),
            .data = Line{curve.places, curve.times},
            .role = role};
}

Panel timePanel(std::string id, Text title, Axis axis, const Curves& curves, std::string_view symbol)
{
    return {.id = std::move(id),
            .title = std::move(title),
            .x = std::move(axis),
            .y = {.label = {"processor time", "CPU 時間"}, .unit = "ms", .kind = Axis::Kind::Log},
            .layers = {curveLayer("powers", {"powers of A\u0304", "A\u0304 のべき乗"}, curves.powers, symbol,
                                  Role::Reference),
                       curveLayer("squaring", {"squaring (LSSL)", "2 乗の繰り返し（LSSL）"}, curves.squaring,
                                  symbol, Role::Output),
                       curveLayer("s4", {"S4 from C\u0303", "C\u0303 からの S4"}, curves.s4, symbol,
                                  Role::State)},
            .measured = true};
}

Panel memoryPanel(const S4Scene& scene)
{
    const auto order = static_cast<double>(scene.order());
    const auto rank = static_cast<double>(scene.dplr.p.cols());
    const auto layer = [](std::string id, Text label, const auto& numbers, Role role) {
        Line line{Samples(kCountedLengths.begin(), kCountedLengths.end()), {}};
        for (const std::size_t length : kCountedLengths)
            line.y.push_back(sizeof(double) * numbers(static_cast<double>(length)) / 1e6);
        return Layer{.id = std::move(id), .label = std::move(label), .data = std::move(line), .role = role};
    };
    return {.id = "memory",
            .title = {"Memory for one kernel, counted: the LSSL holds N × L, S4 a few times L",
                      "1 本のカーネルに要するメモリ（数えた値）：LSSL は N × L、S4 は L の数倍"},
            .x = {.label = {"length L", "長さ L"}, .unit = "samples", .kind = Axis::Kind::Log},
            .y = {.label = {"memory", "メモリ"}, .unit = "MB", .kind = Axis::Kind::Log},
            .layers = {layer(
                           "squaring", {"squaring (LSSL)", "2 乗の繰り返し（LSSL）"},
                           [&](double length) { return krylovNumbers(order, length); }, Role::Output),
                       layer(
                           "s4", {"S4", "S4"},
                           [&](double length) { return s4KernelNumbers(order, rank, length); }, Role::State),
                       layer(
                           "powers", {"powers of A\u0304", "A\u0304 のべき乗"},
                           [&](double length) { return powersNumbers(order, length); }, Role::Reference)}};
}

/// The scene's length, or where squaring would take long a shorter one.
std::size_t comparedLength(const S4Scene& scene)
{
    constexpr std::size_t kMostOperations = std::size_t(1) << 28;
    const auto order = static_cast<std::size_t>(scene.order());
    return std::min(scene.length, kMostOperations / (order * order));
}

double speedFactor(const S4Scene& scene)
{
    const Start start = startOf(scene);
    const std::size_t length = comparedLength(scene);
    return timeOf(bySquaring, start, length) / timeOf(byS4, start, length);
}

Text speedRemark(const Curves& curves)
{
    const Curve& slow = curves.squaring;
    const Curve& fast = curves.s4;
    const std::size_t common = std::min(slow.times.size(), fast.times.size());
    for (std::size_t i = 0; i < common; ++i)
        if (slow.times[i] >= kSpeedFactor * fast.times[i])
            return text(
                "Measured here at this length, it begins to hold at N = {:.0f}. The paper timed training "
                "at width 512 on a GPU.",
                "このコンピューターではこの長さで N = {:.0f} から成り立ちます。論文は幅 512 の訓練を GPU "
                "で計時しました。",
                slow.places[i]);
    return text(
        "Measured here at this length, it does not hold up to N = {:.0f}: squaring is matrix products, "
        "which processors do best. The paper timed training at width 512 on a GPU.",
        "このコンピューターではこの長さで N = {:.0f} "
        "までは成り立ちません。2 乗の繰り返しは計算機が最も得意とする行列積です。"
        "論文は幅 512 の訓練を GPU で計時しました。",
        common > 0 ? slow.places[common - 1] : 0);
}

Claim speedClaim(const S4Scene& scene, double factor, Text remark)
{
    return {.id = "speed-factor",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtLeast,
            .statement = text(
                "S4 is 30 times faster than the LSSL: time of the kernel by squaring over that by "
                "S4, N = {}, L = {}.",
                "S4 は LSSL の 30 倍速い：2 乗の繰り返しと S4 によるカーネルの計算時間の比、N = {}、L = {}。",
                scene.order(), comparedLength(scene)),
            .source = {"S4 (2022), efficiency benchmarks (140.7 against 4.75 ms a training step)",
                       "S4 (2022)、効率のベンチマーク（訓練 1 ステップ 140.7 ms 対 4.75 ms）"},
            .expected = kSpeedFactor,
            .measured = factor,
            .timed = true,
            .remark = std::move(remark)};
}

Claim linearClaim(const Curve& s4)
{
    return {.id = "linear-in-length",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::Equal,
            .statement = {"S4's time grows in proportion to the length: fitted exponent of L.",
                          "S4 の計算時間は長さに比例して増える：L の指数の当てはめ。"},
            .source = {"S4 (2022), theorem 3", "S4 (2022)、定理 3"},
            .expected = 1,
            .measured = s4.slope(),
            .tolerance = 0.1,
            .timed = true,
            .remark = {
                "Short kernels have a fixed cost, and other programs disturb single measurements: kaba bench "
                "s4-kernel repeats them.",
                "短いカーネルには固定の費用があり、単発の測定は他のプログラムに乱されます。kaba bench "
                "s4-kernel は繰り返して測ります。"}};
}

Claim memoryClaim(const S4Scene& scene)
{
    const auto order = static_cast<double>(scene.order());
    const auto length = static_cast<double>(scene.length);
    const double numbers = s4KernelNumbers(order, static_cast<double>(scene.dplr.p.cols()), length);
    return {.id = "memory-factor",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtLeast,
            .statement = text(
                "S4 takes 400 times less memory than the LSSL: numbers held for one kernel, N = {}, "
                "L = {}.",
                "S4 のメモリは LSSL の 400 分の 1 である：1 本のカーネルで保持する数の比、N = {}、L = {}。",
                scene.order(), scene.length),
            .source = {"S4 (2022), efficiency benchmarks (13140 against 33.5 MB)",
                       "S4 (2022)、効率のベンチマーク（13140 MB 対 33.5 MB）"},
            .expected = kMemoryFactor,
            .measured = krylovNumbers(order, length) / numbers,
            .remark =
                text("The ratio grows like N: for a long kernel it reaches {0:.0f} at about N = {1:.0f}. The "
                     "paper measured a training step at width 512 on a GPU.",
                     "この比は N に比例して増え、長いカーネルでは N = {1:.0f} 程度で {0:.0f} になります。"
                     "論文は幅 512 の訓練 1 ステップを GPU で計測しました。",
                     kMemoryFactor, 3.5 * kMemoryFactor)};
}

} // namespace

Status addS4Cost(const S4Scene& scene, Figure& figure, const RunContext& context)
{
    const bool timed = scene.request.timings;
    if (timed && scene.request.wants("time-length")) {
        const Result<Curves> curves = overLengths(scene, context);
        if (!curves)
            return curves.error();
        figure.claims.push_back(linearClaim(curves->s4));
        figure.panels.push_back(timePanel(
            "time-length",
            {"Time of one kernel on one core, as far as it stays short",
             "1 コアでのカーネルの計算時間（短いうちだけ）"},
            {.label = {"length L", "長さ L"}, .unit = "samples", .kind = Axis::Kind::Log}, *curves, "L"));
    }
    if (timed && scene.request.wants("time-order")) {
        const Result<Curves> curves = overOrders(scene, context);
        if (!curves)
            return curves.error();
        figure.claims.push_back(speedClaim(scene, speedFactor(scene), speedRemark(*curves)));
        figure.panels.push_back(timePanel(
            "time-order", text("The same against the order, L = {}", "次数との関係、L = {}", scene.length),
            {.label = {"order N", "次数 N"}, .kind = Axis::Kind::Log}, *curves, "N"));
    }
    if (scene.request.wants("memory")) {
        figure.claims.push_back(memoryClaim(scene));
        figure.panels.push_back(memoryPanel(scene));
    }
    return Done{};
}

} // namespace kaba
