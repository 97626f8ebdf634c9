// SPDX-License-Identifier: GPL-3.0-or-later
// Errors against budgets, costs against tokens, and the controls that every demo of attention shares.
#include "core/attention/attention_controls.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/sweeps.h"
#include "core/math/random.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

AttentionProblem problem(int tokens)
{
    Random random(5);
    const auto normal = [&](Eigen::Index rows, Eigen::Index cols) {
        return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return random.normal(); }));
    };
    return {.queries = normal(tokens, 8), .keys = normal(tokens, 8), .values = normal(tokens, 8)};
}

/// Off by 1/budget of the exact outputs, for tokens·budget multiply-adds and budget numbers.
Attender plain(int& runs)
{
    return {.id = "plain",
            .name = {"plain", "素朴"},
            .attend = [&runs](const AttentionProblem& p, int budget, const RunContext& context) {
                ++runs;
                Result<AttentionResult> result = exactAttention(p, context);
                if (result) {
                    result->outputs *= 1 + 1.0 / budget;
                    const auto numbers = static_cast<std::uint64_t>(budget);
                    result->cost = {static_cast<std::uint64_t>(p.tokens()) * numbers, 0, numbers};
                }
                return result;
            }};
}

Request requestWith(const std::vector<Parameter>& parameters, std::string_view settings)
{
    Request request{.values = ParameterSet(parameters)};
    if (!request.values.setAll(settings))
        qFatal("settings");
    return request;
}

} // namespace

class TestAttentionSweeps : public QObject {
    Q_OBJECT
private slots:
    void doubling_data()
    {
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::addColumn<std::vector<int>>("steps");
        QTest::newRow("powers") << 1 << 8 << std::vector{1, 2, 4, 8};
        QTest::newRow("ends with most") << 4 << 20 << std::vector{4, 8, 16, 20};
        QTest::newRow("one") << 7 << 7 << std::vector{7};
    }
    void doubling()
    {
        QFETCH(int, least);
        QFETCH(int, most);
        QTEST(doublingFrom(least, most), "steps");
    }

    void errorsAreRelativeToTheExactOutputs()
    {
        int runs = 0;
        const AttentionProblem p = problem(30);
        const std::vector<int> budgets = doublingFrom(1, 16);
        const auto sweep = errorAgainstBudget(plain(runs), p, exactAttention(p, {})->outputs, budgets, {});
        QVERIFY(sweep.has_value());
        QCOMPARE(runs, 5);
        for (std::size_t i = 0; i < budgets.size(); ++i) {
            QCOMPARE(sweep->points[i].budget, budgets[i]);
            QVERIFY(std::abs(sweep->points[i].error - 1.0 / budgets[i]) < 1e-12);
            QCOMPARE(sweep->points[i].cost.multiplyAdds, std::uint64_t(30 * budgets[i]));
        }
    }

    void slopesAreThoseOfTheCounts_data()
    {
        QTest::addColumn<double>("slope");
        QTest::newRow("softmax") << 2.0;
        QTest::newRow("luna") << 1.0;
    }
    void slopesAreThoseOfTheCounts()
    {
        QFETCH(double, slope);
        const Mechanism& mechanism = *findMechanism(QTest::currentDataTag());
        const ParameterSet values(mechanism.parameters);
        const auto sweep = costAgainstTokens(attenderOf(mechanism, values, 1), problem, 8,
                                             doublingFrom(512, 2048), Clock::None, {});
        QVERIFY(sweep.has_value());
        QCOMPARE(sweep->tokens(), (Samples{512, 1024, 2048}));
        QVERIFY(std::abs(sweep->slope(Growth::MultiplyAdds) - slope) < 0.1);
        QVERIFY(std::isnan(sweep->slope(Growth::Milliseconds)));
    }

    void theClockRunsOnlyWhenAsked()
    {
        int runs = 0;
        const auto counted = costAgainstTokens(plain(runs), problem, 4, std::vector{10, 20}, Clock::None, {});
        QCOMPARE(runs, 2);
        QVERIFY(counted.has_value());
        QCOMPARE(counted->values(Growth::Milliseconds), (Samples{0, 0}));
        QCOMPARE(counted->values(Growth::Numbers), (Samples{4, 4}));
        const auto timed =
            costAgainstTokens(plain(runs), problem, 4, std::vector{10}, Clock::Milliseconds, {});
        QVERIFY(runs >= 5);
        QVERIFY(timed.has_value() && timed->points[0].milliseconds > 0);
    }

    void stopsBetweenRuns()
    {
        std::stop_source stop;
        stop.request_stop();
        const RunContext context(stop.get_token());
        int runs = 0;
        const AttentionProblem p = problem(10);
        const auto errors = errorAgainstBudget(plain(runs), p, p.values, std::vector{1, 2}, context);
        const auto costs = costAgainstTokens(plain(runs), problem, 4, std::vector{10}, Clock::None, context);
        QVERIFY(!errors && !costs);
        QCOMPARE(errors.error().kind, Error::Kind::Cancelled);
        QCOMPARE(costs.error().kind, Error::Kind::Cancelled);
        QCOMPARE(runs, 0);
    }

    void panelsSayTheSlopeAndWhatWasCut()
    {
        const BudgetSweep errors{
            .id = "a", .name = {"A", "あ"}, .points = {{1, 0.5, {10, 0, 0}}, {2, 0, {5, 0, 0}}}};
        const Panel against = errorAgainstCostPanel("pareto", std::span(&errors, 1));
        const Line& line = std::get<Line>(against.layers.front().data);
        QCOMPARE(std::get<Samples>(line.x), (Samples{10, 5}));
        QCOMPARE(line.y, (Samples{0.5, kLeastShownError}));
        QVERIFY(line.path && !against.note.empty());
        const TokensSweep costs{
            .id = "a", .name = {"A", "あ"}, .points = {{10, {100, 0, 0}, 0}, {20, {400, 0, 0}, 0}}};
        const Panel growth = growthPanel("growth", std::span(&costs, 1), Growth::MultiplyAdds);
        QCOMPARE(growth.layers.front().label, Text("A: n^2.00", "あ：n^2.00"));
        QVERIFY(!growth.measured);
        QVERIFY(growthPanel("time", std::span(&costs, 1), Growth::Milliseconds).measured);
    }

    void controlsThatAreDeclaredCount()
    {
        const std::vector<Parameter> sources = attentionSourceParameters(tokensParam(64, 12));
        std::vector<Parameter> all = sources;
        all.insert(all.end(), {kHead, kCausal, kTemperature, kDistance});
        const auto bare = attentionInputOf(requestWith(sources, ""));
        const auto same = attentionInputOf(requestWith(all, ""));
        const auto turned =
            attentionInputOf(requestWith(all, "causal=true;temperature=2;distance=0.5;head=2"));
        QVERIFY(bare && same && turned);
        QVERIFY(bare->problem.queries == same->problem.queries && bare->problem.bias.empty());
        QVERIFY(bare->problem.queries != turned->problem.queries);
        QVERIFY(turned->problem.causal);
        QCOMPARE(turned->problem.temperature, 2.0);
        QCOMPARE(turned->problem.biasOf(3, 7), -2.0);
        QCOMPARE(turned->problem.biasOf(7, 3), -2.0);
        QCOMPARE(turned->problem.biasOf(4, 4), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestAttentionSweeps)
#include "tst_attention_sweeps.moc"
