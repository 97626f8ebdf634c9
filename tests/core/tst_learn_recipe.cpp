// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/recipe.h"

#include <QtTest>

#include <cmath>

using namespace kaba;
using namespace kaba::learn;

class TestLearnRecipe : public QObject {
    Q_OBJECT

private slots:
    void officialIsThePublishedOne_data();
    void officialIsThePublishedOne();
    void officialIsTheSameForEveryModel();
    void quickIsShorter();
    void answersOnlyKeepsTheInputs();
    void namesFollowTheirEnums();
};

void TestLearnRecipe::officialIsThePublishedOne_data()
{
    QTest::addColumn<int>("task");
    QTest::addColumn<int>("steps");
    QTest::addColumn<int>("warmUp");
    QTest::addColumn<double>("last"); // factor of the rate at the end
    QTest::newRow("induction head") << int(TaskKind::InductionHead) << 400 * 157 << 40 * 157 << 0.1;
    QTest::newRow("associative recall") << int(TaskKind::AssociativeRecall) << 200 * 157 << 20 * 157 << 0.0;
}

// 5000 sequences in batches of 32 are 157 steps a round; AdamW at 5·10⁻⁴ with decay 0.1, no limit on the gradient.
void TestLearnRecipe::officialIsThePublishedOne()
{
    QFETCH(int, task);
    QFETCH(int, steps);
    QFETCH(int, warmUp);
    QFETCH(double, last);
    const Recipe recipe = officialRecipe(TaskKind(task), Mixer::H3);
    QCOMPARE(recipe.examples, Index(5000));
    QCOMPARE(recipe.testExamples, Index(500));
    QCOMPARE(recipe.batch, Index(32));
    QCOMPARE(recipe.schedule.steps, Index(steps));
    QCOMPARE(recipe.schedule.warmUp, Index(warmUp));
    QCOMPARE(recipe.schedule.factor(steps), last);
    QCOMPARE(recipe.optimiser.rate, 5e-4);
    QCOMPARE(recipe.optimiser.groups[0].decay, 0.1);
    QCOMPARE(recipe.optimiser.groups[1].decay, 0.0);
    QCOMPARE(recipe.optimiser.groups[1].mostRate, 1e-3);
    QVERIFY(std::isinf(recipe.mostNorm));
    QVERIFY(!recipe.answersOnly);
    QCOMPARE(recipe.embeddingDropout, 0.1);
    QCOMPARE(recipe.attentionDropout, 0.1);
}

void TestLearnRecipe::officialIsTheSameForEveryModel()
{
    for (const TaskName& task : kTasks)
        for (const MixerName& mixer : kMixers) {
            const Recipe recipe = officialRecipe(task.task, mixer.mixer);
            const Recipe first = officialRecipe(task.task, Mixer::Attention);
            QCOMPARE(recipe.schedule.steps, first.schedule.steps);
            QCOMPARE(recipe.optimiser.rate, first.optimiser.rate);
        }
}

void TestLearnRecipe::quickIsShorter()
{
    for (const TaskName& task : kTasks)
        for (const MixerName& mixer : kMixers) {
            const Recipe quick = quickRecipe(task.task, mixer.mixer);
            const Recipe official = officialRecipe(task.task, mixer.mixer);
            QVERIFY(quick.schedule.steps * quick.batch < official.schedule.steps * official.batch);
            QVERIFY(quick.schedule.warmUp < quick.schedule.steps);
            QCOMPARE(quick.testExamples, official.testExamples);
        }
}

void TestLearnRecipe::answersOnlyKeepsTheInputs()
{
    const TaskSet task = makeTask(AssociativeRecall{}, 10, 1).value();
    QCOMPARE(trainedBy({.answersOnly = false}, task).targets, task.targets);
    const TaskSet answers = trainedBy({.answersOnly = true}, task);
    QCOMPARE(answers.targets, task.scored);
    QVERIFY(answers.targets != task.targets);
    QCOMPARE(answers.inputs, task.inputs);
}

void TestLearnRecipe::namesFollowTheirEnums()
{
    for (std::size_t i = 0; i < kMixers.size(); ++i)
        QCOMPARE(static_cast<std::size_t>(kMixers[i].mixer), i);
    for (std::size_t i = 0; i < kTasks.size(); ++i)
        QCOMPARE(static_cast<std::size_t>(kTasks[i].task), i);
    QCOMPARE(nameOf(Mixer::Gss).id, std::string_view("gss"));
    QCOMPARE(nameOf(TaskKind::MultiQueryRecall).id, std::string_view("mqar"));
}

QTEST_GUILESS_MAIN(TestLearnRecipe)
#include "tst_learn_recipe.moc"
