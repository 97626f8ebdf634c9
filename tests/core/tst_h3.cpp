// SPDX-License-Identifier: GPL-3.0-or-later
// The layer against loops over its definition, its two modes and its matrix form against each other.
#include "core/h3/h3_attention.h"
#include "core/h3/h3_recurrence.h"
#include "core/h3/recall_layer.h"
#include "core/math/normal_rows.h"

#include <QtTest>

#include <cmath>
#include <complex>
#include <numeric>

using namespace kaba;
using Eigen::Index;

namespace {

constexpr int kVocabulary = 7;

struct Case {
    H3Settings settings;
    H3Layer layer;
    Eigen::MatrixXd input;

    H3Run convolved() const
    {
        return convolveH3(layer, h3Kernels(layer, input.cols()), project(layer, input), RunContext()).value();
    }
};

/// A layer in which every number differs, biases and B of the shift included.
Case someCase(Index headSize, Index heads, ChannelOrder order = ChannelOrder::Official,
              StepRule rule = StepRule::Bilinear, Index length = 37)
{
    const H3Settings settings{headSize, 6, 0.01, {rule}, order};
    Case one{settings, randomH3(settings, kVocabulary, heads, 5).value(), {}};
    Random random(11);
    H3Layer& layer = one.layer;
    for (DenseMap* map : {&layer.query, &layer.key, &layer.value, &layer.output})
        map->bias = normalRows(random, map->bias.size(), 1);
    layer.shiftInput = normalRows(random, layer.width(), layer.taps());
    one.input = normalRows(random, kVocabulary, length);
    return one;
}

double largestDifference(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b)
{
    if (a.rows() != b.rows() || a.cols() != b.cols())
        return INFINITY;
    return (a - b).cwiseAbs().maxCoeff() / std::max(1.0, b.cwiseAbs().maxCoeff());
}

double largestDifference(const H3Run& a, const H3Run& b)
{
    return std::max({largestDifference(a.shifted, b.shifted), largestDifference(a.written, b.written),
                     largestDifference(a.memory, b.memory), largestDifference(a.mixed, b.mixed),
                     largestDifference(a.output, b.output)});
}

/// K_l of one channel's shift register by its matrices: C S^l B.
std::vector<double> shiftByMatrices(const H3Layer& layer, Index channel, Index length)
{
    const Index order = layer.taps();
    Eigen::MatrixXd down = Eigen::MatrixXd::Zero(order, order);
    down.diagonal(-1).setOnes();
    Eigen::VectorXd state = layer.shiftInput.row(channel).transpose();
    std::vector<double> kernel;
    for (Index lag = 0; lag < length; ++lag) {
        kernel.push_back(layer.shiftReadout.row(channel).dot(state));
        state = (down * state).eval();
    }
    return kernel;
}

/// The same of one head's modes: 2 Re Σ C B̄ Ā^l, both rules written out.
std::vector<double> memoryByPowers(const H3Layer& layer, Index head, Index length)
{
    const DiagonalStateSpace& system = layer.memory[static_cast<std::size_t>(head)];
    const double step = layer.steps[static_cast<std::size_t>(head)];
    std::vector<double> kernel(static_cast<std::size_t>(length), 0);
    for (Index n = 0; n < system.a.size(); ++n) {
        const std::complex<double> z = step * system.a(n);
        const bool bilinear = layer.rule.isGbt();
        const std::complex<double> pole = bilinear ? (1.0 + z / 2.0) / (1.0 - z / 2.0) : std::exp(z);
        const std::complex<double> input = bilinear ? step / (1.0 - z / 2.0) : (pole - 1.0) / system.a(n);
        for (std::size_t lag = 0; lag < kernel.size(); ++lag)
            kernel[lag] += 2 * (system.c(n) * system.b(n) * input * std::pow(pole, lag)).real();
    }
    return kernel;
}

double causalSum(const std::vector<double>& kernel, const std::function<double(Index)>& signal, Index at)
{
    double sum = 0;
    for (Index past = 0; past <= at; ++past)
        sum += kernel[static_cast<std::size_t>(at - past)] * signal(past);
    return sum;
}

/// Loops over the indices of the authors' rearrangements, at one place: y[d2, h] = Σ_{d1} q[h, d1] memory[d1, d2, h].
double mixedByLoops(const Case& one, const Eigen::MatrixXd& shifted, Index head, Index d2, Index at)
{
    const H3Layer& layer = one.layer;
    const H3Projections maps = project(layer, one.input);
    const std::vector<double> kernel = memoryByPowers(layer, head, at + 1);
    double sum = 0;
    for (Index d1 = 0; d1 < layer.headSize; ++d1) {
        const auto written = [&](Index t) {
            return shifted(head * layer.headSize + d1, t) * maps.value(head * layer.headSize + d2, t);
        };
        const double skip = layer.memory[static_cast<std::size_t>(head)].d;
        sum += maps.query(head * layer.headSize + d1, at) *
               (causalSum(kernel, written, at) + skip * written(at));
    }
    return sum;
}

Eigen::MatrixXd shiftedByLoops(const Case& one)
{
    const Eigen::MatrixXd key = project(one.layer, one.input).key;
    Eigen::MatrixXd out(key.rows(), key.cols());
    for (Index channel = 0; channel < key.rows(); ++channel) {
        const std::vector<double> kernel = shiftByMatrices(one.layer, channel, key.cols());
        for (Index t = 0; t < key.cols(); ++t)
            out(channel, t) = causalSum(
                                  kernel, [&](Index past) { return key(channel, past); }, t) +
                              one.layer.shiftSkip(channel) * key(channel, t);
    }
    return out;
}

void headRows()
{
    QTest::addColumn<int>("headSize");
    QTest::addColumn<int>("heads");
    QTest::addColumn<bool>("official");
    QTest::addColumn<bool>("bilinear");
    QTest::newRow("heads of one") << 1 << 5 << true << true;
    QTest::newRow("heads of two") << 2 << 3 << true << false;
    QTest::newRow("heads of two, head-major") << 2 << 3 << false << true;
    QTest::newRow("heads of four") << 4 << 3 << true << true;
    QTest::newRow("heads of eight") << 8 << 2 << true << true;
    QTest::newRow("one head of eight, head-major") << 8 << 1 << false << false;
}

} // namespace

class TestH3 : public QObject {
    Q_OBJECT
private slots:
    void agreesWithLoops_data() { headRows(); }
    void agreesWithLoops();
    void convolutionIsRecurrence_data() { headRows(); }
    void convolutionIsRecurrence();
    void isLinearAttention_data() { headRows(); }
    void isLinearAttention();
    void headsOfOneMultiply();
    void ordersHoldTheSameNumbers();
    void isCausal();
    void tokensAreOneHot();
    void countsItsSteps_data() { headRows(); }
    void countsItsSteps();
    void stopsWhenAsked();
    void drawsAsTheAuthorsDo();
    void partsCanBeTakenOut();
};

#define FETCH_CASE()                                                                                         \
    QFETCH(int, headSize);                                                                                   \
    QFETCH(int, heads);                                                                                      \
    QFETCH(bool, official);                                                                                  \
    QFETCH(bool, bilinear);                                                                                  \
    const Case one = someCase(headSize, heads, official ? ChannelOrder::Official : ChannelOrder::HeadMajor,  \
                              bilinear ? StepRule::Bilinear : StepRule::Zoh)

void TestH3::agreesWithLoops()
{
    FETCH_CASE();
    const H3Run run = one.convolved();
    const Eigen::MatrixXd shifted = shiftedByLoops(one);
    QVERIFY(largestDifference(run.shifted, shifted) < 1e-12);
    double worst = 0;
    for (Index head = 0; head < heads; ++head)
        for (Index d2 = 0; d2 < headSize; ++d2)
            for (const Index at : {Index(0), Index(9), one.input.cols() - 1}) {
                const Index channel = official ? d2 * heads + head : head * headSize + d2;
                worst = std::max(worst,
                                 std::abs(run.mixed(channel, at) - mixedByLoops(one, shifted, head, d2, at)));
            }
    QVERIFY2(worst < 1e-11, qPrintable(QString::number(worst)));
    const Eigen::MatrixXd output = (one.layer.output.weight * run.mixed).colwise() + one.layer.output.bias;
    QVERIFY(largestDifference(run.output, output) < 1e-13);
}

void TestH3::convolutionIsRecurrence()
{
    FETCH_CASE();
    const auto stepped = recurH3(one.layer, project(one.layer, one.input), RunContext());
    QVERIFY(stepped.has_value());
    const double difference = largestDifference(stepped->run, one.convolved());
    QVERIFY2(difference < 1e-9, qPrintable(QString::number(difference)));
}

void TestH3::isLinearAttention()
{
    FETCH_CASE();
    const H3Run run = one.convolved();
    const H3Kernels kernels = h3Kernels(one.layer, one.input.cols());
    const Eigen::MatrixXd mixed = mixedByAttention(one.layer, kernels, run.projections, run.shifted);
    QVERIFY(largestDifference(mixed, run.mixed) < 1e-11);
    const Eigen::VectorXd last = lastOutput(one.layer, kernels, run.projections);
    QVERIFY(largestDifference(last, run.output.rightCols(1)) < 1e-11);
}

/// Without heads there are no outer products: q ⊙ memory(K̃ ⊙ v), channel by channel.
void TestH3::headsOfOneMultiply()
{
    const Case one = someCase(1, 5);
    const H3Run run = one.convolved();
    const auto& [query, key, value] = run.projections;
    QCOMPARE(run.written, Eigen::MatrixXd(run.shifted.cwiseProduct(value)));
    QCOMPARE(run.mixed, Eigen::MatrixXd(run.memory.cwiseProduct(query)));
}

void TestH3::ordersHoldTheSameNumbers()
{
    const H3Run official = someCase(4, 3, ChannelOrder::Official).convolved();
    const H3Run headMajor = someCase(4, 3, ChannelOrder::HeadMajor).convolved();
    for (Index head = 0; head < 3; ++head)
        for (Index j = 0; j < 4; ++j)
            QCOMPARE(Eigen::VectorXd(official.mixed.row(j * 3 + head)),
                     Eigen::VectorXd(headMajor.mixed.row(head * 4 + j)));
    QVERIFY(largestDifference(official.output, headMajor.output) > 0.1);
}

void TestH3::isCausal()
{
    Case one = someCase(4, 2);
    const H3Run before = one.convolved();
    one.input.rightCols(10).setConstant(3);
    const H3Run after = one.convolved();
    QVERIFY(largestDifference(after.output.leftCols(27), before.output.leftCols(27)) < 1e-12);
    QVERIFY(largestDifference(after.output.col(27), before.output.col(27)) > 0.1);
}

void TestH3::tokensAreOneHot()
{
    const Case one = someCase(2, 2);
    const std::vector<int> tokens{3, 0, 6, 3};
    Eigen::MatrixXd input = Eigen::MatrixXd::Zero(kVocabulary, 4);
    for (Index t = 0; t < 4; ++t)
        input(tokens[static_cast<std::size_t>(t)], t) = 1;
    const H3Projections looked = projectTokens(one.layer, tokens);
    const H3Projections multiplied = project(one.layer, input);
    QVERIFY(largestDifference(looked.query, multiplied.query) < 1e-15);
    QVERIFY(largestDifference(looked.key, multiplied.key) < 1e-15);
    QVERIFY(largestDifference(looked.value, multiplied.value) < 1e-15);
}

/// d(2N + 1) for the shift, cells · (8 N/2 + 3) for memory and gate; d N + cells · N numbers.
void TestH3::countsItsSteps()
{
    FETCH_CASE();
    const auto stepped = recurH3(one.layer, project(one.layer, one.input), RunContext()).value();
    const auto width = static_cast<std::uint64_t>(headSize) * static_cast<std::uint64_t>(heads);
    const std::uint64_t cells = width * static_cast<std::uint64_t>(headSize);
    QCOMPARE(stepped.multiplyAdds, width * 13 + cells * 27);
    QCOMPARE(stepped.numbersHeld, width * 6 + cells * 6);
}

void TestH3::stopsWhenAsked()
{
    const Case one = someCase(2, 2);
    std::stop_source stop;
    stop.request_stop();
    const RunContext stopped(stop.get_token());
    const H3Projections maps = project(one.layer, one.input);
    const auto convolved = convolveH3(one.layer, h3Kernels(one.layer, one.input.cols()), maps, stopped);
    QVERIFY(!convolved && convolved.error().kind == Error::Kind::Cancelled);
    const auto stepped = recurH3(one.layer, maps, stopped);
    QVERIFY(!stepped && stepped.error().kind == Error::Kind::Cancelled);
}

void TestH3::drawsAsTheAuthorsDo()
{
    const H3Settings settings{.headSize = 2, .order = 16, .step = 1e-3};
    const H3Layer layer = randomH3(settings, kVocabulary, 50, 3).value();
    QVERIFY(layer.shiftReadout.cwiseAbs().maxCoeff() <= 0.25);
    QVERIFY(layer.shiftReadout.cwiseAbs().maxCoeff() > 0.24);
    QCOMPARE(layer.shiftInput.sum(), 100.0);
    const auto [least, most] = std::ranges::minmax(layer.steps);
    QVERIFY(least >= 1e-3 && least < 2e-3 && most <= 0.1 && most > 0.05);
    QCOMPARE(layer.memory.front().a(3), std::complex<double>(-0.5, -3 * M_PI));
    QVERIFY(randomH3(settings, kVocabulary, 50, 3)->key.weight == layer.key.weight);
    QVERIFY(randomH3(settings, kVocabulary, 50, 4)->key.weight != layer.key.weight);
    QCOMPARE(randomH3({.order = 7}, kVocabulary, 1, 3).error().kind, Error::Kind::CannotCompute);
}

void TestH3::partsCanBeTakenOut()
{
    const Case one = someCase(2, 3);
    const auto without = [&](H3Layer (*take)(H3Layer)) {
        return Case{one.settings, take(one.layer), one.input}.convolved();
    };
    const H3Run unshifted = without(withoutShift);
    QCOMPARE(unshifted.shifted, unshifted.projections.key);
    const H3Run forgetful = without(withoutMemory);
    QVERIFY(largestDifference(forgetful.memory, forgetful.written) < 1e-14);
    const H3Run open = without(withoutGate);
    const Eigen::VectorXd summed = open.memory.row(0) + open.memory.row(2);
    QVERIFY(largestDifference(open.mixed.row(0).transpose(), summed) < 1e-14);
}

QTEST_GUILESS_MAIN(TestH3)
#include "tst_h3.moc"
