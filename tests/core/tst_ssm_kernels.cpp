// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/convolution.h"
#include "core/ssm/krylov.h"
#include "core/ssm/near_pole.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/s4d.h"
#include "core/ssm/scan.h"
#include "core/ssm/transfer_function.h"
#include "core/ssm/vandermonde.h"

#include <Eigen/LU>

#include <QtTest>

#include <numbers>

using namespace kaba;
using Complex = std::complex<double>;

namespace {

using LongMatrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
using LongVector = Eigen::Matrix<long double, Eigen::Dynamic, 1>;

constexpr Measure kDplrMeasures[] = {Measure::LegSLti, Measure::LegT, Measure::LagT, Measure::Fourier};
const char* nameOf(Measure measure) { return kMeasureOptions[static_cast<int>(measure)].id.data(); }

Eigen::VectorXd cosines(Eigen::Index order)
{
    Eigen::VectorXd c(order);
    for (Eigen::Index n = 0; n < order; ++n)
        c(n) = std::cos(static_cast<double>(n));
    return c;
}

StateSpace continuousSystem(Measure measure, int order, double window = 1)
{
    const HippoMatrices matrices = hippo(measure, order, window).value();
    return {matrices.a, matrices.b, cosines(order), 0};
}

/// C Ā^l B̄ by one product after the other with 64 bits of mantissa.
std::vector<double> powersInLongDouble(const StateSpace& discrete, std::size_t length)
{
    const LongMatrix a = discrete.a.cast<long double>();
    const LongVector c = discrete.c.cast<long double>();
    LongVector x = discrete.b.cast<long double>();
    std::vector<double> kernel;
    for (std::size_t l = 0; l < length; ++l) {
        kernel.push_back(static_cast<double>(c.dot(x)));
        x = (a * x).eval();
    }
    return kernel;
}

/// max |a − b| / max |b|; NaN where either holds one.
double relativeToPeak(const std::vector<double>& a, const std::vector<double>& b)
{
    double worst = 0;
    double peak = 0;
    for (std::size_t l = 0; l < b.size(); ++l) {
        const double distance = std::abs(a.at(l) - b[l]);
        if (!(distance <= worst))
            worst = distance;
        peak = std::max(peak, std::abs(b[l]));
    }
    return worst / peak;
}

std::vector<double> s4(Measure measure, int order, double window, double step, std::size_t length)
{
    const Dplr dplr = dplrOf(measure, order, window).value();
    const StateSpace system = continuousSystem(measure, order, window);
    return s4Kernel(dplr, step, dplr.inModes(truncatedReadout(system, step, length)), length).value();
}

} // namespace

class TestSsmKernels : public QObject {
    Q_OBJECT
private slots:
    void dplrRebuildsTheMatrix_data();
    void dplrRebuildsTheMatrix();
    void dplrKnowsTheSpectrumOfLegS();
    void kernelsAgreeWithPowers_data();
    void kernelsAgreeWithPowers();
    void s4AgreesAtFullSize_data();
    void s4AgreesAtFullSize();
    void s4TakesANodeOnAPole();
    void nearPolesAgreeWithTheResolvent();
    void cutKernelIsAliasedWithoutTheCorrection();
    void readoutDoublesItsLength();
    void s4dHasItsEigenvalues();
    void s4dKernelsAgree_data();
    void s4dKernelsAgree();
    void s4dLegSIsTheNormalPart();
    void scanRunsTheRecurrence_data();
    void scanRunsTheRecurrence();
    void scanKeepsEverySecondState();
    void scanEqualsConvolution();
    void embeddingGivesTheRealPart();
    void transferFunctionIsTheSumOfTheKernel();
    void stopsWhenAsked();
};

void TestSsmKernels::dplrRebuildsTheMatrix_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<int>("order");
    QTest::addColumn<double>("window");
    for (const Measure measure : kDplrMeasures)
        for (const int order : {1, 2, 5, 8, 63, 64})
            for (const double window : {1.0, 2.0, 0.3})
                if (checkOrder(measure, order))
                    QTest::addRow("%s %d window %g", nameOf(measure), order, window)
                        << measure << order << window;
}

void TestSsmKernels::dplrRebuildsTheMatrix()
{
    QFETCH(Measure, measure);
    QFETCH(int, order);
    QFETCH(double, window);
    const HippoMatrices matrices = hippo(measure, order, window).value();
    const Dplr dplr = dplrOf(measure, order, window).value();
    // Re of the kept half counts twice, a real mode once.
    Eigen::VectorXd twice = Eigen::VectorXd::Constant(dplr.lambda.size(), 2);
    if (dplr.realModeLast)
        twice.tail(1).setOnes();
    const Eigen::MatrixXd normal =
        (dplr.basis * (twice.cast<Complex>().array() * dplr.lambda.array()).matrix().asDiagonal() *
         dplr.basis.adjoint())
            .real();
    const Eigen::MatrixXd low = (dplr.basis * twice.asDiagonal() * dplr.p).real();
    const Eigen::VectorXd input =
        (dplr.basis * (twice.cast<Complex>().array() * dplr.b.array()).matrix()).real();
    const double scale = matrices.a.cwiseAbs().maxCoeff();
    QVERIFY((normal - low * low.transpose() - matrices.a).cwiseAbs().maxCoeff() < 1e-13 * scale);
    QVERIFY((input - matrices.b).cwiseAbs().maxCoeff() < 1e-13 * matrices.b.cwiseAbs().maxCoeff());
}

void TestSsmKernels::dplrKnowsTheSpectrumOfLegS()
{
    const Dplr dplr = dplrOf(Measure::LegSLti, 64).value();
    QVERIFY(std::abs(dplr.lambda(0) - Complex(-0.5, -1303.27384298)) < 1e-8);
    QVERIFY(std::abs(dplr.lambda(1) - Complex(-0.5, -433.03075654)) < 1e-8);
    QVERIFY(std::abs(dplr.lambda(2) - Complex(-0.5, -258.15220)) < 1e-4);
    QVERIFY(std::abs(dplr.lambda(31) - Complex(-0.5, -0.26385693)) < 1e-8);
    QCOMPARE(dplr.lambda.size(), Eigen::Index{32});
}

void TestSsmKernels::kernelsAgreeWithPowers_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<int>("order");
    QTest::addColumn<double>("window");
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("length");
    for (const Measure measure : kDplrMeasures)
        for (const int order : {1, 2, 5, 16, 33})
            for (const double step : {1e-6, 1e-3, 0.01, 0.3, 10.0})
                for (const int length : {16, 17, 100, 257})
                    if (checkOrder(measure, order))
                        QTest::addRow("%s %d, step %g, length %d", nameOf(measure), order, step, length)
                            << measure << order << (order == 5 ? 2.0 : 1.0) << step << length;
}

void TestSsmKernels::kernelsAgreeWithPowers()
{
    QFETCH(Measure, measure);
    QFETCH(int, order);
    QFETCH(double, window);
    QFETCH(double, step);
    QFETCH(int, length);
    const auto count = static_cast<std::size_t>(length);
    for (const StepRule rule : {StepRule::Bilinear, StepRule::BackwardEuler, StepRule::Zoh}) {
        const StateSpace discrete = discretize(continuousSystem(measure, order, window), step, {rule});
        const std::vector<double> truth = powersInLongDouble(discrete, count);
        QVERIFY(relativeToPeak(krylovKernel(discrete, count, {}).value(), truth) < 1e-12);
        QVERIFY(relativeToPeak(giantStepKernel(discrete, count), truth) < 1e-12);
        if (rule == StepRule::Bilinear)
            QVERIFY(relativeToPeak(s4(measure, order, window, step, count), truth) < 2e-12);
    }
}

void TestSsmKernels::s4AgreesAtFullSize_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<double>("step");
    QTest::addColumn<int>("length");
    for (const Measure measure : kDplrMeasures)
        for (const double step : {1e-3, 1e-2})
            for (const int length : {1024, 2187, 16384})
                QTest::addRow("%s, step %g, length %d", nameOf(measure), step, length)
                    << measure << step << length;
}

void TestSsmKernels::s4AgreesAtFullSize()
{
    QFETCH(Measure, measure);
    QFETCH(double, step);
    QFETCH(int, length);
    const auto count = static_cast<std::size_t>(length);
    const StateSpace discrete = discretize(continuousSystem(measure, 64), step, {});
    const std::vector<double> truth = powersInLongDouble(discrete, count);
    QVERIFY(relativeToPeak(krylovKernel(discrete, count, {}).value(), truth) < 1e-12);
    QVERIFY(relativeToPeak(giantStepKernel(discrete, count), truth) < 1e-12);
    QVERIFY(relativeToPeak(s4(measure, 64, 1, step, count), truth) < 5e-12);
}

void TestSsmKernels::s4TakesANodeOnAPole()
{
    // Fourier's modes are λ = 2πim: with Δ = tan(πk/L)/(πm) node k falls on the pole to the last digit.
    const double step = std::tan(std::numbers::pi * 5 / 64) / std::numbers::pi;
    const StateSpace discrete = discretize(continuousSystem(Measure::Fourier, 8), step, {});
    const std::vector<double> truth = powersInLongDouble(discrete, 64);
    QVERIFY(relativeToPeak(s4(Measure::Fourier, 8, 1, step, 64), truth) < 1e-13);
}

void TestSsmKernels::nearPolesAgreeWithTheResolvent()
{
    const double step = 0.02;
    for (const Measure measure : kDplrMeasures) {
        const StateSpace system = continuousSystem(measure, 16);
        const Dplr dplr = dplrOf(measure, 16).value();
        const Eigen::VectorXcd modes = dplr.inModes(system.c);
        for (Eigen::Index mode = 0; mode < dplr.lambda.size(); ++mode) {
            for (const double shift : {0.3, 1e-3, 1e-9}) {
                const double y = step * std::abs(dplr.lambda(mode).imag()) + shift;
                const Eigen::MatrixXcd matrix =
                    Complex(0, y / step) * Eigen::MatrixXcd::Identity(16, 16) - system.a;
                const Complex dense =
                    (system.c.transpose() * matrix.partialPivLu().solve(system.b.cast<Complex>())).value();
                const Complex fast = resolventNearPole(dplr, step, modes, mode, y);
                QVERIFY(std::abs(fast - dense) < 1e-11 * (1 + std::abs(dense)));
            }
        }
    }
}

void TestSsmKernels::cutKernelIsAliasedWithoutTheCorrection()
{
    // With C in place of C̃ the kernel comes back as Σ_m K_{l+mL}.
    const std::size_t length = 128;
    const StateSpace system = continuousSystem(Measure::LegSLti, 8);
    const Dplr dplr = dplrOf(Measure::LegSLti, 8).value();
    const std::vector<double> aliased = s4Kernel(dplr, 0.01, dplr.inModes(system.c), length).value();
    const std::vector<double> whole = powersInLongDouble(discretize(system, 0.01, {}), 40 * length);
    std::vector<double> folded(length);
    for (std::size_t l = 0; l < whole.size(); ++l)
        folded[l % length] += whole[l];
    QVERIFY(relativeToPeak(aliased, folded) < 1e-12);
    const std::vector<double> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    QVERIFY(relativeToPeak(aliased, cut) > 1e-2);
}

void TestSsmKernels::readoutDoublesItsLength()
{
    for (const Measure measure : kDplrMeasures) {
        const StateSpace system = continuousSystem(measure, 12);
        const StateSpace discrete = discretize(system, 0.01, {});
        const Eigen::VectorXd once = truncatedReadout(system, 0.01, 37);
        const Eigen::VectorXd doubled = once + rowTimesPower(once, discrete.a, 37);
        QVERIFY((truncatedReadout(system, 0.01, 74) - doubled).norm() < 1e-13 * system.c.norm());
        const Eigen::VectorXd defined = system.c - matrixPower(discrete.a, 37).transpose() * system.c;
        QVERIFY((once - defined).norm() < 1e-13 * system.c.norm());
    }
}

void TestSsmKernels::s4dHasItsEigenvalues()
{
    const auto eigenvalues = [](S4dInit init) {
        return s4d(init, 64, Eigen::VectorXd::Ones(s4dReadoutSize(init, 64))).value().a;
    };
    QCOMPARE(eigenvalues(S4dInit::Lin)(3), Complex(-0.5, -3 * std::numbers::pi));
    QVERIFY(std::abs(eigenvalues(S4dInit::Inv)(0) - Complex(-0.5, -1283.4)) < 0.1);
    QVERIFY(std::abs(eigenvalues(S4dInit::Inv)(1) - Complex(-0.5, -414.2)) < 0.1);
    QVERIFY(std::abs(eigenvalues(S4dInit::LegS)(0) - Complex(-0.5, -1303.27384298)) < 1e-8);
    QCOMPARE(eigenvalues(S4dInit::Real)(31), Complex(-32));
    const auto odd = s4d(S4dInit::Lin, 7, Eigen::VectorXd::Ones(3));
    QVERIFY(!odd && odd.error().kind == Error::Kind::CannotCompute);
    QVERIFY(odd.error().message.en.find("even") != std::string::npos);
}

void TestSsmKernels::s4dKernelsAgree_data()
{
    QTest::addColumn<S4dInit>("init");
    QTest::addColumn<StepRule>("rule");
    QTest::addColumn<double>("step");
    for (const S4dInit init : {S4dInit::Lin, S4dInit::Inv, S4dInit::LegS, S4dInit::Real})
        for (const StepRule rule : {StepRule::Bilinear, StepRule::Zoh})
            for (const double step : {1e-6, 1e-2, 1.0})
                QTest::addRow("init %d, %s, step %g", static_cast<int>(init),
                              kRuleOptions[static_cast<int>(rule)].id.data(), step)
                    << init << rule << step;
}

void TestSsmKernels::s4dKernelsAgree()
{
    QFETCH(S4dInit, init);
    QFETCH(StepRule, rule);
    QFETCH(double, step);
    using LongComplex = std::complex<long double>;
    const DiagonalStateSpace system = s4d(init, 16, cosines(s4dReadoutSize(init, 16))).value();
    const DiagonalStateSpace discrete = discretize(system, step, {rule});
    // K_l = 2 Re Σ C B f Ā^l with f and Ā as the paper writes them.
    std::vector<double> truth;
    for (int l = 0; l < 500; ++l) {
        LongComplex sum = 0;
        for (Eigen::Index n = 0; n < system.a.size(); ++n) {
            const LongComplex z = static_cast<long double>(step) * LongComplex(system.a(n));
            const LongComplex a = rule == StepRule::Zoh ? std::exp(z) : (1.0L + z / 2.0L) / (1.0L - z / 2.0L);
            const LongComplex f = static_cast<long double>(step) *
                                  (rule == StepRule::Zoh ? (a - 1.0L) / z : 1.0L / (1.0L - z / 2.0L));
            sum += LongComplex(system.c(n)) * LongComplex(system.b(n)) * f * std::pow(a, l);
        }
        truth.push_back(static_cast<double>(2 * sum.real()));
    }
    const Eigen::VectorXcd weights = 2 * (discrete.c.array() * discrete.b.array());
    const Eigen::VectorXcd exponents = logEigenvalues(system.a, step, {rule});
    QVERIFY(relativeToPeak(vandermondeSum(weights, exponents, truth.size()), truth) < 1e-12);
    QVERIFY(relativeToPeak(powerKernel(discrete, truth.size(), {}).value(), truth) < 1e-12);
}

void TestSsmKernels::s4dLegSIsTheNormalPart()
{
    // 2 Re Σ (cᵀV)(V*b)… is the kernel of the real system with A + PP*.
    const StateSpace legs = continuousSystem(Measure::LegSLti, 10);
    StateSpace normal = legs;
    normal.a += 0.5 * legs.b * legs.b.transpose();
    const std::vector<double> dense = powersInLongDouble(discretize(normal, 0.05, {StepRule::Zoh}), 200);
    const DiagonalStateSpace diagonal = s4d(S4dInit::LegS, 10, legs.c).value();
    const auto kernel = powerKernel(discretize(diagonal, 0.05, {StepRule::Zoh}), 200, {});
    QVERIFY(relativeToPeak(kernel.value(), dense) < 1e-12);
}

void TestSsmKernels::scanRunsTheRecurrence_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<int>("order");
    for (const Measure measure : {Measure::LegSLti, Measure::LegT, Measure::LagT})
        for (const int order : {1, 2, 31, 32, 33, 64, 65, 100})
            QTest::addRow("%s %d", nameOf(measure), order) << measure << order;
}

void TestSsmKernels::scanRunsTheRecurrence()
{
    QFETCH(Measure, measure);
    QFETCH(int, order);
    StateSpace discrete = discretize(continuousSystem(measure, order), 0.01, {});
    discrete.d = 0.25;
    const std::vector<double> input{1, -2, 0.5, 0, 3, 1, 1, -1, 2, 0.1};
    const Scan run = scan(discrete, input, 1, {}).value();
    QCOMPARE(run.rows, static_cast<std::size_t>(order));
    QCOMPARE(run.columns, input.size());
    Eigen::VectorXd x = Eigen::VectorXd::Zero(order);
    for (std::size_t k = 0; k < input.size(); ++k) {
        x = (discrete.a * x + discrete.b * input[k]).eval();
        const double y = discrete.c.dot(x) + 0.25 * input[k];
        QVERIFY(std::abs(run.output[k] - y) < 1e-13 * (1 + std::abs(y)));
        for (Eigen::Index n = 0; n < order; ++n)
            QVERIFY(std::abs(run.states[static_cast<std::size_t>(n) * run.columns + k] - x(n)) < 1e-13);
    }
}

void TestSsmKernels::scanKeepsEverySecondState()
{
    const StateSpace discrete = discretize(continuousSystem(Measure::LegSLti, 6), 0.01, {});
    const std::vector<double> input(517, 1.0);
    const Scan all = scan(discrete, input, 1, {}).value();
    for (const std::size_t every : {2U, 7U, 64U, 100U}) {
        const Scan some = scan(discrete, input, every, {}).value();
        QCOMPARE(some.columns, (input.size() + every - 1) / every);
        for (std::size_t n = 0; n < all.rows; ++n)
            for (std::size_t j = 0; j < some.columns; ++j)
                QCOMPARE(some.states[n * some.columns + j], all.states[n * all.columns + j * every]);
    }
    QVERIFY(scan(discrete, input, 0, {}).value().states.empty());
}

void TestSsmKernels::scanEqualsConvolution()
{
    std::vector<double> input(1000);
    for (std::size_t k = 0; k < input.size(); ++k)
        input[k] = std::sin(0.1 * static_cast<double>(k)) + (k % 7 == 0 ? 1 : 0);
    const StateSpace dense = discretize(continuousSystem(Measure::LegT, 20), 0.01, {});
    QVERIFY(relativeToPeak(causalConvolution(giantStepKernel(dense, input.size()), input),
                           scan(dense, input, 0, {}).value().output) < 1e-12);
    const DiagonalStateSpace diagonal =
        discretize(s4d(S4dInit::Lin, 20, cosines(10)).value(), 0.01, {StepRule::Zoh});
    QVERIFY(relativeToPeak(causalConvolution(powerKernel(diagonal, input.size(), {}).value(), input),
                           scan(diagonal, input, 0, {}).value().output) < 1e-12);
}

void TestSsmKernels::embeddingGivesTheRealPart()
{
    Eigen::MatrixXcd a(2, 2);
    a << Complex(-0.2, 0.4), Complex(0.1, 0), Complex(0, -0.3), Complex(0.5, 0.1);
    const Eigen::VectorXcd b = Eigen::Vector2cd(Complex(1, 1), Complex(0, 2));
    const Eigen::VectorXcd c = Eigen::Vector2cd(Complex(0.5, -1), Complex(2, 0.1));
    const std::vector<double> kernel = giantStepKernel(realEmbedding(a, b, c, 0), 20);
    Eigen::VectorXcd x = b;
    for (const double value : kernel) {
        QVERIFY(std::abs(value - (c.transpose() * x).value().real()) < 1e-14);
        x = (a * x).eval();
    }
}

void TestSsmKernels::transferFunctionIsTheSumOfTheKernel()
{
    const std::vector<double> frequencies{0, 0.01, 0.2, 0.5};
    const auto compare = [&](const std::vector<double>& kernel, const std::vector<Complex>& response,
                             double d) {
        for (std::size_t i = 0; i < frequencies.size(); ++i) {
            Complex sum = d;
            for (std::size_t l = 0; l < kernel.size(); ++l)
                sum += kernel[l] *
                       std::polar(1.0, -2 * std::numbers::pi * frequencies[i] * static_cast<double>(l));
            QVERIFY(std::abs(response[i] - sum) < 1e-11);
        }
    };
    for (const Measure measure : kDplrMeasures) {
        StateSpace discrete = discretize(continuousSystem(measure, 8), 0.05, {});
        discrete.d = 0.7;
        compare(giantStepKernel(discrete, 4000), transferFunction(discrete, frequencies, {}).value(), 0.7);
    }
    DiagonalStateSpace diagonal = discretize(s4d(S4dInit::Inv, 8, cosines(4)).value(), 0.05, {StepRule::Zoh});
    const auto kernel = powerKernel(diagonal, 4000, {}).value();
    diagonal.d = 0.7;
    compare(kernel, transferFunction(diagonal, frequencies, {}).value(), 0.7);
}

void TestSsmKernels::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const RunContext stopped(source.get_token());
    const StateSpace discrete = discretize(continuousSystem(Measure::LegSLti, 8), 0.01, {});
    const std::vector<double> input(100000, 1.0);
    QVERIFY(scan(discrete, input, 0, stopped).error().kind == Error::Kind::Cancelled);
    QVERIFY(krylovKernel(discrete, input.size(), stopped).error().kind == Error::Kind::Cancelled);
    QVERIFY(transferFunction(discrete, input, stopped).error().kind == Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestSsmKernels)
#include "tst_ssm_kernels.moc"
