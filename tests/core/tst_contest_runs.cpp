// SPDX-License-Identifier: GPL-3.0-or-later
// What contests learn, and how they stop, go on and come with the program.
#include "core/base/trainer.h"
#include "core/contest/contest_figure.h"
#include "core/contest/contest_run.h"
#include "core/contest/contests.h"
#include "core/contest/tasks.h"
#include "core/contest/text_task.h"
#include "core/learn/ops_tokens.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace kaba;
using namespace kaba::contest;
using learn::kIgnored;

namespace {

/// Two contestants, a few steps.
Contest smallContest()
{
    Contest contest = fmmContest(24);
    contest.contestants.resize(2);
    contest.recipe.batch = 4;
    contest.recipe.examples = 32;
    contest.recipe.testSequences = 8;
    contest.recipe.keepsNorms = true;
    return contest;
}

} // namespace

class TestContestRuns : public QObject {
    Q_OBJECT
private slots:
    void copyTaskSaysItTwice();
    void needlesAreAskedFor();
    void halfOfThePairsAreEqual();
    void textIsCutInTwo();
    void goesOnToTheBit();
    void scoresStartAtAGuess();
    void settingsTellRunsApart();
    void everyContestComesWithItsRuns_data();
    void everyContestComesWithItsRuns();
};

void TestContestRuns::copyTaskSaysItTwice()
{
    const learn::TaskSet task = copyTask(10, 48, 5, 2);
    QCOMPARE(task.inputs.size(), std::size_t(5 * 48));
    for (std::size_t at = 0; at < task.inputs.size(); ++at) {
        const std::size_t place = at % 48;
        QCOMPARE(task.inputs[at] == 0, place % 24 == 0);
        QVERIFY(task.inputs[at] <= 10);
        QCOMPARE(task.scored[at], place >= 24 && place < 47 ? task.inputs[at - 23] : kIgnored);
    }
    QVERIFY(copyTask(10, 48, 5, 2).inputs == task.inputs);
    QVERIFY(copyTask(10, 48, 5, 3).inputs != task.inputs);
}

void TestContestRuns::needlesAreAskedFor()
{
    const learn::TaskSet task = needleTask(40, 6, 2);
    const int firstQuestion = kNeedleLevels + kNeedleKeys * kNeedleValues;
    for (std::size_t sequence = 0; sequence < 6; ++sequence) {
        std::map<int, int> found;
        for (std::size_t at = sequence * 40; at < sequence * 40 + 36; ++at) {
            QCOMPARE(task.scored[at], kIgnored);
            if (const int token = task.inputs[at]; token >= kNeedleLevels)
                QVERIFY(found.emplace((token - kNeedleLevels) / kNeedleValues, token).second);
        }
        QCOMPARE(found.size(), std::size_t(kNeedleKeys));
        for (std::size_t at = sequence * 40 + 36; at < (sequence + 1) * 40; ++at)
            QCOMPARE(task.scored[at], found.at(task.inputs[at] - firstQuestion));
    }
}

void TestContestRuns::halfOfThePairsAreEqual()
{
    const learn::TaskSet task = equalPairTask(4, 10, 400, 3);
    int equal = 0;
    for (std::size_t first = 0; first < task.inputs.size(); first += 10) {
        std::vector<int> marked;
        for (std::size_t at = first; at < first + 9; ++at)
            if (task.inputs[at] >= 4)
                marked.push_back(task.inputs[at]);
        QCOMPARE(marked.size(), std::size_t(2));
        QCOMPARE(task.inputs[first + 9], 8);
        QCOMPARE(task.scored[first + 9] == 10, marked[0] == marked[1]);
        equal += marked[0] == marked[1] ? 1 : 0;
    }
    QVERIFY2(std::abs(equal - 200) < 50, qPrintable(QString::number(equal)));
}

/// Every next byte is due, and no test window reaches into what is learned.
void TestContestRuns::textIsCutInTwo()
{
    std::string words;
    while (words.size() < 3000)
        words.append(1, 'n').append(std::to_string(words.size())).append(1, ' ');
    const TextTask task(words);
    QVERIFY(task.refusal().empty() && !TextTask("short").refusal().empty() && TextTask("").refusal().empty());
    QCOMPARE(task.vocabulary(), 12);
    const learn::TaskSet test = task.test(50, 4);
    const learn::TaskSet training = task.training(50, 200, 1);
    QCOMPARE(training.sequences, Index(200));
    for (std::size_t at = 0; at + 1 < training.inputs.size(); ++at)
        QVERIFY(at % 50 == 49 || training.targets[at] == training.inputs[at + 1]);
    const auto has = [&](const std::vector<int>& part) {
        return !std::ranges::search(training.inputs, part).empty();
    };
    QVERIFY(!has({test.inputs.begin() + 20, test.inputs.begin() + 50}));
    QVERIFY(TextTask(words).name() == task.name() && TextTask("").name() != task.name());
}

/// Stopped in the middle, kept in a file and taken up again, a run ends as one that never stopped.
void TestContestRuns::goesOnToTheBit()
{
    const Contest contest = smallContest();
    ContestRun whole(contest, contest.contestants.back(), 1);
    QVERIFY(whole.train({}, {}));
    std::stop_source stop;
    ContestRun half(contest, contest.contestants.back(), 1);
    const RunContext context(stop.get_token(), [&](double done) {
        if (done >= 0.5)
            stop.request_stop();
    });
    QCOMPARE(half.train(context, {}).error().kind, Error::Kind::Cancelled);
    const auto kept = learn::readRun(learn::runBytes(half.recordToKeep()), "kept");
    QVERIFY(kept && kept->steps > 5 && kept->steps < 20 && !kept->weights.empty());
    ContestRun rest(contest, contest.contestants.back(), 1);
    QVERIFY(rest.take(*kept));
    QVERIFY(rest.train({}, {}));
    QVERIFY(rest.record().losses == whole.record().losses);
    QVERIFY(rest.record().accuracies == whole.record().accuracies);
    QVERIFY(rest.record().norms == whole.record().norms && !whole.record().norms.empty());
    QVERIFY(whole.recordToKeep().weights.empty());
}

void TestContestRuns::scoresStartAtAGuess()
{
    Contest contest = smallContest();
    contest.recipe.testSequences = 40;
    contest.score = Score::BitsPerSymbol;
    ContestRun run(contest, contest.contestants.front(), 1);
    QVERIFY(run.train({}, {}));
    const double bits = run.record().accuracies.front().value;
    QVERIFY2(bits > std::log2(10) && bits < 2 * std::log2(11), qPrintable(QString::number(bits)));
    QCOMPARE(run.record().accuracies.front().step, Index(0));
    QVERIFY(std::abs(lastScore(contest, run.record()) - run.record().accuracies.back().value) < 1e-12);
}

void TestContestRuns::settingsTellRunsApart()
{
    const Contest contest = smallContest();
    const std::string first = settingsOf(contest, contest.contestants[0]);
    QVERIFY(first != settingsOf(contest, contest.contestants[1]));
    QVERIFY(first != settingsOf(fmmContest(1000), contest.contestants[0]));
    QVERIFY(first.starts_with("contest=fmmformer;"));
}

void TestContestRuns::everyContestComesWithItsRuns_data()
{
    QTest::addColumn<QString>("demo");
    for (const Demo& demo : allDemos())
        if (trainsBeside(demo))
            QTest::newRow(std::string(demo.id).c_str())
                << QString::fromUtf8(demo.id.data(), static_cast<qsizetype>(demo.id.size()));
}

/// At its initial settings a demo shows curves and claims of its contest, none of them missing.
void TestContestRuns::everyContestComesWithItsRuns()
{
    QFETCH(QString, demo);
    const Demo& own = *findDemo(demo.toStdString());
    const Request request{.values = ParameterSet(own.parameters),
                          .panels = {"training-loss", "training-score", "training-result"}};
    const Result<Figure> figure = run(own, request, {});
    QVERIFY(figure.has_value());
    QCOMPARE(figure->panels.size(), std::size_t(3));
    const auto& rows = std::get<Table>(figure->panels.back().layers.front().data).rows;
    QCOMPARE(figure->panels.front().layers.size(), rows.size());
    QVERIFY(std::ranges::any_of(figure->claims,
                                [](const Claim& claim) { return claim.id.starts_with("trained-"); }));
}

QTEST_GUILESS_MAIN(TestContestRuns)
#include "tst_contest_runs.moc"
