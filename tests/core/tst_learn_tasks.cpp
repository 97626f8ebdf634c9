// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_tokens.h"
#include "core/learn/tasks.h"

#include <QtTest>

#include <cmath>
#include <functional>
#include <map>
#include <set>

using namespace kaba;
using namespace kaba::learn;

namespace {

using Tokens = std::vector<int>;

Tokens sequenceOf(const TaskSet& set, const Tokens& tokens, Index at)
{
    return {tokens.begin() + at * set.length, tokens.begin() + (at + 1) * set.length};
}

/// How far the counts of equally likely outcomes stray, in standard deviations of χ² about its mean.
double chiSquareDeviation(const std::map<int, double>& counts)
{
    double total = 0;
    for (const auto& [outcome, count] : counts)
        total += count;
    const double expected = total / static_cast<double>(counts.size());
    double square = 0;
    for (const auto& [outcome, count] : counts)
        square += (count - expected) * (count - expected) / expected;
    const auto freedom = static_cast<double>(counts.size() - 1);
    return std::abs(square - freedom) / std::sqrt(2 * freedom);
}

/// Every next token is a target, and the last one alone is scored.
bool predictsNext(const TaskSet& set)
{
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        const Tokens targets = sequenceOf(set, set.targets, s);
        const Tokens scored = sequenceOf(set, set.scored, s);
        if (!std::equal(inputs.begin() + 1, inputs.end(), targets.begin()) ||
            scored.back() != targets.back() || scoredTargets(scored) != 1)
            return false;
    }
    return true;
}

} // namespace

class TestLearnTasks : public QObject {
    Q_OBJECT

private slots:
    void inductionAnswersAfterThePrefix();
    void inductionIsUniform();
    void recallAnswersItsMap();
    void recallAsksEveryKeyAlike();
    void multiQueryAnswersEachPairOnce_data();
    void multiQueryAnswersEachPairOnce();
    void multiQueryGapsFollowThePowerLaw();
    void copyingKeepsTheOrder();
    void delayedCopyIsTheInputBefore();
    void distancesLeadToTheAnswer_data();
    void distancesLeadToTheAnswer();
    void sameSeedSameSequences();
    void gatherPicks();
    void limitsAreNamed_data();
    void limitsAreNamed();
};

void TestLearnTasks::inductionAnswersAfterThePrefix()
{
    const TaskSet set = makeTask(InductionHead{}, 500, 1).value();
    QCOMPARE(set.length, Index(31));
    QVERIFY(predictsNext(set));
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        QCOMPARE(std::count(inputs.begin(), inputs.end(), 19), 2);
        QCOMPARE(std::count(inputs.begin(), inputs.end(), 0), 0);
        QCOMPARE(inputs.back(), 19);
        const auto trigger = std::find(inputs.begin(), inputs.end(), 19);
        QVERIFY(trigger - inputs.begin() <= 27);
        QCOMPARE(sequenceOf(set, set.targets, s).back(), *(trigger + 1));
    }
}

// 18 answers, 28 places of the prefix, 18 tokens at the first place: χ² within four standard deviations.
void TestLearnTasks::inductionIsUniform()
{
    const TaskSet set = makeTask(InductionHead{}, 20000, 2).value();
    std::map<int, double> answers;
    std::map<int, double> places;
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        ++answers[sequenceOf(set, set.targets, s).back()];
        ++places[static_cast<int>(std::find(inputs.begin(), inputs.end(), 19) - inputs.begin())];
    }
    QCOMPARE(answers.size(), std::size_t(18));
    QCOMPARE(places.size(), std::size_t(28));
    QVERIFY(chiSquareDeviation(answers) < 4);
    QVERIFY(chiSquareDeviation(places) < 4);
}

// Keys 1 … 4, values 5 … 8 at vocabulary 10; one value to a key; the answer is the asked key's.
void TestLearnTasks::recallAnswersItsMap()
{
    const TaskSet set = makeTask(AssociativeRecall{.vocabulary = 10, .pairs = 10}, 500, 3).value();
    QCOMPARE(set.length, Index(22));
    QVERIFY(predictsNext(set));
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        std::map<int, std::set<int>> valuesOf;
        for (std::size_t i = 0; i < 20; i += 2) {
            QVERIFY(inputs[i] >= 1 && inputs[i] <= 4 && inputs[i + 1] >= 5 && inputs[i + 1] <= 8);
            valuesOf[inputs[i]].insert(inputs[i + 1]);
        }
        for (const auto& [key, values] : valuesOf)
            QCOMPARE(values.size(), std::size_t(1));
        QCOMPARE(inputs[20], 9);
        QCOMPARE(valuesOf[inputs[21]], std::set<int>{sequenceOf(set, set.targets, s).back()});
    }
}

// A key is asked 1 time in 9 whatever it is, and with 20 draws of 9 keys the asked one is uniform over those present.
void TestLearnTasks::recallAsksEveryKeyAlike()
{
    const TaskSet set = makeTask(AssociativeRecall{}, 20000, 4).value();
    std::map<int, double> keys;
    std::map<int, double> answers;
    std::map<int, double> ranks; // of the asked key among those of sequences with 8 keys
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        ++keys[inputs.back()];
        ++answers[sequenceOf(set, set.targets, s).back()];
        Tokens present;
        for (std::size_t i = 0; i < 40; i += 2)
            if (std::find(present.begin(), present.end(), inputs[i]) == present.end())
                present.push_back(inputs[i]);
        if (present.size() == 8)
            ++ranks[static_cast<int>(std::find(present.begin(), present.end(), inputs.back()) -
                                     present.begin())];
    }
    QCOMPARE(keys.size(), std::size_t(9));
    QCOMPARE(answers.size(), std::size_t(9));
    QVERIFY(chiSquareDeviation(keys) < 4);
    QVERIFY(chiSquareDeviation(answers) < 4);
    QCOMPARE(ranks.size(), std::size_t(8));
    QVERIFY(chiSquareDeviation(ranks) < 4);
}

void TestLearnTasks::multiQueryAnswersEachPairOnce_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("pairs");
    QTest::addColumn<bool>("filler");
    QTest::newRow("smallest") << 64 << 4 << false;
    QTest::newRow("as many as fit") << 64 << 16 << false;
    QTest::newRow("random filler") << 128 << 8 << true;
}

void TestLearnTasks::multiQueryAnswersEachPairOnce()
{
    QFETCH(int, length);
    QFETCH(int, pairs);
    QFETCH(bool, filler);
    const MultiQueryRecall task{.length = length, .pairs = pairs, .randomFiller = filler};
    const TaskSet set = makeTask(task, 50, 5).value();
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        const Tokens targets = sequenceOf(set, set.targets, s);
        std::map<int, int> valueOf;
        std::set<int> values;
        for (std::size_t i = 0; i < 2 * static_cast<std::size_t>(pairs); i += 2) {
            QVERIFY(inputs[i] >= 1 && inputs[i] < 4096 && inputs[i + 1] >= 4096 && inputs[i + 1] < 8192);
            valueOf[inputs[i]] = inputs[i + 1];
            values.insert(inputs[i + 1]);
        }
        QCOMPARE(valueOf.size(), static_cast<std::size_t>(pairs));
        QCOMPARE(values.size(), static_cast<std::size_t>(pairs));
        QCOMPARE(scoredTargets(targets), Index(pairs));
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            if (targets[i] != kIgnored) {
                QVERIFY(i % 2 == 0 && i >= 2 * static_cast<std::size_t>(pairs));
                QCOMPARE(valueOf.at(inputs[i]), targets[i]);
                valueOf.erase(inputs[i]);
            } else if (!filler && i >= 2 * static_cast<std::size_t>(pairs))
                QCOMPARE(inputs[i], 0);
        }
        QVERIFY(valueOf.empty());
    }
}

// Of one pair the gap's law is the power law itself: gap 1 of 31 has weight 1/Σ g^{−0.99} = 0.2455….
void TestLearnTasks::multiQueryGapsFollowThePowerLaw()
{
    constexpr int kCount = 20000;
    const TaskSet set = makeTask(MultiQueryRecall{.length = 64, .pairs = 1}, kCount, 6).value();
    std::vector<double> counts(31);
    for (std::size_t i = 0; i < set.scored.size(); ++i)
        if (set.scored[i] != kIgnored)
            ++counts[(i % 64 - 2) / 2];
    double total = 0;
    for (int gap = 1; gap <= 31; ++gap)
        total += std::pow(gap, 0.01 - 1);
    double square = 0;
    for (int gap = 1; gap <= 31; ++gap) {
        const double expected = kCount * std::pow(gap, 0.01 - 1) / total;
        const double stray = counts[static_cast<std::size_t>(gap) - 1] - expected;
        square += stray * stray / expected;
    }
    QVERIFY(std::abs(square - 30) < 4 * std::sqrt(60.0));
}

void TestLearnTasks::copyingKeepsTheOrder()
{
    const TaskSet set = makeTask(SelectiveCopying{.length = 100}, 200, 7).value();
    QCOMPARE(set.length, Index(116));
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        const Tokens targets = sequenceOf(set, set.scored, s);
        Tokens data;
        for (std::size_t i = 0; i < 100; ++i)
            if (inputs[i] != 0)
                data.push_back(inputs[i]);
        QCOMPARE(data.size(), std::size_t(16));
        QVERIFY(*std::max_element(data.begin(), data.end()) <= 14);
        QVERIFY(std::equal(data.begin(), data.end(), targets.begin() + 100));
        QCOMPARE(scoredTargets(targets), Index(16));
        QCOMPARE(std::count(inputs.begin() + 100, inputs.end(), 15), 16);
    }
}

void TestLearnTasks::delayedCopyIsTheInputBefore()
{
    const TaskSet set = makeTask(DelayedCopy{.vocabulary = 4, .length = 20, .lag = 7}, 400, 8).value();
    std::map<int, double> counts;
    for (const int token : set.inputs)
        ++counts[token];
    QCOMPARE(counts.size(), std::size_t(4));
    QVERIFY(chiSquareDeviation(counts) < 4);
    QCOMPARE(set.targets, set.scored);
    for (Index s = 0; s < set.sequences; ++s) {
        const Tokens inputs = sequenceOf(set, set.inputs, s);
        const Tokens targets = sequenceOf(set, set.targets, s);
        QCOMPARE(std::count(targets.begin(), targets.begin() + 7, kIgnored), 7);
        QVERIFY(std::equal(targets.begin() + 7, targets.end(), inputs.begin()));
    }
}

void TestLearnTasks::distancesLeadToTheAnswer_data()
{
    using Make = std::function<Result<TaskSet>()>;
    QTest::addColumn<Make>("make");
    QTest::addColumn<int>("offset"); // of the answer from where the question stood before
    const auto row = [](const char* name, int offset, auto task) {
        QTest::newRow(name) << Make([task] { return makeTask(task, 200, 9); }) << offset;
    };
    row("induction", 1, InductionHead{});
    row("recall", 1, AssociativeRecall{});
    row("multi-query recall", 1, MultiQueryRecall{});
    row("selective copying", 0, SelectiveCopying{.length = 50});
    row("delayed copy", 0, DelayedCopy{});
}

// That many tokens before each question stands the same token (copying: the answer itself) and behind it the answer;
// nothing else has a distance. In recall no nearer place holds the key.
void TestLearnTasks::distancesLeadToTheAnswer()
{
    QFETCH(std::function<Result<TaskSet>()>, make);
    QFETCH(int, offset);
    const TaskSet set = make().value();
    QCOMPARE(set.distances.size(), set.scored.size());
    for (std::size_t i = 0; i < set.scored.size(); ++i) {
        const int distance = set.distances[i];
        QCOMPARE(distance > 0, set.scored[i] != kIgnored);
        if (distance == 0)
            continue;
        const std::size_t asked = i - static_cast<std::size_t>(distance);
        QCOMPARE(set.inputs[asked + static_cast<std::size_t>(offset)], set.scored[i]);
        if (offset == 0)
            continue;
        QCOMPARE(set.inputs[asked], set.inputs[i]);
        const auto place = [&](std::size_t at) { return set.inputs.begin() + static_cast<Index>(at); };
        QCOMPARE(std::find(place(asked + 1), place(i), set.inputs[i]), place(i));
    }
}

void TestLearnTasks::sameSeedSameSequences()
{
    const auto inputsOf = [](std::uint64_t seed) {
        return makeTask(InductionHead{}, 20, seed).value().inputs;
    };
    QCOMPARE(inputsOf(1), inputsOf(1));
    QVERIFY(inputsOf(1) != inputsOf(2));
}

void TestLearnTasks::gatherPicks()
{
    const TaskSet set = makeTask(InductionHead{}, 20, 1).value();
    TaskSet::Buffers buffers;
    const Index picks[] = {7, 3};
    const TokenBatch batch = set.gather(picks, buffers);
    QCOMPARE(batch.length(), set.length);
    QCOMPARE(Tokens(batch.inputs.begin(), batch.inputs.begin() + 31), sequenceOf(set, set.inputs, 7));
    const TokenBatch second = batch.part(1, 2);
    QCOMPARE(second.sequences, Index(1));
    QCOMPARE(Tokens(second.targets.begin(), second.targets.end()), sequenceOf(set, set.targets, 3));
}

void TestLearnTasks::limitsAreNamed_data()
{
    using Make = std::function<Result<TaskSet>()>;
    QTest::addColumn<Make>("make");
    QTest::addColumn<QString>("limit");
    const auto row = [](const char* name, const char* limit, auto task) {
        QTest::newRow(name) << Make([task] { return makeTask(task, 1, 1); }) << QString(limit);
    };
    row("more pairs than keys", "at most 15 pairs",
        MultiQueryRecall{.vocabulary = 33, .length = 32, .pairs = 16});
    row("pairs beyond the length", "at least 68", MultiQueryRecall{.length = 64, .pairs = 17});
    row("odd length", "even length", MultiQueryRecall{.length = 65});
    row("length beyond the vocabulary", "larger than", MultiQueryRecall{.vocabulary = 64});
    row("induction vocabulary", "at least 4", InductionHead{.vocabulary = 3});
    row("induction length", "at least 3", InductionHead{.length = 2});
    row("recall vocabulary", "at least 4", AssociativeRecall{.vocabulary = 3});
    row("recall pairs", "at least 1", AssociativeRecall{.pairs = 0});
    row("copied tokens", "1 to 8", SelectiveCopying{.length = 8, .tokens = 9});
    row("copied vocabulary", "at least 2", DelayedCopy{.vocabulary = 1});
    row("lag beyond the length", "1 to 15", DelayedCopy{.length = 16, .lag = 16});
}

void TestLearnTasks::limitsAreNamed()
{
    QFETCH(std::function<Result<TaskSet>()>, make);
    QFETCH(QString, limit);
    const auto made = make();
    QVERIFY(!made);
    QCOMPARE(made.error().kind, Error::Kind::Usage);
    QVERIFY2(QString::fromStdString(made.error().message.en).contains(limit),
             made.error().message.en.c_str());
    QVERIFY(!made.error().message.ja.empty());
}

QTEST_GUILESS_MAIN(TestLearnTasks)
#include "tst_learn_tasks.moc"
