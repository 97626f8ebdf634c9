// SPDX-License-Identifier: GPL-3.0-or-later
// The training runs that come with the program: whole, of settings that it knows, and what their weights say is what they say.
#include "core/base/embedded_file.h"
#include "core/learn/ops_tokens.h"
#include "core/matters/matters_settings.h"
#include "core/probe/probe_run.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

namespace kaba {
std::span<const EmbeddedFile> embeddedRuns();
}

using namespace kaba;

namespace {

/// Those of contests are asked for by tst_contest.
bool isOfContest(const EmbeddedFile& file)
{
    const auto record = learn::readRun(file.bytes, file.name);
    return record && record->settings.starts_with("contest=");
}

/// The run of the record's settings before its first step, whichever demo they are of; null where they are of none, or
/// their canonical text is another.
std::unique_ptr<learn::TrainingRun> runOf(const learn::RunRecord& record)
{
    const int seed = static_cast<int>(record.seed);
    if (const auto settings = probe::settingsFrom(record.settings);
        settings && textOf(*settings) == record.settings)
        return *probe::Run::make(*settings, seed, probe::Run::For::Looking, {});
    if (const auto settings = matters::settingsFrom(record.settings);
        settings && textOf(*settings) == record.settings)
        return std::make_unique<learn::TrainingRun>(planOf(*settings, seed, false));
    return nullptr;
}

} // namespace

class TestShippedRuns : public QObject {
    Q_OBJECT
private slots:
    void areOfSettingsThatTheProgramKnows_data();
    void areOfSettingsThatTheProgramKnows();
    void scoreWhatTheyPredicted_data() { areOfSettingsThatTheProgramKnows_data(); }
    void scoreWhatTheyPredicted();
    void weightsPredictWhatWasKept_data() { areOfSettingsThatTheProgramKnows_data(); }
    void weightsPredictWhatWasKept();

private:
    static learn::RunRecord record();
};

void TestShippedRuns::areOfSettingsThatTheProgramKnows_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const EmbeddedFile& file : embeddedRuns())
        if (file.name.ends_with(".run") && !isOfContest(file))
            QTest::newRow(std::string(file.name).c_str())
                << QByteArray(file.name.data(), static_cast<qsizetype>(file.name.size()));
}

learn::RunRecord TestShippedRuns::record()
{
    QFETCH(QByteArray, name);
    const auto file = std::ranges::find(embeddedRuns(), name.toStdString(), &EmbeddedFile::name);
    Result<learn::RunRecord> read = learn::readRun(file->bytes, file->name);
    if (!read)
        qFatal("%s", read.error().message.en.c_str());
    return *std::move(read);
}

/// A change of the canonical text or of a recipe would leave a record that nothing asks for.
void TestShippedRuns::areOfSettingsThatTheProgramKnows()
{
    QFETCH(QByteArray, name);
    const learn::RunRecord run = record();
    QVERIFY(run.ended());
    QVERIFY(runOf(run) != nullptr);
    QCOMPARE(QByteArray::fromStdString(learn::runName(run.settings, run.seed)), name);
}

void TestShippedRuns::scoreWhatTheyPredicted()
{
    const learn::RunRecord run = record();
    const auto its = runOf(run);
    std::vector<int> answers;
    std::ranges::copy_if(its->test().scored, std::back_inserter(answers),
                         [](int token) { return token != learn::kIgnored; });
    QCOMPARE(run.predictions.size(), answers.size());
    std::size_t right = 0;
    for (std::size_t i = 0; i < answers.size(); ++i)
        right += run.predictions[i] == answers[i] ? 1 : 0;
    const double accuracy = static_cast<double>(right) / static_cast<double>(answers.size());
    QVERIFY(std::abs(run.accuracies.back().value - accuracy) < 1e-12);
}

/// Other processors round otherwise: one answer in a hundred may tip over.
void TestShippedRuns::weightsPredictWhatWasKept()
{
    learn::RunRecord kept = record();
    if (kept.weights.empty())
        QSKIP("This record leaves its weights out.");
    const auto run = runOf(kept);
    const std::vector<int> predictions = kept.predictions;
    QVERIFY(run->take(std::move(kept)).has_value());
    QVERIFY(run->testNow({}).has_value());
    const std::vector<int>& now = run->record().predictions;
    QCOMPARE(now.size(), predictions.size());
    std::size_t same = 0;
    for (std::size_t i = 0; i < now.size(); ++i)
        same += now[i] == predictions[i] ? 1 : 0;
    QVERIFY(100 * same >= 99 * now.size());
}

QTEST_GUILESS_MAIN(TestShippedRuns)
#include "tst_shipped_runs.moc"
