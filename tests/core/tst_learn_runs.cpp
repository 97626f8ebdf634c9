// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/learn/run_folder.h"
#include "core/learn/run_record.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

#include <csignal>
#include <sys/resource.h>

using namespace kaba;
using namespace kaba::learn;

namespace {

constexpr InductionHead kTask{.vocabulary = 8, .length = 8};

/// Answers only: with every next token trained, "=>" is the best guess for long.
std::unique_ptr<Training> training(Mixer mixer)
{
    TaskSet task = makeTask(kTask, 50, 1).value();
    task.targets = task.scored;
    const ModelSettings model{
        .mixer = mixer, .vocabulary = 8, .length = 9, .width = 8, .inner = 16, .order = 8};
    const TrainingSettings settings{
        .batch = 8, .schedule = {.warmUp = 5, .decay = Schedule::Decay::None}, .seed = 3};
    return std::make_unique<Training>(model, settings, std::move(task));
}

RunRecord recordOf(const Training& trained)
{
    Training::State state = trained.state();
    return {.settings = "task=induction-head;model=h3",
            .seed = 3,
            .program = "0.2",
            .processor = "one, AVX2",
            .seconds = 1.25,
            .tokens = 1234,
            .losses = {{1, 2.5}, {2, 2.25}},
            .accuracies = {{2, 0.5}},
            .pendingLoss = 0.1,
            .norms = {{1, 7.5}},
            .predictions = {3, 1, 4},
            .steps = state.optimiser.steps,
            .weights = std::move(state.weights),
            .mean = std::move(state.optimiser.mean),
            .square = std::move(state.optimiser.square)};
}

Training::State stateOf(const RunRecord& record)
{
    return {record.weights, {record.steps, record.mean, record.square}};
}

const RunRecord kSmall{.settings = "task=mqar",
                       .seed = 9,
                       .end = RunRecord::End::AllSteps,
                       .predictions = {3, 400},
                       .weights = {1, 2}};

} // namespace

class TestLearnRuns : public QObject {
    Q_OBJECT

private slots:
    void goesOnToTheBit_data();
    void goesOnToTheBit();
    void recordSurvivesTheFile();
    void everyFlippedByteIsRefused();
    void foreignAndCutFilesAreRefused_data();
    void foreignAndCutFilesAreRefused();
    void otherModelsAreRefused();
    void folderKeepsAndForgets();
    void failedWriteKeepsTheOld();
    void namesTellRunsApart();
    void predictionsAreTheAccuracy();
};

void TestLearnRuns::goesOnToTheBit_data()
{
    QTest::addColumn<int>("mixer");
    QTest::newRow("attention") << int(Mixer::Attention);
    QTest::newRow("S4D") << int(Mixer::S4d);
    QTest::newRow("H3") << int(Mixer::H3);
}

// 30 steps at once = 12, through a file into a new process' place, 18 more; a round has 6 steps.
void TestLearnRuns::goesOnToTheBit()
{
    QFETCH(int, mixer);
    const auto whole = training(Mixer(mixer));
    for (int step = 0; step < 30; ++step)
        QVERIFY(whole->step());
    const auto first = training(Mixer(mixer));
    for (int step = 0; step < 12; ++step)
        QVERIFY(first->step());
    const auto saved = readRun(runBytes(recordOf(*first)), "saved");
    QVERIFY(saved);
    const auto second = training(Mixer(mixer));
    QVERIFY(second->restore(stateOf(*saved)));
    QCOMPARE(second->steps(), Index(12));
    double loss = 0;
    for (int step = 0; step < 18; ++step)
        loss = second->step().value();
    QVERIFY(loss > 0);
    QVERIFY(whole->state().weights == second->state().weights);
    QVERIFY(whole->state().optimiser.square == second->state().optimiser.square);
}

void TestLearnRuns::recordSurvivesTheFile()
{
    const RunRecord record = recordOf(*training(Mixer::H3));
    const auto read = readRun(runBytes(record), "x");
    QVERIFY(read);
    QVERIFY(*read == record);
    QVERIFY(!read->ended());
    QVERIFY(readRun(runBytes(kSmall), "x").value() == kSmall); // tokens of more than a byte
}

void TestLearnRuns::everyFlippedByteIsRefused()
{
    const std::string bytes = runBytes(kSmall);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::string flipped = bytes;
        flipped[at] = static_cast<char>(flipped[at] ^ 0x10);
        const auto read = readRun(flipped, "a.run");
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Input);
        QVERIFY(read.error().message.en.find("a.run") != std::string::npos);
    }
}

void TestLearnRuns::foreignAndCutFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("said");
    const std::string whole = runBytes(kSmall);
    const auto part = [&](std::size_t size) {
        return QByteArray(whole.data(), static_cast<qsizetype>(size));
    };
    QByteArray newer = part(whole.size());
    newer[8] = 4;
    QTest::newRow("empty") << QByteArray() << "not a training run";
    QTest::newRow("text") << QByteArray("a,b\n1,2\n") << "not a training run";
    QTest::newRow("head only") << part(15) << "not a training run";
    QTest::newRow("cut") << part(whole.size() - 1) << "cut off";
    QTest::newRow("cut early") << part(40) << "cut off";
    QTest::newRow("grown") << part(whole.size()) + 'x' << "cut off";
    QTest::newRow("newer") << newer << "newer Kaba";
}

void TestLearnRuns::foreignAndCutFilesAreRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, said);
    const auto read = readRun(bytes.toStdString(), "a.run");
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Input);
    QVERIFY2(QString::fromStdString(read.error().message.en).contains(said), read.error().message.en.c_str());
}

void TestLearnRuns::otherModelsAreRefused()
{
    const auto attention = training(Mixer::Attention);
    const auto status = attention->restore(training(Mixer::H3)->state());
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Input);
    QVERIFY(attention->state().weights == training(Mixer::Attention)->state().weights);
}

void TestLearnRuns::folderKeepsAndForgets()
{
    const TemporaryFolder temporary;
    RunFolder folder(temporary.path("runs"));
    QVERIFY(folder.names().empty());
    QVERIFY(!folder.find("b.run"));
    QVERIFY(folder.keep("b.run", "two"));
    QVERIFY(folder.keep("a.run", "one"));
    QVERIFY(folder.keep("b.run", "three"));
    QCOMPARE(folder.find("b.run").value_or(""), std::string("three"));
    QCOMPARE(folder.names(), (std::vector<std::string>{"a.run", "b.run"}));
    folder.forget("a.run");
    QCOMPARE(folder.names(), (std::vector<std::string>{"b.run"}));
}

// No file may grow past 1000 bytes for a moment, as on a full disk: what stood there stays whole.
void TestLearnRuns::failedWriteKeepsTheOld()
{
    const TemporaryFolder temporary;
    RunFolder folder(temporary.path("runs"));
    QVERIFY(folder.keep("a.run", "old"));
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit narrow{1000, before.rlim_max};
    std::signal(SIGXFSZ, SIG_IGN);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &narrow), 0);
    const Status full = folder.keep("a.run", std::string(5000, 'x'));
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(!full);
    QCOMPARE(full.error().kind, Error::Kind::Io);
    QCOMPARE(folder.find("a.run").value_or(""), std::string("old"));
    QCOMPARE(folder.names(), (std::vector<std::string>{"a.run"}));
}

void TestLearnRuns::namesTellRunsApart()
{
    QVERIFY(runName("a", 1) == runName("a", 1));
    QVERIFY(runName("a", 1) != runName("a", 2));
    QVERIFY(runName("a", 1) != runName("b", 1));
    QVERIFY(runName("a", 1) != pausedRunName("a", 1));
}

// Counted by hand from the tokens; in parts side by side as in one.
void TestLearnRuns::predictionsAreTheAccuracy()
{
    const auto trained = training(Mixer::Attention);
    for (int step = 0; step < 200; ++step)
        QVERIFY(trained->step());
    const TaskSet test = makeTask(kTask, 500, 2).value();
    const std::vector<int> tokens = trained->predictions(test).value();
    QCOMPARE(tokens.size(), std::size_t(500));
    int hits = 0;
    for (std::size_t at = 0; at < tokens.size(); ++at)
        hits += tokens[at] == test.scored[9 * at + 8] ? 1 : 0;
    QVERIFY(hits > 0);
    QCOMPARE(trained->accuracy(test), hits / 500.0);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(trained->predictions(test, RunContext(stop.get_token())).error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestLearnRuns)
#include "tst_learn_runs.moc"
