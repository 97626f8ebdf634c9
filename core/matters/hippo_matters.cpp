// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matters/hippo_matters.h"

#include "core/learn/run_claims.h"
#include "core/learn/run_figure.h"
#include "core/learn/run_work.h"
#include "core/matters/matters_claims.h"
#include "core/matters/matters_memory.h"
#include "core/matters/matters_panels.h"

namespace kaba::matters {
namespace {

/// All that a figure says.
struct Shown {
    const Request& request;
    const TrainingJob& job;
    const learn::TrainingRun& run;
    Settings settings;
    Cells cells;
    std::vector<Claim> claims = {};
    std::vector<Text> notices = {};
};

void addPanels(Figure& figure, const Shown& shown)
{
    const auto& [request, job, run, settings, cells, claims, notices] = shown;
    for (std::size_t pair = 0; pair < kPairs; ++pair)
        if (request.wants(lagsPanelId(static_cast<Pair>(pair))))
            figure.panels.push_back(lagsPanel(static_cast<Pair>(pair), cells, settings.vocabulary));
    if (request.wants("differences"))
        figure.panels.push_back(differencesPanel(cells));
    if (request.wants("loss"))
        figure.panels.push_back(withCompanions(lossPanel(run), cells, settings, request.seed));
    if (request.wants("accuracy"))
        figure.panels.push_back(withCompanions(accuracyPanel(run), cells, settings, request.seed));
    if (request.wants("memory"))
        figure.panels.push_back(memoryPanel(run, settings));
    if (request.wants("table"))
        figure.panels.push_back(tablePanel(cells));
}

Figure figureOf(const Shown& shown, bool training)
{
    const learn::TrainingRun& run = shown.run;
    Figure figure{.columns = 2, .readouts = readoutsOf(run), .claims = shown.claims};
    addPanels(figure, shown);
    if (shown.job.tell)
        shown.job.tell(statusOf(run, training));
    figure.notices = noticesOf(run, training || run.record().steps > 0 || run.record().ended());
    figure.notices.insert(figure.notices.end(), shown.notices.begin(), shown.notices.end());
    figure.convention = {
        "Uniform random tokens; at each position the one that stood so many before is due, and 32 positions "
        "behind the lag are trained and scored. One layer of mixer and MLP with normalisation before each. "
        "Runs of a "
        "pair share initial values, sequences and their order; intervals are 95 % by Student's t over seeds.",
        "一様乱数の語の列で、各位置で一定の数だけ前の語を答える。遅れの後の 32 "
        "か所を学習・採点する。正規化・混合・MLP "
        "の 1 層。対をなす学習は初期値・系列・順序を共有し、区間は種についての Student の t による 95 % "
        "区間である。"};
    return figure;
}

/// What holds of the models before any training.
Result<std::vector<Claim>> claimsAtStart(const learn::TrainingRun& run, const Settings& settings,
                                         const RunContext& context)
{
    Result<std::vector<Claim>> claims = learn::startingClaims(run, context);
    if (!claims)
        return claims;
    claims->push_back(sharedStartClaim(settings, run.plan().seed));
    if (const auto memory = memoryClaim(run, settings))
        claims->push_back(*memory);
    return claims;
}

/// The figure of one run after the work that the job wants.
Result<Figure> figureOfRun(const Request& request, const TrainingJob& job, const Settings& settings, int seed,
                           const RunContext& context)
{
    learn::RunShelf shelf(job.runs);
    const bool trains = job.work != Work::Stored;
    learn::TrainingRun run(planOf(settings, seed, trains));
    Result<std::vector<Claim>> claims = claimsAtStart(run, settings, context);
    if (!claims)
        return claims.error();
    Shown shown{.request = request,
                .job = job,
                .run = run,
                .settings = settings,
                .cells = Cells(shelf.allFinished(cellTexts(settings)), settings),
                .claims = *std::move(claims)};
    const auto found =
        learn::work(run, shelf, job.work, context, [&] { context.publish(figureOf(shown, true)); });
    if (!found)
        return found.error();
    shown.claims.insert(shown.claims.end(), found->begin(), found->end());
    if (trains)
        shown.cells = Cells(shelf.allFinished(cellTexts(settings)), settings);
    for (Claim& claim : comparisonClaims(shown.cells))
        shown.claims.push_back(std::move(claim));
    shown.notices = shelf.notices();
    if (const auto missing = notComputed(shown.cells))
        shown.notices.push_back(*missing);
    return figureOf(shown, false);
}

struct TableRun {
    Settings settings;
    int seed = 1;
};

/// The runs of the table that have not ended; every cell once before any twice.
std::vector<TableRun> missingRuns(const Settings& settings, const TrainingJob& job)
{
    learn::RunShelf shelf(job.runs);
    std::vector<TableRun> missing;
    for (int seed = 1; seed <= kSeeds; ++seed)
        for (const Settings& cell : tableSettings(settings))
            if (!shelf.finished(textOf(cell), seed))
                missing.push_back({cell, seed});
    return missing;
}

Status trainMissing(const Request& request, const TrainingJob& job, const RunContext& context)
{
    const std::vector<TableRun> missing = missingRuns(settingsOf(request.values), job);
    return learn::trainMissing(
        {.count = missing.size(),
         .nameOf =
             [&](std::size_t at) {
                 const auto& [settings, seed] = missing[at];
                 const Label& label = nameOf(settings.arm).label;
                 return Text{fmt::format("{}, lag {}, seed {}", label.en, settings.lag, seed),
                             fmt::format("{}、遅れ {}、種 {}", label.ja, settings.lag, seed)};
             },
         .train = [&](std::size_t at, const TrainingJob& one) -> Status {
             const Result<Figure> figure =
                 figureOfRun(request, one, missing[at].settings, missing[at].seed, context);
             return figure ? Status(Done{}) : figure.error();
         }},
        job);
}

} // namespace

Result<Figure> trainMatters(const Request& request, const TrainingJob& job, const RunContext& context)
{
    return learn::tableFirst(
        job, context, [&] { return trainMissing(request, job, context); },
        [&](const TrainingJob& own) {
            return figureOfRun(request, own, settingsOf(request.values), request.seed, context);
        });
}

} // namespace kaba::matters
