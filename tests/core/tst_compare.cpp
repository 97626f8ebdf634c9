// SPDX-License-Identifier: GPL-3.0-or-later
// One input through every mechanism: the numbers are those of each mechanism by itself.
#include "core/attention/attention_controls.h"
#include "core/attention/attention_measures.h"
#include "core/attention/comparison.h"
#include "core/attention/comparison_claims.h"
#include "core/attention/exact_attention.h"
#include "core/base/demo.h"
#include "core/math/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

AttentionProblem problem(Eigen::Index tokens, bool causal = false)
{
    Random random(3);
    const auto normal = [&] {
        return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(tokens, 8, [&] { return random.normal(); }));
    };
    AttentionProblem p;
    p.queries = normal();
    p.keys = normal();
    p.values = normal();
    p.causal = causal;
    return p;
}

const ParameterSet& noValues()
{
    static const ParameterSet kNone{std::span<const Parameter>()};
    return kNone;
}

ComparisonTask taskOf(const AttentionProblem& p)
{
    return {p, exactAttention(p, {}).value(), softmaxWeights(p), MechanismSettings{noValues(), 8, 1}};
}

/// The mean of the values seen, called exact.
Mechanism impostor()
{
    return {.id = "impostor",
            .name = {"Impostor: the mean", "偽：平均"},
            .budget = {},
            .exactWith = "",
            .attend = [](const AttentionProblem& p, const MechanismSettings&,
                         const RunContext&) -> Result<AttentionResult> {
                return AttentionResult{p.values.colwise().mean().replicate(p.tokens(), 1), {}};
            }};
}

Result<Figure> figureWith(std::string_view settings, std::vector<std::string> panels)
{
    const Demo& demo = *findDemo("compare");
    Request request{.values = ParameterSet(demo.parameters)};
    if (!request.values.setAll(settings))
        qFatal("settings");
    request.panels = std::move(panels);
    return run(demo, request, {});
}

const Claim& claimOf(const Figure& figure, std::string_view id)
{
    return *std::ranges::find(figure.claims, id, &Claim::id);
}

} // namespace

class TestCompare : public QObject {
    Q_OBJECT
private slots:
    void softmaxScoresAsExact()
    {
        const AttentionProblem p = problem(40);
        Eigen::MatrixXd shown;
        const auto score =
            scoreOf(*findMechanism("softmax"), taskOf(p), [&](const Eigen::MatrixXd& w) { shown = w; }, {});
        QVERIFY(score.has_value());
        QVERIFY(score->outputError < 1e-14 && score->matrixError < 1e-14 && score->linearityFault < 1e-14);
        QVERIFY(relativeError(shown, softmaxWeights(p)) < 1e-14);
        double mean = 0;
        for (const double entropy : rowEntropies(softmaxWeights(p)))
            mean += entropy / 40;
        QVERIFY(std::abs(score->meanEntropy - mean) < 1e-12);
    }

    void aMechanismIsHeldAgainstItsOwnTargetToo()
    {
        Mechanism kernel = *findMechanism("softmax");
        kernel.target = [](const AttentionProblem& p) { return Eigen::MatrixXd(2 * softmaxWeights(p)); };
        const auto score = scoreOf(kernel, taskOf(problem(40)), [](const Eigen::MatrixXd&) {}, {});
        QVERIFY(score.has_value());
        QVERIFY(score->matrixError < 1e-14);
        QVERIFY(std::abs(score->targetError - 0.5) < 1e-12);
    }

    void matricesAreNotMadeWhereNotAsked()
    {
        ComparisonTask task = taskOf(problem(20));
        task.weights.resize(0, 0);
        const auto score =
            scoreOf(*findMechanism("luna"), task, [](const Eigen::MatrixXd&) { qFatal("a matrix"); }, {});
        QVERIFY(score && std::isnan(score->matrixError) && std::isnan(score->targetError) &&
                std::isnan(score->meanEntropy));
    }

    void anImpostorIsFoundOut()
    {
        const Mechanism fake = impostor();
        const Mechanism* fakes[] = {&fake};
        const ComparisonTask task = taskOf(problem(100));
        QVERIFY(errorInTheLimit(fake, task.problem, 1, {}).value() > 0.1);
        QVERIFY(!limitClaim(fakes, task, {})->holds());
    }

    void theLimitIsExact_data()
    {
        QTest::addColumn<bool>("causal");
        QTest::newRow("both ways") << false;
        QTest::newRow("causal") << true;
    }
    void theLimitIsExact()
    {
        QFETCH(bool, causal);
        AttentionProblem p = problem(100, causal);
        addDistanceBias(0.3, p);
        for (const Mechanism* mechanism : mechanismsFor(p))
            QVERIFY2(errorInTheLimit(*mechanism, p, 1, {}).value() < 1e-11,
                     std::string(mechanism->id).c_str());
    }

    void causalProblemsLeaveOutWhatHasNoCausalForm()
    {
        const auto both = mechanismsFor(problem(4));
        const auto causal = mechanismsFor(problem(4, true));
        QCOMPARE(both.size(), allMechanisms().size());
        QVERIFY(std::ranges::all_of(causal, [](const Mechanism* m) { return m->servesCausal; }));
    }

    /// Adding a mechanism adds its row, its matrix and its paper.
    void everyMechanismIsCompared()
    {
        const auto figure = figureWith("tokens=24;budget=6", {"scores"});
        QVERIFY(figure.has_value());
        const Table& table = std::get<Table>(findPanel(*figure, "scores")->layers.front().data);
        QCOMPARE(table.rows.size(), allMechanisms().size());
        const Demo& demo = *findDemo("compare");
        for (const Mechanism& mechanism : allMechanisms())
            QVERIFY2(demo.hasPanel("matrix-" + std::string(mechanism.id)), std::string(mechanism.id).c_str());
        QCOMPARE(demo.papers.size() + 1, allMechanisms().size());
    }

    void readoutsAreTheErrorsOfEachMechanism()
    {
        const Demo& demo = *findDemo("compare");
        Request request{.values = ParameterSet(demo.parameters)};
        QVERIFY(request.values.setAll("tokens=50;budget=9").has_value());
        const AttentionProblem p = attentionInputOf(request)->problem;
        const auto figure = figureWith("tokens=50;budget=9", {"pareto"});
        QVERIFY(figure.has_value());
        const Eigen::MatrixXd exact = exactAttention(p, {})->outputs;
        for (const Mechanism& mechanism : allMechanisms().subspan(1)) {
            const auto found = mechanism.attend(p, MechanismSettings{noValues(), 9, 1}, {});
            const auto readout =
                std::ranges::find(figure->readouts, "error-" + std::string(mechanism.id), &Readout::id);
            QVERIFY(found.has_value() && readout != figure->readouts.end());
            QCOMPARE(readout->value, relativeError(found->outputs, exact));
        }
    }

    void countedCostsGrowAsThePapersSay()
    {
        const auto figure = figureWith("longest=4096", {"cost"});
        QVERIFY(figure.has_value());
        for (const char* id : {"exact-is-quadratic", "linear-methods-are-linear", "others-grow-as-declared"})
            QVERIFY2(claimOf(*figure, id).holds(), id);
        QCOMPARE(claimOf(*figure, "exact-is-quadratic").measured, 2.0);
    }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
