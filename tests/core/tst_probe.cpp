// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/trainer.h"
#include "core/learn/run_figure.h"
#include "core/learn/run_shelf.h"
#include "core/math/confidence.h"
#include "core/probe/probe_figure.h"
#include "core/probe/probe_table.h"
#include "tests/support/runs_in_memory.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

const Demo& demo() { return *findDemo("probe"); }

/// A run of a second or less: 110 steps, tested after 0, 50, 100 and 110.
Request smallRequest(const char* more = "")
{
    Request request{.values = ParameterSet(demo().parameters), .seed = 4};
    if (!request.values.setAll("task=induction-head;model=attention;vocabulary=8;length=8;width=8;layers=1;"
                               "examples=64;batch=8;steps=110") ||
        !request.values.setAll(more))
        qFatal("settings");
    return request;
}

Result<Figure> trained(const std::shared_ptr<RunsInMemory>& shelf, Work work, const RunContext& context = {})
{
    return run(demo(), smallRequest(), {.work = work, .runs = shelf}, context);
}

double readout(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.readouts, id, &Readout::id);
    return found == figure.readouts.end() ? std::nan("") : found->value;
}

const Claim* claim(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.claims, id, &Claim::id);
    return found == figure.claims.end() ? nullptr : &*found;
}

/// The one record of the shelf, its seconds aside.
learn::RunRecord onlyRecord(const RunsInMemory& shelf)
{
    if (shelf.runs.size() != 1)
        qFatal("%d runs", static_cast<int>(shelf.runs.size()));
    learn::RunRecord record = learn::readRun(shelf.runs.begin()->second, "only").value();
    record.seconds = 0;
    return record;
}

} // namespace

class TestProbe : public QObject {
    Q_OBJECT

private slots:
    void looksWithoutTraining();
    void publishedNumbersStandBesideStoredRuns();
    void trainsAndKeeps();
    void pausedRunGoesOnToTheBit();
    void againIsTheSame();
    void damagedCheckpointIsToldAndPassedOver();
    void fullDiskIsToldAndStopsNothing();
    void fullDiskKeepsTheOldRun();
    void divergenceNamesStepAndCause();
    void fullTablesSpeakBeforeOfficialOnes();
    void distancesAddUpToTheTest();
    void looksInsideOnlyWhatIsWanted();
    void impossibleTasksNameTheLimit_data();
    void impossibleTasksNameTheLimit();
    void settingsSurviveTheirText();
    void officialNumbers();
    void tableTakesItsOwnRunsOnly();
    void intervalsAreStudentsAndWilsons();
    void tokensAreSpelledAsOfficially();
};

void TestProbe::looksWithoutTraining()
{
    const auto shelf = std::make_shared<RunsInMemory>();
    const auto figure = trained(shelf, Work::Stored);
    QVERIFY(figure);
    QVERIFY(shelf->runs.empty());
    QCOMPARE(readout(*figure, "steps-done"), 0.0);
    QVERIFY(figure->notices.front().en.find("press Train") != std::string::npos);
}

/// What the table claims is the mean of the runs that come with the program; nothing stands for a run that nobody made.
void TestProbe::publishedNumbersStandBesideStoredRuns()
{
    const auto cells = probe::cellsOf(learn::RunShelf(nullptr).allFinished(probe::cellTexts()));
    const auto* cell = probe::bestCell(cells, probe::Task::InductionHead, learn::Mixer::H3);
    const auto figure = trained(std::make_shared<RunsInMemory>(), Work::Stored);
    const Claim* found = claim(*figure, "published-h3");
    QVERIFY(cell && found);
    QCOMPARE(found->measured, mean(cell->accuracies));
    QVERIFY(claim(*figure, "published-rnn") == nullptr);
}

void TestProbe::trainsAndKeeps()
{
    const auto shelf = std::make_shared<RunsInMemory>();
    const auto figure = trained(shelf, Work::Afresh);
    QVERIFY(figure);
    QCOMPARE(readout(*figure, "steps-done"), 110.0);
    const learn::RunRecord record = onlyRecord(*shelf);
    QVERIFY(record.ended() && record.mean.empty() && !record.weights.empty());
    QCOMPARE(record.tokens, std::uint64_t(110 * 8 * 9));
    std::vector<learn::Index> tests;
    for (const auto& point : record.accuracies)
        tests.push_back(point.step);
    QCOMPARE(tests, (std::vector<learn::Index>{0, 50, 100, 110}));
    QVERIFY(record.losses.front().value > record.losses.back().value);
    const auto shown = trained(shelf, Work::Stored);
    QVERIFY(shown);
    QCOMPARE(readout(*shown, "test-accuracy"), readout(*figure, "test-accuracy"));
    QVERIFY(claim(*shown, "record")->holds());
    QCOMPARE(claim(*shown, "record")->measured, 0.0);
}

void TestProbe::pausedRunGoesOnToTheBit()
{
    const auto whole = std::make_shared<RunsInMemory>();
    QVERIFY(trained(whole, Work::Afresh));
    const auto parts = std::make_shared<RunsInMemory>();
    std::stop_source stop;
    int steps = 0;
    const RunContext context(stop.get_token(), [&](double) {
        if (++steps == 75)
            stop.request_stop();
    });
    const auto stopped = trained(parts, Work::Resume, context);
    QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
    const learn::RunRecord paused = onlyRecord(*parts);
    QVERIFY(!paused.ended() && paused.steps > 0 && paused.steps < 110);
    QCOMPARE(readout(trained(parts, Work::Stored).value(), "steps-done"), static_cast<double>(paused.steps));
    QVERIFY(trained(parts, Work::Resume));
    QVERIFY(onlyRecord(*parts) == onlyRecord(*whole));
}

void TestProbe::againIsTheSame()
{
    const auto shelf = std::make_shared<RunsInMemory>();
    QVERIFY(trained(shelf, Work::Afresh));
    const std::string before = shelf->runs.begin()->second;
    QVERIFY(trained(shelf, Work::Resume)); // opened, not trained
    QCOMPARE(shelf->runs.begin()->second, before);
    const auto again = trained(shelf, Work::Afresh);
    QVERIFY(again && claim(*again, "again"));
    QCOMPARE(claim(*again, "again")->measured, 0.0);
}

void TestProbe::damagedCheckpointIsToldAndPassedOver()
{
    const auto shelf = std::make_shared<RunsInMemory>();
    QVERIFY(trained(shelf, Work::Afresh));
    std::string& bytes = shelf->runs.begin()->second;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    const auto figure = trained(shelf, Work::Stored);
    QVERIFY(figure);
    QCOMPARE(readout(*figure, "steps-done"), 0.0);
    QVERIFY(std::ranges::any_of(
        figure->notices, [](const Text& notice) { return notice.en.find("checksum") != std::string::npos; }));
}

void TestProbe::fullDiskIsToldAndStopsNothing()
{
    const auto shelf = std::make_shared<RunsInMemory>();
    shelf->full = true;
    const auto figure = trained(shelf, Work::Afresh);
    QVERIFY(figure);
    QCOMPARE(readout(*figure, "steps-done"), 110.0);
    QVERIFY(std::ranges::any_of(figure->notices, [](const Text& notice) {
        return notice.en.find("The disk is full.") != std::string::npos;
    }));
}

void TestProbe::fullDiskKeepsTheOldRun()
{
    const auto shelf = std::make_shared<RunsInMemory>();
    QVERIFY(trained(shelf, Work::Afresh));
    const auto before = shelf->runs;
    shelf->full = true;
    QVERIFY(trained(shelf, Work::Afresh));
    QVERIFY(shelf->runs == before);
}

// A rate of 10³⁰ overflows at once: the error names the step, the record says how it ended, the notice why.
void TestProbe::divergenceNamesStepAndCause()
{
    probe::Settings settings = probe::settingsOf(smallRequest().values);
    settings.rate = 1e30;
    const auto run = probe::Run::make(settings, 4, probe::Run::For::Training, {});
    QVERIFY(run);
    learn::RunRecord kept;
    const auto status = (*run)->train({}, {.show = {}, .keep = [&]() -> Status {
                                               kept = (*run)->recordToKeep();
                                               return Done{};
                                           }});
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Numerical);
    const std::string step = fmt::format("at step {}", (*run)->record().steps + 1);
    QVERIFY2(status.error().message.en.find(step) != std::string::npos, status.error().message.en.c_str());
    QCOMPARE(kept.end, learn::RunRecord::End::Diverged);
    const Text notice = learn::noticesOf(**run, true).front();
    QVERIFY(notice.en.find(step) != std::string::npos);
    QVERIFY2(notice.en.find("rate of 1e+30 is likely too high") != std::string::npos, notice.en.c_str());
}

void TestProbe::fullTablesSpeakBeforeOfficialOnes()
{
    using probe::RecipeKind;
    const auto cell = [](RecipeKind kind, std::size_t seeds) {
        return probe::Cell{probe::cellSettings(probe::Task::AssociativeRecall, learn::Mixer::H3, kind),
                           std::vector<double>(seeds, 50)};
    };
    const auto speaks = [](const std::vector<probe::Cell>& cells) {
        return probe::bestCell(cells, probe::Task::AssociativeRecall, learn::Mixer::H3)->settings.recipe;
    };
    QCOMPARE(speaks({cell(RecipeKind::Official, 1), cell(RecipeKind::Quick, 4)}), RecipeKind::Official);
    QCOMPARE(speaks({cell(RecipeKind::Official, 1), cell(RecipeKind::Quick, 5)}), RecipeKind::Quick);
    QCOMPARE(speaks({cell(RecipeKind::Quick, 5), cell(RecipeKind::Official, 5)}), RecipeKind::Official);
}

/// The bins hold every answer of the record once, so their shares have the record's accuracy for a weighted mean. No weights
/// are needed: this is a stored run whose weights were left out.
void TestProbe::distancesAddUpToTheTest()
{
    Request request{.values = ParameterSet(demo().parameters), .seed = 2, .panels = {"by-distance"}};
    QVERIFY(request.values.setAll("task=induction-head;model=gss;recipe=quick"));
    const auto figure = run(demo(), request, RunContext());
    QVERIFY(figure && figure->panels.size() == 1);
    const auto& band = std::get<Band>(figure->panels.front().layers.at(0).data);
    const auto& line = std::get<Line>(figure->panels.front().layers.at(1).data);
    QVERIFY(line.y.size() >= 10);
    double right = 0;
    double asked = 0;
    for (std::size_t at = 0; at < line.y.size(); ++at) {
        // A bound b of Wilson's interval solves (p − b)² = z² b (1 − b)/n: hence n.
        const double share = line.y[at] / 100;
        const double bound = (share > 0 ? band.low[at] : band.high[at]) / 100;
        const double count = std::round(1.96 * 1.96 * bound * (1 - bound) / std::pow(share - bound, 2));
        right += count * share;
        asked += count;
    }
    QCOMPARE(asked, 500.0);
    QVERIFY(std::abs(100 * right / asked - readout(*figure, "test-accuracy")) < 1e-9);
}

void TestProbe::looksInsideOnlyWhatIsWanted()
{
    Request request{.values = ParameterSet(demo().parameters), .panels = {"heads", "ablations", "lengths"}};
    QVERIFY(request.values.setAll("task=induction-head;model=attention;recipe=quick"));
    const auto figure = run(demo(), request, RunContext());
    QVERIFY(figure && figure->panels.size() == 3);
    QVERIFY(findPanel(*figure, "heads")->title.en.find("Layer 2, head 1 is the induction head") == 0);
    QVERIFY(readout(*figure, "prefix-matching") > 0.9 && readout(*figure, "copying") > 0.9);
    const auto& left = std::get<Bars>(findPanel(*figure, "ablations")->layers.front().data);
    QCOMPARE(left.labels, (std::vector<std::string>{"–", "A₁", "A₂"}));
    QVERIFY(left.y.at(0) > 95 && left.y.at(1) < 20 && left.y.at(2) < 20);
    const auto& lengths = std::get<Line>(findPanel(*figure, "lengths")->layers.at(1).data);
    QCOMPARE(std::get<Samples>(lengths.x), (Samples{10, 20, 30})); // no positions beyond
    request.panels = {"heads"};
    QVERIFY(request.values.setAll("model=h3"));
    QVERIFY(run(demo(), request, RunContext())->panels.front().layers.empty());
}

void TestProbe::impossibleTasksNameTheLimit_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<QString>("said");
    QTest::newRow("pairs") << "task=mqar;vocabulary=100;length=64;pairs=50"
                           << "at most 49";
    QTest::newRow("length") << "task=mqar;vocabulary=256;length=30;pairs=8"
                            << "at least 32";
}

void TestProbe::impossibleTasksNameTheLimit()
{
    QFETCH(QString, settings);
    QFETCH(QString, said);
    const auto figure = run(demo(), smallRequest(qPrintable(settings)), {.work = Work::Afresh}, RunContext());
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::CannotCompute);
    QVERIFY2(QString::fromStdString(figure.error().message.en).contains(said),
             figure.error().message.en.c_str());
}

void TestProbe::settingsSurviveTheirText()
{
    const probe::Settings settings = probe::settingsOf(smallRequest("recipe=quick;stop-at=never").values);
    const auto read = probe::settingsFrom(probe::textOf(settings));
    QVERIFY(read && *read == settings);
    QVERIFY(!probe::settingsFrom("task=none"));
}

// ssm.md f.1: 400 and 200 rounds of 157 batches, a rate of 5e-4.
void TestProbe::officialNumbers()
{
    using probe::cellSettings;
    const auto induction =
        cellSettings(probe::Task::InductionHead, learn::Mixer::H3, probe::RecipeKind::Official);
    const auto recall =
        cellSettings(probe::Task::AssociativeRecall, learn::Mixer::H3, probe::RecipeKind::Official);
    QCOMPARE(induction.steps, learn::Index(62800));
    QCOMPARE(recall.steps, learn::Index(31400));
    QCOMPARE(recall.rate, 5e-4);
    QCOMPARE(recall.vocabulary, 10);
    QCOMPARE(induction.length, 30);
}

void TestProbe::tableTakesItsOwnRunsOnly()
{
    const auto official = probe::textOf(
        probe::cellSettings(probe::Task::InductionHead, learn::Mixer::S4d, probe::RecipeKind::Official));
    const auto record = [](const std::string& settings, double accuracy) {
        return learn::RunRecord{.settings = settings, .accuracies = {{1, accuracy}}};
    };
    const auto other = probe::textOf(probe::settingsOf(smallRequest().values));
    const auto cells = probe::cellsOf({record(official, 0.5), record(other, 1), record(official, 0.25)});
    QCOMPARE(cells.size(), std::size_t(1));
    QCOMPARE(mean(cells.front().accuracies), 37.5);
    QVERIFY(probe::bestCell(cells, probe::Task::InductionHead, learn::Mixer::H3) == nullptr);
}

// t = 4.303 with 2 degrees of freedom; deviation 1, so 4.303/√3.
void TestProbe::intervalsAreStudentsAndWilsons()
{
    QVERIFY(std::abs(halfInterval(std::vector{1.0, 2.0, 3.0}) - 4.303 / std::sqrt(3.0)) < 1e-12);
    QCOMPARE(halfInterval(std::vector{5.0}), 0.0);
    // 8 of 10, as in the tables of Wilson's interval; and none of 10.
    QVERIFY(std::abs(shareInterval(8, 10).low - 0.4902) < 1e-4);
    QVERIFY(std::abs(shareInterval(8, 10).high - 0.9433) < 1e-4);
    QCOMPARE(shareInterval(0, 10).low, 0.0);
}

// Ids are ranks of the spellings: 0 ".", then "0", "1", "10", …, "17", "2", …
void TestProbe::tokensAreSpelledAsOfficially()
{
    const probe::Settings settings{.task = probe::Task::InductionHead, .vocabulary = 20};
    QCOMPARE(probe::tokenName(settings, 0), std::string("."));
    QCOMPARE(probe::tokenName(settings, 1), std::string("0"));
    QCOMPARE(probe::tokenName(settings, 3), std::string("10"));
    QCOMPARE(probe::tokenName(settings, 11), std::string("2"));
    QCOMPARE(probe::tokenName(settings, 19), std::string("=>"));
}

QTEST_GUILESS_MAIN(TestProbe)
#include "tst_probe.moc"
