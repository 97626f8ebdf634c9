// SPDX-License-Identifier: GPL-3.0-or-later
// What every mechanism of attention must do, and the limits in which each is known.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/luna.h"
#include "core/attention/mechanism.h"
#include "core/math/normal_rows.h"
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

AttentionProblem problem(Eigen::Index tokens, bool causal, Eigen::Index dim = 6)
{
    Random random(static_cast<std::uint64_t>(17 * tokens + dim));
    return {.queries = normal(random, tokens, dim),
            .keys = normal(random, tokens, dim),
            .values = normal(random, tokens, 5),
            .causal = causal};
}

/// Runs a mechanism with settings of its own.
struct Bench {
    const Mechanism& mechanism;
    ParameterSet values;
    int budget;

    Bench(std::string_view id, int limit, std::string_view settings = {})
        : mechanism(*findMechanism(id))
        , values(mechanism.parameters)
        , budget(limit)
    {
        if (!values.setAll(settings))
            qFatal("settings");
    }
    MechanismSettings settings() const { return {values, budget, 1}; }
    AttentionResult attend(const AttentionProblem& p) const
    {
        return mechanism.attend(p, settings(), {}).value();
    }
    Eigen::MatrixXd weights(const AttentionProblem& p) const
    {
        return effectiveWeights(mechanism, p, settings(), {}).value();
    }
};

int rankOf(const Eigen::MatrixXd& matrix)
{
    const Samples values = singularValues(matrix);
    return static_cast<int>(
        std::ranges::count_if(values, [&](double value) { return value > 1e-10 * values.front(); }));
}

void mechanismRows()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("causal");
    for (const Mechanism& mechanism : allMechanisms())
        for (const bool causal : {false, true})
            if (!causal || mechanism.servesCausal)
                QTest::addRow("%s%s", std::string(mechanism.id).c_str(), causal ? " causal" : "")
                    << QString::fromUtf8(mechanism.id.data(), qsizetype(mechanism.id.size())) << causal;
}

} // namespace

class TestMechanisms : public QObject {
    Q_OBJECT
private slots:
    void outputsAreTheEffectiveWeightsTimesTheValues_data() { mechanismRows(); }
    void outputsAreTheEffectiveWeightsTimesTheValues()
    {
        QFETCH(QString, id);
        QFETCH(bool, causal);
        const Bench bench(id.toStdString(), 12);
        const AttentionProblem p = problem(97, causal);
        QVERIFY(relativeError(bench.weights(p) * p.values, bench.attend(p).outputs) < 1e-12);
    }

    /// What comes later changes nothing before it, not by a bit.
    void causalityIsExact_data() { mechanismRows(); }
    void causalityIsExact()
    {
        QFETCH(QString, id);
        QFETCH(bool, causal);
        if (!causal)
            return;
        const Bench bench(id.toStdString(), 12, id == QLatin1String("luna") ? "luna-slots=normal" : "");
        AttentionProblem p = problem(80, true);
        const Eigen::MatrixXd before = bench.attend(p).outputs;
        for (Eigen::MatrixXd* part : {&p.queries, &p.keys, &p.values})
            part->bottomRows(30).array() += 3;
        const Eigen::MatrixXd after = bench.attend(p).outputs;
        QVERIFY(before.topRows(50) == after.topRows(50));
        QVERIFY(before.bottomRows(30) != after.bottomRows(30));
    }

    /// Counted where it happens: twice the tokens, 2^growth times the multiply-adds.
    void costGrowsAsDeclared_data() { mechanismRows(); }
    void costGrowsAsDeclared()
    {
        QFETCH(QString, id);
        QFETCH(bool, causal);
        const Bench bench(id.toStdString(), 16);
        const auto count = [&](Eigen::Index n) {
            return double(bench.attend(problem(n, causal)).cost.multiplyAdds);
        };
        const double growth = count(2048) / count(1024);
        const double expected = std::exp2(bench.mechanism.growth);
        QVERIFY2(std::abs(growth - expected) < 0.05 * expected, QByteArray::number(growth));
    }

    /// With the whole budget, where a mechanism says that this makes it exact.
    void isExactInItsLimit_data() { mechanismRows(); }
    void isExactInItsLimit()
    {
        QFETCH(QString, id);
        QFETCH(bool, causal);
        const std::optional<std::string_view> settings = findMechanism(id.toStdString())->exactWith;
        if (!settings)
            return;
        const AttentionProblem p = problem(90, causal);
        const AttentionResult whole = Bench(id.toStdString(), 180, *settings).attend(p);
        QVERIFY(relativeError(whole.outputs, exactAttention(p, {})->outputs) < 1e-12);
    }

    void lunaHasTheRankOfItsSlots()
    {
        for (const int count : {1, 4, 6}) {
            const Eigen::MatrixXd weights = Bench("luna", count).weights(problem(60, false, 24));
            QCOMPARE(rankOf(weights), count);
            QVERIFY((weights.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-12);
        }
    }

    /// The running sums against the sum over pairs, which Luna's own tests hold against the definition.
    void lunaCausalEqualsTheDoubleSum()
    {
        const AttentionProblem p = problem(50, true);
        const Bench bench("luna", 7, "luna-slots=normal");
        Random random(78);
        const Eigen::MatrixXd outputs = lunaCausalByPairs(p, normalRows(random, 7, p.dim()));
        QVERIFY(relativeError(bench.attend(p).outputs, outputs) < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestMechanisms)
#include "tst_mechanisms.moc"
