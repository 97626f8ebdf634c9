// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_work.h"

#include "core/base/processor.h"
#include "core/learn/run_claims.h"

#include <optional>

namespace kaba::learn {
namespace {

std::optional<RunRecord> finishedOf(const TrainingRun& run, RunShelf& shelf)
{
    return shelf.finished(run.plan().settings, run.plan().seed);
}
std::optional<RunRecord> pausedOf(const TrainingRun& run, RunShelf& shelf)
{
    return shelf.paused(run.plan().settings, run.plan().seed);
}

Result<std::vector<Claim>> lookAtStored(TrainingRun& run, RunShelf& shelf, const RunContext& context)
{
    std::optional<RunRecord> record = finishedOf(run, shelf);
    if (!record)
        record = pausedOf(run, shelf);
    std::vector<Claim> claims;
    if (!record) {
        if (Status tested = run.testBriefly(context); !tested)
            return tested.error();
        return claims;
    }
    if (Status taken = run.take(*std::move(record)); !taken)
        return taken.error();
    if (!run.record().ended() || !run.hasWeights() || run.record().predictions.empty())
        return claims;
    const Result<int> differing = run.answersOffTheRecord(context);
    if (!differing)
        return differing.error();
    claims.push_back(recordClaim(run, *differing));
    return claims;
}

} // namespace

Result<std::vector<Claim>> work(TrainingRun& run, RunShelf& shelf, Work work, const RunContext& context,
                                const std::function<void()>& show)
{
    const std::optional<RunRecord> stored = finishedOf(run, shelf);
    if (work == Work::Stored || (work == Work::Resume && stored))
        return lookAtStored(run, shelf, context);
    if (work == Work::Resume)
        if (std::optional<RunRecord> paused = pausedOf(run, shelf))
            if (Status taken = run.take(*std::move(paused)); !taken)
                return taken.error();
    const Watch watch{.show = show, .keep = [&] { return shelf.keep(run.recordToKeep()); }};
    if (Status trained = run.train(context, watch); !trained)
        return trained.error();
    if (stored && stored->processor == processorName() && stored->program == run.record().program)
        return std::vector{againClaim(run.recordToKeep(), *stored)};
    return std::vector<Claim>();
}

Status trainMissing(const MissingRuns& missing, const TrainingJob& job)
{
    for (std::size_t next = 0; next < missing.count; ++next) {
        TrainingJob one{.work = Work::Resume, .runs = job.runs};
        one.tell = [&](const Text& status) {
            const Text name = missing.nameOf(next);
            if (job.tell)
                job.tell({fmt::format("run {} of {}: {}, {}", next + 1, missing.count, name.en, status.en),
                          fmt::format("学習 {} / {}：{}、{}", next + 1, missing.count, name.ja, status.ja)});
        };
        if (Status trained = missing.train(next, one);
            !trained && trained.error().kind != Error::Kind::Numerical)
            return trained;
    }
    return Done{};
}

Result<Figure> tableFirst(const TrainingJob& job, const RunContext& context,
                          const std::function<Status()>& fill,
                          const std::function<Result<Figure>(const TrainingJob&)>& show)
{
    if (!context.advance(0, 1))
        return RunContext::cancelled();
    TrainingJob own = job;
    if (job.work == Work::Missing) {
        if (Status filled = fill(); !filled)
            return filled.error();
        own.work = Work::Stored;
    }
    return show(own);
}

} // namespace kaba::learn
