// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo of S4 shows beside the kernel itself: folding, eigenvectors of A, single precision, counted costs.
#include "core/base/demo.h"
#include "core/math/random.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/legs_eigenvectors.h"
#include "core/ssm/operation_counts.h"
#include "core/ssm/s4_float.h"
#include "core/ssm/s4_kernel.h"

#include <Eigen/LU>

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace kaba;

namespace {

using LongMatrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;

StateSpace systemOf(Measure measure, int order)
{
    const HippoMatrices matrices = hippo(measure, order).value();
    Eigen::VectorXd c(order);
    for (Eigen::Index n = 0; n < order; ++n)
        c(n) = std::cos(static_cast<double>(n));
    return {matrices.a, matrices.b, c, 0};
}

/// Pascal's triangle.
long double binomial(int n, int k)
{
    std::vector<long double> row{1};
    for (int i = 0; i < n; ++i) {
        row.push_back(0);
        for (std::size_t j = row.size() - 1; j > 0; --j)
            row[j] += row[j - 1];
    }
    return row.at(static_cast<std::size_t>(k));
}

double floatError(double step, std::size_t length, FloatNodes nodes)
{
    const StateSpace system = systemOf(Measure::LegSLti, 64);
    const Dplr dplr = dplrOf(Measure::LegSLti, 64).value();
    const Eigen::VectorXcd modes = dplr.inModes(truncatedReadout(system, step, length));
    const std::vector<double> exact = giantStepKernel(discretize(system, step, {}), length);
    return relativeDifference(s4KernelInFloat(dplr, step, modes, length, nodes, {}).value(), exact);
}

/// "VmHWM:   1234 kB" of this process in megabytes.
double megabytes(const std::string& entry)
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == entry + ":") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes / 1024;
        }
    return 0;
}

} // namespace

class TestS4Steps : public QObject {
    Q_OBJECT
private slots:
    void uncorrectedKernelIsFolded_data();
    void uncorrectedKernelIsFolded();
    void largestEntryIsThatOfTheTriangle();
    void eigenvectorsDiagonaliseLegS();
    void conditionNumberIsThatOfTheMatrix();
    void naiveKernelBreaksDown();
    void singlePrecisionHasItsErrors();
    void singlePrecisionServesEveryMeasure();
    void singlePrecisionStops();
    void countsAreThoseOfTheLoops();
    void channelsStayBelowFortyMegabytes();
    void figureFollowsTheCorrection();
    void timesOnlyWhereAsked();
};

void TestS4Steps::uncorrectedKernelIsFolded_data()
{
    QTest::addColumn<Measure>("measure");
    for (const Measure measure : {Measure::LegSLti, Measure::LegT, Measure::LagT, Measure::Fourier})
        QTest::newRow(kMeasureOptions[static_cast<int>(measure)].id.data()) << measure;
}

void TestS4Steps::uncorrectedKernelIsFolded()
{
    QFETCH(Measure, measure);
    constexpr std::size_t kLength = 50;
    const StateSpace system = systemOf(measure, 8);
    const StateSpace discrete = discretize(system, 0.02, {});
    const std::vector<double> whole = giantStepKernel(discrete, 100 * kLength);
    std::vector<double> folded(kLength);
    for (std::size_t l = 0; l < whole.size(); ++l)
        folded[l % kLength] += whole[l];
    StateSpace closed = discrete;
    closed.c = foldedReadout(system, 0.02, kLength);
    QVERIFY(relativeDifference(giantStepKernel(closed, kLength), folded) < 1e-11);
    const Dplr dplr = dplrOf(measure, 8).value();
    const auto uncorrected = s4Kernel(dplr, 0.02, dplr.inModes(system.c), kLength);
    QVERIFY(relativeDifference(*uncorrected, folded) < 1e-11);
}

void TestS4Steps::largestEntryIsThatOfTheTriangle()
{
    for (const int order : {1, 2, 3, 10, 37, 64}) {
        long double largest = 1;
        for (int i = 0; i < order; ++i)
            for (int j = 0; j <= i; ++j)
                largest = std::max(largest, binomial(i + j, i - j));
        const auto expected = static_cast<double>(largest);
        QVERIFY(std::abs(legsLargestEntry(order) - expected) <= 1e-12 * expected);
    }
}

/// The paper's V is that of the matrix without the factors √(2n+1); ours has them in its rows.
LongMatrix eigenvectors(int order)
{
    LongMatrix v = LongMatrix::Zero(order, order);
    for (int n = 0; n < order; ++n)
        for (int j = 0; j <= n; ++j)
            v(n, j) =
                std::sqrt(2.0L * n + 1) * ((n + j) % 2 == 0 ? 1 : -1) * binomial(n, j) * binomial(n + j, j);
    return v;
}

void TestS4Steps::eigenvectorsDiagonaliseLegS()
{
    const LongMatrix a = hippo(Measure::LegSLti, 12).value().a.cast<long double>();
    const LongMatrix v = eigenvectors(12);
    for (Eigen::Index j = 0; j < 12; ++j)
        QVERIFY((a * v.col(j) + static_cast<long double>(j + 1) * v.col(j)).norm() < 1e-12 * v.col(j).norm());
}

void TestS4Steps::conditionNumberIsThatOfTheMatrix()
{
    QCOMPARE(legsConditionNumber(1), 1.0);
    for (const int order : {2, 5, 10}) {
        LongMatrix v = eigenvectors(order);
        v.colwise().normalize();
        const auto expected = static_cast<double>(v.norm() * v.inverse().norm());
        QVERIFY(std::abs(legsConditionNumber(order) - expected) < 1e-8 * expected);
    }
    QVERIFY(legsConditionNumber(64) > 1e40);
}

void TestS4Steps::naiveKernelBreaksDown()
{
    const auto error = [](int order) {
        const StateSpace system = systemOf(Measure::LegSLti, order);
        return relativeDifference(legsKernelByEigenvectors(system.c, 0.01, 100),
                                  giantStepKernel(discretize(system, 0.01, {}), 100));
    };
    QVERIFY(error(1) < 1e-14);
    QVERIFY(error(6) < 1e-10);
    QVERIFY(error(48) > 1);
}

void TestS4Steps::singlePrecisionHasItsErrors()
{
    // The bands that were measured of the public code in complex64 (and wider below for exact nodes): an engine in
    // double would fall below them.
    for (const double step : {1e-3, 1e-2}) {
        QVERIFY(floatError(step, 1024, FloatNodes::Tangents) < 1e-3);
        QVERIFY(floatError(step, 1024, FloatNodes::Tangents) > 1e-8);
        QVERIFY(floatError(step, 1024, FloatNodes::Powers) < 1e-3);
        QVERIFY(floatError(step, 16384, FloatNodes::Powers) > 1e-7);
        QVERIFY(floatError(step, 16384, FloatNodes::Powers) < 1e-1);
    }
}

void TestS4Steps::singlePrecisionServesEveryMeasure()
{
    for (const Measure measure : {Measure::LegT, Measure::LagT, Measure::Fourier}) {
        const StateSpace system = systemOf(measure, 16);
        const Dplr dplr = dplrOf(measure, 16).value();
        const Eigen::VectorXcd modes = dplr.inModes(truncatedReadout(system, 0.01, 256));
        const auto kernel = s4KernelInFloat(dplr, 0.01, modes, 256, FloatNodes::Tangents, {});
        QVERIFY(relativeDifference(*kernel, giantStepKernel(discretize(system, 0.01, {}), 256)) < 2e-2);
    }
}

void TestS4Steps::singlePrecisionStops()
{
    std::stop_source source;
    source.request_stop();
    const Dplr dplr = dplrOf(Measure::LegSLti, 4).value();
    const auto kernel = s4KernelInFloat(dplr, 0.1, Eigen::VectorXcd::Ones(2), 64, FloatNodes::Powers,
                                        RunContext(source.get_token()));
    QVERIFY(!kernel && kernel.error().kind == Error::Kind::Cancelled);
}

void TestS4Steps::countsAreThoseOfTheLoops()
{
    QCOMPARE(dplrStepOperations(64, 1), 32.0 * 12);
    QCOMPARE(s4LayerStepOperations(64, 2, 10), 10 * 32.0 * 16 + 200);
    QCOMPARE(attentionStepOperations(8, 100), 4 * 64 + 2 * 100 * 8.0);
    QCOMPARE(krylovNumbers(64, 1000), 64000.0 + 8192 + 1000);
    // Twice the length: twice the numbers, but for what does not depend on it.
    const double shorter = s4KernelNumbers(64, 1, 1 << 15);
    QCOMPARE(s4KernelNumbers(64, 1, 1 << 16) - shorter, 3.5 * (1 << 15));
}

void TestS4Steps::channelsStayBelowFortyMegabytes()
{
    constexpr Eigen::Index kChannels = 64;
    constexpr std::size_t kLength = 16384;
    const Dplr dplr = dplrOf(Measure::LegSLti, 64).value();
    const std::vector<double> steps(kChannels, 0.01);
    const Eigen::MatrixXcd modes = Eigen::MatrixXcd::Ones(dplr.lambda.size(), kChannels);
    std::ofstream("/proc/self/clear_refs") << "5"; // the peak starts anew
    const double before = megabytes("VmRSS");
    const auto kernels = s4Kernels(dplr, steps, modes, kLength);
    const double peak = megabytes("VmHWM");
    QVERIFY(kernels.has_value());
    if (before == 0)
        QSKIP("This system does not tell how much memory a process uses.");
    QVERIFY2(peak - before < 40, qPrintable(QString::number(peak - before)));
}

void TestS4Steps::figureFollowsTheCorrection()
{
    const Demo* demo = findDemo("s4");
    Request request{.values = ParameterSet(demo->parameters)};
    request.panels = {"kernel", "truncation"};
    const auto kernelOf = [](const Figure& figure) {
        return std::get<Line>(findPanel(figure, "kernel")->layers.front().data).y;
    };
    const Figure with = run(*demo, request, {}).value();
    QVERIFY(request.values.setText("correction", "false").has_value());
    const Figure without = run(*demo, request, {}).value();
    QVERIFY(relativeDifference(kernelOf(without), kernelOf(with)) > 1e-3);
    for (const Figure* figure : {&with, &without})
        QVERIFY(std::ranges::any_of(figure->claims, [](const Claim& claim) {
            return claim.id == "without-correction-aliased" && claim.holds();
        }));
    const auto statesPowers = [](const Claim& claim) { return claim.id == "kernel-is-powers"; };
    QVERIFY(std::ranges::any_of(with.claims, statesPowers));
    QVERIFY(std::ranges::none_of(without.claims, statesPowers));
}

void TestS4Steps::timesOnlyWhereAsked()
{
    const Demo* demo = findDemo("s4");
    Request request{.values = ParameterSet(demo->parameters)};
    request.panels = {"time-length", "memory"};
    request.timings = false;
    const Figure without = run(*demo, request, {}).value();
    QCOMPARE(without.panels.size(), std::size_t(1));
    request.timings = true;
    const Figure with = run(*demo, request, {}).value();
    const Panel* times = findPanel(with, "time-length");
    QVERIFY(times && times->measured);
    for (const Layer& layer : times->layers)
        for (const double time : std::get<Line>(layer.data).y)
            QVERIFY(time > 0);
}

QTEST_GUILESS_MAIN(TestS4Steps)
#include "tst_s4_steps.moc"
