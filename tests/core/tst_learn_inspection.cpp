// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/h3_recurrence.h"
#include "core/learn/evaluation.h"
#include "core/learn/head_scores.h"
#include "core/learn/trained_memory.h"
#include "core/ssm/vandermonde.h"

#include <QtTest>

#include <cmath>

using namespace kaba;
using namespace kaba::learn;

namespace {

/// A model in double with weights large enough that its parts matter.
struct Example {
    Weights<double> weights;
    LanguageModel model;
    TaskSet task = makeTask(AssociativeRecall{.vocabulary = 10, .pairs = 4}, 12, 3).value();

    explicit Example(Mixer mixer, Index heads = 1)
        : model(addLanguageModel(weights,
                                 {.mixer = mixer,
                                  .vocabulary = 10,
                                  .length = 10,
                                  .width = 6,
                                  .inner = 8,
                                  .order = 4,
                                  .heads = heads,
                                  .headWidth = heads},
                                 2))
    {
        for (const auto& entry : weights.entries())
            if (entry.group == WeightGroup::Dense)
                for (Index i = 0; i < entry.ref.shape.size(); ++i)
                    weights.values()[static_cast<std::size_t>(entry.ref.offset + i)] *= 3;
    }

    Eigen::MatrixXd logitsWithout(std::vector<Ablation> without)
    {
        Tape<double> tape;
        Inspection<double> inspection{.without = std::move(without)};
        return valueRows(evaluate(tape, weights, model, task.test(), &inspection));
    }
};

double largestChange(Example& example, const Ablation& ablation)
{
    return (example.logitsWithout({ablation}) - example.logitsWithout({})).cwiseAbs().maxCoeff();
}

} // namespace

class TestLearnInspection : public QObject {
    Q_OBJECT

private slots:
    void evaluationIsThePassWithoutDropout_data();
    void evaluationIsThePassWithoutDropout();
    void residualGrowsByWhatIsMixed();
    void attentionWeightsAreCausalShares();
    void keptIsKernelTimesDriven_data();
    void keptIsKernelTimesDriven();
    void trainedMemoryHasTheKernel_data() { keptIsKernelTimesDriven_data(); }
    void trainedMemoryHasTheKernel();
    void trainedH3IsTheLayerTakenApart_data();
    void trainedH3IsTheLayerTakenApart();
    void partsMatter_data();
    void partsMatter();
    void headsAreAllOfAttention();
    void answersAreCounted();
    void headScoresAreTheirSums();
};

void TestLearnInspection::evaluationIsThePassWithoutDropout_data()
{
    QTest::addColumn<int>("mixer");
    for (const MixerName& name : kMixers)
        QTest::newRow(name.id.data()) << static_cast<int>(name.mixer);
}

void TestLearnInspection::evaluationIsThePassWithoutDropout()
{
    QFETCH(int, mixer);
    Example example{Mixer(mixer)};
    Tape<double> tape;
    std::vector<double> gradient(example.weights.values().size());
    Pass<double> pass{tape, example.weights.values().data(), gradient.data(), 0, false};
    const auto direct = valueRows(logits(pass, example.model, example.task.test())).eval();
    QCOMPARE((example.logitsWithout({}) - direct).cwiseAbs().maxCoeff(), 0.0);
}

// The stream before the second block of a model of GSS, which has no dense maps behind it, is the first plus its output.
void TestLearnInspection::residualGrowsByWhatIsMixed()
{
    Example example{Mixer::Gss};
    Tape<double> tape;
    Inspection<double> inspection;
    evaluate(tape, example.weights, example.model, example.task.test(), &inspection);
    for (Index layer = 0; layer < 2; ++layer) {
        const auto before = valueRows(*inspection.find(layer, Inner::Residual));
        const auto mixed = valueRows(*inspection.find(layer, Inner::Mixed));
        const auto after = valueRows(*inspection.find(layer + 1, Inner::Residual));
        QVERIFY((before + mixed - after).cwiseAbs().maxCoeff() < 1e-14);
        QVERIFY(mixed.norm() > 1e-3);
    }
    QVERIFY(inspection.find(0, Inner::AttentionWeights) == nullptr);
    QVERIFY(inspection.find(3, Inner::Residual) == nullptr);
}

void TestLearnInspection::attentionWeightsAreCausalShares()
{
    Example example(Mixer::Attention, 2);
    Tape<double> tape;
    Inspection<double> inspection;
    evaluate(tape, example.weights, example.model, example.task.test(), &inspection);
    const Tensor<double>* weights = inspection.find(1, Inner::AttentionWeights);
    QCOMPARE(weights->shape, (Shape{24, 10, 10}));
    const auto rows = valueRows(*weights);
    QVERIFY((rows.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-14);
    for (Index row = 0; row < rows.rows(); ++row)
        QVERIFY(rows.row(row).tail(9 - row % 10).isZero(0));
}

void TestLearnInspection::keptIsKernelTimesDriven_data()
{
    QTest::addColumn<int>("mixer");
    QTest::addColumn<int>("headWidth");
    QTest::newRow("S4D") << int(Mixer::S4d) << 1;
    QTest::newRow("GSS") << int(Mixer::Gss) << 1;
    QTest::newRow("H3") << int(Mixer::H3) << 1;
    QTest::newRow("H3, heads of 3") << int(Mixer::H3) << 3;
}

// What leaves the diagonal system, less what leaves it when its convolution is out, is the noted kernel * the noted input.
void TestLearnInspection::keptIsKernelTimesDriven()
{
    QFETCH(int, mixer);
    QFETCH(int, headWidth);
    Example example(Mixer(mixer), headWidth);
    Tape<double> tape;
    Inspection<double> whole;
    Inspection<double> without{.without = {{.layer = 0, .part = Part::Memory}}};
    evaluate(tape, example.weights, example.model, example.task.test(), &whole);
    evaluate(tape, example.weights, example.model, example.task.test(), &without);
    const Eigen::MatrixXd convolved =
        valueRows(*whole.find(0, Inner::Kept)) - valueRows(*without.find(0, Inner::Kept));
    const auto driven = valueRows(*whole.find(0, Inner::Driven));
    const auto kernel = valueRows(*whole.find(0, Inner::Kernel));
    const Index times = driven.cols() / kernel.cols();
    QCOMPARE(times, Index(headWidth * headWidth));
    for (Index c = 0; c < driven.cols(); ++c)
        for (Index row = 0; row < driven.rows(); ++row) {
            double sum = 0;
            for (Index lag = 0; lag <= row % 10; ++lag)
                sum += kernel(lag, c / times) * driven(row - lag, c);
            QVERIFY(std::abs(sum - convolved(row, c)) < 1e-12);
        }
}

// The kernel that the pass noted is the one that core/ssm computes of the exported systems.
void TestLearnInspection::trainedMemoryHasTheKernel()
{
    QFETCH(int, mixer);
    QFETCH(int, headWidth);
    Example example(Mixer(mixer), headWidth);
    Tape<double> tape;
    Inspection<double> inspection;
    evaluate(tape, example.weights, example.model, example.task.test(), &inspection);
    const auto memory = memoryOf(example.weights, example.model.blocks[1]);
    const auto kernel = valueRows(*inspection.find(1, Inner::Kernel));
    QCOMPARE(static_cast<Index>(memory->systems.size()), kernel.cols());
    for (Index h = 0; h < kernel.cols(); ++h) {
        const auto at = static_cast<std::size_t>(h);
        const auto expected = vandermondeKernel(memory->systems[at], memory->steps[at], memory->rule, 10);
        for (Index l = 0; l < 10; ++l)
            QVERIFY(std::abs(kernel(l, h) - expected[static_cast<std::size_t>(l)]) < 1e-12);
    }
    QVERIFY(!memoryOf(example.weights, Example(Mixer::Rnn).model.blocks[0]));
}

void TestLearnInspection::trainedH3IsTheLayerTakenApart_data()
{
    QTest::addColumn<int>("headWidth");
    for (const int width : {1, 2, 6})
        QTest::newRow(std::to_string(width).c_str()) << width;
}

// Of the first sequence, from the same normalised stream: every intermediate by FFT, and all of it token by token.
void TestLearnInspection::trainedH3IsTheLayerTakenApart()
{
    QFETCH(int, headWidth);
    Example example(Mixer::H3, headWidth);
    Tape<double> tape;
    Inspection<double> inspection;
    evaluate(tape, example.weights, example.model, example.task.test(), &inspection);
    const auto noted = [&](Inner inner) {
        return valueRows(*inspection.find(0, inner)).topRows(10).transpose().eval();
    };
    const auto layer = layerOf(example.weights, std::get<learn::H3Layer>(example.model.blocks[0].mixer));
    H3Run run = convolveH3(layer, h3Kernels(layer, 10), project(layer, noted(Inner::Input)), {}).value();
    QVERIFY((run.shifted - noted(Inner::Shifted)).norm() < 1e-13);
    QVERIFY((run.written - noted(Inner::Driven)).norm() < 1e-13);
    QVERIFY((run.memory - noted(Inner::Kept)).norm() < 1e-12);
    QVERIFY((run.output - noted(Inner::Mixed)).norm() < 1e-12);
    QVERIFY(run.output.norm() > 1e-3);
    H3Recurrence recurrence(layer);
    for (Eigen::Index token = 0; token < 10; ++token)
        recurrence.step(run, token);
    QVERIFY((run.output - noted(Inner::Mixed)).norm() < 1e-9 * run.output.norm());
}

void TestLearnInspection::partsMatter_data()
{
    QTest::addColumn<int>("mixer");
    QTest::addColumn<int>("part");
    QTest::addColumn<bool>("present");
    const auto row = [](const char* name, Mixer mixer, Part part, bool present) {
        QTest::newRow(name) << int(mixer) << int(part) << present;
    };
    row("attention without a head", Mixer::Attention, Part::Head, true);
    row("attention has no shift", Mixer::Attention, Part::Shift, false);
    row("S4D without memory", Mixer::S4d, Part::Memory, true);
    row("GSS without memory", Mixer::Gss, Part::Memory, true);
    row("H3 without shift", Mixer::H3, Part::Shift, true);
    row("H3 without memory", Mixer::H3, Part::Memory, true);
    row("RNN without its mixer", Mixer::Rnn, Part::Mixer, true);
    row("LSTM without its mixer", Mixer::Lstm, Part::Mixer, true);
    row("LSTM has no memory of modes", Mixer::Lstm, Part::Memory, false);
}

void TestLearnInspection::partsMatter()
{
    QFETCH(int, mixer);
    QFETCH(int, part);
    QFETCH(bool, present);
    Example example{Mixer(mixer)};
    QCOMPARE(largestChange(example, {.layer = 1, .part = Part(part)}) > 1e-6, present);
    QCOMPARE(largestChange(example, {.layer = 2, .part = Part(part)}), 0.0);
}

// Without its two heads a layer adds its output's bias alone, which is 0 at first: as without the whole mixer.
void TestLearnInspection::headsAreAllOfAttention()
{
    Example example(Mixer::Attention, 2);
    const auto heads = example.logitsWithout({{1, Part::Head, 0}, {1, Part::Head, 1}});
    QVERIFY((heads - example.logitsWithout({{1, Part::Mixer}})).cwiseAbs().maxCoeff() < 1e-14);
    QVERIFY((heads - example.logitsWithout({{1, Part::Head, 0}})).cwiseAbs().maxCoeff() > 1e-6);
}

// Against a count by hand from the logits.
void TestLearnInspection::answersAreCounted()
{
    Example example{Mixer::Lstm};
    const auto answers = answersTo(example.task, example.weights, example.model, {}).value();
    const Eigen::MatrixXd logits = example.logitsWithout({});
    QCOMPARE(answers.size(), std::size_t(12));
    Score expected;
    std::map<int, Index> asked;
    for (const Answer& answer : answers) {
        QCOMPARE(answer.position, Index(9));
        const Index row = answer.sequence * 10 + 9;
        QCOMPARE(logits(row, answer.said), logits.row(row).maxCoeff());
        QCOMPARE(answer.target, example.task.scored[static_cast<std::size_t>(row)]);
        expected.right += answer.said == answer.target ? 1 : 0;
        ++asked[example.task.distances[static_cast<std::size_t>(row)]];
    }
    QCOMPARE(scoreOf(answers).asked, Index(12));
    QCOMPARE(scoreOf(answers).right, expected.right);
    const auto scores = scoresByDistance(answers);
    QCOMPARE(scores.size(), asked.size());
    for (const auto& [distance, score] : scores)
        QCOMPARE(score.asked, asked[distance]);
}

/// The second head of the second layer against sums over the weights that the pass noted.
void TestLearnInspection::headScoresAreTheirSums()
{
    Weights<float> weights;
    const LanguageModel model = addLanguageModel(
        weights, {.mixer = Mixer::Attention, .vocabulary = 10, .length = 10, .width = 6, .heads = 2}, 4);
    for (float& value : weights.values())
        value *= 6;
    const TaskSet test = makeTask(AssociativeRecall{.vocabulary = 10, .pairs = 4}, 9, 5).value();
    const auto scores = headScores(test, weights, model, {}).value();
    QCOMPARE(scores.size(), std::size_t(4));
    Tape<float> tape(Keeping::Nothing);
    Inspection<float> inspection;
    evaluate(tape, weights, model, test.test(), &inspection);
    const auto looks = valueRows(*inspection.find(1, Inner::AttentionWeights));
    double previous = 0;
    double prefix = 0;
    for (Index b = 0; b < 9; ++b) {
        const Index first = (2 * b + 1) * 10; // rows of head 2
        for (Index t = 1; t < 10; ++t)
            previous += static_cast<double>(looks(first + t, t - 1)) / 81;
        const int* tokens = test.inputs.data() + 10 * b;
        for (Index s = 1; s < 8; s += 2) // the values; each stands behind its key
            prefix += tokens[s - 1] == tokens[9] ? static_cast<double>(looks(first + 9, s)) / 9 : 0;
    }
    QCOMPARE(scores[3].layer * 10 + scores[3].head, Index(11));
    QVERIFY(std::abs(scores[3].previous - previous) < 1e-6);
    QVERIFY(std::abs(scores[3].prefix - prefix) < 1e-6 && prefix > 0);
    QVERIFY(std::ranges::all_of(
        scores, [&](const HeadScores& one) { return one.previous <= previousTokenHead(scores).previous; }));
}

QTEST_GUILESS_MAIN(TestLearnInspection)
#include "tst_learn_inspection.moc"
