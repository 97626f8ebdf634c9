// SPDX-License-Identifier: GPL-3.0-or-later
// Kernelised attention with a relative bias: transforms against pairs, and the limits in which it is exact.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/kernelized_rpe.h"
#include "core/attention/linear_attention.h"
#include "core/attention/mechanism.h"
#include "core/attention/rpe_scene.h"
#include "core/math/random.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

/// Rows of one length: logits are q·k, for the temperature undoes √d.
Eigen::MatrixXd rowsOfLength(double length, Eigen::Index count, Eigen::Index dim, Random& random)
{
    Eigen::MatrixXd rows = Eigen::MatrixXd::NullaryExpr(count, dim, [&] { return random.normal(); });
    rows.rowwise().normalize();
    return length * rows;
}

/// With a bias that no reflection leaves alone.
AttentionProblem problem(Eigen::Index n, double length, bool causal, Eigen::Index dim = 16)
{
    Random random(static_cast<std::uint64_t>(n) + 3);
    AttentionProblem p{.queries = rowsOfLength(length, n, dim, random),
                       .keys = rowsOfLength(length, n, dim, random),
                       .values = rowsOfLength(1, n, 5, random),
                       .causal = causal,
                       .temperature = 1 / std::sqrt(double(dim))};
    for (Eigen::Index i = 0; i < 2 * n - 1; ++i)
        p.bias.push_back(0.7 * random.normal());
    return p;
}

LogFeatures plainFeatures(const AttentionProblem& p, Eigen::Index count)
{
    return rpeFeatures(p, Lengths::Kept, FeatureKind::Plain, count, 8);
}

/// Every exponential and every sum of the definition by itself.
Eigen::MatrixXd byDefinition(const LogFeatures& features, const AttentionProblem& p)
{
    Eigen::MatrixXd outputs = Eigen::MatrixXd::Zero(p.tokens(), p.values.cols());
    for (Eigen::Index i = 0; i < p.tokens(); ++i) {
        double sum = 0;
        for (Eigen::Index j = 0; j < p.tokens(); ++j)
            for (Eigen::Index f = 0; p.sees(i, j) && f < features.keys.cols(); ++f) {
                const double weight = std::exp(features.queries(i, f) + features.keys(j, f) + p.biasOf(i, j));
                sum += weight;
                outputs.row(i) += weight * p.values.row(j);
            }
        outputs.row(i) /= sum;
    }
    return outputs;
}

double meanRowDistance(const Eigen::MatrixXd& left, const Eigen::MatrixXd& right)
{
    return (left - right).cwiseAbs().rowwise().sum().mean();
}

void causalRows()
{
    QTest::addColumn<bool>("causal");
    QTest::newRow("all") << false;
    QTest::newRow("causal") << true;
}

} // namespace

class TestKernelizedRpe : public QObject {
    Q_OBJECT
private slots:
    void transformsEqualPairs_data() { causalRows(); }
    void transformsEqualPairs()
    {
        QFETCH(bool, causal);
        for (const Eigen::Index n : {1, 2, 64, 97}) {
            const AttentionProblem p = problem(n, 1.5, causal);
            const LogFeatures features = plainFeatures(p, 12);
            const Eigen::MatrixXd outputs = byDefinition(features, p);
            const Result<RpeResult> fast = rpeByFft(features, p, {});
            QVERIFY(relativeError(fast->attention.outputs, outputs) < 1e-10);
            QCOMPARE(fast->rowsSummed, Eigen::Index(0));
            QVERIFY(relativeError(rpeByPairs(features, p, {})->outputs, outputs) < 1e-13);
            QVERIFY(relativeError(rpeWeights(features, p) * p.values, outputs) < 1e-13);
            QVERIFY(relativeError(rowOfRpe(features, p, n / 2) * p.values, outputs.row(n / 2)) < 1e-12);
        }
    }

    /// A bias of zeros changes nothing of linear attention.
    void withoutBiasItIsLinearAttention_data() { causalRows(); }
    void withoutBiasItIsLinearAttention()
    {
        QFETCH(bool, causal);
        AttentionProblem p = problem(80, 1, causal);
        std::ranges::fill(p.bias, 0.0);
        const LogFeatures features = plainFeatures(p, 10);
        const auto plain = linearAttention(features.queries.array().exp(), features.keys.array().exp(),
                                           p.values, causal, {});
        QVERIFY(relativeError(rpeByFft(features, p, {})->attention.outputs, plain->outputs) < 1e-12);
        const Mechanism& mechanism = *findMechanism("kernelized-attention-rpe");
        const ParameterSet values(mechanism.parameters);
        const Eigen::MatrixXd with = mechanism.attend(p, {values, 10, 1}, {})->outputs;
        p.bias.clear();
        QVERIFY(relativeError(with, mechanism.attend(p, {values, 10, 1}, {})->outputs) < 1e-12);
    }

    void manyFeaturesAreExact()
    {
        const AttentionProblem p = problem(128, 1, false);
        const double distance = meanRowDistance(rpeWeights(plainFeatures(p, 16384), p), softmaxWeights(p));
        QVERIFY2(distance < 0.03, QByteArray::number(distance));
        QVERIFY(meanRowDistance(rpeWeights(plainFeatures(p, 64), p), softmaxWeights(p)) > 0.08);
    }

    void laterTokensChangeNothing()
    {
        AttentionProblem p = problem(90, 1, true);
        const auto attend = [&] { return rpeByFft(plainFeatures(p, 16), p, {})->attention.outputs; };
        const Eigen::MatrixXd before = attend();
        p.keys.row(60) *= -1;
        p.values.row(60).array() += 2;
        const Eigen::MatrixXd after = attend();
        QVERIFY((before - after).topRows(60).cwiseAbs().maxCoeff() < 1e-12);
        QVERIFY((before - after).bottomRows(30).cwiseAbs().maxCoeff() > 1e-3);
    }

    /// Each row by its own length: rows of any lengths give the same as unit rows.
    void normalisesRowByRow()
    {
        const AttentionProblem unit = problem(40, 1, false);
        AttentionProblem stretched = unit;
        for (Eigen::Index i = 0; i < 40; ++i) {
            stretched.queries.row(i) *= 0.1 + double(i);
            stretched.keys.row(i) *= 5.0 / (1 + double(i));
        }
        const auto features = [](const AttentionProblem& p) {
            return rpeFeatures(p, Lengths::Normalised, FeatureKind::Plain, 9, 4).keys;
        };
        QVERIFY((features(stretched) - features(unit)).cwiseAbs().maxCoeff() < 1e-12);
        const AttentionProblem target = rpeTarget(stretched, Lengths::Normalised);
        const double logit = target.scale() * target.queries.row(3).dot(target.keys.row(7));
        const double expected = unit.queries.row(3).dot(unit.keys.row(7)) / unit.temperature;
        QVERIFY(std::abs(logit - expected) < 1e-12);
    }

    /// Long rows spread the features over hundreds of orders, and a steep bias hides the largest: what a transform would
    /// lose is summed by itself.
    void longRowsKeepTheirDigits_data() { causalRows(); }
    void longRowsKeepTheirDigits()
    {
        QFETCH(bool, causal);
        AttentionProblem p = problem(60, 9, causal);
        for (Eigen::Index i = 0; i < 119; ++i)
            p.bias[std::size_t(i)] = -0.3 * double((i - 59) * (i - 59));
        const LogFeatures features = plainFeatures(p, 8);
        const Result<RpeResult> fast = rpeByFft(features, p, {});
        QVERIFY(fast->attention.outputs.allFinite());
        QVERIFY(fast->rowsSummed > 0);
        for (const Eigen::Index row : {0, 17, 59})
            QVERIFY(relativeError(fast->attention.outputs.row(row), rowOfRpe(features, p, row) * p.values) <
                    1e-9);
    }

    void varianceIsThatOfTheFormula()
    {
        Random random(6);
        AttentionProblem p = problem(1, 0.7, false, 8);
        const double product = p.queries.row(0).dot(p.keys.row(0));
        double mean = 0;
        double square = 0;
        constexpr int kDraws = 200000;
        const LogFeatures features = rpeFeatures(p, Lengths::Kept, FeatureKind::Plain, kDraws, 5);
        for (Eigen::Index f = 0; f < kDraws; ++f) {
            const double sample = kDraws * std::exp(features.queries(0, f) + features.keys(0, f));
            mean += sample / kDraws;
            square += sample * sample / kDraws;
        }
        const double expected =
            featureVariance(FeatureKind::Plain, product, (p.queries + p.keys).squaredNorm(), 1);
        QVERIFY(std::abs(mean / std::exp(product) - 1) < 0.02);
        QVERIFY2(std::abs((square - mean * mean) / expected - 1) < 0.05,
                 QByteArray::number((square - mean * mean) / expected));
    }

    /// Mean row errors at 64 features without a bias, and what normalising makes of them.
    void errorsGrowWithTheLength_data()
    {
        QTest::addColumn<double>("length");
        QTest::addColumn<double>("error");
        QTest::newRow("0.5") << 0.5 << 0.06;
        QTest::newRow("1") << 1.0 << 0.19;
        QTest::newRow("2") << 2.0 << 0.80;
        QTest::newRow("3") << 3.0 << 1.35;
    }
    void errorsGrowWithTheLength()
    {
        QFETCH(double, length);
        QFETCH(double, error);
        RpeSettings settings{.tokens = 128, .norm = length, .lengths = Lengths::Kept};
        const double found = rpeError(settings);
        QVERIFY2(std::abs(found / error - 1) < 0.15, QByteArray::number(found));
        settings.lengths = Lengths::Normalised;
        QVERIFY(std::abs(rpeError(settings) / 0.19 - 1) < 0.15);
    }

    /// What the page asks of a bias: it depends on the offset, ahead and behind apart.
    void biasesByOffset()
    {
        const auto at = [](const std::vector<double>& bias, int offset) {
            return bias[std::size_t(int(bias.size() / 2) + offset)];
        };
        const auto power = relativeBias({BiasShape::Power, 0.5, 2}, 40, 1);
        QCOMPARE(power.size(), std::size_t(79));
        QCOMPARE(at(power, 0), 0.0);
        QCOMPARE(at(power, -3), -4.5);
        const auto periodic = relativeBias({BiasShape::Periodic, 2}, 40, 1);
        QVERIFY(std::abs(at(periodic, 16) - 2) < 1e-12 && std::abs(at(periodic, 8) + 2) < 1e-12);
        const auto buckets = relativeBias({BiasShape::Buckets, 1}, 400, 1);
        QVERIFY(at(buckets, 7) != at(buckets, 8) && at(buckets, 8) == at(buckets, 9));
        QVERIFY(at(buckets, 128) == at(buckets, 399) && at(buckets, 128) != at(buckets, -128));
        const auto drawn = relativeBias({BiasShape::Drawn, 0, 0, {-1, 3}}, 3, 1);
        QVERIFY(drawn == std::vector<double>({-1, 0, 1, 2, 3}));
    }

    /// n log n against n²: it pays for many tokens, not for few.
    void transformsGrowSlower()
    {
        const auto counts = [](Eigen::Index n) {
            const AttentionProblem p = problem(n, 1, false);
            const LogFeatures features = plainFeatures(p, 8);
            return std::pair{double(rpeByFft(features, p, {})->attention.cost.multiplyAdds),
                             double(rpeByPairs(features, p, {})->cost.multiplyAdds)};
        };
        const auto [fastShort, pairsShort] = counts(16);
        const auto [fast, pairs] = counts(1024);
        const auto [fastLong, pairsLong] = counts(2048);
        QVERIFY2(fastLong / fast > 2 && fastLong / fast < 2.4, QByteArray::number(fastLong / fast));
        QVERIFY(std::abs(pairsLong / pairs - 4) < 0.1);
        QVERIFY(fastShort > pairsShort && fastLong < pairsLong);
    }
};

QTEST_GUILESS_MAIN(TestKernelizedRpe)
#include "tst_kernelized_rpe.moc"
