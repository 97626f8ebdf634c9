// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/exact_attention.h"
#include "core/math/random.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

Eigen::MatrixXd normal(Random& random, Eigen::Index rows, Eigen::Index cols)
{
    return Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return random.normal(); });
}

AttentionProblem problem(Eigen::Index tokens, Eigen::Index dim, Eigen::Index width, bool causal)
{
    Random random(static_cast<std::uint64_t>(tokens * 131 + dim));
    return {.queries = 2 * normal(random, tokens, dim),
            .keys = 2 * normal(random, tokens, dim),
            .values = normal(random, tokens, width),
            .causal = causal};
}

/// Every sum of the definition by itself, in long double.
Eigen::MatrixXd byDefinition(const AttentionProblem& p)
{
    Eigen::MatrixXd outputs(p.tokens(), p.values.cols());
    for (Eigen::Index i = 0; i < p.tokens(); ++i) {
        long double sum = 0;
        std::vector<long double> total(static_cast<std::size_t>(p.values.cols()), 0);
        for (Eigen::Index j = 0; j < p.tokens(); ++j) {
            if (p.causal && j > i)
                continue;
            long double logit = 0;
            for (Eigen::Index c = 0; c < p.dim(); ++c)
                logit += static_cast<long double>(p.queries(i, c)) * p.keys(j, c);
            logit /= p.temperature * std::sqrt(static_cast<long double>(p.dim()));
            if (!p.bias.empty())
                logit += p.bias[static_cast<std::size_t>(j - i + p.tokens() - 1)];
            const long double weight = std::exp(logit);
            sum += weight;
            for (Eigen::Index c = 0; c < p.values.cols(); ++c)
                total[static_cast<std::size_t>(c)] += weight * p.values(j, c);
        }
        for (Eigen::Index c = 0; c < p.values.cols(); ++c)
            outputs(i, c) = static_cast<double>(total[static_cast<std::size_t>(c)] / sum);
    }
    return outputs;
}

double distance(const Eigen::MatrixXd& left, const Eigen::MatrixXd& right)
{
    return (left - right).norm() / right.norm();
}

} // namespace

class TestExactAttention : public QObject {
    Q_OBJECT
private slots:
    void equalsTheDefinition_data()
    {
        QTest::addColumn<int>("tokens");
        QTest::addColumn<bool>("causal");
        QTest::addColumn<bool>("biased");
        for (const int tokens : {1, 2, 63, 64, 65, 257, 300, 521})
            for (const bool causal : {false, true})
                for (const bool biased : {false, true})
                    QTest::addRow("n=%d%s%s", tokens, causal ? " causal" : "", biased ? " biased" : "")
                        << tokens << causal << biased;
    }
    void equalsTheDefinition()
    {
        QFETCH(int, tokens);
        QFETCH(bool, causal);
        QFETCH(bool, biased);
        AttentionProblem p = problem(tokens, 7, 5, causal);
        p.temperature = 0.6;
        if (biased) {
            Random random(9);
            for (int i = 0; i < 2 * tokens - 1; ++i)
                p.bias.push_back(random.normal());
        }
        const Eigen::MatrixXd exact = byDefinition(p);
        const auto fast = exactAttention(p, {});
        QVERIFY(fast.has_value());
        QVERIFY(distance(fast->outputs, exact) < 1e-14);
        QVERIFY(distance(softmaxWeights(p) * p.values, exact) < 1e-14);
        QVERIFY(distance(exactAttentionInFloat(p, {})->outputs, exact) < 3e-6);
    }

    void weightsAreAverages()
    {
        const Eigen::MatrixXd weights = softmaxWeights(problem(40, 3, 2, true));
        QVERIFY(weights.minCoeff() >= 0);
        QVERIFY((weights.rowwise().sum().array() - 1).abs().maxCoeff() < 1e-14);
        QVERIFY(weights.triangularView<Eigen::StrictlyUpper>().toDenseMatrix().isZero(0));
    }

    /// Far logits neither overflow nor lose the sum.
    void isSafeForLargeLogits()
    {
        AttentionProblem p = problem(100, 4, 3, false);
        p.queries *= 200; // beyond exp of double, within that of long double
        const auto result = exactAttention(p, {});
        QVERIFY(result->outputs.allFinite());
        QVERIFY(distance(result->outputs, byDefinition(p)) < 1e-9);
    }

    void countsWhatItDoes()
    {
        const auto whole = exactAttention(problem(512, 8, 16, false), {});
        QCOMPARE(whole->cost.multiplyAdds, std::uint64_t(512) * 512 * (8 + 16));
        QCOMPARE(whole->cost.exponentials, std::uint64_t(512) * 512);
        QVERIFY(whole->cost.numbers < 512 * 512 / 8);
        const auto causal = exactAttention(problem(512, 8, 16, true), {});
        QCOMPARE(causal->cost.exponentials, std::uint64_t(512) * 513 / 2);
        QVERIFY(causal->cost.multiplyAdds < whole->cost.multiplyAdds * 7 / 10);
    }

    void sameBitsEveryTime()
    {
        const AttentionProblem p = problem(700, 16, 16, true);
        QVERIFY(exactAttention(p, {})->outputs == exactAttention(p, {})->outputs);
    }

    void stopsWhenAsked()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto result = exactAttention(problem(64, 2, 2, false), RunContext(stop.get_token()));
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestExactAttention)
#include "tst_exact_attention.moc"
