// SPDX-License-Identifier: GPL-3.0-or-later
// Positive random features: unbiased, of the variance that theory gives, and stable where numbers are extreme.
#include "core/attention/attention_measures.h"
#include "core/attention/random_features.h"
#include "core/math/random.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

Q_DECLARE_METATYPE(kaba::FeatureKind)

namespace {

Eigen::MatrixXd normal(std::uint64_t seed, Eigen::Index rows, Eigen::Index cols)
{
    Random random(seed);
    return Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return random.normal(); });
}

Eigen::MatrixXd logFeaturesOf(const Eigen::MatrixXd& rows, const Eigen::MatrixXd& directions)
{
    AttentionCost cost;
    return logFeatures(rows, directions, cost);
}

void kindRows()
{
    QTest::addColumn<FeatureKind>("kind");
    QTest::newRow("plain") << FeatureKind::Plain;
    QTest::newRow("cosh") << FeatureKind::Cosh;
    QTest::newRow("orthogonal") << FeatureKind::Orthogonal;
}

struct Moments {
    double mean = 0, variance = 0;
};

/// Mean and variance of φ(q)·φ(k) over draws of the directions.
Moments momentsOf(FeatureKind kind, const Eigen::RowVectorXd& query, const Eigen::RowVectorXd& key,
                  Eigen::Index count)
{
    constexpr int kDraws = 40000;
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < kDraws; ++draw) {
        const Eigen::MatrixXd directions =
            featureDirections(kind, count, query.size(), static_cast<std::uint64_t>(draw) + 1);
        const double estimate =
            (logFeaturesOf(query, directions) + logFeaturesOf(key, directions)).array().exp().sum();
        sum += estimate;
        squares += estimate * estimate;
    }
    const double mean = sum / kDraws;
    return {mean, squares / kDraws - mean * mean};
}

/// The definition, one pair at a time.
Eigen::MatrixXd sumsByPairs(const Eigen::MatrixXd& logQueries, const Eigen::MatrixXd& logKeys,
                            const Eigen::MatrixXd& values, bool causal)
{
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(logQueries.rows(), values.cols() + 1);
    for (Eigen::Index i = 0; i < logQueries.rows(); ++i)
        for (Eigen::Index j = 0; j < (causal ? i + 1 : logKeys.rows()); ++j) {
            const double weight = (logQueries.row(i) + logKeys.row(j)).array().exp().sum();
            sums.row(i).head(values.cols()) += weight * values.row(j);
            sums(i, values.cols()) += weight;
        }
    return sums;
}

} // namespace

class TestRandomFeatures : public QObject {
    Q_OBJECT
private slots:
    void meanAndVarianceFollowTheory_data() { kindRows(); }
    void meanAndVarianceFollowTheory();
    void orthogonalRowsAreOrthogonal();
    void sumsEqualTheDoubleSum_data() { kindRows(); }
    void sumsEqualTheDoubleSum();
    void longVectorsStayFinite();
    void laterTokensChangeNothingBefore();
    void noFeaturesGiveNoSums();
};

void TestRandomFeatures::meanAndVarianceFollowTheory()
{
    QFETCH(FeatureKind, kind);
    const Eigen::RowVectorXd query = 0.45 * normal(3, 1, 4).row(0).normalized();
    const Eigen::RowVectorXd key = 0.5 * normal(4, 1, 4).row(0).normalized();
    const double product = query.dot(key);
    const Moments found = momentsOf(kind, query, key, 6);
    const double expected = featureVariance(kind, product, (query + key).squaredNorm(), 6);
    QVERIFY2(std::abs(found.mean / std::exp(product) - 1) < 0.005, QByteArray::number(found.mean));
    const double ratio = found.variance / expected;
    if (kind == FeatureKind::Orthogonal) // less than independent pairs, and not nothing
        QVERIFY2(ratio < 1 && ratio > 0.2, QByteArray::number(ratio));
    else
        QVERIFY2(std::abs(ratio - 1) < 0.05, QByteArray::number(ratio));
}

void TestRandomFeatures::orthogonalRowsAreOrthogonal()
{
    const Eigen::MatrixXd rows = featureDirections(FeatureKind::Orthogonal, 20, 8, 1);
    QVERIFY(rows.row(0) == -rows.row(1));
    for (int a = 0; a < 8; ++a)
        for (int b = 0; b < a; ++b)
            QVERIFY(std::abs(rows.row(2 * a).dot(rows.row(2 * b))) < 1e-12);
    double meanSquare = 0;
    for (std::uint64_t seed = 1; seed <= 500; ++seed)
        meanSquare += featureDirections(FeatureKind::Orthogonal, 16, 8, seed).squaredNorm() / (500 * 16);
    QVERIFY(std::abs(meanSquare - 8) < 0.2);
}

void TestRandomFeatures::sumsEqualTheDoubleSum()
{
    QFETCH(FeatureKind, kind);
    const Eigen::MatrixXd directions = featureDirections(kind, 7, 5, 2);
    const Eigen::MatrixXd queries = logFeaturesOf(normal(5, 40, 5), directions);
    const Eigen::MatrixXd keys = logFeaturesOf(normal(6, 40, 5), directions);
    const Eigen::MatrixXd values = normal(7, 40, 3);
    for (const bool causal : {false, true}) {
        const FeatureSums found = featureSums(queries, keys, values, causal, {}).value();
        const Eigen::MatrixXd sums = found.shifts.array().exp().matrix().asDiagonal() * found.sums;
        QVERIFY(relativeError(sums, sumsByPairs(queries, keys, values, causal)) < 1e-13);
    }
}

/// Where exp overflows and every feature underflows, the ratio of the sums is still an average of the values.
void TestRandomFeatures::longVectorsStayFinite()
{
    const Eigen::MatrixXd directions = featureDirections(FeatureKind::Cosh, 8, 16, 1);
    const Eigen::MatrixXd queries = logFeaturesOf(400 * normal(8, 30, 16), directions);
    const Eigen::MatrixXd keys = logFeaturesOf(400 * normal(9, 30, 16), directions);
    for (const bool causal : {false, true}) {
        const FeatureSums found =
            featureSums(queries, keys, Eigen::MatrixXd::Ones(30, 1), causal, {}).value();
        QVERIFY(found.sums.allFinite());
        QVERIFY(found.sums.col(1).minCoeff() > 0.999);
        QVERIFY((found.sums.col(0) - found.sums.col(1)).isZero(1e-12));
    }
}

void TestRandomFeatures::laterTokensChangeNothingBefore()
{
    const Eigen::MatrixXd directions = featureDirections(FeatureKind::Plain, 6, 5, 2);
    Eigen::MatrixXd keys = normal(6, 40, 5);
    const Eigen::MatrixXd queries = logFeaturesOf(normal(5, 40, 5), directions);
    const Eigen::MatrixXd values = normal(7, 40, 3);
    const auto sums = [&] {
        return featureSums(queries, logFeaturesOf(keys, directions), values, true, {}).value().sums;
    };
    const Eigen::MatrixXd before = sums();
    keys.bottomRows(15) *= 9;
    const Eigen::MatrixXd after = sums();
    QVERIFY(before.topRows(25) == after.topRows(25));
    QVERIFY(before.bottomRows(15) != after.bottomRows(15));
}

void TestRandomFeatures::noFeaturesGiveNoSums()
{
    const FeatureSums none = featureSums({4, 0}, {4, 0}, normal(1, 4, 2), true, {}).value();
    QVERIFY(none.sums.isZero(0));
    QVERIFY(none.shifts.maxCoeff() == -HUGE_VAL);
}

QTEST_GUILESS_MAIN(TestRandomFeatures)
#include "tst_random_features.moc"
