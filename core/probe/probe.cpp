// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe.h"

#include "core/learn/run_figure.h"
#include "core/learn/run_work.h"
#include "core/probe/probe_claims.h"
#include "core/probe/probe_figure.h"
#include "core/probe/probe_inside.h"
#include "core/probe/probe_table.h"

#include <algorithm>
#include <optional>

namespace kaba::probe {
namespace {

/// All that a figure of one run says.
struct Shown {
    const Request& request;
    const TrainingJob& job;
    const Run& run;
    std::vector<Claim> claims = {};
    std::vector<Cell> cells = {};
    std::vector<Text> notices = {};
};

Figure figureOf(const Shown& shown, bool training)
{
    const Request& request = shown.request;
    const Run& run = shown.run;
    Figure figure{.columns = 2, .readouts = readoutsOf(run), .claims = shown.claims};
    if (request.wants("loss"))
        figure.panels.push_back(lossPanel(run));
    if (request.wants("accuracy"))
        figure.panels.push_back(accuracyPanel(run));
    if (request.wants("confusion"))
        figure.panels.push_back(confusionPanel(run));
    if (request.wants("table"))
        figure.panels.push_back(tablePanel(shown.cells));
    if (shown.job.tell)
        shown.job.tell(statusOf(run, training));
    figure.notices = noticesOf(run, training || run.record().steps > 0 || run.record().ended());
    figure.notices.insert(figure.notices.end(), shown.notices.begin(), shown.notices.end());
    figure.convention = {
        "Two layers of mixer and MLP with normalisation before each, as in the code of H3; scored is the "
        "token after the last question, for MQAR and copying all answers.",
        "H3 のコードと同じく、正規化・混合・MLP からなる層を重ねる。採点は最後の問いに続く 1 語について行う"
        "（MQAR とコピーではすべての答え）。"};
    return figure;
}

/// What takes passes of its own: for a model that is not being trained at this moment.
Status lookInside(const Shown& shown, Figure& figure, const RunContext& context)
{
    for (const auto add : {addInside, addHeads, addScores})
        if (Status added = add(shown.run, shown.request, figure, context); !added)
            return added;
    return Done{};
}

/// The figure of one run after the work that the job wants.
Result<Figure> figureOfRun(const Request& request, const TrainingJob& job, const Settings& settings, int seed,
                           const RunContext& context)
{
    learn::RunShelf shelf(job.runs);
    const bool trains = job.work != Work::Stored;
    Result<std::unique_ptr<Run>> made =
        Run::make(settings, seed, trains ? Run::For::Training : Run::For::Looking, context);
    if (!made)
        return made.error();
    Run& run = **made;
    Result<std::vector<Claim>> claims = startingClaims(run, context);
    if (!claims)
        return claims.error();
    Shown shown{.request = request,
                .job = job,
                .run = run,
                .claims = *std::move(claims),
                .cells = cellsOf(shelf.allFinished(cellTexts()))};
    Result<std::vector<Claim>> found =
        learn::work(run, shelf, job.work, context, [&] { context.publish(figureOf(shown, true)); });
    if (!found)
        return found.error();
    shown.claims.insert(shown.claims.end(), found->begin(), found->end());
    if (trains)
        shown.cells = cellsOf(shelf.allFinished(cellTexts()));
    for (Claim& claim : tableClaims(settings.task, shown.cells))
        shown.claims.push_back(std::move(claim));
    shown.notices = shelf.notices();
    if (const auto missing = notComputed(settings.task, shown.cells))
        shown.notices.push_back(*missing);
    Figure figure = figureOf(shown, false);
    if (Status looked = lookInside(shown, figure, context); !looked)
        return looked.error();
    return figure;
}

struct TableRun {
    Settings settings;
    int seed = 1;
};

/// The runs of the paper's two tasks by the recipe that have not ended; every cell once before any twice.
std::vector<TableRun> missingRuns(RecipeKind recipe, const TrainingJob& job)
{
    learn::RunShelf shelf(job.runs);
    std::vector<TableRun> missing;
    for (int seed = 1; seed <= kTableSeeds; ++seed)
        for (const Task task : {Task::InductionHead, Task::AssociativeRecall})
            for (const auto& [mixer, id, label] : kModels)
                if (const Settings cell = cellSettings(task, mixer, recipe);
                    !shelf.finished(textOf(cell), seed))
                    missing.push_back({cell, seed});
    return missing;
}

Status trainMissing(const Request& request, const TrainingJob& job, const RunContext& context)
{
    const std::vector<TableRun> missing = missingRuns(settingsOf(request.values).recipe, job);
    return learn::trainMissing(
        {.count = missing.size(),
         .nameOf = [&](std::size_t at) -> Text { return nameOf(missing[at].settings.mixer).label; },
         .train = [&](std::size_t at, const TrainingJob& one) -> Status {
             const Result<Figure> figure =
                 figureOfRun(request, one, missing[at].settings, missing[at].seed, context);
             return figure ? Status(Done{}) : figure.error();
         }},
        job);
}

} // namespace

Result<Figure> trainProbe(const Request& request, const TrainingJob& job, const RunContext& context)
{
    return learn::tableFirst(
        job, context, [&] { return trainMissing(request, job, context); },
        [&](const TrainingJob& own) {
            return figureOfRun(request, own, settingsOf(request.values), request.seed, context);
        });
}

} // namespace kaba::probe
