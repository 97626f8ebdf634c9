// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/matrix_values.h"
#include "core/math/random.h"
#include "core/math/spectrum.h"
#include "core/ssm/layer.h"
#include "tests/support/demo_figures.h"

#include <Eigen/LU>

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

Eigen::MatrixXd matrixOf(const Figure& figure, std::string_view panel)
{
    const auto& map = std::get<Heatmap>(findPanel(figure, panel)->layers.front().data);
    return eigenMatrix({map.rows, map.cols, map.z});
}

bool says(const Figure& figure, const std::string& words)
{
    return std::ranges::any_of(figure.notices, [&](const Text& notice) {
        return notice.en.find(words) != std::string::npos && !notice.ja.empty();
    });
}

/// K_l = C Ā^l B̄ with the bilinear rule, by the definition.
std::vector<double> bilinearKernel(const Eigen::MatrixXd& a, const Eigen::VectorXd& b,
                                   const Eigen::RowVectorXd& c, double step, std::size_t length)
{
    const Eigen::MatrixXd one = Eigen::MatrixXd::Identity(a.rows(), a.cols());
    const Eigen::PartialPivLU<Eigen::MatrixXd> left(one - step / 2 * a);
    const Eigen::MatrixXd abar = left.solve(one + step / 2 * a);
    Eigen::VectorXd state = left.solve(step * b);
    std::vector<double> kernel;
    for (std::size_t l = 0; l < length; ++l) {
        kernel.push_back(c * state);
        state = (abar * state).eval();
    }
    return kernel;
}

double worstDifference(const Samples& a, const Samples& b)
{
    double worst = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t l = 0; l < std::min(a.size(), b.size()); ++l)
        worst = std::max(worst, std::abs(a[l] - b[l]));
    return worst;
}

std::string whole(const Eigen::MatrixXd& matrix)
{
    return matrixEditsText({WholeEdit{matrixValues(matrix)}});
}

/// Up to 8 states with entries of very different sizes, moved left or right at random.
Eigen::MatrixXd randomMatrix(Random& random)
{
    const auto order = static_cast<Eigen::Index>(1 + random.below(8));
    Eigen::MatrixXd a(order, order);
    for (double& value : a.reshaped())
        value = random.normal() * std::pow(10, 2 * random.uniform() - 1);
    a.diagonal().array() -= 20 * random.uniform();
    return a;
}

} // namespace

class TestSsmEdits : public QObject {
    Q_OBJECT
private slots:
    void editsReachEveryMatrix();
    void theKernelIsThatOfTheEditedMatrices();
    void theStructuredMethodSaysWhyNot();
    void anEditedReadoutKeepsTheStructuredMethod();
    void aMatrixAloneIsASystem();
    void aFileIsEditedToo();
    void aDefectiveMatrixSaysSo();
    void anUnstableMatrixSaysWhichEigenvalue();
    void editsBeyondTheMatrixAreSaid();
    void diagonalSystemsIgnoreEdits();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
    void recurrentIsConvolutionalForRandomSystems();
    void spectrumOfKnownMatrices();
};

void TestSsmEdits::editsReachEveryMatrix()
{
    const auto plain = figureOf("ssm", "order=4");
    const auto edited = figureOf("ssm", "order=4;edit-a=cell(0,3,0.5) scale(2) shift(-1);"
                                        "edit-b=rank-one(2,alternating,ones);edit-c=cell(0,2,-3)");
    QVERIFY(plain && edited);
    Eigen::MatrixXd a = matrixOf(*plain, "matrix-a");
    a(0, 3) = 0.5;
    a = (2 * a - Eigen::MatrixXd::Identity(4, 4)).eval();
    QCOMPARE(matrixOf(*edited, "matrix-a"), a);
    QCOMPARE(matrixOf(*edited, "matrix-b"),
             Eigen::MatrixXd(matrixOf(*plain, "matrix-b") + 2 * Eigen::Vector4d(1, -1, 1, -1)));
    QCOMPARE(matrixOf(*edited, "matrix-c"), Eigen::MatrixXd(Eigen::RowVector4d(1, 1, -3, 1)));
    for (const char* words : {" A is edited by hand (number of edits: 3)", " B is edited", " C is edited"})
        QVERIFY(edited->convention.en.find(words) != std::string::npos);
    QVERIFY(plain->convention.en.find("by hand") == std::string::npos);
}

void TestSsmEdits::theKernelIsThatOfTheEditedMatrices()
{
    for (const char* system : {"legs", "legt", "lagt", "fourier", "random"}) {
        const auto figure = figureOf("ssm", std::string("order=8;step=0.05;length=200;system=") + system +
                                                ";edit-a=cell(1,2,0.3) shift(-0.2);edit-b=scale(0.5);"
                                                "edit-c=cell(0,7,2)");
        QVERIFY(figure);
        const auto expected = bilinearKernel(matrixOf(*figure, "matrix-a"), matrixOf(*figure, "matrix-b"),
                                             matrixOf(*figure, "matrix-c"), 0.05, 200);
        const Samples& kernel = lineOf(*figure, "kernel", "kernel");
        const double peak =
            std::abs(*std::ranges::max_element(kernel, {}, [](double v) { return std::abs(v); }));
        QVERIFY(peak > 0);
        QVERIFY2(worstDifference(kernel, expected) < 1e-12 * peak, system);
        QVERIFY(std::ranges::all_of(figure->claims, &Claim::holds));
    }
}

void TestSsmEdits::theStructuredMethodSaysWhyNot()
{
    for (const char* edit : {"edit-a=cell(0,0,-2)", "edit-b=scale(2)"}) {
        const auto figure = figureOf("ssm", std::string("order=8;method=s4;") + edit);
        QVERIFY(!figure);
        QCOMPARE(figure.error().kind, Error::Kind::CannotCompute);
        QVERIFY(figure.error().message.en.find("dense") != std::string::npos);
        QVERIFY(!figure.error().message.ja.empty());
        QVERIFY(figureOf("ssm", std::string("order=8;") + edit));
    }
}

void TestSsmEdits::anEditedReadoutKeepsTheStructuredMethod()
{
    const std::string settings = "order=8;length=128;edit-c=cell(0,3,-2) scale(3)";
    const auto fast = figureOf("ssm", settings + ";method=s4");
    const auto dense = figureOf("ssm", settings + ";method=dense");
    QVERIFY(fast && dense);
    QVERIFY(worstDifference(lineOf(*fast, "kernel", "kernel"), lineOf(*dense, "kernel", "kernel")) < 1e-12);
}

void TestSsmEdits::aMatrixAloneIsASystem()
{
    QVERIFY(!figureOf("ssm", "system=custom;edit-a=scale(2)"));
    const auto figure = figureOf("ssm", "system=custom;rule=zoh;step=0.1;edit-a=whole(2,2,0,1,-1,0);"
                                        "edit-b=cell(0,0,0);readout=first");
    QVERIFY(figure);
    // B = (0, 1), C = (1, 0): the held impulse turns by t, K_l = cos(lΔ) − cos((l+1)Δ).
    const Samples& kernel = lineOf(*figure, "kernel", "kernel");
    for (std::size_t l = 0; l < 100; ++l) {
        const double t = 0.1 * static_cast<double>(l);
        QVERIFY(std::abs(kernel[l] - (std::cos(t) - std::cos(t + 0.1))) < 1e-12);
    }
}

void TestSsmEdits::aFileIsEditedToo()
{
    const auto input = std::make_shared<const Input>(
        Input{"system.npz", "", {{"A", {2, 2}, {-1, 0, 0, -2}}, {"B", {2}, {1, 1}}, {"C", {2}, {1, 1}}}});
    const auto figure = figureOf("ssm", "system=custom;edit-a=cell(0,1,5);edit-c=scale(2)", input);
    QVERIFY(figure);
    QCOMPARE(matrixOf(*figure, "matrix-a"), (Eigen::MatrixXd(2, 2) << -1, 5, 0, -2).finished());
    QCOMPARE(matrixOf(*figure, "matrix-c"), Eigen::MatrixXd(Eigen::RowVector2d(2, 2)));
    const auto diagonal = std::make_shared<const Input>(
        Input{"modes.npz", "", {{"lambda", {1}, {-1}, {3}}, {"B", {1}, {1}, {0}}, {"C", {1}, {1}, {0}}}});
    const auto refused = figureOf("ssm", "system=custom;edit-a=cell(0,0,5)", diagonal);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::CannotCompute);
    QVERIFY(refused.error().message.en.find("poles") != std::string::npos);
}

void TestSsmEdits::aDefectiveMatrixSaysSo()
{
    const auto figure =
        figureOf("ssm", "system=custom;rule=zoh;step=0.1;length=100;edit-a=whole(2,2,-1,1,0,-1);"
                        "edit-b=cell(0,0,0);readout=first");
    QVERIFY(figure);
    QVERIFY(says(*figure, "defective"));
    QVERIFY(readoutOf(*figure, "eigenvector-condition") > 1e14);
    // K_l = ∫ s e^{−s} ds from lΔ to (l+1)Δ, and ∫ s e^{−s} = −(s + 1) e^{−s}
    const Samples& kernel = lineOf(*figure, "kernel", "kernel");
    const auto antiderivative = [](double s) { return -(s + 1) * std::exp(-s); };
    for (std::size_t l = 0; l < kernel.size(); ++l) {
        const double t = 0.1 * static_cast<double>(l);
        QVERIFY(std::abs(kernel[l] - (antiderivative(t + 0.1) - antiderivative(t))) < 1e-13);
    }
    const auto near = figureOf("ssm", "system=custom;edit-a=whole(2,2,-1,1e6,1e-12,-1)");
    QVERIFY(near && says(*near, "nearly dependent"));
    const auto normal = figureOf("ssm", "system=random;order=8;edit-a=scale(2)");
    QVERIFY(normal);
    QVERIFY(!says(*normal, "eigenvectors"));
    QVERIFY(std::abs(readoutOf(*normal, "eigenvector-condition") - 1) < 1e-9);
    QCOMPARE(readoutOf(*figureOf("ssm", "order=8"), "eigenvector-condition"), -1.0);
}

void TestSsmEdits::anUnstableMatrixSaysWhichEigenvalue()
{
    const std::string settings = "system=custom;step=0.01;edit-a=whole(2,2,0.25,3,-3,0.25)";
    const auto figure = figureOf("ssm", settings);
    QVERIFY(figure);
    QVERIFY(says(*figure, "0.25 ± 3i"));
    QVERIFY(says(*figure, "shift(-0.25)"));
    const auto shifted = figureOf("ssm", settings + " shift(-0.25)");
    QVERIFY(shifted);
    QVERIFY(!says(*shifted, "unstable"));
    QVERIFY(readoutOf(*shifted, "spectral-radius") < 1 + 1e-12);
    // The state overflows: gaps, and words for them.
    const auto overflowing =
        figureOf("ssm", "system=custom;step=10;length=1024;rule=zoh;edit-a=whole(1,1,3)");
    QVERIFY(overflowing);
    QVERIFY(says(*overflowing, "overflow"));
    QVERIFY(std::isnan(lineOf(*overflowing, "output", "recurrent").back()));
}

void TestSsmEdits::editsBeyondTheMatrixAreSaid()
{
    const std::string edits = "edit-a=cell(9,9,1) cell(0,0,-3);edit-b=cell(9,0,1)";
    const auto small = figureOf("ssm", "order=4;" + edits);
    QVERIFY(small);
    QVERIFY(says(*small, "Edits of A beyond its 4 × 4 entries: 1."));
    QVERIFY(says(*small, "Edits of B beyond"));
    QCOMPARE(matrixOf(*small, "matrix-a")(0, 0), -3.0);
    const auto large = figureOf("ssm", "order=16;" + edits);
    QVERIFY(large);
    QVERIFY(!says(*large, "beyond"));
    QCOMPARE(matrixOf(*large, "matrix-a")(9, 9), 1.0);
}

void TestSsmEdits::diagonalSystemsIgnoreEdits()
{
    const auto plain = figureOf("ssm", "system=s4d-lin;order=8");
    const auto edited = figureOf("ssm", "system=s4d-lin;order=8;edit-a=cell(0,0,9);edit-b=scale(2)");
    QVERIFY(plain && edited);
    QVERIFY(lineOf(*plain, "kernel", "kernel") == lineOf(*edited, "kernel", "kernel"));
    QCOMPARE(edited->convention, plain->convention);
}

void TestSsmEdits::refusesWhatCannotBe_data()
{
    QTest::addColumn<QString>("settings");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("mentions");
    const auto kind = [](Error::Kind value) { return static_cast<int>(value); };
    QTest::newRow("other size") << "order=4;edit-a=whole(2,2,1,0,0,1)" << kind(Error::Kind::CannotCompute)
                                << "system = custom";
    QTest::newRow("overflow") << "order=4;edit-a=scale(1e200) scale(1e200)" << kind(Error::Kind::Numerical)
                              << "overflow";
    QTest::newRow("row of B") << "order=4;edit-b=cell(0,1,2)" << kind(Error::Kind::Usage) << "one column";
    QTest::newRow("diagonal of C") << "order=4;edit-c=shift(1)" << kind(Error::Kind::Usage) << "one row";
}

void TestSsmEdits::refusesWhatCannotBe()
{
    QFETCH(QString, settings);
    QFETCH(int, kind);
    QFETCH(QString, mentions);
    const auto figure = figureOf("ssm", settings.toStdString());
    QVERIFY(!figure);
    QCOMPARE(static_cast<int>(figure.error().kind), kind);
    QVERIFY2(figure.error().message.en.find(mentions.toStdString()) != std::string::npos,
             figure.error().message.en.c_str());
    QVERIFY(!figure.error().message.ja.empty());
}

void TestSsmEdits::recurrentIsConvolutionalForRandomSystems()
{
    Random random(3);
    int stable = 0;
    for (int round = 0; round < 150; ++round) {
        const Eigen::MatrixXd a = randomMatrix(random);
        const char* rules[] = {"bilinear", "forward-euler", "backward-euler", "zoh"};
        const std::string settings = fmt::format("system=custom;signal=noise;length=300;step={:.6f};rule={};"
                                                 "readout=random;edit-a={};edit-b=rank-one({:.3f},root,ones)",
                                                 std::pow(10, -2 * random.uniform()), rules[random.below(4)],
                                                 whole(a), random.normal());
        const auto figure = figureOf("ssm", settings);
        QVERIFY2(figure, settings.c_str());
        for (const Claim& claim : figure->claims)
            if (claim.kind == Claim::Kind::Identity)
                QVERIFY2(claim.holds(), (claim.id + " " + settings).c_str());
        if (!(readoutOf(*figure, "spectral-radius") <= 1))
            continue;
        ++stable;
        QVERIFY2(readoutOf(*figure, "recurrent-vs-convolutional") < 1e-9, settings.c_str());
    }
    QVERIFY(stable > 50);
}

void TestSsmEdits::spectrumOfKnownMatrices()
{
    // LegS is lower triangular and far from normal: its eigenvalues are its diagonal.
    const HippoMatrices legS = hippo(Measure::LegSLti, 64).value();
    Eigen::VectorXd values = spectrumOf(legS.a).eigenvalues.real();
    std::sort(values.begin(), values.end());
    for (Eigen::Index n = 0; n < 64; ++n)
        QVERIFY(std::abs(values(n) + static_cast<double>(64 - n)) < 1e-12);
    QVERIFY(spectrumOf(legS.a).condition > 1e14);
    // Eigenvectors (1, 0) and (cos φ, sin φ): σ² = 1 ± cos φ.
    const double phi = 0.1;
    Eigen::Matrix2d vectors;
    vectors << 1, std::cos(phi), 0, std::sin(phi);
    const Eigen::MatrixXd a = vectors * Eigen::Vector2d(-1, -2).asDiagonal() * vectors.inverse();
    const double expected = std::sqrt((1 + std::cos(phi)) / (1 - std::cos(phi)));
    QVERIFY(std::abs(spectrumOf(a).condition / expected - 1) < 1e-12);
    QCOMPARE(spectrumOf(Eigen::MatrixXd::Identity(3, 3)).condition, 1.0);
    const Eigen::VectorXcd turn = eigenvaluesOf((Eigen::MatrixXd(2, 2) << 0, 5, -5, 0).finished());
    QVERIFY(std::abs(turn(0).real()) < 1e-15 && std::abs(std::abs(turn(0).imag()) - 5) < 1e-14);
}

QTEST_GUILESS_MAIN(TestSsmEdits)
#include "tst_ssm_edits.moc"
