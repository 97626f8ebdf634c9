// SPDX-License-Identifier: GPL-3.0-or-later
// Transformer-LS: its definition written out, its limits, and what permutations and normalisation do.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/long_short.h"
#include "core/math/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

using namespace kaba;

namespace {

using Eigen::Index;

AttentionProblem problem(Index tokens, bool causal, Index dim = 6)
{
    const auto seed = static_cast<std::uint64_t>(7 * tokens + dim);
    return {.queries = normalRows(seed, tokens, dim),
            .keys = normalRows(seed + 1, tokens, dim),
            .values = normalRows(seed + 2, tokens, 5),
            .causal = causal};
}

Projection projection(const AttentionProblem& p, Index rank, Index chunk, double sharpness = 1)
{
    return dynamicProjection(p.keys, normalRows(3, p.dim(), rank), sharpness, chunk);
}

Eigen::MatrixXd softmaxOfColumns(Eigen::MatrixXd logits)
{
    return softmaxOfRows(logits.transpose()).transpose();
}

/// Whether token i sees token j in its window.
bool inWindow(Index i, Index j, Index window, bool causal)
{
    if (causal)
        return j <= i && j > i - window;
    const Index segment = i / window * window;
    const Index beside = std::max<Index>(window / 2, 1);
    return window > 0 && j >= segment - beside && j < segment + window + beside;
}

/// One softmax over the summaries and the window of each token, token by token, spread over all tokens.
Eigen::MatrixXd byDefinition(const AttentionProblem& p, const Eigen::MatrixXd& logits, Index window,
                             Index chunk)
{
    const Index n = p.tokens();
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i) {
        for (Index j = 0; j < n; ++j)
            if (window > 0 && inWindow(i, j, window, p.causal))
                weights(i, j) += std::exp(p.scale() * p.queries.row(i).dot(p.keys.row(j)));
        for (Index first = 0; first < n; first += chunk) {
            const Index count = std::min(chunk, n - first);
            if (p.causal && first + count > i)
                continue;
            const Eigen::MatrixXd shares = softmaxOfColumns(logits.middleRows(first, count));
            for (Index c = 0; c < logits.cols(); ++c) {
                const Eigen::RowVectorXd key = shares.col(c).transpose() * p.keys.middleRows(first, count);
                weights.row(i).segment(first, count) +=
                    std::exp(p.scale() * p.queries.row(i).dot(key)) * shares.col(c).transpose();
            }
        }
        weights.row(i) /= weights.row(i).sum();
    }
    return weights;
}

AttentionResult attend(const AttentionProblem& p, const Projection& by, const LongShortSettings& settings)
{
    return LongShort(p, by, settings).attend({}).value();
}

struct Case {
    const char* name;
    Index tokens, window, rank, chunk;
    bool causal;
};
constexpr Case kCases[] = {
    {"window and summaries", 61, 8, 5, 0, false},
    {"odd window", 61, 5, 3, 0, false},
    {"window of one", 40, 1, 2, 0, false},
    {"long segments", 300, 150, 3, 0, false},
    {"summaries only", 61, 0, 5, 0, false},
    {"window only", 61, 8, 0, 0, false},
    {"causal", 61, 8, 3, 8, true},
    {"causal, chunks beyond the window", 61, 4, 2, 20, true},
    {"causal, window only", 200, 90, 0, 16, true},
};

void caseRows()
{
    QTest::addColumn<int>("number");
    for (int i = 0; i < int(std::size(kCases)); ++i)
        QTest::newRow(kCases[i].name) << i;
}

} // namespace

class TestLongShort : public QObject {
    Q_OBJECT
private slots:
    void columnsOfPSumToOne();
    void equalsTheDefinition_data() { caseRows(); }
    void equalsTheDefinition();
    void jointWeightsSumToOne_data() { caseRows(); }
    void jointWeightsSumToOne();
    void aWholeWindowIsSoftmax();
    void theIdentityProjectionIsSoftmax();
    void causalChunksOfOneTokenAreSoftmax();
    void permutingTokensLeavesTheSummaries();
    void permutingTokensMovesFixedSummaries();
    void normsShrinkAsTheSharesSay_data();
    void normsShrinkAsTheSharesSay();
    void dualNormMakesNormsEqual();
    void unfinishedChunksDoNotLeak();
    void countsWhatItDoes();
    void stopsWhenAsked();

private:
    static const Case& given()
    {
        QFETCH(int, number);
        return kCases[number];
    }
};

void TestLongShort::columnsOfPSumToOne()
{
    const AttentionProblem p = problem(50, false);
    const Projection whole = projection(p, 4, 0);
    QVERIFY((whole.weights.colwise().sum().array() - 1).abs().maxCoeff() < 1e-13);
    QVERIFY((whole.weights.rowwise().sum().array() - 1).abs().maxCoeff() > 0.1); // not the rows
    const Projection chunked = projection(p, 4, 16);
    for (const Index first : {0, 16, 32, 48})
        QVERIFY(
            (chunked.weights.middleRows(first, std::min<Index>(16, 50 - first)).colwise().sum().array() - 1)
                .abs()
                .maxCoeff() < 1e-13);
    const Projection flat = projection(p, 4, 0, 0);
    QVERIFY((flat.weights.array() - 0.02).abs().maxCoeff() < 1e-15);
}

void TestLongShort::equalsTheDefinition()
{
    const Case& c = given();
    const AttentionProblem p = problem(c.tokens, c.causal);
    const Index chunk = c.chunk > 0 ? c.chunk : c.tokens;
    const Eigen::MatrixXd logits = p.keys * normalRows(3, p.dim(), c.rank) / std::sqrt(double(p.dim()));
    const Eigen::MatrixXd weights = byDefinition(p, logits, c.window, chunk);
    const LongShortSettings settings{.window = c.window, .chunk = c.chunk};
    const Projection by = projection(p, c.rank, c.chunk);
    QVERIFY(relativeError(attend(p, by, settings).outputs, weights * p.values) < 1e-13);
    QVERIFY(relativeError(longShortView(p, by, settings, {})->expanded, weights) < 1e-13);
}

void TestLongShort::jointWeightsSumToOne()
{
    const Case& c = given();
    const AttentionProblem p = problem(c.tokens, c.causal);
    const LongShortView view =
        longShortView(p, projection(p, c.rank, c.chunk), {.window = c.window, .chunk = c.chunk}, {}).value();
    const Eigen::VectorXd joint = view.summaries.rowwise().sum() + view.window.rowwise().sum();
    QVERIFY((joint.array() - 1).abs().maxCoeff() < 1e-13);
    QVERIFY((view.expanded.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-13);
}

void TestLongShort::aWholeWindowIsSoftmax()
{
    for (const bool causal : {false, true})
        for (const Index window : {90, 200}) {
            const AttentionProblem p = problem(90, causal);
            const Eigen::MatrixXd outputs = attend(p, projection(p, 0, 0), {.window = window}).outputs;
            QVERIFY(relativeError(outputs, softmaxWeights(p) * p.values) < 1e-13);
        }
}

void TestLongShort::theIdentityProjectionIsSoftmax()
{
    const AttentionProblem p = problem(70, false);
    const Projection identity{.weights = Eigen::MatrixXd::Identity(70, 70), .cost = {}};
    QVERIFY(relativeError(attend(p, identity, {.window = 0}).outputs, softmaxWeights(p) * p.values) < 1e-13);
}

void TestLongShort::causalChunksOfOneTokenAreSoftmax()
{
    const AttentionProblem p = problem(70, true);
    const Projection each = projection(p, 1, 1);
    QVERIFY(relativeError(attend(p, each, {.window = 1, .chunk = 1}).outputs, softmaxWeights(p) * p.values) <
            1e-13);
}

namespace {

/// Rows 0, 7, 14, … modulo their number.
Eigen::MatrixXd permuted(const Eigen::MatrixXd& rows)
{
    std::vector<Index> order(std::size_t(rows.rows()));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = Index(7 * i % order.size());
    return rows(order, Eigen::all);
}

Eigen::MatrixXd summaryKeys(const Projection& by, const Eigen::MatrixXd& keys)
{
    AttentionCost cost;
    return summariesOf(by, keys, 0, cost);
}

} // namespace

void TestLongShort::permutingTokensLeavesTheSummaries()
{
    const AttentionProblem p = problem(128, false);
    const Eigen::MatrixXd maps = normalRows(3, p.dim(), 8);
    const Eigen::MatrixXd moved = permuted(p.keys);
    const Eigen::MatrixXd before = summaryKeys(dynamicProjection(p.keys, maps, 1, 0), p.keys);
    const Eigen::MatrixXd after = summaryKeys(dynamicProjection(moved, maps, 1, 0), moved);
    QVERIFY(relativeError(after, before) < 1e-12);
}

void TestLongShort::permutingTokensMovesFixedSummaries()
{
    const AttentionProblem p = problem(128, false);
    const Projection fixed = projectionOf(normalRows(3, 128, 8), 0);
    QVERIFY(relativeError(summaryKeys(fixed, permuted(p.keys)), summaryKeys(fixed, p.keys)) > 0.8);
}

void TestLongShort::normsShrinkAsTheSharesSay_data()
{
    QTest::addColumn<int>("tokens");
    for (const int tokens : {64, 256, 1024})
        QTest::addRow("n = %d", tokens) << tokens;
}

/// With shares that know nothing of the keys, ‖K̄‖/‖K‖ = (ΣP²)^{1/2} up to chance.
void TestLongShort::normsShrinkAsTheSharesSay()
{
    QFETCH(int, tokens);
    constexpr Index kRank = 64;
    const Eigen::MatrixXd keys = normalRows(5, tokens, 64);
    const Projection by = projectionOf(normalRows(6, tokens, kRank), 0);
    const double ratio = summaryKeys(by, keys).rowwise().norm().mean() / keys.rowwise().norm().mean();
    const double expected = by.weights.colwise().norm().mean();
    QVERIFY2(std::abs(ratio / expected - 1) < 0.1, QByteArray::number(ratio / expected));
    QVERIFY(ratio < 2 / std::sqrt(double(tokens)));
}

void TestLongShort::dualNormMakesNormsEqual()
{
    const Eigen::MatrixXd keys = normalRows(5, 1024, 16);
    const Eigen::MatrixXd summaries = summaryKeys(projectionOf(normalRows(6, 1024, 8), 0), keys);
    QVERIFY(summaries.rowwise().norm().mean() < 0.1 * keys.rowwise().norm().mean());
    const double ratio =
        normalisedRows(summaries).rowwise().norm().mean() / normalisedRows(keys).rowwise().norm().mean();
    QVERIFY(std::abs(ratio - 1) < 1e-3);
    QVERIFY(normalisedRows(Eigen::MatrixXd::Constant(2, 3, 7)).isZero(0));
    const AttentionProblem p = problem(64, false, 16);
    AttentionProblem normalised = p;
    normalised.keys = normalisedRows(p.keys);
    QVERIFY(relativeError(attend(p, projection(p, 0, 0), {.window = 8, .dualNorm = true}).outputs,
                          attend(normalised, projection(p, 0, 0), {.window = 8}).outputs) < 1e-14);
}

/// Token 12 of chunk 8 … 15 sees the summary of 0 … 7 and its window; what stands outside of both changes nothing.
void TestLongShort::unfinishedChunksDoNotLeak()
{
    AttentionProblem p = problem(32, true);
    const LongShortSettings settings{.window = 3, .chunk = 8};
    const Eigen::MatrixXd before = attend(p, projection(p, 2, 8), settings).outputs;
    for (const Index changed : {8, 9, 13, 15, 16})
        p.keys.row(changed).array() += 2;
    const Eigen::MatrixXd after = attend(p, projection(p, 2, 8), settings).outputs;
    QVERIFY(before.row(12) == after.row(12));
    QVERIFY(before.row(16) != after.row(16));
}

/// n = 64, w = 8, r = 4: X W_P, PᵀK, PᵀV; summaries; windows of 16, and of 12 at both ends.
void TestLongShort::countsWhatItDoes()
{
    const AttentionProblem p = problem(64, false);
    const AttentionResult result = attend(p, projection(p, 4, 0), {.window = 8});
    const std::uint64_t summaries = 64 * 4 * (6 + 6 + 5) + 64 * 4 * (6 + 5);
    QCOMPARE(result.cost.multiplyAdds, summaries + std::uint64_t((6 * 8 * 16 + 2 * 8 * 12) * (6 + 5)));
    const auto count = [](Index n) {
        const AttentionProblem wide = problem(n, false);
        return double(attend(wide, projection(wide, 8, 0), {.window = 16}).cost.multiplyAdds);
    };
    QVERIFY(std::abs(std::log2(count(4096) / count(2048)) - 1) < 0.005);
    QVERIFY(result.cost.numbers < 64 * 64 / 2);
}

void TestLongShort::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const RunContext context(stop.get_token());
    const AttentionProblem p = problem(20, true);
    const LongShort attention(p, projection(p, 1, 4), {.window = 4, .chunk = 4});
    QCOMPARE(attention.attend(context).error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestLongShort)
#include "tst_long_short.moc"
