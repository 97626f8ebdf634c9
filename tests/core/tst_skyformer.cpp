// SPDX-License-Identifier: GPL-3.0-or-later
// Kernelized attention and its Nyström approximation against the definitions, and what is known of both.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/mechanism.h"
#include "core/attention/nystrom.h"
#include "core/base/demo.h"
#include "core/math/least_squares.h"
#include "core/math/pivoted_cholesky.h"
#include "core/math/random.h"
#include "core/math/spectral_norm.h"
#include "core/math/symmetric_eigen.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

using Method = NystromSettings::Method;
using Sampling = NystromSettings::Sampling;
using Inverse = NystromSettings::Inverse;

Eigen::MatrixXd normal(Random& random, Eigen::Index rows, Eigen::Index cols, double deviation)
{
    return Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return deviation * random.normal(); });
}

/// The values are the unit vectors: the outputs are the weights.
AttentionProblem problem(Eigen::Index n, Eigen::Index dim, double deviation, std::uint64_t seed = 1)
{
    Random random(seed);
    return {.queries = normal(random, n, dim, deviation),
            .keys = normal(random, n, dim, deviation),
            .values = Eigen::MatrixXd::Identity(n, n)};
}

Eigen::MatrixXd weights(const AttentionProblem& p, const NystromSettings& settings)
{
    return nystromAttention(p, settings, {})->outputs;
}

/// ‖found − C‖₂ / ‖C‖₂.
double spectralError(const AttentionProblem& p, const NystromSettings& settings)
{
    const Eigen::MatrixXd kernel = kernelWeights(p);
    return spectralNorm(weights(p, settings) - kernel) / spectralNorm(kernel);
}

double meanError(double deviation, NystromSettings settings)
{
    double sum = 0;
    for (int seed = 1; seed <= 5; ++seed) {
        settings.seed = seed;
        sum += spectralError(problem(256, 32, deviation, static_cast<std::uint64_t>(seed)), settings) / 5;
    }
    return sum;
}

Eigen::MatrixXd landmarkMatrix(const AttentionProblem& p, const NystromSettings& settings)
{
    AttentionCost cost;
    const Eigen::MatrixXd rows = landmarkRows(p, settings);
    Eigen::MatrixXd matrix = gaussianKernel(cost, rows, rows);
    matrix.diagonal().array() += settings.ridge;
    return matrix;
}

double residual(const Eigen::MatrixXd& scaled, int steps)
{
    AttentionCost cost;
    Eigen::MatrixXd inverse = schulzStart(scaled);
    for (int step = 0; step < steps; ++step)
        inverse = schulzStep(cost, scaled, inverse);
    return (Eigen::MatrixXd::Identity(scaled.rows(), scaled.cols()) - scaled * inverse).norm();
}

/// A claim of the page under these settings.
Claim claimOf(std::string_view settings, const std::string& panel, std::string_view id)
{
    const Demo& demo = *findDemo("skyformer");
    Request request{.values = ParameterSet(demo.parameters), .panels = {panel}};
    if (!request.values.setAll(settings))
        qFatal("settings");
    const Result<Figure> figure = run(demo, request, {});
    return *std::ranges::find(figure->claims, id, &Claim::id);
}

} // namespace

class TestSkyformer : public QObject {
    Q_OBJECT
private slots:
    /// The kernel by its definition, a pair at a time.
    void theKernelIsThatOfDistances()
    {
        AttentionProblem p = problem(40, 9, 0.8);
        p.temperature = 1.7;
        const Eigen::MatrixXd kernel = kernelWeights(p);
        const double root = 1.7 * std::sqrt(9.0);
        for (Eigen::Index i = 0; i < 40; ++i)
            for (Eigen::Index j = 0; j < 40; ++j) {
                const double squared = (p.queries.row(i) - p.keys.row(j)).squaredNorm();
                QVERIFY(std::abs(kernel(i, j) - std::exp(-squared / (2 * root))) < 1e-14);
            }
    }

    /// C = D_Q^{−1/2} A D_K^{−1/2}: softmax's numerators, scaled from both sides.
    void theKernelIsSoftmaxScaledFromBothSides()
    {
        const AttentionProblem p = problem(128, 16, 1);
        const Eigen::MatrixXd numerators = attentionLogits(p).array().exp();
        const auto roots = [&](const Eigen::MatrixXd& rows) {
            return Eigen::VectorXd((-0.5 * p.scale() * rows.rowwise().squaredNorm()).array().exp());
        };
        const Eigen::MatrixXd scaled =
            roots(p.queries).asDiagonal() * numerators * roots(p.keys).asDiagonal();
        QVERIFY((kernelWeights(p) - scaled).cwiseAbs().maxCoeff() < 1e-12);
    }

    /// All rows of Z as landmarks and no ridge: nothing is lost. Few dimensions make the landmark matrix singular to
    /// working precision.
    void allLandmarksAreExact_data()
    {
        QTest::addColumn<int>("dim");
        QTest::addColumn<double>("deviation");
        QTest::newRow("32 dimensions") << 32 << 0.5;
        QTest::newRow("8 dimensions") << 8 << 1.0;
        QTest::newRow("singular") << 2 << 0.3;
    }
    void allLandmarksAreExact()
    {
        QFETCH(int, dim);
        QFETCH(double, deviation);
        const AttentionProblem p = problem(128, dim, deviation);
        QVERIFY(spectralError(p, {.ridge = 0, .landmarks = 256}) < 1e-9);
        QVERIFY(spectralError(p, {.method = Method::Naive, .landmarks = 128}) < 1e-6);
    }

    void theTargetIsReachedInTheLimit()
    {
        const Mechanism& skyformer = *findMechanism("skyformer");
        const AttentionProblem p = problem(60, 12, 0.7);
        ParameterSet values(skyformer.parameters);
        QVERIFY(values.setAll("ridge=0").has_value());
        const Eigen::MatrixXd found = effectiveWeights(skyformer, p, {values, 120, 3}, {}).value();
        QVERIFY(relativeError(found, targetWeights(skyformer, p)) < 1e-10);
        QVERIFY(relativeError(found, softmaxWeights(p)) > 1);
    }

    /// The fast path against κ(Q, Z_S) M† κ(Z_S, K) with a pseudo-inverse by singular values.
    void theFastPathIsTheFormula_data()
    {
        QTest::addColumn<int>("sampling");
        QTest::addColumn<double>("ridge");
        for (const double ridge : {0.0, 1e-3, 0.1}) {
            QTest::addRow("uniform %g", ridge) << int(Sampling::Uniform) << ridge;
            QTest::addRow("halves %g", ridge)
                << int(Sampling::Halves) << ridge; // repeats: singular without γ
        }
    }
    void theFastPathIsTheFormula()
    {
        QFETCH(int, sampling);
        QFETCH(double, ridge);
        const AttentionProblem p = problem(50, 10, 0.6);
        const NystromSettings settings{
            .sampling = static_cast<Sampling>(sampling), .ridge = ridge, .landmarks = 40};
        AttentionCost cost;
        const Eigen::MatrixXd rows = landmarkRows(p, settings);
        const Eigen::MatrixXd all = liftedRows(p);
        const Eigen::MatrixXd right =
            leastSquares(landmarkMatrix(p, settings), gaussianKernel(cost, rows, all.bottomRows(50)));
        const Eigen::MatrixXd formula = gaussianKernel(cost, all.topRows(50), rows) * right;
        QVERIFY(relativeError(weights(p, settings), formula) < 1e-11);
    }

    void naiveIsTheFormula()
    {
        const AttentionProblem p = problem(50, 10, 0.6);
        const Eigen::MatrixXd found = weights(p, {.method = Method::Naive, .landmarks = 12});
        const Samples values = singularValues(found);
        QVERIFY(values[11] > 1e-6 * values[0]);
        QVERIFY(values[12] < 1e-12 * values[0]);
        // C S (SᵀCS)† SᵀC keeps the sampled columns of C.
        const Eigen::MatrixXd difference = found - kernelWeights(p);
        int kept = 0;
        for (Eigen::Index j = 0; j < 50; ++j)
            kept += difference.col(j).norm() < 1e-10 && difference.row(j).norm() < 1e-10;
        QCOMPARE(kept, 12);
    }

    /// n = 256, p = 32, σ = ½: mean of five draws.
    void theErrorFallsWithTheLandmarks_data()
    {
        QTest::addColumn<double>("ridge");
        QTest::addColumn<int>("sampling");
        QTest::newRow("pseudo-inverse") << 0.0 << int(Sampling::Uniform);
        QTest::newRow("ridge 0.1") << 0.1 << int(Sampling::Uniform);
        QTest::newRow("half and half") << 0.0 << int(Sampling::Halves);
    }
    void theErrorFallsWithTheLandmarks()
    {
        QFETCH(double, ridge);
        QFETCH(int, sampling);
        const std::pair<int, double> expected[] = {{8, 0.25},   {16, 0.145},  {32, 0.077},
                                                   {64, 0.040}, {128, 0.018}, {256, 0.0065}};
        double before = 1;
        for (const auto& [landmarks, error] : expected) {
            const double mean = meanError(
                0.5, {.sampling = static_cast<Sampling>(sampling), .ridge = ridge, .landmarks = landmarks});
            QVERIFY2(std::abs(mean / error - 1) < 0.5, qPrintable(QString::number(mean)));
            QVERIFY(mean < before);
            before = mean;
        }
    }

    /// C is not positive semi-definite, and Nyström on it stays useless until every token is a landmark.
    void naiveIsOfNoUse()
    {
        for (const int landmarks : {8, 16, 32, 64, 128})
            QVERIFY(meanError(0.5, {.method = Method::Naive, .landmarks = landmarks}) > 0.4);
        QVERIFY(meanError(2, {.method = Method::Naive, .landmarks = 32}) > 1e3);
    }

    /// X has row sums d_i^{1/2}-weighted so that D^{1/2} 1 is an eigenvector of eigenvalue 1, the largest.
    void theScaledMatrixHasLargestEigenvalueOne()
    {
        for (const double ridge : {0.0, 0.1}) {
            const Eigen::MatrixXd x =
                scaledLandmarks(landmarkMatrix(problem(256, 32, 0.5), {.ridge = ridge, .landmarks = 48}))
                    .matrix;
            const Eigen::VectorXd eigenvalues = symmetricEigenvaluesOf(x);
            QVERIFY(std::abs(eigenvalues.tail(1)[0] - 1) < 1e-12);
            QVERIFY(eigenvalues[0] > 0);
        }
    }

    /// Six steps of the official code do not converge yet, eight do.
    void theIterationConvergesAfterEightSteps()
    {
        const NystromSettings settings{.landmarks = 32};
        const Eigen::MatrixXd x = scaledLandmarks(landmarkMatrix(problem(256, 32, 0.5), settings)).matrix;
        const double six = residual(x, 6);
        QVERIFY2(six > 0.2 && six < 0.7, qPrintable(QString::number(six)));
        QVERIFY(residual(x, 8) < 1e-4);
        QVERIFY(residual(x, 12) < 1e-13);
    }

    /// On one number, where the residual of each step is (3r³ + r⁴)/4.
    void aStepIsOfThirdOrder()
    {
        const Eigen::MatrixXd x = Eigen::MatrixXd::Constant(1, 1, 0.8);
        Eigen::MatrixXd v = Eigen::MatrixXd::Constant(1, 1, 0.5);
        AttentionCost cost;
        for (int step = 0; step < 3; ++step) {
            const double r = 1 - 0.8 * v(0, 0);
            v = schulzStep(cost, x, v);
            QVERIFY(std::abs(1 - 0.8 * v(0, 0) - (3 * r * r * r + r * r * r * r) / 4) < 1e-15);
        }
        QCOMPARE(cost.multiplyAdds, std::uint64_t(3 * 4));
    }

    void theConvergedIterationIsTheInverse()
    {
        const AttentionProblem p = problem(80, 16, 0.6);
        NystromSettings settings{.landmarks = 24};
        const Eigen::MatrixXd exact = weights(p, settings);
        settings.inverse = Inverse::Schulz;
        settings.steps = 12;
        QVERIFY(relativeError(weights(p, settings), exact) < 1e-11);
        settings.steps = 2;
        QVERIFY(relativeError(weights(p, settings), exact) > 0.01);
    }

    /// As many directions as eigenvalues far above λ; half a direction at λ.
    void theStatisticalDimensionCounts()
    {
        const Eigen::VectorXd eigenvalues{{1e12, 3.0, 1e-14, -1e-15}};
        QVERIFY(std::abs(statisticalDimension(eigenvalues, 3) - 1.5) < 1e-9);
    }

    /// A sum of r outer products has rank r, and its factor gives it back.
    void theCholeskyStopsAtTheRank()
    {
        Random random(5);
        const Eigen::MatrixXd half = normal(random, 30, 6, 1);
        const Eigen::MatrixXd matrix = half * half.transpose();
        const PivotedCholesky found = pivotedCholesky(matrix, 1e-10, {}).value();
        QCOMPARE(found.pivots.size(), std::size_t(6));
        QVERIFY(relativeError(found.factor * found.factor.transpose(), matrix) < 1e-14);
        QVERIFY(found.triangle().isLowerTriangular(1e-15));
        Eigen::Index largest = 0;
        matrix.diagonal().maxCoeff(&largest);
        QCOMPARE(found.pivots.front(), largest);
    }

    /// Each token's query is far from its own key and at the other's: C_SS is almost nothing, C_{·S} is not.
    void saysThatNaiveBlewUp()
    {
        const AttentionProblem p{.queries = Eigen::MatrixXd{{0.0}, {25.0}},
                                 .keys = Eigen::MatrixXd{{25.0}, {0.0}},
                                 .values = Eigen::MatrixXd::Identity(2, 2)};
        const Result<AttentionResult> result =
            nystromAttention(p, {.method = Method::Naive, .landmarks = 1}, {});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Numerical);
    }

    /// Independent Gaussian tokens: from σ = 1 on scaling rows and columns makes the condition worse, and the page says
    /// so with a reason.
    void theConditioningClaimFails()
    {
        const Claim claim = claimOf("tokens=128;sharpness=1", "conditioning", "better-conditioned");
        QVERIFY(!claim.holds());
        QVERIFY2(claim.measured > 1.3, qPrintable(QString::number(claim.measured)));
        QVERIFY(!claim.remark.en.empty() && !claim.remark.ja.empty());
    }

    void sixStepsDoNotSuffice()
    {
        const Claim claim = claimOf("budget=32", "iteration", "six-iterations-suffice");
        QVERIFY(claim.measured > 0.2 && claim.measured < 0.7);
    }

    void refusesTooManyNaiveLandmarks()
    {
        const AttentionProblem p = problem(kMostNaiveLandmarks + 1, 1, 1);
        const Result<AttentionResult> result =
            nystromAttention(p, {.method = Method::Naive, .landmarks = kMostNaiveLandmarks + 1}, {});
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::CannotCompute);
    }
};

QTEST_GUILESS_MAIN(TestSkyformer)
#include "tst_skyformer.moc"
