// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "app/cli/commands.h"
#include "app/cli/qt_session.h"
#include "core/figure_io/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kaba {
namespace {

std::vector<Benchmark> benchmarksWith(const std::string& words)
{
    std::vector<Benchmark> wanted;
    for (auto* group : {numericBenchmarks, kernelBenchmarks, searchBenchmarks, windowBenchmarks})
        std::ranges::copy_if(group(), std::back_inserter(wanted), [&](const Benchmark& benchmark) {
            return benchmark.id.find(words) != std::string::npos;
        });
    return wanted;
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
    return aligned(rows);
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
