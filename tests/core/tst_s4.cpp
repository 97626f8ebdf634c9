// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/random.h"
#include "core/math/vector_ops.h"
#include "core/ssm/dplr_step.h"
#include "core/ssm/generating_function.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/scan.h"
#include "core/ssm/transfer_function.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace kaba;
using Complex = std::complex<double>;

namespace {

constexpr Measure kMeasures[] = {Measure::LegSLti, Measure::LegT, Measure::LagT, Measure::Fourier};
const char* nameOf(Measure measure) { return kMeasureOptions[static_cast<int>(measure)].id.data(); }

Eigen::VectorXd normals(Eigen::Index count, std::uint64_t seed)
{
    Random random(seed);
    Eigen::VectorXd values(count);
    for (double& value : values)
        value = random.normal();
    return values;
}

StateSpace systemOf(Measure measure, int order)
{
    const HippoMatrices matrices = hippo(measure, order).value();
    return {matrices.a, matrices.b, normals(order, 3), 0};
}

void measureRows()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<int>("order");
    for (const Measure measure : kMeasures)
        for (const int order : {1, 2, 7, 8, 31, 64})
            if (checkOrder(measure, order))
                QTest::addRow("%s %d", nameOf(measure), order) << measure << order;
}

} // namespace

class TestS4 : public QObject {
    Q_OBJECT
private slots:
    void stepIsTheDenseRecurrence_data() { measureRows(); }
    void stepIsTheDenseRecurrence();
    void stepGoesOnWhereItStopped();
    void generatingFunctionIsTheResolvent_data() { measureRows(); }
    void generatingFunctionIsTheResolvent();
    void nodesAreTangents();
    void channelsAreSingleKernels();
    void channelsStop();
    void longKernelStops();
};

void TestS4::stepIsTheDenseRecurrence()
{
    QFETCH(Measure, measure);
    QFETCH(int, order);
    const StateSpace system = systemOf(measure, order);
    const Dplr dplr = dplrOf(measure, order).value();
    for (const double step : {1e-5, 1e-2, 0.7}) {
        const Eigen::VectorXd input = normals(400, 5);
        const std::span<const double> samples(input.data(), 400);
        const Scan dense = scan(discretize(system, step, {}), samples, 1, {}).value();
        DplrStep recurrence(dplr, step, dplr.inModes(system.c));
        std::vector<double> output(400);
        recurrence.run(samples, output);
        const double scale = maxAbs(dense.output);
        for (std::size_t k = 0; k < output.size(); ++k)
            QVERIFY(std::abs(output[k] - dense.output[k]) < 1e-12 * scale);
        Eigen::VectorXd last(order);
        for (Eigen::Index n = 0; n < order; ++n)
            last(n) = dense.states[static_cast<std::size_t>(n) * dense.columns + 399];
        QVERIFY((recurrence.state() - dplr.basis.adjoint() * last).norm() < 1e-12 * (1e-3 + last.norm()));
    }
}

void TestS4::stepGoesOnWhereItStopped()
{
    const Dplr dplr = dplrOf(Measure::LegT, 12).value();
    const Eigen::VectorXd input = normals(100, 8);
    const std::span<const double> samples(input.data(), 100);
    DplrStep whole(dplr, 0.03, dplr.inModes(normals(12, 9)));
    DplrStep parts = whole;
    std::vector<double> expected(100);
    std::vector<double> output(100);
    whole.run(samples, expected);
    parts.run(samples.first(37), std::span(output).first(37));
    parts.run(samples.subspan(37), std::span(output).subspan(37));
    QVERIFY(output == expected);
}

void TestS4::generatingFunctionIsTheResolvent()
{
    QFETCH(Measure, measure);
    QFETCH(int, order);
    const double step = 0.02;
    const StateSpace system = systemOf(measure, order);
    const Dplr dplr = dplrOf(measure, order).value();
    for (const std::size_t length : {std::size_t(17), std::size_t(64), std::size_t(3001)}) {
        StateSpace truncated = discretize(system, step, {});
        truncated.c = truncatedReadout(system, step, length);
        std::vector<double> frequencies;
        for (std::size_t k = 0; k <= length / 2; ++k)
            frequencies.push_back(static_cast<double>(k) / static_cast<double>(length));
        std::vector<Complex> direct = transferFunction(truncated, frequencies, {}).value();
        if (measure == Measure::Fourier) // its dead state stands on ω = 1
            direct[0] = Complex(NAN, NAN);
        std::vector<Complex> spectrum(direct.size());
        const GeneratingFunction generating(length);
        QVERIFY(generating.evaluate(dplr, step, dplr.inModes(truncated.c), spectrum, {}).has_value());
        double scale = 0;
        for (const Complex& value : spectrum)
            scale = std::max(scale, std::abs(value));
        for (std::size_t k = 0; k < direct.size(); ++k)
            QVERIFY(std::isnan(direct[k].real()) || std::abs(spectrum[k] - direct[k]) < 1e-11 * scale);
    }
}

void TestS4::nodesAreTangents()
{
    for (const std::size_t length : {1U, 2U, 5U, 16U, 4097U}) {
        const GeneratingFunction generating(length);
        QCOMPARE(generating.nodes().size(), (length + 1) / 2);
        for (std::size_t k = 0; k < generating.nodes().size(); ++k) {
            const double angle = std::numbers::pi * static_cast<double>(k) / static_cast<double>(length);
            QVERIFY(std::abs(generating.nodes()[k] - 2 * std::tan(angle)) <= 1e-11 * 2 * std::tan(angle));
        }
    }
}

void TestS4::channelsAreSingleKernels()
{
    constexpr Eigen::Index kChannels = 5;
    constexpr std::size_t kLength = 3000;
    const Dplr dplr = dplrOf(Measure::LegSLti, 16).value();
    Eigen::MatrixXcd modes(dplr.lambda.size(), kChannels);
    std::vector<double> steps;
    for (Eigen::Index h = 0; h < kChannels; ++h) {
        StateSpace system = systemOf(Measure::LegSLti, 16);
        system.c = normals(16, static_cast<std::uint64_t>(20 + h));
        steps.push_back(std::pow(10, -3 + 0.5 * static_cast<double>(h)));
        modes.col(h) = dplr.inModes(truncatedReadout(system, steps.back(), kLength));
    }
    const Eigen::MatrixXd kernels = s4Kernels(dplr, steps, modes, kLength).value();
    QCOMPARE(kernels.rows(), Eigen::Index(kLength));
    for (Eigen::Index h = 0; h < kChannels; ++h) {
        const std::vector<double> single =
            s4Kernel(dplr, steps[static_cast<std::size_t>(h)], modes.col(h), kLength).value();
        QVERIFY(std::ranges::equal(kernels.col(h), single));
    }
}

void TestS4::channelsStop()
{
    std::stop_source source;
    source.request_stop();
    const Dplr dplr = dplrOf(Measure::LegSLti, 8).value();
    const Eigen::MatrixXcd modes = Eigen::MatrixXcd::Ones(dplr.lambda.size(), 3);
    const std::vector<double> steps(3, 0.01);
    const auto kernels = s4Kernels(dplr, steps, modes, 256, RunContext(source.get_token()));
    QVERIFY(!kernels && kernels.error().kind == Error::Kind::Cancelled);
}

void TestS4::longKernelStops()
{
    std::stop_source source;
    source.request_stop();
    const Dplr dplr = dplrOf(Measure::LegSLti, 64).value();
    const Eigen::VectorXcd modes = Eigen::VectorXcd::Ones(dplr.lambda.size());
    const auto kernel = s4Kernel(dplr, 0.01, modes, 1 << 20, RunContext(source.get_token()));
    QVERIFY(!kernel && kernel.error().kind == Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestS4)
#include "tst_s4.moc"
