// SPDX-License-Identifier: GPL-3.0-or-later
// Combiner: its spans, its definition written out, and the facts that the paper rests on.
#include "core/attention/attention_measures.h"
#include "core/attention/combiner_view.h"
#include "core/attention/exact_attention.h"
#include "core/math/random.h"

#include <QtTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

using namespace kaba;

namespace {

using Eigen::Index;

AttentionProblem problem(Index tokens, bool causal, Index dim = 6)
{
    Random random(static_cast<std::uint64_t>(31 * tokens + dim));
    const auto normal = [&](Index rows, Index cols) {
        return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return random.normal(); }));
    };
    return {.queries = normal(tokens, dim),
            .keys = normal(tokens, dim),
            .values = normal(tokens, 5),
            .causal = causal};
}

std::vector<Index> indices(const std::vector<IndexRun>& runs)
{
    std::vector<Index> all;
    forEachIndex(runs, 0, [&](Index index, Index) { all.push_back(index); });
    return all;
}

/// The definition, term by term: pooled keys and queries, one softmax over tokens and spans, one inside each span.
Eigen::MatrixXd byDefinition(const AttentionProblem& p, const SpanPlan& plan, Pooling pooling, bool sizeTerm)
{
    const Index n = p.tokens();
    const auto pooled = [&](const Eigen::MatrixXd& rows, const std::vector<Index>& members) {
        const Eigen::MatrixXd mine = rows(members, Eigen::all);
        if (pooling == Pooling::Mean)
            return Eigen::RowVectorXd(mine.colwise().mean());
        return Eigen::RowVectorXd(mine.colwise().maxCoeff());
    };
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(n, n);
    for (Index i = 0; i < n; ++i) {
        const Sight sight = plan.sightOf(i);
        for (const Index j : indices(sight.tokens))
            weights(i, j) = std::exp(p.scale() * p.queries.row(i).dot(p.keys.row(j)));
        for (const Index span : indices(sight.spans)) {
            const std::vector<Index> members = indices({plan.members(span)});
            const auto anchor = plan.anchor(span);
            const Eigen::RowVectorXd query =
                anchor ? Eigen::RowVectorXd(p.queries.row(*anchor)) : pooled(p.queries, members);
            const double mass = std::exp(p.scale() * p.queries.row(i).dot(pooled(p.keys, members))) *
                                (sizeTerm ? double(members.size()) : 1);
            double sum = 0;
            for (const Index j : members)
                sum += std::exp(p.scale() * query.dot(p.keys.row(j)));
            for (const Index j : members)
                weights(i, j) = mass * std::exp(p.scale() * query.dot(p.keys.row(j))) / sum;
        }
        weights.row(i) /= weights.row(i).sum();
    }
    return weights;
}

struct Case {
    const char* name;
    SpanPattern pattern;
    Index tokens, block;
};
constexpr Case kCases[] = {
    {"fixed", SpanPattern::Fixed, 61, 8},
    {"logsparse", SpanPattern::Logsparse, 61, 1},
    {"logsparse blocks", SpanPattern::Logsparse, 50, 4},
    {"vertical", SpanPattern::AxialVertical, 64, 8},
    {"vertical, short last row", SpanPattern::AxialVertical, 61, 8},
    {"rowmajor", SpanPattern::AxialRowmajor, 64, 8},
    {"rowmajor, short last row", SpanPattern::AxialRowmajor, 61, 8},
};

void caseRows()
{
    QTest::addColumn<int>("pattern");
    QTest::addColumn<int>("tokens");
    QTest::addColumn<int>("block");
    QTest::addColumn<bool>("causal");
    for (const Case& c : kCases)
        for (const bool causal : {false, true})
            QTest::addRow("%s%s", c.name, causal ? " causal" : "")
                << int(c.pattern) << int(c.tokens) << int(c.block) << causal;
}

/// What a row of caseRows() asks for.
struct Setting {
    AttentionProblem problem;
    CombinerSettings settings;
    SpanPlan plan;
};

bool isPartition(const SpanPlan& plan, Index token, Index visible)
{
    const Sight sight = plan.sightOf(token);
    std::vector<Index> seen = indices(sight.tokens);
    for (const Index span : indices(sight.spans))
        for (const Index member : indices({plan.members(span)}))
            seen.push_back(member);
    std::ranges::sort(seen);
    bool whole = Index(seen.size()) == visible;
    for (Index j = 0; whole && j < visible; ++j)
        whole = seen[std::size_t(j)] == j;
    return whole;
}

AttentionResult attend(const AttentionProblem& p, const CombinerSettings& settings)
{
    return combinerAttention(p, settings, {}).value();
}

} // namespace

class TestCombiner : public QObject {
    Q_OBJECT
private slots:
    void everyTokenIsSeenOnce_data() { caseRows(); }
    void everyTokenIsSeenOnce();
    void spansAreThoseOfTheirPatterns();
    void equalsTheDefinition_data() { caseRows(); }
    void equalsTheDefinition();
    void rowsSumToOneAndReachEveryToken_data() { caseRows(); }
    void rowsSumToOneAndReachEveryToken();
    void spansHaveRankOne_data() { caseRows(); }
    void spansHaveRankOne();
    void divergenceSplitsByTheChainRule_data() { caseRows(); }
    void divergenceSplitsByTheChainRule();
    void oneBlockIsSoftmax_data() { caseRows(); }
    void oneBlockIsSoftmax();
    void spansOfOneTokenAreSoftmax();
    void constantKeysNeedTheSizeTerm();
    void theOracleLosesNoMass();
    void mixturesAreMeans();
    void countsWhatItDoes();
    void theCheapestBlockIsAboutTheRootOfTheTokens();
    void budgetsLimitWhatIsSeen();
    void sameBitsOnEveryNumberOfCores();
    void stopsWhenAsked();

private:
    static Setting setting()
    {
        QFETCH(int, pattern);
        QFETCH(int, tokens);
        QFETCH(int, block);
        QFETCH(bool, causal);
        const auto which = static_cast<SpanPattern>(pattern);
        return {problem(tokens, causal),
                {.pattern = which, .block = block},
                SpanPlan(which, tokens, block, causal)};
    }
};

void TestCombiner::everyTokenIsSeenOnce()
{
    const Setting s = setting();
    for (Index i = 0; i < s.problem.tokens(); ++i)
        QVERIFY2(isPartition(s.plan, i, s.problem.causal ? i + 1 : s.problem.tokens()),
                 QByteArray::number(qlonglong(i)));
}

/// Combiner-Fixed: the blocks before; Logsparse: one span for each bit of i; vertical: every other column.
void TestCombiner::spansAreThoseOfTheirPatterns()
{
    const SpanPlan fixed(SpanPattern::Fixed, 100, 8, true);
    const SpanPlan tree(SpanPattern::Logsparse, 100, 1, true);
    const SpanPlan vertical(SpanPattern::AxialVertical, 100, 10, true);
    for (Index i = 0; i < 100; ++i) {
        QCOMPARE(countOf(fixed.sightOf(i).spans), i / 8);
        QCOMPARE(countOf(tree.sightOf(i).spans), Index(std::popcount(std::uint64_t(i))));
        QCOMPARE(countOf(vertical.sightOf(i).spans), Index(i < 10 ? 0 : 9));
    }
    std::vector<Index> starts; // 77 = 64 + 8 + 4 + 1: [0, 64), [64, 72), [72, 76), [76, 77)
    for (const Index span : indices(tree.sightOf(77).spans))
        starts.push_back(tree.members(span).first);
    QCOMPARE(starts, (std::vector<Index>{76, 72, 64, 0}));
    QCOMPARE(vertical.members(73), (IndexRun{3, 8, 10}));                // down to row 7 of column 3
    QCOMPARE(fixed.viewersOf(11), (std::vector<Index>{96, 97, 98, 99})); // the block 88 … 95
    QCOMPARE(fixed.viewerCounts()[11], Index(4));
    QCOMPARE(fixed.viewerCounts()[12], Index(0)); // the last block: nobody is after it
}

void TestCombiner::equalsTheDefinition()
{
    Setting s = setting();
    for (const Pooling pooling : {Pooling::Max, Pooling::Mean})
        for (const bool sizeTerm : {false, true}) {
            s.settings.pooling = pooling;
            s.settings.sizeTerm = sizeTerm;
            const Eigen::MatrixXd weights = byDefinition(s.problem, s.plan, pooling, sizeTerm);
            QVERIFY(relativeError(attend(s.problem, s.settings).outputs, weights * s.problem.values) < 1e-12);
            const CombinerView view = combinerView(s.problem, s.settings, {}).value();
            QVERIFY(relativeError(view.weights(), weights) < 1e-12);
        }
}

void TestCombiner::rowsSumToOneAndReachEveryToken()
{
    const Setting s = setting();
    const CombinerView view = combinerView(s.problem, s.settings, {}).value();
    const Eigen::MatrixXd weights = view.weights();
    QVERIFY((weights.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-13);
    QVERIFY((view.sparse.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-13);
    Index reached = 0;
    Index reachedBySparse = 0;
    Index visible = 0;
    for (Index i = 0; i < weights.rows(); ++i)
        for (Index j = 0; j < weights.cols(); ++j) {
            visible += s.problem.sees(i, j) ? 1 : 0;
            reached += weights(i, j) > 0 ? 1 : 0;
            reachedBySparse += view.sparse(i, j) > 0 ? 1 : 0;
        }
    QCOMPARE(reached, visible);
    QVERIFY(reachedBySparse < visible / 2);
}

void TestCombiner::spansHaveRankOne()
{
    const Setting s = setting();
    const Eigen::MatrixXd weights = combinerView(s.problem, s.settings, {})->weights();
    for (Index span = 0; span < s.plan.spans(); ++span) {
        const std::vector<Index> viewers = s.plan.viewersOf(span);
        const std::vector<Index> members = indices({s.plan.members(span)});
        if (viewers.size() < 2 || members.size() < 2)
            continue;
        const Samples values = singularValues(weights(viewers, members));
        QVERIFY2(values[1] < 1e-12 * values[0], QByteArray::number(values[1] / values[0]));
    }
}

void TestCombiner::divergenceSplitsByTheChainRule()
{
    const Setting s = setting();
    const CombinerView view = combinerView(s.problem, s.settings, {}).value();
    const Eigen::VectorXd whole = rowDivergences(softmaxWeights(s.problem), view.weights());
    QVERIFY((view.massDivergence + view.innerDivergence - whole).cwiseAbs().maxCoeff() < 1e-10);
    QVERIFY(view.massDivergence.minCoeff() > -1e-12 && view.innerDivergence.minCoeff() > -1e-12);
    QVERIFY(view.innerDivergence.maxCoeff() > 1e-3);
}

void TestCombiner::oneBlockIsSoftmax()
{
    Setting s = setting();
    s.settings.block = s.problem.tokens();
    QVERIFY(relativeError(attend(s.problem, s.settings).outputs,
                          softmaxWeights(s.problem) * s.problem.values) < 1e-13);
}

void TestCombiner::spansOfOneTokenAreSoftmax()
{
    for (const bool causal : {false, true}) {
        const AttentionProblem p = problem(40, causal);
        QVERIFY(relativeError(attend(p, {.block = 1}).outputs, softmaxWeights(p) * p.values) < 1e-13);
    }
}

/// Keys that are constant in each span: exact with log|Ω|, and 0.5 off without it (blocks of 8).
void TestCombiner::constantKeysNeedTheSizeTerm()
{
    AttentionProblem p = problem(64, true);
    for (Index i = 0; i < 64; ++i)
        p.keys.row(i) = p.keys.row(i / 8 * 8).eval();
    const Eigen::MatrixXd exact = softmaxWeights(p);
    for (const Pooling pooling : {Pooling::Max, Pooling::Mean}) {
        const auto off = [&](bool sizeTerm) {
            const CombinerSettings settings{.block = 8, .pooling = pooling, .sizeTerm = sizeTerm};
            return (combinerView(p, settings, {})->weights() - exact).cwiseAbs().maxCoeff();
        };
        QVERIFY(off(true) < 1e-14);
        QVERIFY(off(false) > 0.3);
    }
}

void TestCombiner::theOracleLosesNoMass()
{
    const AttentionProblem p = problem(60, true);
    for (const Case& c : kCases) {
        const CombinerSettings settings{.pattern = c.pattern, .block = c.block, .pooling = Pooling::Oracle};
        const CombinerView view = combinerView(p, settings, {}).value();
        QVERIFY(view.massDivergence.cwiseAbs().maxCoeff() < 1e-12);
        QVERIFY(view.innerDivergence.maxCoeff() > 1e-3);
        QVERIFY(relativeError(attend(p, settings).outputs, view.weights() * p.values) < 1e-12);
    }
}

void TestCombiner::mixturesAreMeans()
{
    const AttentionProblem p = problem(64, true);
    const CombinerSettings fixed{.block = 8};
    const CombinerSettings vertical{.pattern = SpanPattern::AxialVertical, .block = 8};
    CombinerSettings both = fixed;
    both.mixture = SpanPattern::AxialVertical;
    const AttentionResult mixed = attend(p, both);
    QVERIFY(relativeError(mixed.outputs, (attend(p, fixed).outputs + attend(p, vertical).outputs) / 2) <
            1e-14);
    const CombinerView view = combinerView(p, both, {}).value();
    QVERIFY(relativeError(mixed.outputs, view.weights() * p.values) < 1e-13);
    QCOMPARE(view.massDivergence.size(), Index(0));
}

/// Fixed, causal, L = 8·8: 8·36 direct pairs, 8·28 span pairs, and 7 spans of 8 summed up once.
void TestCombiner::countsWhatItDoes()
{
    const AttentionResult result = attend(problem(64, true), {.block = 8});
    QCOMPARE(result.cost.multiplyAdds, std::uint64_t((8 * 36 + 8 * 28 + 7 * 8) * (6 + 5)));
    QVERIFY(result.cost.numbers < 64 * 64 / 8);
}

void TestCombiner::theCheapestBlockIsAboutTheRootOfTheTokens()
{
    const AttentionProblem p = problem(1024, false, 2);
    const auto cost = [&](Index block) { return double(attend(p, {.block = block}).cost.multiplyAdds); };
    const double root = cost(32);
    for (const Index block : {4, 8, 16, 64, 128, 256})
        QVERIFY(cost(block) > root);
    QVERIFY(cost(usualBlock(SpanPattern::Fixed, 1024)) < 1.1 * root);
    QCOMPARE(usualBlock(SpanPattern::Fixed, 1024), Index(45));
    QCOMPARE(cost(0), cost(45));
    QVERIFY(cost(45) < 0.09 * double(exactAttention(p, {})->cost.multiplyAdds));
}

void TestCombiner::budgetsLimitWhatIsSeen()
{
    for (const Case& c : kCases)
        for (const Index budget : {1, 20, 40, 61}) {
            const Index block = blockWithin(c.pattern, 61, budget);
            const SpanPlan plan(c.pattern, 61, block, false);
            Index most = 0;
            for (Index i = 0; i < 61; ++i)
                most = std::max(most, countOf(plan.sightOf(i).tokens) + countOf(plan.sightOf(i).spans));
            const Index least = c.pattern == SpanPattern::AxialVertical ? 27 : 15;
            QVERIFY2(most <= std::max(budget, least), c.name);
            QCOMPARE(block == 61, budget >= 61);
        }
}

void TestCombiner::sameBitsOnEveryNumberOfCores()
{
    const AttentionProblem p = problem(1200, true, 3);
    QVERIFY(attend(p, {.block = 49}).outputs == attend(p, {.block = 49}).outputs);
}

void TestCombiner::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const RunContext context(stop.get_token());
    const AttentionProblem p = problem(20, true);
    QCOMPARE(combinerAttention(p, {.block = 4}, context).error().kind, Error::Kind::Cancelled);
    QCOMPARE(combinerView(p, {.block = 4}, context).error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestCombiner)
#include "tst_combiner.moc"
