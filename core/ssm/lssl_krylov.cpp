// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/lssl_scene.h"
#include "core/ssm/scan.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr std::size_t kShortest = 16;
constexpr std::size_t kLongest = 16384;

using Kernel = Result<std::vector<double>>;

/// One state after the other: the answer to an impulse.
Kernel steppedKernel(const StateSpace& discrete, std::size_t length, const RunContext& context)
{
    Samples impulse(length);
    impulse.front() = 1;
    auto scanned = scan(discrete, impulse, 0, context);
    if (!scanned)
        return scanned.error();
    return std::move(scanned->output);
}

/// Products Āx and Cx.
double steppingOperations(double order, double length) { return (order * order + order) * length; }

/// Columns, squares of Ā that they take, and products with C.
double squaringOperations(double order, double length)
{
    const double squares = std::max(0.0, std::ceil(std::log2(length)) - 1);
    return steppingOperations(order, length) + order * order * order * squares;
}

double productsInTurn(std::size_t length) { return static_cast<double>(std::bit_width(length - 1)); }

Panel differencePanel(std::span<const double> squared, std::span<const double> stepped)
{
    Samples difference(squared.begin(), squared.end());
    addScaled(difference, -1, stepped);
    const double peak = maxAbs(stepped);
    if (peak > 0)
        for (double& value : difference)
            value /= peak;
    return {
        .id = "krylov-difference",
        .title = {"Squaring and stepping give one kernel", "二乗の繰り返しと逐次計算は同じカーネルを与える"},
        .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
        .y = {.label = {"|difference| / max |K|", "|差| / max |K|"}, .kind = Axis::Kind::Log},
        .layers = {{.id = "difference",
                    .label = {"squaring − stepping", "二乗の繰り返し − 逐次計算"},
                    .data = Line{RegularGrid{0, 1, difference.size()}, sizesOf(difference)},
                    .role = Role::Error}},
        .note = overflowNote({squared, stepped})};
}

Samples lengths()
{
    Samples all;
    for (std::size_t length = kShortest; length <= kLongest; length *= 2)
        all.push_back(static_cast<double>(length));
    return all;
}

Panel lengthPanel(std::string id, Text title, Axis y, Samples stepped, Samples squared)
{
    const Samples x = lengths();
    return {.id = std::move(id),
            .title = std::move(title),
            .x = {.label = {"length L", "長さ L"}, .unit = "samples", .kind = Axis::Kind::Log},
            .y = std::move(y),
            .layers = {{.id = "stepping",
                        .label = {"step by step", "逐次計算"},
                        .data = Line{x, std::move(stepped)},
                        .role = Role::Reference},
                       {.id = "squaring",
                        .label = {"squaring", "二乗の繰り返し"},
                        .data = Line{x, std::move(squared)},
                        .role = Role::Output}}};
}

Panel operationsPanel(const LsslScene& scene)
{
    const auto order = static_cast<double>(scene.order());
    Samples stepped;
    Samples squared;
    for (const double length : lengths()) {
        stepped.push_back(steppingOperations(order, length));
        squared.push_back(squaringOperations(order, length));
    }
    return lengthPanel("krylov-operations",
                       {"Squaring costs N³ log L more, but takes log L products in turn",
                        "二乗の繰り返しは N³ log L だけ多いが、順に行う積は log L 回"},
                       {.label = {"multiply-adds", "積和の数"}, .kind = Axis::Kind::Log}, std::move(stepped),
                       std::move(squared));
}

Result<double> millisecondsOf(Kernel (*kernel)(const StateSpace&, std::size_t, const RunContext&),
                              const StateSpace& discrete, double length, const RunContext& context)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    const Kernel computed = kernel(discrete, static_cast<std::size_t>(length), context);
    if (!computed)
        return computed.error();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

Claim squaringIsFaster(double stepped, double squared)
{
    return {.id = "squaring-is-faster",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtLeast,
            .statement = {"On this machine squaring beats stepping at the greatest length: time ratio.",
                          "この計算機では、最大の長さで二乗の繰り返しが逐次計算より速い：時間の比。"},
            .source = {"LSSL (2021), “Krylov function”", "LSSL (2021)、Krylov 関数の節"},
            .expected = 1,
            .measured = stepped / squared,
            .timed = true,
            .remark = {"It takes states enough to fill a matrix product, and idle cores.",
                       "行列積を活かせるだけの次数と、空いているコアが必要です。"}};
}

Status addTimes(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    Samples stepped;
    Samples squared;
    for (const double length : lengths())
        for (const auto& [kernel, times] :
             {std::pair(&steppedKernel, &stepped), std::pair(&krylovKernel, &squared)}) {
            const auto time = millisecondsOf(kernel, scene.discrete(), length, context);
            if (!time)
                return time.error();
            times->push_back(*time);
        }
    figure.claims.push_back(squaringIsFaster(stepped.back(), squared.back()));
    figure.panels.push_back(lengthPanel("krylov-time",
                                        {"Time of both on this computer", "この計算機での計算時間"},
                                        {.label = {"time", "時間"}, .unit = "ms", .kind = Axis::Kind::Log},
                                        std::move(stepped), std::move(squared)));
    figure.panels.back().measured = true;
    return Done{};
}

Claim squaringIsStepping(const LsslScene& scene, std::span<const double> squared,
                         std::span<const double> stepped)
{
    return identityClaim(
        "squaring-is-stepping",
        {"Repeated squaring gives the kernel that stepping gives: max |difference| / max |K|.",
         "二乗の繰り返しで求めたカーネルは逐次計算のものに等しい：max |差| / max |K|。"},
        {"LSSL (2021), “Krylov function”", "LSSL (2021)、Krylov 関数の節"},
        kernelRounding(scene.layer, squared.size()), relativeDifference(squared, stepped));
}

Claim fewProductsInTurn(std::size_t length)
{
    return {
        .id = "few-products-in-turn",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement = {"Squaring needs ⌈log₂ L⌉ rounds of products in turn, stepping L: how many times fewer.",
                      "順に行う積は二乗の繰り返しで ⌈log₂ L⌉ 回、逐次計算で L 回：何分の一か。"},
        .source = {"LSSL (2021), “Krylov function”", "LSSL (2021)、Krylov 関数の節"},
        .expected = 1,
        .measured = static_cast<double>(length) / productsInTurn(length)};
}

void addReadouts(const LsslScene& scene, std::size_t length, Figure& figure)
{
    const auto order = static_cast<double>(scene.order());
    const auto samples = static_cast<double>(length);
    figure.readouts.push_back({.id = "krylov-stepping",
                               .label = {"Multiply-adds step by step", "逐次計算の積和"},
                               .value = steppingOperations(order, samples)});
    figure.readouts.push_back({.id = "krylov-squaring",
                               .label = {"Multiply-adds by squaring", "二乗の繰り返しの積和"},
                               .value = squaringOperations(order, samples)});
    figure.readouts.push_back({.id = "krylov-memory",
                               .label = {"Numbers in the Krylov matrix", "Krylov 行列の要素数"},
                               .value = order * samples});
}

Status addDifference(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    const std::size_t length = scene.signal.values.size();
    const Kernel squared = krylovKernel(scene.discrete(), length, context);
    if (!squared)
        return squared.error();
    const Kernel stepped = steppedKernel(scene.discrete(), length, context);
    if (!stepped)
        return stepped.error();
    figure.panels.push_back(differencePanel(*squared, *stepped));
    if (!isUnstable(scene.radius))
        figure.claims.push_back(squaringIsStepping(scene, *squared, *stepped));
    return Done{};
}

} // namespace

Status addKrylov(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    if (scene.request.wants("krylov-difference"))
        if (Status added = addDifference(scene, figure, context); !added)
            return added;
    if (scene.request.wants("krylov-operations")) {
        figure.panels.push_back(operationsPanel(scene));
        figure.claims.push_back(fewProductsInTurn(scene.signal.values.size()));
        addReadouts(scene, scene.signal.values.size(), figure);
    }
    if (scene.request.timings && scene.request.wants("krylov-time"))
        return addTimes(scene, figure, context);
    return Done{};
}

} // namespace kaba
