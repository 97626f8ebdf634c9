// SPDX-License-Identifier: GPL-3.0-or-later
// TransEvolve: scores that evolve, and the random matrices of its feed-forward part.
#include "core/attention/attention_measures.h"
#include "core/attention/evolution_scene.h"
#include "core/attention/exact_attention.h"
#include "core/attention/mechanism.h"
#include "core/base/demo.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace kaba;

namespace {

constexpr Eigen::Index kWidth = 24;
constexpr Eigen::Index kCount = 40;

Eigen::MatrixXd tokensOf(std::uint64_t seed)
{
    Random random(seed);
    return ringAndClusters(random, kCount, kWidth).places;
}

EvolutionWeights weightsOf(int heads, double amplitude = 1)
{
    Random random(11);
    return evolutionWeights(random, kWidth, heads, amplitude);
}

double largest(const Eigen::MatrixXd& matrix) { return matrix.cwiseAbs().maxCoeff(); }

void headRows()
{
    QTest::addColumn<int>("heads");
    QTest::addColumn<TimeOperators>("operators");
    for (const int heads : {1, 2, 3, 4})
        for (const TimeOperators operators : {TimeOperators::Code, TimeOperators::Exact})
            QTest::addRow("H=%d %s", heads, operators == TimeOperators::Code ? "code" : "exact")
                << heads << operators;
}

Figure figureOf(std::string_view settings)
{
    const Demo& demo = *findDemo("transevolve");
    Request request{.values = ParameterSet(demo.parameters)};
    if (!request.values.setAll(settings))
        qFatal("settings");
    return run(demo, request, RunContext()).value();
}

double readoutOf(const Figure& figure, std::string_view id)
{
    return std::ranges::find(figure.readouts, id, &Readout::id)->value;
}

} // namespace

Q_DECLARE_METATYPE(TimeOperators)

class TestTransEvolve : public QObject {
    Q_OBJECT
private slots:
    void timeIsSinesThenCosines()
    {
        const Eigen::VectorXd time = timeVector(Eigen::VectorXd::Constant(6, 2), 5, 64);
        for (int p = 0; p < 3; ++p) {
            QVERIFY(std::abs(time[p] - 2 * std::sin(5 * std::numbers::pi * p / 64)) < 1e-15);
            QVERIFY(std::abs(time[3 + p] - 2 * std::cos(5 * std::numbers::pi * p / 64)) < 1e-15);
        }
    }

    /// Every sum of the official code's four terms by itself.
    void theCodesTermsOneByOne()
    {
        const int heads = 2;
        const Eigen::MatrixXd x = tokensOf(3);
        const EvolutionWeights w = weightsOf(heads);
        const Eigen::VectorXd t = timeVector(w.coefficients, 4, 64);
        AttentionCost cost;
        const Eigen::MatrixXd found = EvolvedScores(x, w, TimeOperators::Code, cost).at(1, t, cost);
        const Eigen::Index channels = 2 * kWidth, slice = channels / heads, span = kWidth / heads;
        for (const auto& [i, j] : {std::pair{0, 1}, {7, 33}, {39, 2}}) {
            const Eigen::VectorXd q = w.queryTokens * x.row(i).transpose();
            const Eigen::VectorXd k = w.keyTokens * x.row(j).transpose();
            double expected = 0;
            for (Eigen::Index c = slice; c < channels; ++c)
                expected += q[c] * k[c] / std::sqrt(double(slice));
            for (Eigen::Index p = span; p < 2 * span; ++p)
                for (Eigen::Index c = 0; c < channels; ++c)
                    expected += t[p] * (q[c] * w.keyTime(c, p) + k[c] * w.queryTime(c, p) +
                                        t[p] * w.queryTime(c, p) * w.keyTime(c, p));
            QVERIFY(std::abs(found(i, j) - expected) < 1e-11);
        }
    }

    /// Multiplied out, the scores are those of [x; t]: with one head ⟨W_Q [x; t], W_K [x'; t]⟩ / √D.
    void theExactTermsAreThoseOfTheAugmentedTokens_data() { headRows(); }
    void theExactTermsAreThoseOfTheAugmentedTokens()
    {
        QFETCH(int, heads);
        const Eigen::MatrixXd x = tokensOf(5);
        const EvolutionWeights w = weightsOf(heads);
        const Eigen::VectorXd t = timeVector(w.coefficients, 7, 64);
        AttentionCost cost;
        const EvolvedScores scores(x, w, TimeOperators::Exact, cost);
        for (int head = 0; head < heads; ++head)
            QVERIFY(largest(scores.at(head, t, cost) - augmentedScores(x, w, head, t)) < 1e-10);
        if (heads > 1)
            return;
        Eigen::MatrixXd both(kCount, 2 * kWidth);
        both << x, t.transpose().replicate(kCount, 1);
        Eigen::MatrixXd queries(2 * kWidth, 2 * kWidth), keys(2 * kWidth, 2 * kWidth);
        queries << w.queryTokens, w.queryTime;
        keys << w.keyTokens, w.keyTime;
        const Eigen::MatrixXd direct = (both * queries.transpose()) * (both * keys.transpose()).transpose();
        QVERIFY(largest(std::sqrt(2.0 * kWidth) * scores.at(0, t, cost) - direct) < 1e-10);
    }

    void depthIsOneBiasPerKey_data() { headRows(); }
    void depthIsOneBiasPerKey()
    {
        QFETCH(int, heads);
        QFETCH(TimeOperators, operators);
        const EvolutionWeights w = weightsOf(heads);
        AttentionCost cost;
        const EvolvedScores scores(tokensOf(7), w, operators, cost);
        for (const int depth : {0, 1, 6, 11}) {
            const Eigen::VectorXd t = timeVector(w.coefficients, depth, 64);
            const Eigen::MatrixXd whole = softmaxOfRows(scores.at(heads - 1, t, cost));
            const Eigen::MatrixXd biased =
                scores.first(heads - 1).rowwise() + scores.keyBias(heads - 1, t).transpose();
            QVERIFY(largest(whole - softmaxOfRows(biased)) < 1e-13);
            const bool moves = largest(whole - softmaxOfRows(scores.first(heads - 1))) > 1e-4;
            QCOMPARE(moves, true);
        }
    }

    /// A single entry of t: the code's diagonal is the whole t–t term; two entries: it is not.
    void theDiagonalTimeTermNeedsASingleEntry()
    {
        const EvolutionWeights w = weightsOf(1);
        AttentionCost cost;
        const EvolvedScores code(tokensOf(9), w, TimeOperators::Code, cost);
        const auto whole = [&](const Eigen::VectorXd& t) {
            return Eigen::VectorXd(w.queryTime * t).dot(Eigen::VectorXd(w.keyTime * t));
        };
        Eigen::VectorXd t = Eigen::VectorXd::Zero(kWidth);
        t[5] = 0.7;
        QVERIFY(std::abs(code.timeTerm(0, t) - whole(t)) < 1e-13);
        t[6] = 0.7;
        QVERIFY(std::abs(code.timeTerm(0, t) - whole(t)) > 1e-2);
    }

    /// Counted: 2ndD for Q and K, n²D, twice nDd for the factors; then 2nτ and 2n² a head and layer.
    void scoresCostWhatTheyDo()
    {
        const EvolutionWeights w = weightsOf(2);
        AttentionCost once, then;
        const EvolvedScores scores(tokensOf(1), w, TimeOperators::Code, once);
        const auto n = std::uint64_t(kCount), d = std::uint64_t(kWidth);
        QCOMPARE(once.multiplyAdds, 2 * n * d * 2 * d + n * n * 2 * d + 2 * n * 2 * d * d);
        static_cast<void>(scores.at(0, timeVector(w.coefficients, 1, 64), then));
        QCOMPARE(then.multiplyAdds, 2 * n * d / 2 + 2 * n * n);
        AttentionCost plain;
        static_cast<void>(plainScores(tokensOf(1), w, plain));
        QCOMPARE(plain.multiplyAdds, 2 * n * d * d + n * n * d);
    }

    void theStackWithoutTimeNeverMovesItsWeights()
    {
        Random random(2);
        const StackSettings settings{.layers = 5, .feedForward = FeedForward::Full};
        const StackWeights weights = stackWeights(random, kWidth, 2, 0, settings);
        const StackRun run = runStack(tokensOf(1), weights, settings, Scores::Evolved, {}).value();
        for (const auto& layer : run.weights)
            QVERIFY(layer == run.weights.front());
        QVERIFY(run.tokens[5] != run.tokens[4]);
    }

    /// One layer written out.
    void aLayerAddsWhatItAttendsTo()
    {
        Random random(4);
        const StackSettings settings{.layers = 1};
        const StackWeights weights = stackWeights(random, kWidth, 2, 1, settings);
        const Eigen::MatrixXd x = tokensOf(6);
        const StackRun run = runStack(x, weights, settings, Scores::Evolved, {}).value();
        Eigen::MatrixXd heads(kCount, kWidth);
        const Eigen::MatrixXd normalised = layerNormalised(x);
        heads << run.weights[0][0] * normalised.leftCols(kWidth / 2),
            run.weights[0][1] * normalised.rightCols(kWidth / 2);
        QVERIFY(largest(run.tokens[1] - x - heads * weights.attention.output) < 1e-12);
        QVERIFY(std::abs(normalised.row(3).mean()) < 1e-14);
        QVERIFY(std::abs(normalised.row(3).squaredNorm() / kWidth - 1) < 1e-4);
    }

    void theRandomFactorsHaveTheirRowLengths()
    {
        Random random(8);
        const TemporalProjection projection(random, 64, 256);
        for (const int depth : {0, 1, 5}) {
            const Eigen::MatrixXd left = projection.left(depth), right = projection.right(depth);
            QVERIFY((left.rowwise().squaredNorm().array() - 64.0 / 512).abs().maxCoeff() < 1e-14);
            QVERIFY((right.rowwise().squaredNorm().array() - 0.5).abs().maxCoeff() < 1e-14);
        }
    }

    void theFirstRandomMatrixDoesNothing()
    {
        Random random(8);
        const TemporalProjection projection(random, 64, 256);
        const auto rank = [&](int depth) {
            const Samples values = singularValues(projection.weights(depth));
            return std::ranges::count_if(values, [&](double value) { return value > 1e-10 * values[0]; });
        };
        QCOMPARE(int(rank(0)), 1);
        QCOMPARE(int(rank(1)), 63);
        QCOMPARE(int(rank(4)), 63);
        Random other(1);
        const Eigen::MatrixXd x = layerNormalised(ringAndClusters(other, 30, 64).places);
        QVERIFY(largest(x * projection.weights(0)) < 1e-13);
        QVERIFY(largest(x * projection.weights(1)) > 1e-2);
    }

    /// U_ℓ W D V_ℓ of both shapes, and how far from rotations the factors are.
    void theRandomFactorsAreNoRotations()
    {
        Random random(8);
        const TemporalProjection projection(random, 64, 256);
        for (int depth = 1; depth <= 12; ++depth)
            QVERIFY(std::abs(distanceFromRotation(projection.left(depth)) - 1) < 0.1);
        QVERIFY(distanceFromRotation(Eigen::MatrixXd::Identity(9, 9)) < 1e-15);
        const TemporalProjection back(random, 256, 64);
        QCOMPARE(back.weights(2).rows(), Eigen::Index(256));
        QCOMPARE(back.weights(2).cols(), Eigen::Index(64));
    }

    void theMechanismWithoutTimeIsExact()
    {
        Random random(1);
        const auto normal = [&] {
            return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(70, 6, [&] { return random.normal(); }));
        };
        const AttentionProblem p{.queries = normal(), .keys = normal(), .values = normal()};
        const Mechanism& mechanism = *findMechanism("transevolve");
        ParameterSet values(mechanism.parameters);
        const auto attend = [&] { return mechanism.attend(p, {values, 1, 1}, {})->outputs; };
        const Eigen::MatrixXd exact = exactAttention(p, {})->outputs;
        QVERIFY(relativeError(attend(), exact) > 1e-2);
        QVERIFY(values.setAll("transevolve-amplitude=0"));
        QVERIFY(relativeError(attend(), exact) < 1e-15);
    }

    /// The queries moved by one vector against a bias per key that only the weights can tell.
    void theMechanismIsOneBiasPerKey()
    {
        Random random(21);
        const auto normal = [&] {
            return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(30, 5, [&] { return random.normal(); }));
        };
        const AttentionProblem p{
            .queries = normal(), .keys = normal(), .values = normal(), .temperature = 0.8};
        const Mechanism& mechanism = *findMechanism("transevolve");
        const ParameterSet values(mechanism.parameters);
        const Eigen::MatrixXd found = effectiveWeights(mechanism, p, {values, 1, 1}, {}).value();
        const Eigen::MatrixXd gap = found.array().log() - softmaxWeights(p).array().log();
        const Eigen::MatrixXd bias = gap.colwise() - gap.col(0);
        QVERIFY(largest(bias.rowwise() - bias.row(0)) < 1e-12);
        QVERIFY(largest(bias) > 1e-2);
    }

    void thePageKeepsItsPromises()
    {
        const Figure still = figureOf("amplitude=0");
        QCOMPARE(readoutOf(still, "bias-deviation"), 0.0);
        const Figure exact = figureOf("operators=exact;heads=3;depth=12;layer=11");
        QVERIFY(std::ranges::all_of(exact.claims, [](const Claim& claim) {
            return claim.kind == Claim::Kind::Paper || claim.holds();
        }));
        const auto bypass = std::ranges::find(exact.claims, "scores-are-bypassed", &Claim::id);
        QVERIFY(bypass->holds() && bypass->measured < 0.6);
        const Figure single = figureOf("depth=1");
        QVERIFY(!std::ranges::find(single.claims, "scores-are-bypassed", &Claim::id)->holds());
    }
};

QTEST_GUILESS_MAIN(TestTransEvolve)
#include "tst_transevolve.moc"
