// SPDX-License-Identifier: GPL-3.0-or-later
// The layer that recalls by construction: exact on the official tasks, lost without its parts.
#include "core/h3/h3_attention.h"
#include "core/h3/h3_recurrence.h"
#include "core/h3/recall_sequence.h"
#include "core/learn/token_names.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace kaba;
using Eigen::Index;

namespace {

H3Layer layerFor(const RecallSequence& sequence, const H3Settings& settings = {})
{
    const RecallTable table(sequence.roles, settings.headSize);
    return constructedH3(settings, static_cast<int>(sequence.vocabulary.size()), table).value();
}

H3Run runOn(const RecallSequence& sequence, const H3Layer& layer)
{
    const H3Kernels kernels = h3Kernels(layer, std::ssize(sequence.tokens));
    return convolveH3(layer, kernels, projectTokens(layer, sequence.tokens), RunContext()).value();
}

/// "" where the layer has no single answer.
std::string answerTo(const char* written, const H3Settings& settings = {})
{
    const RecallSequence sequence = typedSequence(written).value();
    const H3Run run = runOn(sequence, layerFor(sequence, settings));
    const auto answer = answerOf(run.output.rightCols(1));
    return answer ? sequence.vocabulary[static_cast<std::size_t>(*answer)] : "";
}

H3Layer taskLayer(RecallTask task, int vocabulary, const H3Settings& settings)
{
    return constructedH3(settings, vocabulary, RecallTable(rolesOf(task, vocabulary), settings.headSize))
        .value();
}

double accuracy(const H3Layer& layer, const learn::TaskSet& set)
{
    return accuracyOf(layer, set, RunContext()).value();
}

learn::TaskSet official(RecallTask task, int vocabulary, int length)
{
    return recallTask(task, vocabulary, length, 500, 8).value();
}

} // namespace

Q_DECLARE_METATYPE(RecallTask)
Q_DECLARE_METATYPE(H3Settings)

class TestH3Recall : public QObject {
    Q_OBJECT
private slots:
    void answersEverySequence_data();
    void answersEverySequence();
    void isLostWithoutAPart_data();
    void isLostWithoutAPart();
    void answersByStepsToo();
    void aRepeatedKeyAddsUp();
    void answersWhatIsTyped_data();
    void answersWhatIsTyped();
    void readsRoles();
    void refusesWhatAsksNothing();
    void cutsTheTable_data();
    void cutsTheTable();
    void namesTokensAsTheTasksDo();
    void countsTheMajority();
};

void TestH3Recall::answersEverySequence_data()
{
    QTest::addColumn<RecallTask>("task");
    QTest::addColumn<int>("vocabulary");
    QTest::addColumn<int>("length");
    QTest::addColumn<H3Settings>("settings");
    const auto recall = RecallTask::AssociativeRecall;
    const auto induction = RecallTask::InductionHead;
    const auto headMajor = ChannelOrder::HeadMajor;
    QTest::newRow("vocabulary 10, length 20") << recall << 10 << 20 << H3Settings{};
    QTest::newRow("vocabulary 20, length 40") << recall << 20 << 40 << H3Settings{};
    QTest::newRow("heads of one") << recall << 20 << 40 << H3Settings{.headSize = 1};
    QTest::newRow("heads of eight, order 2") << recall << 20 << 40 << H3Settings{.headSize = 8, .order = 2};
    QTest::newRow("order 64, head-major")
        << recall << 20 << 40 << H3Settings{.headSize = 2, .order = 64, .channelOrder = headMajor};
    QTest::newRow("zero-order hold, Δ = 0.1")
        << recall << 10 << 20 << H3Settings{.step = 0.1, .rule = {StepRule::Zoh}};
    QTest::newRow("forgets fast") << recall << 10 << 64 << H3Settings{.step = 1};
    QTest::newRow("one pair") << recall << 4 << 2 << H3Settings{};
    QTest::newRow("odd vocabulary") << recall << 11 << 21 << H3Settings{.headSize = 3};
    QTest::newRow("induction head") << induction << 20 << 30 << H3Settings{};
    QTest::newRow("induction head, heads of one") << induction << 6 << 12 << H3Settings{.headSize = 1};
}

void TestH3Recall::answersEverySequence()
{
    QFETCH(RecallTask, task);
    QFETCH(int, vocabulary);
    QFETCH(int, length);
    QFETCH(H3Settings, settings);
    const learn::TaskSet set = official(task, vocabulary, length);
    QCOMPARE(set.sequences, 500);
    QCOMPARE(accuracy(taskLayer(task, vocabulary, settings), set), 1.0);
}

void TestH3Recall::isLostWithoutAPart_data()
{
    QTest::addColumn<RecallTask>("task");
    QTest::addColumn<int>("vocabulary");
    QTest::addColumn<int>("length");
    QTest::newRow("vocabulary 10") << RecallTask::AssociativeRecall << 10 << 20;
    QTest::newRow("vocabulary 20") << RecallTask::AssociativeRecall << 20 << 40;
    QTest::newRow("induction head") << RecallTask::InductionHead << 20 << 30;
}

/// Without the shift a value meets no key, without the memory nothing stays: no score at all, or that of the token just
/// read. Without the gate the most frequent value wins.
void TestH3Recall::isLostWithoutAPart()
{
    QFETCH(RecallTask, task);
    QFETCH(int, vocabulary);
    QFETCH(int, length);
    const learn::TaskSet set = official(task, vocabulary, length);
    const H3Layer layer = taskLayer(task, vocabulary, {});
    QVERIFY(accuracy(withoutShift(layer), set) == 0);
    QVERIFY(accuracy(withoutMemory(layer), set) == 0);
    const double open = accuracy(withoutGate(layer), set);
    QVERIFY2(open < 0.6, qPrintable(QString::number(open)));
    const double drawn = accuracy(randomH3({}, vocabulary, 4, 2).value(), set);
    QVERIFY2(drawn < 0.3, qPrintable(QString::number(drawn)));
}

void TestH3Recall::answersByStepsToo()
{
    const RecallSequence sequence = officialSequence(RecallTask::AssociativeRecall, 10, 20, 4).value();
    const H3Layer layer = layerFor(sequence);
    const auto stepped = recurH3(layer, projectTokens(layer, sequence.tokens), RunContext()).value();
    QCOMPARE(answerOf(stepped.run.output.rightCols(1)), sequence.expected);
    QVERIFY((stepped.run.output - runOn(sequence, layer).output).cwiseAbs().maxCoeff() < 1e-12);
}

/// Σ Ā^age over the places where the value followed the key; every other score is 0.
void TestH3Recall::aRepeatedKeyAddsUp()
{
    const RecallSequence sequence = typedSequence("a 1 b 2 a 1 c 3 a 1 => a").value();
    const H3Settings settings{.step = 0.2, .rule = {StepRule::Zoh}};
    const H3Run run = runOn(sequence, layerFor(sequence, settings));
    const Eigen::VectorXd scores = run.output.rightCols(1);
    const auto age = [](double tokens) { return std::exp(-0.1 * tokens); };
    const auto one = std::ranges::find(sequence.vocabulary, "1") - sequence.vocabulary.begin();
    QVERIFY(std::abs(scores(one) - (age(10) + age(6) + age(2))) < 1e-14);
    QVERIFY(std::abs(scores.sum() - scores(one)) < 1e-14);
}

void TestH3Recall::answersWhatIsTyped_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<double>("step");
    const auto row = [](const char* name, const char* written, const char* answer, double step = 1e-3) {
        QTest::newRow(name) << QByteArray(written) << QByteArray(answer) << step;
    };
    row("the first pair", "a 1 b 2 c 3 => a", "1");
    row("the middle pair", "a 1 b 2 c 3 => b", "2");
    row("the last pair", "a 1 b 2 c 3 => c", "3");
    row("one value for two keys", "a 1 b 1 c 2 => b", "1");
    row("wide blanks", "猫　魚　犬　骨　=>　犬", "骨");
    row("never seen", "a 1 b 2 => c", "");
    row("no prompt", "the cat sat on the", "cat");
    row("the majority", "a 1 a 1 a 2 => a", "1");
    row("the newest, forgetting", "a 1 a 1 a 2 => a", "2", 1);
    row("as often: the newest", "a 1 a 2 => a", "2");
}

void TestH3Recall::answersWhatIsTyped()
{
    QFETCH(QByteArray, written);
    QFETCH(QByteArray, answer);
    QFETCH(double, step);
    QCOMPARE(answerTo(written.constData(), {.step = step}), answer.toStdString());
}

void TestH3Recall::readsRoles()
{
    const RecallSequence pairs = typedSequence("a 1 b 2 a 1 => b").value();
    QCOMPARE(pairs.vocabulary, (std::vector<std::string>{"a", "1", "b", "2", "=>"}));
    QCOMPARE(pairs.roles.keys, (std::vector<int>{0, 2}));
    QCOMPARE(pairs.roles.values, (std::vector<int>{1, 3}));
    QCOMPARE(pairs.expected, std::optional(3));
    const RecallSequence prose = typedSequence("to be or not to").value();
    QCOMPARE(prose.roles.keys, (std::vector<int>{0, 1, 2, 3}));
    QCOMPARE(prose.roles.values, prose.roles.keys);
    QCOMPARE(prose.names(), (std::vector<std::string>{"to", "be", "or", "not", "to"}));
    std::string many = "first ";
    for (int pair = 0; pair < 40; ++pair)
        many += "k v ";
    const RecallSequence endless = typedSequence(many).value();
    QCOMPARE(endless.tokens.size(), kMostRecallTokens);
    QCOMPARE(endless.notices.size(), std::size_t(1));
}

void TestH3Recall::refusesWhatAsksNothing()
{
    for (const char* written : {"", "   ", "alone", "=> a", "=>"}) {
        const auto sequence = typedSequence(written);
        QVERIFY2(!sequence && sequence.error().kind == Error::Kind::CannotCompute, written);
    }
    QVERIFY(!constructedH3({.order = 3}, 4, RecallTable({{0}, {1}}, 1)));
}

void TestH3Recall::cutsTheTable_data()
{
    QTest::addColumn<int>("headSize");
    QTest::addColumn<int>("heads");
    QTest::addColumn<int>("width");
    QTest::newRow("every cell a head") << 1 << 15 << 15;
    QTest::newRow("tiles that reach beyond") << 2 << 6 << 12;
    QTest::newRow("two heads") << 3 << 2 << 6;
    QTest::newRow("one head") << 5 << 1 << 5;
    QTest::newRow("room to spare") << 8 << 1 << 8;
}

/// Three keys and five values: each pair stands in one cell of one head.
void TestH3Recall::cutsTheTable()
{
    QFETCH(int, headSize);
    QFETCH(int, heads);
    QFETCH(int, width);
    const RecallTable table({{0, 1, 2}, {3, 4, 5, 6, 7}}, headSize);
    QCOMPARE(table.heads(), Index(heads));
    QCOMPARE(table.width(), Index(width));
    std::map<std::pair<int, int>, int> cells;
    for (Index head = 0; head < table.heads(); ++head)
        for (Index i = 0; i < headSize; ++i)
            for (Index j = 0; j < headSize; ++j) {
                const auto key = table.keyAt(head * headSize + i);
                const auto value = table.valueAt(head * headSize + j);
                if (key && value)
                    ++cells[{*key, *value}];
            }
    QCOMPARE(cells.size(), std::size_t(15));
    QVERIFY(std::ranges::all_of(cells, [](const auto& cell) { return cell.second == 1; }));
}

void TestH3Recall::namesTokensAsTheTasksDo()
{
    QCOMPARE(learn::recallTokenNames(14), (std::vector<std::string>{".", "0", "1", "10", "11", "2", "3", "4",
                                                                    "5", "6", "7", "8", "9", "=>"}));
    const RecallSequence asked = officialSequence(RecallTask::InductionHead, 20, 30, 1).value();
    QCOMPARE(asked.names().back(), std::string("=>"));
    QCOMPARE(asked.tokens.size(), std::size_t(31));
    const RecallSequence recall = officialSequence(RecallTask::AssociativeRecall, 10, 20, 1).value();
    QCOMPARE(recall.names()[20], std::string("=>"));
    QCOMPARE(recall.roles.keys, (std::vector<int>{1, 2, 3, 4}));
    QCOMPARE(recall.roles.values, (std::vector<int>{5, 6, 7, 8}));
}

void TestH3Recall::countsTheMajority()
{
    const learn::TaskSet set{.vocabulary = 4, .sequences = 4, .length = 1, .scored = {2, 1, 2, 2}};
    QCOMPARE(majorityShare(set), 0.75);
}

QTEST_GUILESS_MAIN(TestH3Recall)
#include "tst_h3_recall.moc"
