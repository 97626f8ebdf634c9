// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_attention.h"
#include "core/learn/ops_convolution.h"
#include "core/learn/ops_elementwise.h"
#include "core/learn/ops_heads.h"
#include "core/learn/ops_linear.h"
#include "core/learn/ops_normalisation.h"
#include "core/learn/ops_recurrent.h"
#include "core/learn/ops_ssm.h"
#include "core/learn/ops_tokens.h"
#include "core/ssm/vandermonde.h"
#include "tests/support/learn_operations.h"

#include <QtTest>

#include <complex>

using namespace kaba;
using namespace kaba::learn;

namespace {

double distance(const Real& left, const Real& right)
{
    return (valueRows(left) - valueRows(right)).norm() / valueRows(right).norm();
}

} // namespace

class TestLearnOps : public QObject {
    Q_OBJECT

private slots:
    void attentionIsItsDefinition();
    void crossEntropyIgnores();
    void geluAtKnownPoints();
    void dropoutKeepsTheMean();
    void fftIsDirectSum_data();
    void fftIsDirectSum();
    void diagonalKernelIsScan_data();
    void diagonalKernelIsScan();
    void diagonalKernelIsVandermonde();
    void smallStepsDoNotCancel();
    void shiftKernelIsShiftRegister();
    void headProductsAreMatrixProducts();
    void tanhRecurrenceIsItsLoop();
    void lstmIsItsLoop();
    void horizonCutsTheGradient_data();
    void horizonCutsTheGradient();
    void floatFollowsDouble();
    void tapeAllocatesOnce();
};

// softmax(QKᵀ/√d) V of one head, written out.
void TestLearnOps::attentionIsItsDefinition()
{
    Leaves leaves({{1, 4, 3}, {1, 4, 3}, {1, 4, 3}}, 2);
    Tape<double> tape;
    const Real weights = causalSoftmax(tape, attentionScores(tape, leaves.inputs[0], leaves.inputs[1], 1));
    const Real mixed = attentionMix(tape, weights, leaves.inputs[2]);
    for (Index i = 0; i < 4; ++i) {
        Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(3);
        double total = 0;
        for (Index j = 0; j <= i; ++j) {
            const double logit = valueRows(leaves.inputs[0]).row(i).dot(valueRows(leaves.inputs[1]).row(j));
            total += std::exp(logit / std::sqrt(3.0));
            sum += std::exp(logit / std::sqrt(3.0)) * valueRows(leaves.inputs[2]).row(j);
        }
        QVERIFY((valueRows(mixed).row(i) - sum / total).norm() < 1e-14);
        QVERIFY(valueRows(weights).row(i).tail(3 - i).isZero(0));
    }
}

// Equal logits cost log V each; what is ignored has neither cost nor gradient.
void TestLearnOps::crossEntropyIgnores()
{
    Leaves leaves({{2, 3, 5}}, 1);
    valueRows(leaves.inputs[0]).setConstant(0.7);
    Tape<double> tape;
    const Real loss = crossEntropy(tape, leaves.inputs[0], kTargets, scoredTargets(kTargets));
    QCOMPARE(scoredTargets(kTargets), Index(4));
    QVERIFY(std::abs(*loss.value - std::log(5.0)) < 1e-14);
    *loss.gradient = 1;
    tape.backward();
    QVERIFY(gradientRows(leaves.inputs[0]).row(1).isZero(0));
    QVERIFY(std::abs(gradientRows(leaves.inputs[0])(0, 0) - (0.2 - 1) / 4) < 1e-15);
}

void TestLearnOps::geluAtKnownPoints()
{
    Leaves leaves({{1, 1, 4}}, 1);
    const double points[] = {0, 1, -1, 40};
    std::copy_n(points, 4, leaves.inputs[0].value);
    Tape<double> tape;
    const Real y = gelu(tape, leaves.inputs[0]);
    for (Index i = 0; i < 4; ++i) {
        const double x = points[i];
        const double u = std::sqrt(2 / M_PI) * (x + 0.044715 * x * x * x);
        QVERIFY(std::abs(y.value[i] - x / 2 * (1 + std::tanh(u))) < 1e-15 * std::max(1.0, x));
    }
}

// 40 000 entries of rate 0.1: the count within four standard deviations, the same at each call, another key another set.
void TestLearnOps::dropoutKeepsTheMean()
{
    Leaves leaves({{1, 1, 40000}}, 1);
    valueRows(leaves.inputs[0]).setOnes();
    Tape<double> tape;
    const Real y = dropout(tape, leaves.inputs[0], 0.1, 1);
    const auto zeros = std::count(y.value, y.value + y.size(), 0.0);
    QVERIFY(std::abs(static_cast<double>(zeros) - 4000) < 4 * 60);
    QVERIFY(std::abs(valueRows(y).maxCoeff() - 1 / 0.9) < 1e-5);
    QCOMPARE(distance(dropout(tape, leaves.inputs[0], 0.1, 1), y), 0.0);
    QVERIFY(distance(dropout(tape, leaves.inputs[0], 0.1, 2), y) > 0.1);
    QCOMPARE(dropout(tape, leaves.inputs[0], 0, 1).value, leaves.inputs[0].value);
}

void TestLearnOps::fftIsDirectSum_data()
{
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("taps");
    QTest::newRow("one sample") << 1 << 1;
    QTest::newRow("short kernel") << 33 << 4;
    QTest::newRow("as long") << 42 << 42;
    QTest::newRow("longer kernel") << 20 << 64;
    QTest::newRow("long") << 300 << 300;
}

// Values and both gradients.
void TestLearnOps::fftIsDirectSum()
{
    QFETCH(int, length);
    QFETCH(int, taps);
    const std::vector<Shape> shapes{{3, length, 19}, {1, taps, 19}};
    Leaves direct(shapes, 3);
    Leaves fast(shapes, 3);
    weightedSum({{}, [](auto& t, auto& x) { return shortConvolution(t, x[0], x[1]); }}, direct.inputs, true);
    weightedSum({{}, [](auto& t, auto& x) { return longConvolution(t, x[0], x[1]); }}, fast.inputs, true);
    for (std::size_t i = 0; i < 2; ++i) {
        const double scale = gradientRows(direct.inputs[i]).norm();
        QVERIFY((gradientRows(direct.inputs[i]) - gradientRows(fast.inputs[i])).norm() < 1e-12 * scale);
    }
    Tape<double> tape;
    QVERIFY(distance(longConvolution(tape, fast.inputs[0], fast.inputs[1]),
                     shortConvolution(tape, fast.inputs[0], fast.inputs[1])) < 1e-12);
}

void TestLearnOps::diagonalKernelIsScan_data()
{
    QTest::addColumn<int>("rule");
    QTest::newRow("ZOH") << int(DiagonalRule::Zoh);
    QTest::newRow("bilinear") << int(DiagonalRule::Bilinear);
}

// x_k = Ā x_{k−1} + B̄ u_k, y = 2 Re C x, (Ā, B̄) as core/ssm discretises them, against kernel and convolution.
void TestLearnOps::diagonalKernelIsScan()
{
    QFETCH(int, rule);
    Leaves leaves({{1, 1, 2}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 40, 2}}, 4);
    valueRows(leaves.inputs[1]) = -valueRows(leaves.inputs[1]).cwiseAbs();
    Tape<double> tape;
    const auto systems = systemsOf(leaves.inputs);
    const Real kernel = diagonalKernel(tape, systems, DiagonalRule(rule), 40);
    const Real y = shortConvolution(tape, leaves.inputs[5], kernel);
    const StepRule steps = DiagonalRule(rule) == DiagonalRule::Zoh ? StepRule::Zoh : StepRule::Bilinear;
    for (Index h = 0; h < 2; ++h) {
        DiagonalStateSpace system{Eigen::VectorXcd(3), Eigen::VectorXcd::Ones(3), Eigen::VectorXcd(3), 2};
        for (Index n = 0; n < 3; ++n) {
            system.a(n) = {systems.realA.value[h * 3 + n], systems.imagA.value[h * 3 + n]};
            system.c(n) = {systems.realC.value[h * 3 + n], systems.imagC.value[h * 3 + n]};
        }
        const auto discrete = discretize(system, std::exp(systems.logStep.value[h]), {.rule = steps});
        Eigen::VectorXcd state = Eigen::VectorXcd::Zero(3);
        for (Index k = 0; k < 40; ++k) {
            state = discrete.a.cwiseProduct(state) + discrete.b * leaves.inputs[5].value[k * 2 + h];
            const double output = 2 * (discrete.c.transpose() * state)(0).real();
            QVERIFY(std::abs(output - y.value[k * 2 + h]) < 1e-12);
        }
    }
}

// S4D-Lin at order 64 over 1024 steps against the sum of exact exponentials.
void TestLearnOps::diagonalKernelIsVandermonde()
{
    Leaves leaves({{1, 1, 1}, {1, 1, 32}, {1, 1, 32}, {1, 1, 32}, {1, 1, 32}}, 4);
    *leaves.inputs[0].value = std::log(0.01);
    DiagonalStateSpace system{Eigen::VectorXcd(32), Eigen::VectorXcd::Ones(32), Eigen::VectorXcd(32), 2};
    for (Index n = 0; n < 32; ++n) {
        leaves.inputs[1].value[n] = -0.5;
        leaves.inputs[2].value[n] = M_PI * static_cast<double>(n);
        system.a(n) = {-0.5, M_PI * static_cast<double>(n)};
        system.c(n) = {leaves.inputs[3].value[n], leaves.inputs[4].value[n]};
    }
    Tape<double> tape;
    const Real kernel = diagonalKernel(tape, systemsOf(leaves.inputs), DiagonalRule::Zoh, 1024);
    const auto exact = vandermondeKernel(system, 0.01, {.rule = StepRule::Zoh}, 1024);
    const Eigen::Map<const Eigen::VectorXd> expected(exact.data(), 1024);
    QVERIFY((valueRows(kernel).col(0) - expected).norm() < 1e-12 * expected.norm());
}

// Around the border of the series and far below it, the slope in A by differences of the exact quotient.
void TestLearnOps::smallStepsDoNotCancel()
{
    for (const double logStep : {-12.0, -4.7, -4.5}) {
        const Operation operation{
            {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}, {1, 1, 1}}, [&](Tape<double>& tape, const Inputs& x) {
                const Real step = tape.tensor({});
                *step.value = logStep;
                return diagonalKernel(tape, {step, x[0], x[1], x[2], x[3]}, DiagonalRule::Zoh, 3);
            }};
        const double error = gradientError(operation);
        QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
    }
}

// The register itself: x ← S x + B u.
void TestLearnOps::shiftKernelIsShiftRegister()
{
    Leaves leaves({{1, 5, 2}, {1, 5, 2}}, 6);
    Tape<double> tape;
    const Real kernel = shiftKernel(tape, leaves.inputs[0], leaves.inputs[1]);
    for (Index h = 0; h < 2; ++h) {
        Eigen::VectorXd state = valueRows(leaves.inputs[0]).col(h);
        for (Index l = 0; l < 5; ++l) {
            const double answer = state.dot(valueRows(leaves.inputs[1]).col(h));
            QVERIFY(std::abs(answer - kernel.value[l * 2 + h]) < 1e-14);
            state.tail(4) = state.head(4).eval();
            state(0) = 0;
        }
    }
}

// Head by head: k vᵀ, and qᵀ(k vᵀ) = (q·k) vᵀ.
void TestLearnOps::headProductsAreMatrixProducts()
{
    Leaves leaves({{2, 3, 6}, {2, 3, 6}, {2, 3, 6}}, 6);
    Tape<double> tape;
    const Real matrices = outerProduct(tape, leaves.inputs[0], leaves.inputs[1], 2);
    const Real read = headProduct(tape, leaves.inputs[2], matrices, 2);
    for (Index row = 0; row < 6; ++row)
        for (Index head = 0; head < 2; ++head) {
            const auto part = [&](const Real& x) {
                return valueRows(x).row(row).segment<3>(3 * head).eval();
            };
            const RowMap<double> matrix(matrices.value + (row * 6 + 3 * head) * 3, 3, 3);
            QVERIFY((matrix - part(leaves.inputs[0]).transpose() * part(leaves.inputs[1])).norm() < 1e-15);
            const double product = part(leaves.inputs[2]).dot(part(leaves.inputs[0]));
            QVERIFY((part(read) - product * part(leaves.inputs[1])).norm() < 1e-14);
        }
}

// One unit at a time.
void TestLearnOps::tanhRecurrenceIsItsLoop()
{
    Leaves leaves({{2, 7, 3}, {1, 3, 3}}, 6);
    Tape<double> tape;
    const Real y = tanhRecurrence(tape, leaves.inputs[0], leaves.inputs[1]);
    for (Index b = 0; b < 2; ++b) {
        std::vector<double> state(3);
        for (Index t = 0; t < 7; ++t) {
            const std::vector<double> before = state;
            for (std::size_t n = 0; n < 3; ++n) {
                const Index at = (b * 7 + t) * 3 + static_cast<Index>(n);
                double sum = leaves.inputs[0].value[at];
                for (std::size_t m = 0; m < 3; ++m)
                    sum += before[m] * leaves.inputs[1].value[m * 3 + n];
                state[n] = std::tanh(sum);
                QVERIFY(std::abs(state[n] - y.value[at]) < 1e-14);
            }
        }
    }
}

void TestLearnOps::lstmIsItsLoop()
{
    Leaves leaves({{2, 7, 8}, {1, 2, 8}}, 6);
    Tape<double> tape;
    const auto y = lstmRecurrence(tape, leaves.inputs[0], leaves.inputs[1]);
    const auto sigmoid = [](double x) { return 1 / (1 + std::exp(-x)); };
    for (Index b = 0; b < 2; ++b) {
        Eigen::Vector2d hidden(0, 0);
        Eigen::Vector2d cell(0, 0);
        for (Index t = 0; t < 7; ++t) {
            const Index row = b * 7 + t;
            const Eigen::RowVectorXd gates =
                valueRows(leaves.inputs[0]).row(row) + hidden.transpose() * valueRows(leaves.inputs[1]);
            for (Index n = 0; n < 2; ++n) {
                cell(n) = sigmoid(gates(2 + n)) * cell(n) + sigmoid(gates(n)) * std::tanh(gates(4 + n));
                hidden(n) = sigmoid(gates(6 + n)) * std::tanh(cell(n));
            }
            QVERIFY((valueRows(y.cell).row(row) - cell.transpose()).norm() < 1e-14);
            QVERIFY((valueRows(y.hidden).row(row) - hidden.transpose()).norm() < 1e-14);
        }
    }
}

void TestLearnOps::horizonCutsTheGradient_data()
{
    QTest::addColumn<bool>("lstm");
    QTest::newRow("tanh RNN") << false;
    QTest::newRow("LSTM") << true;
}

// The last of 7 positions: with horizon 3 its gradient reaches position 6 alone, with horizon 4 positions 4 … 6; the
// states are the same.
void TestLearnOps::horizonCutsTheGradient()
{
    QFETCH(bool, lstm);
    const Index width = 2;
    for (const auto& [horizon, first] : {std::pair<Index, Index>{0, 0}, {3, 6}, {4, 4}, {7, 0}}) {
        Leaves leaves({{1, 7, lstm ? 4 * width : width}, {1, width, lstm ? 4 * width : width}}, 6);
        Tape<double> tape;
        const auto run = [&](Index cut) {
            return lstm ? lstmRecurrence(tape, leaves.inputs[0], leaves.inputs[1], cut).hidden
                        : tanhRecurrence(tape, leaves.inputs[0], leaves.inputs[1], cut);
        };
        const Real whole = run(kFullHorizon);
        const Real y = run(horizon);
        QCOMPARE(distance(y, whole), 0.0);
        gradientRows(y).row(6).setOnes();
        tape.backward();
        const auto slopes = gradientRows(leaves.inputs[0]);
        QVERIFY(slopes.topRows(first).isZero(0));
        QVERIFY(slopes.bottomRows(7 - first).rowwise().norm().minCoeff() > 0);
    }
}

void TestLearnOps::floatFollowsDouble()
{
    Leaves leaves({{2, 6, 20}, {1, 6, 20}}, 8);
    std::vector<float> x(leaves.inputs[0].value, leaves.inputs[0].value + 240);
    std::vector<float> k(leaves.inputs[1].value, leaves.inputs[1].value + 120);
    std::vector<float> slopes(360);
    Tape<float> tape;
    const Tensor<float> input{{2, 6, 20}, x.data(), slopes.data()};
    const Tensor<float> y = gelu(tape, convolution(tape, input, {{1, 6, 20}, k.data(), slopes.data() + 240}));
    Tape<double> exact;
    const Real expected = gelu(exact, convolution(exact, leaves.inputs[0], leaves.inputs[1]));
    QVERIFY((valueRows(y).cast<double>() - valueRows(expected)).norm() < 1e-6 * valueRows(expected).norm());
}

// The second round fits into one block; from then on nothing is asked of the system.
void TestLearnOps::tapeAllocatesOnce()
{
    Leaves leaves({{8, 64, 128}, {1, 128, 128}}, 8);
    Tape<double> tape;
    std::size_t allocations = 0;
    for (int round = 0; round < 5; ++round) {
        tape.clear();
        Real x = leaves.inputs[0];
        for (int i = 0; i < 6; ++i)
            x = gelu(tape, matrixProduct(tape, x, leaves.inputs[1]));
        tape.backward();
        if (round == 1)
            allocations = tape.arena().allocations();
    }
    QVERIFY(allocations > 2);
    QCOMPARE(tape.arena().allocations(), allocations);
}

QTEST_GUILESS_MAIN(TestLearnOps)
#include "tst_learn_ops.moc"
