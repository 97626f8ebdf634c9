// SPDX-License-Identifier: GPL-3.0-or-later
// Nested attention against its definitions, and what is known of it.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/luna_stack.h"
#include "core/math/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

Eigen::MatrixXd normal(Random& random, Eigen::Index rows, Eigen::Index cols)
{
    return Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return random.normal(); });
}

AttentionProblem problem(Eigen::Index tokens, bool causal, Eigen::Index dim = 24)
{
    Random random(static_cast<std::uint64_t>(tokens + dim));
    return {.queries = normal(random, tokens, dim),
            .keys = normal(random, tokens, dim),
            .values = normal(random, tokens, 5),
            .causal = causal};
}

/// 512 tokens of width 32 around 24 centres of scale 2, with deviation 0.3: queries, keys and values alike.
AttentionProblem clusters(std::uint64_t seed)
{
    Random random(seed);
    const Eigen::MatrixXd centres = 2 * normal(random, 24, 32);
    Eigen::MatrixXd tokens = 0.3 * normal(random, 512, 32);
    for (Eigen::Index i = 0; i < 512; ++i)
        tokens.row(i) += centres.row(static_cast<Eigen::Index>(random.below(24)));
    return {.queries = tokens, .keys = tokens, .values = tokens};
}

LunaRun runOf(const AttentionProblem& p, LunaSlots kind, int count, int seed = 1,
              LunaValues values = LunaValues::Separate)
{
    return lunaAttention(p, lunaSlots(p, kind, count, seed, {})->rows, values, {}).value();
}

double meanError(LunaSlots kind, int count)
{
    double sum = 0;
    for (int seed = 1; seed <= 3; ++seed) {
        const AttentionProblem p = clusters(static_cast<std::uint64_t>(seed));
        sum += relativeError(runOf(p, kind, count, seed).result.outputs, softmaxWeights(p) * p.values) / 3;
    }
    return sum;
}

/// Mean 0, variance 1 but for epsilon 1e-5, and on one line with the row it comes from.
bool isNormalised(const Eigen::RowVectorXd& found, const Eigen::RowVectorXd& from)
{
    const Eigen::RowVectorXd centred = from.array() - from.mean();
    const auto width = static_cast<double>(from.size());
    const double variance = centred.squaredNorm() / width;
    return std::abs(found.sum()) < 1e-12 &&
           (found - centred / std::sqrt(variance + 1e-5)).cwiseAbs().maxCoeff() < 1e-12;
}

int rankOf(const Eigen::MatrixXd& matrix)
{
    const Samples values = singularValues(matrix);
    return static_cast<int>(
        std::ranges::count_if(values, [&](double value) { return value > 1e-12 * values.front(); }));
}

} // namespace

class TestLuna : public QObject {
    Q_OBJECT
private slots:
    void isAStochasticMatrixOfTheRankOfItsSlots_data()
    {
        QTest::addColumn<int>("places");
        for (const int count : {1, 4, 16, 48})
            QTest::addRow("%d", count) << count;
    }
    void isAStochasticMatrixOfTheRankOfItsSlots()
    {
        QFETCH(int, places);
        const AttentionProblem p = problem(200, false, 64);
        const LunaRun run = runOf(p, LunaSlots::Normal, places);
        const Eigen::MatrixXd weights = lunaWeights(run, false);
        QVERIFY((weights.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-12);
        QVERIFY(weights.minCoeff() >= 0);
        QCOMPARE(rankOf(weights), places);
        QVERIFY(relativeError(run.result.outputs, weights * p.values) < 1e-10);
    }

    /// Pack and unpack by their definition, an entry at a time.
    void packsKeysAndUnpacksByThem()
    {
        AttentionProblem p = problem(30, false, 7);
        p.temperature = 1.3;
        const Eigen::MatrixXd places = lunaSlots(p, LunaSlots::Rows, 6, 1, {})->rows;
        Eigen::MatrixXd outputs(30, 5);
        Eigen::MatrixXd packedKeys(6, 7);
        Eigen::MatrixXd packedValues(6, 5);
        for (Eigen::Index slot = 0; slot < 6; ++slot) {
            const Eigen::VectorXd weights = (p.scale() * p.keys * places.row(slot).transpose()).array().exp();
            packedKeys.row(slot) = weights.transpose() * p.keys / weights.sum();
            packedValues.row(slot) = weights.transpose() * p.values / weights.sum();
        }
        for (Eigen::Index i = 0; i < 30; ++i) {
            const Eigen::VectorXd weights =
                (p.scale() * packedKeys * p.queries.row(i).transpose()).array().exp();
            outputs.row(i) = weights.transpose() * packedValues / weights.sum();
        }
        QVERIFY(relativeError(lunaAttention(p, places, LunaValues::Separate, {})->result.outputs, outputs) <
                1e-13);
    }

    /// The running sums against the double sum of the definition, an entry at a time.
    void causalEqualsTheDoubleSum()
    {
        const AttentionProblem p = problem(50, true);
        const Eigen::MatrixXd places = lunaSlots(p, LunaSlots::Normal, 7, 1, {})->rows;
        Eigen::MatrixXd outputs = Eigen::MatrixXd::Zero(50, 5);
        for (Eigen::Index t = 0; t < 50; ++t) {
            Eigen::RowVectorXd logits = Eigen::RowVectorXd::Zero(7);
            Eigen::MatrixXd packed = Eigen::MatrixXd::Zero(7, 5);
            for (Eigen::Index j = 0; j <= t; ++j)
                for (Eigen::Index slot = 0; slot < 7; ++slot) {
                    const double x = p.scale() * p.keys.row(j).dot(places.row(slot));
                    const double weight = std::log2(1 + std::exp2(x));
                    logits[slot] += p.scale() / double(t + 1) * weight * p.queries.row(t).dot(p.keys.row(j));
                    packed.row(slot) += weight / double(t + 1) * p.values.row(j);
                }
            const Eigen::RowVectorXd weights = logits.array().exp();
            outputs.row(t) = weights / weights.sum() * packed;
        }
        const LunaRun run = lunaAttention(p, places, LunaValues::Separate, {}).value();
        QVERIFY(relativeError(run.result.outputs, outputs) < 1e-13);
        QVERIFY(relativeError(lunaCausalByPairs(p, places), outputs) < 1e-13);
        QVERIFY(relativeError(lunaWeights(run, true) * p.values, outputs) < 1e-13);
    }

    /// Whatever slots were asked for: none may know what comes later.
    void causalIgnoresWhatComesLater_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("rows") << int(LunaSlots::Rows);
        QTest::newRow("normal") << int(LunaSlots::Normal);
        QTest::newRow("k-means") << int(LunaSlots::KMeans);
    }
    void causalIgnoresWhatComesLater()
    {
        QFETCH(int, kind);
        AttentionProblem p = problem(90, true);
        const Eigen::MatrixXd before = runOf(p, static_cast<LunaSlots>(kind), 12).result.outputs;
        for (Eigen::MatrixXd* part : {&p.queries, &p.keys, &p.values})
            part->bottomRows(40).array() += 2;
        const Eigen::MatrixXd after = runOf(p, static_cast<LunaSlots>(kind), 12).result.outputs;
        QVERIFY(before.topRows(50) == after.topRows(50));
        QVERIFY(before.bottomRows(40) != after.bottomRows(40));
    }

    /// 24 clusters: enough of them among the rows tell them apart, noise does not.
    void theErrorFallsForRowsAndStaysForNoise()
    {
        const double few = meanError(LunaSlots::Rows, 4);
        QVERIFY2(few > 0.6 && few < 1.8, qPrintable(QString::number(few)));
        const double enough = meanError(LunaSlots::Rows, 256);
        QVERIFY2(enough < 0.05, qPrintable(QString::number(enough)));
        QVERIFY(meanError(LunaSlots::KMeans, 32) < 0.15);
        const double many = meanError(LunaSlots::Normal, 128);
        QVERIFY2(many > 0.11, qPrintable(QString::number(many)));
    }

    /// Noise as large as the centres comes close to some of them, and not to all.
    void noiseAsLargeAsTheCentresFindsSome()
    {
        double sum = 0;
        for (int seed = 1; seed <= 3; ++seed) {
            const AttentionProblem p = clusters(static_cast<std::uint64_t>(seed));
            const Eigen::MatrixXd places = 2 * lunaSlots(p, LunaSlots::Normal, 128, seed, {})->rows;
            const LunaRun run = lunaAttention(p, places, LunaValues::Tied, {}).value();
            sum += relativeError(run.result.outputs, softmaxWeights(p) * p.values) / 3;
        }
        QVERIFY2(sum > 0.115 && sum < 0.345, qPrintable(QString::number(sum)));
    }

    /// A hundred and twenty-eight rows meet all clusters as a rule: the middle of five draws.
    void rowsFindTheClusters()
    {
        std::vector<double> errors;
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            const AttentionProblem p = clusters(seed);
            errors.push_back(
                relativeError(runOf(p, LunaSlots::Rows, 128).result.outputs, softmaxWeights(p) * p.values));
        }
        std::ranges::sort(errors);
        QVERIFY2(errors[2] > 0.004 && errors[2] < 0.012, qPrintable(QString::number(errors[2])));
    }

    void layersHandOnTokensAndSlots_data()
    {
        QTest::addColumn<bool>("causal");
        QTest::newRow("both ways") << false;
        QTest::newRow("causal") << true;
    }
    void layersHandOnTokensAndSlots()
    {
        QFETCH(bool, causal);
        AttentionProblem p = problem(40, causal, 6);
        p.values = p.keys;
        const LunaLayerInput first{p, lunaSlots(p, LunaSlots::Normal, 5, 1, {})->rows};
        const LunaRun run = lunaAttention(p, first.places, LunaValues::Tied, {}).value();
        const LunaLayerInput next = nextLunaLayer(first, run);
        QVERIFY(next.problem.queries == next.problem.keys && next.problem.values == next.problem.keys);
        QCOMPARE(next.problem.causal, causal);
        Eigen::MatrixXd packed = first.places;
        for (Eigen::Index slot = 0; slot < 5; ++slot)
            for (Eigen::Index token = 0; token < 40; ++token)
                packed.row(slot) += run.pack(slot, token) * p.keys.row(token);
        for (Eigen::Index token = 0; token < 40; ++token)
            QVERIFY(isNormalised(next.problem.keys.row(token),
                                 p.keys.row(token) + run.result.outputs.row(token)));
        for (Eigen::Index slot = 0; slot < 5; ++slot)
            QVERIFY(causal ? next.places == first.places
                           : isNormalised(next.places.row(slot), packed.row(slot)));
    }

    /// With a slot at each of a few far tokens both stacks stay together; with one slot they part at once.
    void stacksDriftApart()
    {
        AttentionProblem p;
        p.keys = 8 * Eigen::MatrixXd::Identity(6, 6);
        p.queries = p.values = p.keys;
        const std::vector<double> close = driftOfLuna({p, p.keys}, 3, {}).value();
        const std::vector<double> apart = driftOfLuna({p, p.keys.topRows(1)}, 3, {}).value();
        QCOMPARE(close.size(), std::size_t(3));
        QVERIFY2(close[0] < 1e-6, qPrintable(QString::number(close[0])));
        QVERIFY2(apart[0] > 0.05, qPrintable(QString::number(apart[0])));
        QVERIFY(driftOfLuna({p, p.keys}, 0, {}).value().empty());
    }

    /// Centres of well separated clusters are their means.
    void kMeansFindsTheClusters()
    {
        Random random(4);
        const Eigen::MatrixXd centres = 10 * normal(random, 5, 8);
        AttentionProblem p = problem(100, false, 8);
        Eigen::MatrixXd means = Eigen::MatrixXd::Zero(5, 8);
        p.keys = 0.01 * p.keys;
        for (Eigen::Index i = 0; i < 100; ++i) {
            p.keys.row(i) += centres.row(i % 5);
            means.row(i % 5) += p.keys.row(i) / 20;
        }
        const Eigen::MatrixXd found = lunaSlots(p, LunaSlots::KMeans, 5, 1, {})->rows;
        for (Eigen::Index centre = 0; centre < 5; ++centre)
            QVERIFY((found.rowwise() - means.row(centre)).rowwise().norm().minCoeff() < 1e-12);
    }

    /// Tied values: what is packed serves as keys and as values, in 4 n l d multiply-adds instead of 5.
    void tiedValuesAreTheKeys_data()
    {
        QTest::addColumn<bool>("causal");
        QTest::newRow("both ways") << false;
        QTest::newRow("causal") << true;
    }
    void tiedValuesAreTheKeys()
    {
        QFETCH(bool, causal);
        AttentionProblem p = problem(70, causal, 6);
        p.values = p.keys;
        const AttentionResult tied = runOf(p, LunaSlots::Normal, 9, 1, LunaValues::Tied).result;
        const AttentionResult separate = runOf(p, LunaSlots::Normal, 9).result;
        QVERIFY(relativeError(tied.outputs, separate.outputs) < 1e-14);
        QCOMPARE(tied.cost.multiplyAdds, std::uint64_t(4 * 70 * 9 * 6));
        QCOMPARE(separate.cost.multiplyAdds, std::uint64_t(5 * 70 * 9 * 6));
    }

    void kMeansIsOnTheAccount()
    {
        const AttentionProblem p = problem(80, false, 6);
        QCOMPARE(lunaSlots(p, LunaSlots::KMeans, 10, 1, {})->cost.multiplyAdds,
                 std::uint64_t(11 * 80 * 10 * 6));
        QCOMPARE(lunaSlots(p, LunaSlots::Rows, 10, 1, {})->cost.multiplyAdds, std::uint64_t(0));
        QCOMPARE(lunaSlots(p, LunaSlots::Rows, 1000, 1, {})->rows, p.keys);
    }
};

QTEST_GUILESS_MAIN(TestLuna)
#include "tst_luna.moc"
