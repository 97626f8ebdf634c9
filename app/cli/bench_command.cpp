// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "app/cli/commands.h"
#include "app/cli/qt_session.h"
#include "core/base/number_text.h"
#include "core/figure_io/json_writer.h"
#include "core/math/log_slope.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>

namespace kaba {
namespace {

std::vector<Benchmark> benchmarksWith(const std::string& words)
{
    std::vector<Benchmark> wanted;
    for (auto* group : {numericBenchmarks, kernelBenchmarks, attentionBenchmarks, learningBenchmarks,
                        searchBenchmarks, windowBenchmarks, notebookBenchmarks, groupingBenchmarks})
        std::ranges::copy_if(group(), std::back_inserter(wanted), [&](const Benchmark& benchmark) {
            return benchmark.id.find(words) != std::string::npos;
        });
    return wanted;
}

/// How the time of one family of benchmarks grows with a length: 1 where twice the length takes twice as long.
struct Growth {
    std::string family;
    std::string over; ///< the letter of the length: "L"
    double slope;
};

/// The length that an id names ("…/n=1024/…"), and the id without it.
struct LengthOf {
    std::string family, over;
    double value;
};
std::optional<LengthOf> lengthOf(const std::string& id)
{
    for (const std::string_view over : {"L", "n"}) {
        const std::string mark = fmt::format("/{}=", over);
        const std::size_t begin = id.find(mark);
        if (begin == std::string::npos)
            continue;
        const std::size_t end = std::min(id.find('/', begin + 1), id.size());
        if (const auto value = parseNumber(id.substr(begin + mark.size(), end - begin - mark.size())))
            return LengthOf{id.substr(0, begin) + id.substr(end), std::string(over), *value};
    }
    return std::nullopt;
}

/// By the fastest repetitions, which other programs disturb least; two lengths make no fit.
std::vector<Growth> growthOf(const std::vector<Timing>& timings)
{
    struct Points {
        std::string over;
        std::vector<double> lengths, times;
    };
    std::map<std::string, Points> families;
    for (const Timing& timing : timings)
        if (const auto length = lengthOf(timing.id)) {
            Points& points = families[length->family];
            points.over = length->over;
            points.lengths.push_back(length->value);
            points.times.push_back(timing.minMs);
        }
    std::vector<Growth> growth;
    for (const auto& [family, points] : families)
        if (points.lengths.size() > 2)
            growth.push_back({family, points.over, logSlope(points.lengths, points.times)});
    return growth;
}

std::string asJson(const std::vector<Timing>& timings)
{
    JsonWriter json;
    json.beginObject();
    json.key("benchmarks");
    json.beginArray();
    for (const Timing& timing : timings) {
        json.beginObject();
        json.member("id", std::string_view(timing.id));
        json.member("repetitions", timing.repetitions);
        json.member("median_ms", timing.medianMs);
        json.member("p95_ms", timing.p95Ms);
        json.member("min_ms", timing.minMs);
        json.endObject();
    }
    json.endArray();
    json.key("slopes");
    json.beginArray();
    for (const Growth& growth : growthOf(timings)) {
        json.beginObject();
        json.member("id", std::string_view(growth.family));
        json.member("over", std::string_view(growth.over));
        json.member("slope", growth.slope);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return json.take();
}

std::string asTable(const std::vector<Timing>& timings)
{
    std::vector<std::vector<std::string>> rows{{"id", "median ms", "p95 ms", "min ms", "repetitions"}};
    for (const Timing& timing : timings)
        rows.push_back({timing.id, fmt::format("{:9.3f}", timing.medianMs),
                        fmt::format("{:9.3f}", timing.p95Ms), fmt::format("{:9.3f}", timing.minMs),
                        std::to_string(timing.repetitions)});
    std::string table = aligned(rows);
    for (const Growth& growth : growthOf(timings))
        table += fmt::format("{}: time grows as {}^{:.2f}\n", growth.family, growth.over, growth.slope);
    return table;
}

} // namespace

Result<int> benchCommand(const Arguments& arguments, const Console& console)
{
    const std::vector<Benchmark> benchmarks = benchmarksWith(arguments.last("--filter").value_or(""));
    if (benchmarks.empty())
        return Error{
            Error::Kind::CannotCompute,
            {"No benchmark has an id with these words.", "この語を id に含むベンチマークはありません。"}};
    const QtSession session;
    std::vector<Timing> timings;
    for (const Benchmark& benchmark : benchmarks) {
        Result<Timing> timing = measure(benchmark);
        if (!timing)
            return timing.error();
        timings.push_back(*std::move(timing));
    }
    const Status printed = console.print(arguments.has("--json") ? asJson(timings) : asTable(timings));
    return printed ? Result<int>(0) : printed.error();
}

} // namespace kaba
