// SPDX-License-Identifier: GPL-3.0-or-later
// Attention within hashed buckets against softmax over a mask, and its limits.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/lsh_params.h"
#include "core/math/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace kaba;

namespace {

AttentionProblem problemOf(Eigen::Index tokens, bool causal, bool biased = false)
{
    Random random(static_cast<std::uint64_t>(tokens) + 3);
    const auto normal = [&](Eigen::Index cols) {
        return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(tokens, cols, [&] { return random.normal(); }));
    };
    AttentionProblem problem{
        .queries = normal(6), .keys = normal(6), .values = normal(4), .causal = causal, .temperature = 0.7};
    for (Eigen::Index offset = 1 - tokens; biased && offset < tokens; ++offset)
        problem.bias.push_back(-0.1 * std::abs(double(offset)));
    return problem;
}

/// Which pairs a round finds, from its description alone: the keys of the bucket one after the other.
Eigen::MatrixXd pairsOf(const AttentionProblem& problem, const LshSettings& settings, int round)
{
    AttentionCost cost;
    const auto seed = seedOfRound(settings, round);
    const std::vector<int> ofKeys = lshBuckets(problem.keys, settings.buckets, seed, cost);
    const std::vector<int> ofQueries = lshBuckets(problem.queries, settings.buckets, seed, cost);
    const Eigen::Index count = problem.tokens();
    Eigen::MatrixXd pairs = Eigen::MatrixXd::Zero(count, count);
    for (Eigen::Index i = 0; i < count; ++i) {
        std::vector<Eigen::Index> bucket;
        for (Eigen::Index j = 0; j < count; ++j)
            if (ofKeys[std::size_t(j)] == ofQueries[std::size_t(i)])
                bucket.push_back(j);
        const auto before = std::ranges::count_if(bucket, [&](Eigen::Index j) { return j <= i; });
        const Eigen::Index own = before > 0 ? Eigen::Index(before - 1) / settings.chunk : 0;
        for (std::size_t place = 0; place < bucket.size(); ++place) {
            const Eigen::Index chunk = Eigen::Index(place) / settings.chunk;
            if (chunk == own || chunk == own - 1)
                pairs(i, bucket[place]) = 1;
        }
    }
    return pairs;
}

/// Softmax over the union of the rounds' pairs by a mask; a token alone where nothing is left.
Eigen::MatrixXd byMask(AttentionProblem problem, const LshSettings& settings)
{
    const bool shared = settings.keys == HashedKeys::Shared;
    if (shared)
        problem.keys = sharedKeys(problem.queries);
    Eigen::MatrixXd seen = Eigen::MatrixXd::Zero(problem.tokens(), problem.tokens());
    for (int round = 0; round < settings.rounds; ++round)
        seen += pairsOf(problem, settings, round);
    Eigen::MatrixXd logits = attentionLogits(problem);
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    for (Eigen::Index i = 0; i < seen.rows(); ++i) {
        for (Eigen::Index j = 0; j < seen.cols(); ++j)
            if (seen(i, j) == 0 || (shared && i == j))
                logits(i, j) = kNever;
        if (logits.row(i).maxCoeff() == kNever)
            logits(i, i) = 0;
    }
    return softmaxOfRows(logits) * problem.values;
}

} // namespace

class TestLshAttention : public QObject {
    Q_OBJECT
private slots:
    void equalsSoftmaxOverTheUnion_data()
    {
        QTest::addColumn<int>("rounds");
        QTest::addColumn<int>("buckets");
        QTest::addColumn<bool>("causal");
        QTest::addColumn<bool>("shared");
        for (const int rounds : {1, 2, 5})
            for (const int buckets : {1, 4, 12})
                for (const bool causal : {false, true})
                    for (const bool shared : {false, true})
                        QTest::addRow("R=%d b=%d%s%s", rounds, buckets, causal ? " causal" : "",
                                      shared ? " shared" : "")
                            << rounds << buckets << causal << shared;
    }
    void equalsSoftmaxOverTheUnion()
    {
        QFETCH(int, rounds);
        QFETCH(int, buckets);
        QFETCH(bool, causal);
        QFETCH(bool, shared);
        const LshSettings settings{.rounds = rounds,
                                   .buckets = buckets,
                                   .chunk = 3,
                                   .keys = shared ? HashedKeys::Shared : HashedKeys::Own,
                                   .seed = 5};
        const AttentionProblem problem = problemOf(83, causal, true);
        const AttentionResult found = lshAttention(problem, settings, {}).value();
        QVERIFY(relativeError(found.outputs, byMask(problem, settings)) < 1e-13);
    }

    void oneBucketWithoutChunksIsExact()
    {
        for (const bool causal : {false, true}) {
            const AttentionProblem problem = problemOf(90, causal, true);
            const LshSettings settings{.rounds = 3, .buckets = 1, .chunk = 90};
            const AttentionResult found = lshAttention(problem, settings, {}).value();
            QVERIFY(relativeError(found.outputs, exactAttention(problem, {})->outputs) < 1e-13);
            const Eigen::Index pairs = causal ? 90 * 91 / 2 : 90 * 90;
            QCOMPARE(found.cost.multiplyAdds, std::uint64_t(pairs * (6 + 4)));
        }
    }

    void aBudgetOfAllTokensIsExact()
    {
        const Mechanism& mechanism = *findMechanism("terraformer");
        const ParameterSet values(mechanism.parameters);
        const AttentionProblem problem = problemOf(64, false);
        const Eigen::MatrixXd exact = exactAttention(problem, {})->outputs;
        QVERIFY(relativeError(mechanism.attend(problem, {values, 64, 1}, {})->outputs, exact) < 1e-13);
        QVERIFY(relativeError(mechanism.attend(problem, {values, 63, 1}, {})->outputs, exact) > 1e-3);
    }

    /// argmax [xR; −xR]: opposite vectors fall into opposite buckets, and length does not matter.
    void bucketsAreDirections()
    {
        AttentionCost cost;
        const Eigen::MatrixXd rows = problemOf(200, false).queries;
        const std::vector<int> buckets = lshBuckets(rows, 8, 3, cost);
        QCOMPARE(cost.multiplyAdds, std::uint64_t(200 * 6 * 4));
        QVERIFY(lshBuckets(3.5 * rows, 8, 3, cost) == buckets);
        const std::vector<int> opposite = lshBuckets(-rows, 8, 3, cost);
        for (std::size_t i = 0; i < buckets.size(); ++i) {
            QVERIFY(buckets[i] >= 0 && buckets[i] < 8);
            QCOMPARE(std::abs(buckets[i] - opposite[i]), 4);
        }
        for (int bucket = 0; bucket < 8; ++bucket)
            QVERIFY(std::ranges::count(buckets, bucket) > 0);
    }

    /// Near vectors share a bucket more often than far ones, as a locality-sensitive hash must.
    void nearVectorsMeet()
    {
        const Eigen::MatrixXd rows = problemOf(300, false).queries;
        const Eigen::MatrixXd other = problemOf(301, false).queries.topRows(300);
        const auto meetings = [&](double distance) {
            AttentionCost cost;
            const Eigen::MatrixXd moved = rows + distance * other;
            const auto a = lshBuckets(rows, 8, 4, cost), b = lshBuckets(moved, 8, 4, cost);
            int equal = 0;
            for (std::size_t i = 0; i < a.size(); ++i)
                equal += a[i] == b[i];
            return equal;
        };
        QVERIFY(meetings(0.1) > meetings(0.6) && meetings(0.6) > meetings(4));
        QVERIFY(meetings(0.1) > 240);
    }

    /// A query looks at no more keys than its budget.
    void theBudgetIsKept()
    {
        const Mechanism& mechanism = *findMechanism("terraformer");
        ParameterSet values(mechanism.parameters);
        QVERIFY(values.setAll("lsh-rounds=4"));
        const AttentionProblem problem = problemOf(300, false);
        const Eigen::MatrixXd weights = effectiveWeights(mechanism, problem, {values, 40, 1}, {}).value();
        for (Eigen::Index i = 0; i < 300; ++i)
            QVERIFY((weights.row(i).array() > 0).count() <= 40);
        QVERIFY((weights.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-13);
    }
};

QTEST_GUILESS_MAIN(TestLshAttention)
#include "tst_lsh_attention.moc"
