// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_tokens.h"
#include "core/learn/training.h"
#include "core/math/random.h"

#include <QtTest>

#include <cmath>

using namespace kaba;
using namespace kaba::learn;

namespace {

void addMixerRows()
{
    QTest::addColumn<int>("mixer");
    for (const MixerName& name : kMixers)
        QTest::newRow(name.id.data()) << static_cast<int>(name.mixer);
}

ModelSettings tinyModel(Mixer mixer)
{
    return {.mixer = mixer, .vocabulary = 8, .length = 9, .width = 6, .inner = 8, .order = 4};
}

TaskSet tinyTask(Index sequences)
{
    return makeTask(InductionHead{.vocabulary = 8, .length = 8}, sequences, 3).value();
}

/// Loss of a model in double on one batch, with its gradient.
double lossOf(Weights<double>& weights, const LanguageModel& model, const TokenBatch& batch,
              std::vector<double>& gradient)
{
    ShardedGradient<double> sharded(weights);
    const double loss = sharded.compute(
        batch,
        [&](Pass<double>& pass, const TokenBatch& shard, Index divisor) {
            return crossEntropy(pass.tape, logits(pass, model, shard), shard.targets, divisor);
        },
        17);
    gradient.assign(sharded.gradient().begin(), sharded.gradient().end());
    return loss;
}

double norm(const std::vector<double>& values)
{
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Index>(values.size())).norm();
}

TrainingSettings settingsFor(Index steps, double rate)
{
    return {
        .batch = 32,
        .optimiser = {.rate = rate},
        .schedule = {.steps = steps, .warmUp = steps / 10, .decay = Schedule::Decay::Cosine, .floor = 0.1},
        .mostNorm = 1,
        .seed = 5};
}

} // namespace

class TestLearnTraining : public QObject {
    Q_OBJECT

private slots:
    void modelGradientIsDifference_data() { addMixerRows(); }
    void modelGradientIsDifference();
    void modelIsCausal_data() { addMixerRows(); }
    void modelIsCausal();
    void parametersAreCounted_data();
    void parametersAreCounted();
    void threadsDoNotChangeBits_data() { addMixerRows(); }
    void threadsDoNotChangeBits();
    void shardsSumToTheBatch();
    void adamWIsItsFormula();
    void groupsHaveTheirLimits();
    void scheduleAtItsCorners();
    void clippingKeepsTheDirection();
    void divergenceIsNamed();
    void attentionLearnsInduction();
};

// Along a random direction through all weights of the model at once, in double.
void TestLearnTraining::modelGradientIsDifference()
{
    QFETCH(int, mixer);
    Weights<double> weights;
    const LanguageModel model = addLanguageModel(weights, tinyModel(Mixer(mixer)), 1);
    const TaskSet task = tinyTask(5);
    const TokenBatch batch{task.sequences, task.inputs, task.targets};
    Random random(2);
    std::vector<double> start(weights.values().begin(), weights.values().end());
    std::vector<double> direction(start.size());
    for (double& part : direction)
        part = random.normal() / std::sqrt(static_cast<double>(start.size()));
    std::vector<double> gradient;
    const auto lossAt = [&](double distance) {
        for (std::size_t i = 0; i < start.size(); ++i)
            weights.values()[i] = start[i] + distance * direction[i];
        return lossOf(weights, model, batch, gradient);
    };
    constexpr double kStep = 1e-3;
    const double slope =
        (8 * (lossAt(kStep) - lossAt(-kStep)) - lossAt(2 * kStep) + lossAt(-2 * kStep)) / (12 * kStep);
    lossAt(0);
    double along = 0;
    for (std::size_t i = 0; i < start.size(); ++i)
        along += gradient[i] * direction[i];
    QVERIFY2(std::abs(along - slope) < 1e-6 * norm(gradient), qPrintable(QString::number(along - slope)));
}

// A changed token changes no logits before it, and some after.
void TestLearnTraining::modelIsCausal()
{
    QFETCH(int, mixer);
    Weights<double> weights;
    const LanguageModel model = addLanguageModel(weights, tinyModel(Mixer(mixer)), 1);
    std::vector<double> gradient(weights.values().size());
    std::vector<int> tokens{1, 2, 3, 4, 5, 6};
    Tape<double> tape;
    Pass<double> pass{tape, weights.values().data(), gradient.data(), 0, false};
    const auto before = logits(pass, model, {1, tokens, tokens});
    tokens[3] = 7;
    const auto after = logits(pass, model, {1, tokens, tokens});
    const auto change = (valueRows(after) - valueRows(before)).eval();
    QVERIFY(change.topRows(3).cwiseAbs().maxCoeff() < 1e-14);
    QVERIFY(change.row(5).cwiseAbs().maxCoeff() > 1e-8);
}

void TestLearnTraining::parametersAreCounted_data()
{
    QTest::addColumn<int>("mixer");
    QTest::addColumn<int>("count");
    QTest::newRow("attention") << int(Mixer::Attention) << 27456;
    QTest::newRow("S4D") << int(Mixer::S4d) << 24128;
    QTest::newRow("H3") << int(Mixer::H3) << 46784;
    // Two blocks of norm, gate and expansion 32 → 128, input, output, C and D of the kernel, its 2·64 poles.
    QTest::newRow("GSS") << int(Mixer::Gss)
                         << 640 + 64 + 2 * (64 + 2 * 4224 + 1056 + 4128 + 2 * 2048 + 32 + 128);
    // Embedding and last norm; blocks of two norms, input, recurrent, output and the dense maps.
    QTest::newRow("RNN") << int(Mixer::Rnn) << 704 + 2 * (128 + 1056 + 1024 + 1056 + 8352);
    QTest::newRow("LSTM") << int(Mixer::Lstm) << 704 + 2 * (128 + 4224 + 4096 + 1056 + 8352);
}

// The official models at width 32, vocabulary 20, 42 tokens.
void TestLearnTraining::parametersAreCounted()
{
    QFETCH(int, mixer);
    QFETCH(int, count);
    Weights<float> weights;
    addLanguageModel(weights, {.mixer = Mixer(mixer)}, 1);
    QCOMPARE(static_cast<int>(weights.values().size()), count);
}

void TestLearnTraining::threadsDoNotChangeBits()
{
    QFETCH(int, mixer);
    std::vector<float> ends[2];
    for (const Threads threads : {Threads::AllCores, Threads::One}) {
        TrainingSettings settings = settingsFor(20, 1e-2);
        settings.threads = threads;
        Training training(tinyModel(Mixer(mixer)), settings, tinyTask(70));
        for (int step = 0; step < 10; ++step)
            QVERIFY(training.step());
        const auto values = training.weights().values();
        ends[static_cast<int>(threads)].assign(values.begin(), values.end());
    }
    QVERIFY(ends[0] == ends[1]);
}

// Loss and gradient of a batch of 9 in shards are the means of its sequences' own.
void TestLearnTraining::shardsSumToTheBatch()
{
    ModelSettings settings = tinyModel(Mixer::Attention);
    settings.embeddingDropout = settings.attentionDropout = 0;
    Weights<double> weights;
    const LanguageModel model = addLanguageModel(weights, settings, 1);
    const TaskSet task = tinyTask(9);
    const TokenBatch batch{task.sequences, task.inputs, task.targets};
    std::vector<double> whole;
    const double loss = lossOf(weights, model, batch, whole);
    double mean = 0;
    std::vector<double> sum(whole.size());
    for (Index s = 0; s < 9; ++s) {
        std::vector<double> single;
        mean += lossOf(weights, model, batch.part(s, s + 1), single) / 9;
        for (std::size_t i = 0; i < sum.size(); ++i)
            sum[i] += single[i] / 9;
    }
    QVERIFY(std::abs(loss - mean) < 1e-12);
    for (std::size_t i = 0; i < sum.size(); ++i)
        sum[i] -= whole[i];
    QVERIFY(norm(sum) < 1e-12 * norm(whole));
}

// Two steps worked out by hand: g = 2 then −1, λ = 0.1, η = 0.01 and then half of it.
void TestLearnTraining::adamWIsItsFormula()
{
    Weights<double> weights;
    weights.add("one", {}, WeightGroup::Dense, [] { return 3; });
    AdamW<double> optimiser(weights, {.rate = 0.01});
    const double slopes[] = {2, -1};
    optimiser.step(weights, std::span(slopes, 1), 1);
    const double first = 3 - 0.01 * (2 / (2 + 1e-8) + 0.1 * 3);
    QVERIFY(std::abs(weights.values()[0] - first) < 1e-15);
    optimiser.step(weights, std::span(slopes + 1, 1), 0.5);
    const double mean = (0.9 * 0.1 * 2 - 0.1) / (1 - 0.81);
    const double square = (0.999 * 0.001 * 4 + 0.001) / (1 - 0.999 * 0.999);
    const double second = first - 0.005 * (mean / (std::sqrt(square) + 1e-8) + 0.1 * first);
    QVERIFY(std::abs(weights.values()[0] - second) < 1e-12);
    QCOMPARE(optimiser.state().steps, Index(2));
}

// The dynamics of a state space: no decay, and 1e-3 at most.
void TestLearnTraining::groupsHaveTheirLimits()
{
    Weights<double> weights;
    weights.add("dense", {}, WeightGroup::Dense, [] { return 1; });
    weights.add("dynamics", {}, WeightGroup::Dynamics, [] { return 1; });
    AdamW<double> optimiser(weights, {.rate = 0.01});
    const double slopes[] = {5, 5};
    optimiser.step(weights, slopes, 1);
    QVERIFY(std::abs(weights.values()[0] - (1 - 0.01 - 0.001)) < 1e-9);
    QVERIFY(std::abs(weights.values()[1] - (1 - 0.001)) < 1e-9);
}

void TestLearnTraining::scheduleAtItsCorners()
{
    Schedule schedule{.steps = 100, .warmUp = 10, .decay = Schedule::Decay::Cosine, .floor = 0.1};
    QCOMPARE(schedule.factor(0), 0.1);
    QCOMPARE(schedule.factor(9), 1.0);
    QCOMPARE(schedule.factor(10), 1.0);
    QCOMPARE(schedule.factor(55), 0.55);
    QCOMPARE(schedule.factor(100), 0.1);
    schedule.decay = Schedule::Decay::Linear;
    schedule.floor = 0;
    QCOMPARE(schedule.factor(55), 0.5);
    QCOMPARE(schedule.factor(100), 0.0);
    QCOMPARE(Schedule({.decay = Schedule::Decay::None}).factor(7), 1.0);
}

void TestLearnTraining::clippingKeepsTheDirection()
{
    std::vector<double> gradient{3, 4};
    QCOMPARE(clipNorm<double>(gradient, 10), 5.0);
    QCOMPARE(gradient, (std::vector<double>{3, 4}));
    QCOMPARE(clipNorm<double>(gradient, 1), 5.0);
    QVERIFY(std::abs(gradient[0] - 0.6) < 1e-15 && std::abs(gradient[1] - 0.8) < 1e-15);
}

// A rate of 10³⁰ overflows at once; the weights before that step are kept and the step is named.
void TestLearnTraining::divergenceIsNamed()
{
    Training training(tinyModel(Mixer::Attention), settingsFor(100, 1e30), tinyTask(64));
    auto loss = training.step();
    while (loss && training.steps() < 50)
        loss = training.step();
    QVERIFY(!loss);
    QCOMPARE(loss.error().kind, Error::Kind::Numerical);
    const auto named = "step " + std::to_string(training.steps() + 1);
    QVERIFY(loss.error().message.en.find(named) != std::string::npos);
}

// From chance (one in six, loss ln 6 = 1.79 over the answers that occur) to the rule; dropout keeps the loss above 0.
void TestLearnTraining::attentionLearnsInduction()
{
    const InductionHead task{.vocabulary = 8, .length = 8};
    const TaskSet train = makeTask(task, 2000, 1).value();
    const TaskSet test = makeTask(task, 300, 2).value();
    TaskSet answers = train;
    answers.targets = answers.scored;
    const ModelSettings model{
        .mixer = Mixer::Attention, .vocabulary = 8, .length = 9, .width = 16, .inner = 32};
    Training training(model, settingsFor(400, 5e-3), answers);
    QVERIFY(training.accuracy(test) < 0.35);
    double loss = 0;
    for (int step = 0; step < 400; ++step)
        loss = training.step().value();
    QVERIFY(loss < 0.7);
    QVERIFY(training.accuracy(test) > 0.95);
}

QTEST_GUILESS_MAIN(TestLearnTraining)
#include "tst_learn_training.moc"
