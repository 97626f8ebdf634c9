// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_work.h"

#include "core/contest/contest_figure.h"
#include "core/contest/contest_run.h"
#include "core/learn/run_figure.h"
#include "core/learn/run_shelf.h"
#include "core/learn/run_work.h"

#include <algorithm>

namespace kaba::contest {
namespace {

using learn::RunRecord;
using learn::RunShelf;

bool isOfTraining(std::string_view panel) { return panel.starts_with(kTrainingPanels); }

/// The other panels, and nothing that would be computed for those of the training.
Request withoutTraining(Request request)
{
    if (std::erase_if(request.panels, isOfTraining) > 0 && request.panels.empty())
        request.panels = {"none"};
    return request;
}

/// One job on a contest: who has come how far.
class Work {
public:
    Work(const Contest& contest, const Request& request, const TrainingJob& job, const RunContext& context,
         Figure other)
        : m_contest(contest)
        , m_request(request)
        , m_job(job)
        , m_context(context)
        , m_other(std::move(other))
        , m_shelf(job.runs)
        , m_outcome(contest.contestants.size())
    {}

    /// Takes what is stored, finished or paused.
    void look()
    {
        for (std::size_t i = 0; i < m_outcome.size(); ++i) {
            const std::string settings = settingsOf(m_contest, m_contest.contestants[i]);
            m_outcome[i] = m_shelf.finished(settings, m_request.seed);
            if (!m_outcome[i])
                m_outcome[i] = m_shelf.paused(settings, m_request.seed);
        }
    }

    Status train()
    {
        if (m_job.work == kaba::Work::Afresh)
            std::ranges::fill(m_outcome, std::nullopt);
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < m_outcome.size(); ++i)
            if (!m_outcome[i] || !m_outcome[i]->ended())
                places.push_back(i);
        const learn::MissingRuns missing{
            .count = places.size(),
            .nameOf = [&](std::size_t next) { return Text::same(m_contest.contestants[places[next]].name); },
            .train = [&](std::size_t next, const TrainingJob& job) { return train(places[next], job); }};
        return learn::trainMissing(missing, m_job);
    }

    Figure figure()
    {
        Figure figure = m_other;
        addOutcome(figure, m_request, m_contest, m_outcome);
        for (const Text& notice : m_shelf.notices())
            figure.notices.push_back(notice);
        if (!m_keepFailure.empty())
            figure.notices.emplace_back("The run could not be kept: " + m_keepFailure.en,
                                        "学習記録を保存できなかった。" + m_keepFailure.ja);
        return figure;
    }

    /// Where the contest stands when nobody trains.
    void tellRest() const
    {
        if (!m_job.tell)
            return;
        const auto ended = std::ranges::count_if(
            m_outcome, [](const std::optional<RunRecord>& record) { return record && record->ended(); });
        const auto paused = std::ranges::find_if(
            m_outcome, [](const std::optional<RunRecord>& record) { return record && !record->ended(); });
        if (paused == m_outcome.end()) {
            m_job.tell(text("{} of {} trained", "{} / {} を学習済み", ended, m_outcome.size()));
            return;
        }
        const auto place = static_cast<std::size_t>(paused - m_outcome.begin());
        const Text status = learn::statusOf(**paused, m_contest.recipe.steps, 0);
        const std::string& name = m_contest.contestants[place].name;
        m_job.tell({fmt::format("{} of {} trained; {} {}", ended, m_outcome.size(), name, status.en),
                    fmt::format("{} / {} を学習済み、{}：{}", ended, m_outcome.size(), name, status.ja)});
    }

private:
    Status train(std::size_t place, const TrainingJob& job)
    {
        ContestRun run(m_contest, m_contest.contestants[place], m_request.seed);
        if (m_outcome[place])
            if (Status taken = run.take(*m_outcome[place]); !taken)
                return taken;
        const auto show = [&] {
            m_outcome[place] = run.record();
            m_context.publish(figure());
            job.tell(learn::statusOf(run.record(), m_contest.recipe.steps, run.secondsLeft()));
        };
        const learn::Watch watch{.show = show, .keep = [&] { return m_shelf.keep(run.recordToKeep()); }};
        Status trained = run.train(m_context, watch);
        m_outcome[place] = run.record();
        m_keepFailure = run.keepFailure();
        return trained;
    }

    const Contest& m_contest;
    const Request& m_request;
    const TrainingJob& m_job;
    const RunContext& m_context;
    Figure m_other;
    RunShelf m_shelf;
    Outcome m_outcome;
    Text m_keepFailure;
};

} // namespace

Result<Figure> trainBeside(Demo::Compute compute, const Contest& contest, const Request& request,
                           const TrainingJob& job, const RunContext& context)
{
    Result<Figure> other = compute(withoutTraining(request), context);
    if (!other)
        return other;
    if (!contest.refusal.empty() && job.work != kaba::Work::Stored)
        return Error{Error::Kind::CannotCompute, contest.refusal};
    Work work(contest, request, job, context, *std::move(other));
    work.look();
    if (job.work != kaba::Work::Stored)
        if (Status trained = work.train(); !trained)
            return trained.error();
    work.tellRest();
    return work.figure();
}

} // namespace kaba::contest
