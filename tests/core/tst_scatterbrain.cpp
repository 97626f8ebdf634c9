// SPDX-License-Identifier: GPL-3.0-or-later
// Scatterbrain against the definition pair by pair, and in the limits in which it is something else.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/linear_attention.h"
#include "core/attention/scatter_study.h"
#include "core/math/random.h"
#include "core/math/singular_values.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

Q_DECLARE_METATYPE(kaba::SupportKind)

namespace {

Eigen::MatrixXd normal(Random& random, Eigen::Index rows, Eigen::Index cols)
{
    return Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return random.normal(); });
}

AttentionProblem problem(Eigen::Index tokens, bool causal)
{
    Random random(static_cast<std::uint64_t>(tokens));
    return {.queries = normal(random, tokens, 6),
            .keys = normal(random, tokens, 6),
            .values = normal(random, tokens, 5),
            .causal = causal};
}

ScatterSettings settings(SupportKind kind, Eigen::Index pairs, Eigen::Index features, std::uint64_t seed = 3)
{
    return {.features = FeatureKind::Cosh,
            .featureCount = features,
            .support = {.kind = kind, .perQuery = pairs, .rounds = 3, .seed = 5},
            .seed = seed};
}

PairSupport supportOf(const AttentionProblem& p, const ScatterSettings& s)
{
    AttentionCost cost;
    return pairSupport(p, s.support, cost, {}).value();
}

/// φ(q_i)·φ(k_j), from the definition without shifts.
Eigen::MatrixXd estimates(const AttentionProblem& p, const ScatterSettings& s)
{
    const Eigen::MatrixXd w = featureDirections(s.features, s.featureCount, p.dim(), s.seed);
    const auto phi = [&](const Eigen::MatrixXd& rows) {
        const Eigen::MatrixXd x = std::sqrt(p.scale()) * rows;
        const Eigen::VectorXd heights = (-0.5 * x.rowwise().squaredNorm()).array().exp();
        const Eigen::MatrixXd waves = (x * w.transpose()).array().exp();
        return Eigen::MatrixXd(heights.asDiagonal() * waves / std::sqrt(double(s.featureCount)));
    };
    return phi(p.queries) * phi(p.keys).transpose();
}

/// Â entry by entry: exp(q·k) on the support, the estimate elsewhere, 0 out of sight.
Eigen::MatrixXd matrixByPairs(const AttentionProblem& p, const ScatterSettings& s)
{
    const Eigen::MatrixXd exact = attentionLogits(p).array().exp();
    Eigen::MatrixXd matrix = estimates(p, s);
    const PairSupport support = supportOf(p, s);
    for (Eigen::Index i = 0; i < p.tokens(); ++i) {
        for (const Eigen::Index key : support.of(i))
            matrix(i, key) = exact(i, key);
        for (Eigen::Index j = 0; j < p.tokens(); ++j)
            if (!p.sees(i, j))
                matrix(i, j) = 0;
    }
    return matrix;
}

/// What the fast path makes of Â.
Eigen::MatrixXd matrixOfFastPath(AttentionProblem p, const ScatterSettings& s)
{
    p.values = Eigen::MatrixXd::Identity(p.tokens(), p.tokens());
    const ScatterSums found = scatterSums(p, s, {}).value();
    return found.shifts.array().exp().matrix().asDiagonal() * found.sums;
}

void supportRows()
{
    QTest::addColumn<SupportKind>("kind");
    QTest::addColumn<bool>("causal");
    for (const bool causal : {false, true}) {
        QTest::addRow("lsh %d", causal) << SupportKind::Lsh << causal;
        QTest::addRow("window %d", causal) << SupportKind::Window << causal;
        QTest::addRow("top-k %d", causal) << SupportKind::TopK << causal;
    }
}

} // namespace

class TestScatterbrain : public QObject {
    Q_OBJECT
private slots:
    void supportsKeepTheirPromises_data() { supportRows(); }
    void supportsKeepTheirPromises();
    void theOracleTakesTheLargest();
    void theOraclePaysForReadingEveryPair();
    void hashingFindsWhatAWindowMisses();
    void theEstimateIsExactOnTheSupport_data() { supportRows(); }
    void theEstimateIsExactOnTheSupport();
    void theFastPathEqualsTheMatrix_data() { supportRows(); }
    void theFastPathEqualsTheMatrix();
    void everyPairInTheSupportIsSoftmax_data() { supportRows(); }
    void everyPairInTheSupportIsSoftmax();
    void noSupportIsPerformer();
    void noFeaturesIsSoftmaxOnTheSupport();
    void varianceVanishesOnTheSupportAlone();
    void coldAndLongStaysFinite();
    void theSumWinsInAWindowOnly();
    void bestRankIsTheTailOfTheSingularValues();
};

void TestScatterbrain::supportsKeepTheirPromises()
{
    QFETCH(SupportKind, kind);
    QFETCH(bool, causal);
    const AttentionProblem p = problem(60, causal);
    const PairSupport support = supportOf(p, settings(kind, 7, 8));
    QCOMPARE(support.starts.size(), std::size_t(61));
    for (Eigen::Index i = 0; i < 60; ++i) {
        const auto keys = support.of(i);
        QVERIFY(!keys.empty() && keys.size() <= 7);
        QVERIFY(std::ranges::adjacent_find(keys, std::ranges::greater_equal{}) == keys.end());
        QVERIFY(keys.front() >= 0 && keys.back() < (causal ? i + 1 : 60));
        if (kind == SupportKind::Window && i >= 7 && i < 53)
            QVERIFY(keys.size() == 7 && keys.back() - keys.front() == 6 &&
                    i - keys.front() == (causal ? 6 : 3));
    }
}

void TestScatterbrain::theOracleTakesTheLargest()
{
    const AttentionProblem p = problem(40, false);
    const Eigen::MatrixXd logits = attentionLogits(p);
    const PairSupport support = supportOf(p, settings(SupportKind::TopK, 5, 8));
    for (Eigen::Index i = 0; i < 40; ++i) {
        double least = HUGE_VAL;
        for (const Eigen::Index key : support.of(i))
            least = std::min(least, logits(i, key));
        QCOMPARE((logits.row(i).array() >= least).count(), Eigen::Index(5));
    }
}

void TestScatterbrain::theOraclePaysForReadingEveryPair()
{
    const AttentionProblem p = problem(50, false);
    const auto adds = [&](SupportKind kind) {
        AttentionCost cost;
        static_cast<void>(pairSupport(p, settings(kind, 5, 8).support, cost, {}));
        return cost.multiplyAdds;
    };
    constexpr std::uint64_t kAllPairs = std::uint64_t(50) * 50 * 6;
    QCOMPARE(adds(SupportKind::TopK), kAllPairs);
    QCOMPARE(adds(SupportKind::Window), std::uint64_t(0));
    QVERIFY(adds(SupportKind::Lsh) < kAllPairs && adds(SupportKind::Lsh) > 0);
}

/// Tokens of 16 clusters in an order that tells nothing: a hash finds the partners, a window does not.
void TestScatterbrain::hashingFindsWhatAWindowMisses()
{
    Random random(9);
    const Eigen::MatrixXd centres = 3 * normal(random, 16, 24);
    AttentionProblem p{.queries = 0.5 * normal(random, 256, 24),
                       .keys = 0.5 * normal(random, 256, 24),
                       .values = Eigen::MatrixXd::Identity(256, 256)};
    for (Eigen::Index i = 0; i < 256; ++i) {
        const auto cluster = static_cast<Eigen::Index>(random.below(16));
        p.queries.row(i) += centres.row(cluster);
        p.keys.row(i) += centres.row(cluster);
    }
    const Eigen::MatrixXd weights = softmaxWeights(p);
    const auto massOn = [&](SupportKind kind) {
        const PairSupport support = supportOf(p, settings(kind, 16, 8));
        double mass = 0;
        for (Eigen::Index i = 0; i < 256; ++i)
            for (const Eigen::Index key : support.of(i))
                mass += weights(i, key) / 256;
        return mass;
    };
    QVERIFY2(massOn(SupportKind::Lsh) > 0.5, QByteArray::number(massOn(SupportKind::Lsh)));
    QVERIFY2(massOn(SupportKind::Window) < 0.2, QByteArray::number(massOn(SupportKind::Window)));
    QVERIFY(massOn(SupportKind::TopK) > massOn(SupportKind::Lsh));
}

void TestScatterbrain::theEstimateIsExactOnTheSupport()
{
    QFETCH(SupportKind, kind);
    QFETCH(bool, causal);
    const AttentionProblem p = problem(60, causal);
    const ScatterSettings s = settings(kind, 7, 8);
    const Eigen::MatrixXd found = matrixOfFastPath(p, s);
    const Eigen::MatrixXd exact = attentionLogits(p).array().exp();
    const PairSupport support = supportOf(p, s);
    double worst = 0;
    for (Eigen::Index i = 0; i < 60; ++i)
        for (const Eigen::Index key : support.of(i))
            worst = std::max(worst, std::abs(found(i, key) / exact(i, key) - 1));
    QVERIFY2(worst < 1e-10, QByteArray::number(worst));
}

void TestScatterbrain::theFastPathEqualsTheMatrix()
{
    QFETCH(SupportKind, kind);
    QFETCH(bool, causal);
    const AttentionProblem p = problem(60, causal);
    const ScatterSettings s = settings(kind, 7, 9); // an odd one: the last direction has no partner
    const Eigen::MatrixXd matrix = matrixByPairs(p, s);
    QVERIFY(relativeError(matrixOfFastPath(p, s), matrix) < 1e-12);
    const Eigen::MatrixXd outputs = matrix.rowwise().sum().cwiseInverse().asDiagonal() * (matrix * p.values);
    QVERIFY(relativeError(scatterSums(p, s, {})->outputs(), outputs) < 1e-9);
}

void TestScatterbrain::everyPairInTheSupportIsSoftmax()
{
    QFETCH(SupportKind, kind);
    QFETCH(bool, causal);
    if (kind == SupportKind::Lsh)
        return; // a bucket need not hold every key
    AttentionProblem p = problem(50, causal);
    for (Eigen::Index offset = -49; offset < 50; ++offset)
        p.bias.push_back(-0.1 * double(std::abs(offset)));
    const ScatterSums whole = scatterSums(p, settings(kind, 99, 8), {}).value();
    QVERIFY(relativeError(whole.outputs(), exactAttention(p, {})->outputs) < 1e-12);
    // One pair short of all of them the estimate counts for that pair alone.
    p.bias.clear(); // of which features know nothing
    const ScatterSums almost = scatterSums(p, settings(SupportKind::TopK, 49, 4000), {}).value();
    QVERIFY(relativeError(almost.outputs(), exactAttention(p, {})->outputs) < 1e-2);
}

void TestScatterbrain::noSupportIsPerformer()
{
    for (const bool causal : {false, true}) {
        const AttentionProblem p = problem(50, causal);
        const ScatterSettings s = settings(SupportKind::Window, 0, 12);
        const Eigen::MatrixXd matrix = matrixByPairs(p, s);
        QVERIFY(relativeError(scatterSums(p, s, {})->outputs(),
                              matrix.rowwise().sum().cwiseInverse().asDiagonal() * (matrix * p.values)) <
                1e-12);
    }
}

void TestScatterbrain::noFeaturesIsSoftmaxOnTheSupport()
{
    const AttentionProblem p = problem(50, true);
    const ScatterSums found = scatterSums(p, settings(SupportKind::Window, 6, 0), {}).value();
    QVERIFY(relativeError(found.outputs(), bandedAttention(p, 6, {})->outputs) < 1e-13);
}

/// 20,000 draws of the features: no variance on the support, the closed form off it.
void TestScatterbrain::varianceVanishesOnTheSupportAlone()
{
    constexpr int kDraws = 20000;
    AttentionProblem p = problem(3, false);
    p.queries *= 0.35;
    p.keys *= 0.35;
    Eigen::ArrayXXd sum = Eigen::ArrayXXd::Zero(3, 3);
    Eigen::ArrayXXd squares = sum;
    for (int draw = 0; draw < kDraws; ++draw) {
        const auto seed = static_cast<std::uint64_t>(draw);
        const Eigen::ArrayXXd found = matrixOfFastPath(p, settings(SupportKind::Window, 1, 8, seed));
        sum += found;
        squares += found.square();
    }
    const Eigen::ArrayXXd variance = squares / kDraws - (sum / kDraws).square();
    const double root = std::sqrt(p.scale());
    for (Eigen::Index i = 0; i < 3; ++i)
        for (Eigen::Index j = 0; j < 3; ++j) {
            const double t = (root * (p.queries.row(i) + p.keys.row(j))).squaredNorm();
            const double product = p.scale() * p.queries.row(i).dot(p.keys.row(j));
            const double expected = i == j ? 0 : featureVariance(FeatureKind::Cosh, product, t, 8);
            QVERIFY2(std::abs(variance(i, j) - expected) <= std::max(0.05 * expected, 1e-10),
                     QByteArray::number(variance(i, j) / expected));
        }
}

/// Where exp overflows in every entry, rows are still weights that sum to 1.
void TestScatterbrain::coldAndLongStaysFinite()
{
    for (const bool causal : {false, true}) {
        AttentionProblem p = problem(40, causal);
        p.temperature = 1e-5;
        p.values.setOnes();
        const Eigen::MatrixXd found = scatterSums(p, settings(SupportKind::Lsh, 4, 8), {})->outputs();
        QVERIFY(found.allFinite());
        QVERIFY((found.array() - 1).abs().maxCoeff() < 1e-6);
    }
}

/// Clusters on the sphere: features at flat softmax, pairs at sharp softmax, the sum between, and nowhere else.
void TestScatterbrain::theSumWinsInAWindowOnly()
{
    const auto clusters = [](int seed) {
        Random random(static_cast<std::uint64_t>(seed));
        const Eigen::MatrixXd centres = normal(random, 16, 32);
        AttentionProblem p{.queries = 0.5 * normal(random, 128, 32),
                           .keys = 0.5 * normal(random, 128, 32),
                           .values = Eigen::MatrixXd::Zero(128, 1)};
        for (Eigen::Index i = 0; i < 128; ++i) {
            p.queries.row(i) += centres.row(i / 8);
            p.keys.row(i) += centres.row(i / 8);
        }
        return p;
    };
    const ScatterSweep sweep = errorsAgainstBeta({clusters, {}, 8}, {}).value();
    const auto error = [&](ScatterPart part, std::size_t place) { return sweep.of(part).mean[place]; };
    const std::size_t last = sweep.places.size() - 1;
    QVERIFY(error(ScatterPart::LowRank, 0) < 0.2 && error(ScatterPart::Sparse, 0) > 1.5);
    QVERIFY(error(ScatterPart::LowRank, last) > 0.9 && error(ScatterPart::Sparse, last) < 0.01);
    QVERIFY(sweep.gainAt(0) < 1 && sweep.gainAt(last) < 1);
    const std::optional<Interval> window = sweep.window();
    QVERIFY(window && window->low <= 2.83 && window->high >= 2.82 && window->high < 4.1);
    QVERIFY(sweep.shareWon() < 0.5);
    const auto place = static_cast<std::size_t>(
        std::ranges::find_if(sweep.places,
                             [](double beta) { return std::abs(beta - std::sqrt(8.0)) < 1e-9; }) -
        sweep.places.begin());
    QVERIFY(std::abs(error(ScatterPart::Sparse, place) - 0.72) < 0.05);
    QVERIFY(std::abs(error(ScatterPart::LowRank, place) - 0.82) < 0.12);
    QVERIFY(std::abs(error(ScatterPart::Sum, place) - 0.57) < 0.12);
}

void TestScatterbrain::bestRankIsTheTailOfTheSingularValues()
{
    Random random(1);
    const Eigen::MatrixXd matrix = normal(random, 20, 20);
    const SingularParts parts = singularPartsOf(matrix);
    const Eigen::MatrixXd fit =
        parts.left.leftCols(6) * parts.values.head(6).asDiagonal() * parts.right.leftCols(6).transpose();
    QVERIFY(std::abs(bestRankError(singularValues(matrix), 6) - relativeError(fit, matrix)) < 1e-12);
    QCOMPARE(bestRankError(singularValues(matrix), 20), 0.0);
}

QTEST_GUILESS_MAIN(TestScatterbrain)
#include "tst_scatterbrain.moc"
