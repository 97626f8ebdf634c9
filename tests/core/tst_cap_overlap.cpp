// SPDX-License-Identifier: GPL-3.0-or-later
// The overlap of two caps of a sphere, and the attention that reads by it.
#include "core/attention/attention_measures.h"
#include "core/attention/cap_overlap.h"
#include "core/attention/mechanism.h"
#include "core/math/random.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace kaba;

namespace {

/// Area of the lens of two caps of the sphere in three dimensions, as a share of 4π (spherical trigonometry).
double lensShare(double angle, double theta)
{
    const double sine = std::sin(angle);
    const double wedge = std::acos((std::cos(theta) - std::cos(angle) * std::cos(angle)) / (sine * sine));
    const double side = std::acos(std::tan(theta / 2) / std::tan(angle));
    return (2 * std::numbers::pi - 2 * wedge - 4 * std::cos(angle) * side) / (4 * std::numbers::pi);
}

double radians(double degrees) { return degrees * std::numbers::pi / 180; }

AttentionProblem sphereProblem(bool causal)
{
    Random random(5);
    const auto normal = [&](Eigen::Index cols) {
        return Eigen::MatrixXd::NullaryExpr(40, cols, [&] { return random.normal(); }).eval();
    };
    return {.queries = normal(4), .keys = normal(4), .values = normal(3), .causal = causal};
}

Eigen::MatrixXd mechanismWeights(const AttentionProblem& problem, const std::string& settings)
{
    const Mechanism& mechanism = *findMechanism("attention-sdm");
    ParameterSet values(mechanism.parameters);
    if (!values.setAll(settings))
        qFatal("settings");
    return effectiveWeights(mechanism, problem, {values, 1, 3}, {}).value();
}

Eigen::MatrixXd weightsByDefinition(const AttentionProblem& problem, double degrees)
{
    const CapOverlap overlap(int(problem.dim()), radians(degrees));
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(problem.tokens(), problem.tokens());
    for (Eigen::Index i = 0; i < problem.tokens(); ++i)
        for (Eigen::Index j = 0; j < problem.tokens(); ++j)
            if (problem.sees(i, j))
                weights(i, j) =
                    overlap(problem.queries.row(i).normalized().dot(problem.keys.row(j).normalized()));
    for (Eigen::Index i = 0; i < problem.tokens(); ++i)
        if (const double sum = weights.row(i).sum(); sum > 0)
            weights.row(i) /= sum;
    return weights;
}

} // namespace

class TestCapOverlap : public QObject {
    Q_OBJECT
private slots:
    void closedForms()
    {
        for (const double degrees : {20.0, 60.0, 85.0})
            for (const double share : {0.0, 0.1, 0.5, 0.9}) {
                const double theta = share * 2 * radians(degrees);
                const double arcs = (2 * radians(degrees) - theta) / (2 * std::numbers::pi);
                QVERIFY(std::abs(CapOverlap(2, radians(degrees))(std::cos(theta)) - arcs) < 1e-13);
                const double lens = CapOverlap(3, radians(degrees))(std::cos(theta));
                QVERIFY(theta == 0 || std::abs(lens - lensShare(radians(degrees), theta)) < 1e-7);
            }
        for (const int dim : {2, 3, 16, 256}) // half spheres
            QVERIFY(std::abs(CapOverlap(dim, std::numbers::pi / 2)(0.3) -
                             (std::numbers::pi - std::acos(0.3)) / (2 * std::numbers::pi)) < 1e-12);
        QCOMPARE(CapOverlap(1, 1)(1), 0.5);
        QCOMPARE(CapOverlap(1, 1)(-1), 0.0);
    }

    /// The integral of the header, summed without its table.
    void equalsItsIntegral_data()
    {
        QTest::addColumn<int>("dim");
        QTest::addColumn<double>("degrees");
        for (const int dim : {4, 7, 32, 256})
            for (const double degrees : {20.0, 60.0, 73.0, 85.0})
                QTest::addRow("d=%d angle=%g", dim, degrees) << dim << degrees;
    }
    void equalsItsIntegral()
    {
        QFETCH(int, dim);
        QFETCH(double, degrees);
        constexpr int kSteps = 40000;
        const double edge = std::pow(std::cos(radians(degrees)), 2);
        const CapOverlap overlap(dim, radians(degrees));
        for (const double share : {0.0, 0.31, 0.77}) {
            const double theta = share * 2 * radians(degrees);
            const double step = (2 * radians(degrees) - theta) / kSteps;
            double sum = 0;
            for (int i = 0; i < kSteps; ++i) {
                const double half = (theta + (i + 0.5) * step) / 2;
                sum += step * std::pow(1 - edge / std::pow(std::cos(half), 2), dim / 2.0 - 1);
            }
            const double error = overlap(std::cos(theta)) / (sum / (2 * std::numbers::pi)) - 1;
            QVERIFY2(std::abs(error) < 2e-5, QByteArray::number(error));
        }
    }

    /// Points drawn on the sphere.
    void equalsItsShareOfPoints()
    {
        Random random(4);
        const double edge = std::cos(radians(60));
        int shared = 0;
        constexpr int kPoints = 200000;
        for (int i = 0; i < kPoints; ++i) {
            Eigen::VectorXd point(5);
            for (double& x : point)
                x = random.normal();
            point.normalize();
            shared += point[0] >= edge && 0.8 * point[0] + 0.6 * point[1] >= edge ? 1 : 0;
        }
        const double expected = CapOverlap(5, radians(60))(0.8);
        QVERIFY(std::abs(shared / double(kPoints) - expected) < 5 * std::sqrt(expected / kPoints));
    }

    void mechanismReadsByTheOverlap()
    {
        for (const bool causal : {false, true}) {
            AttentionProblem problem = sphereProblem(causal);
            const Eigen::MatrixXd weights = mechanismWeights(problem, "sdm-angle=50");
            QVERIFY((weights - weightsByDefinition(problem, 50)).cwiseAbs().maxCoeff() < 1e-13);
            problem.temperature = 9; // neither lengths nor temperature count
            problem.queries *= 7;
            QVERIFY((mechanismWeights(problem, "sdm-angle=50") - weights).cwiseAbs().maxCoeff() < 1e-13);
        }
    }

    /// Narrow caps that share nothing read nothing; they do not divide by 0.
    void emptyReadsAreZero()
    {
        const Eigen::MatrixXd weights = mechanismWeights(sphereProblem(true), "sdm-angle=10");
        QVERIFY(weights.allFinite());
        const Eigen::VectorXd sums = weights.rowwise().sum();
        QVERIFY(sums.minCoeff() == 0);
        QVERIFY(((sums.array() - 1).abs() < 1e-12 || sums.array() == 0).all());
    }

    void sampledNeuronsApproachTheExpectation()
    {
        for (const bool causal : {false, true}) {
            const AttentionProblem problem = sphereProblem(causal);
            const Eigen::MatrixXd expected = mechanismWeights(problem, "sdm-angle=75");
            const auto error = [&](const char* neurons) {
                const std::string settings =
                    std::string("sdm-angle=75;sdm-read=sampled;sdm-neurons=") + neurons;
                return relativeError(mechanismWeights(problem, settings), expected);
            };
            QVERIFY2(error("8192") < 0.08, QByteArray::number(error("8192")));
            QVERIFY(error("8192") < 0.5 * error("512"));
        }
    }

    void sampledCostIsLinear()
    {
        const Mechanism& mechanism = *findMechanism("attention-sdm");
        ParameterSet values(mechanism.parameters);
        QVERIFY(values.setAll("sdm-read=sampled;sdm-neurons=256"));
        const auto cost = [&](Eigen::Index n) {
            Random random(2);
            const Eigen::MatrixXd rows = Eigen::MatrixXd::NullaryExpr(n, 8, [&] { return random.normal(); });
            return double(mechanism.attend({rows, rows, rows}, {values, 1, 1}, {})->cost.multiplyAdds);
        };
        QVERIFY(std::abs(cost(2048) / cost(1024) - 2) < 0.05);
    }
};

QTEST_GUILESS_MAIN(TestCapOverlap)
#include "tst_cap_overlap.moc"
