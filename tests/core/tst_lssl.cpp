// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/math/polynomials.h"
#include "core/ssm/gramians.h"
#include "core/ssm/held_input.h"
#include "core/ssm/hippo.h"

#include <Eigen/LU>

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

StateSpace scalar(double a, double b = 1, double c = 1)
{
    return {Eigen::MatrixXd::Constant(1, 1, a), Eigen::VectorXd::Constant(1, b),
            Eigen::VectorXd::Constant(1, c)};
}

StateSpace twoStates()
{
    StateSpace system{Eigen::MatrixXd(2, 2), Eigen::VectorXd(2), Eigen::VectorXd(2)};
    system.a << 0.5, -0.25, 0.125, 0.75;
    system.b << 1, -2;
    system.c << 3, 1;
    return system;
}

const Demo& demo() { return *findDemo("lssl"); }

Result<Figure> figureOf(const std::string& settings, std::vector<std::string> panels = {},
                        bool timings = false)
{
    Request request{
        .values = ParameterSet(demo().parameters), .panels = std::move(panels), .timings = timings};
    const Status set = request.values.setAll(settings);
    return set ? run(demo(), request, RunContext()) : Result<Figure>(set.error());
}

const Layer& layerOf(const Figure& figure, std::string_view panel, std::string_view layer)
{
    return *std::ranges::find(findPanel(figure, panel)->layers, layer, &Layer::id);
}

/// The heights of a line or of points.
const Samples& heights(const Figure& figure, std::string_view panel, std::string_view layer)
{
    const LayerData& data = layerOf(figure, panel, layer).data;
    const auto* points = std::get_if<Scatter>(&data);
    return points ? points->y : std::get<Line>(data).y;
}

double readout(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.readouts, id, &Readout::id);
    return found == figure.readouts.end() ? NAN : found->value;
}

const Claim* claim(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.claims, id, &Claim::id);
    return found == figure.claims.end() ? nullptr : &*found;
}

double worstDifference(const Samples& a, const Samples& b)
{
    double worst = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t k = 0; k < a.size() && k < b.size(); ++k)
        worst = std::max(worst, std::abs(a[k] - b[k]));
    return worst;
}

} // namespace

class TestLssl : public QObject {
    Q_OBJECT
private slots:
    void heldInputHasAClosedForm_data();
    void heldInputHasAClosedForm();
    void repeatedIsManySteps();
    void errorOfForwardEulerIsKnown();
    void unstableRulesHaveNoError();
    void gramiansOfTwoStates();
    void gramianOfLegsHoldsTheGaussNodes_data();
    void gramianOfLegsHoldsTheGaussNodes();
    void anUnheardStateIsSingular();
    void gramiansOfTheDemo();
    void theThreeViewsByHand();
    void rulesConvergeAtTheirOrder_data();
    void rulesConvergeAtTheirOrder();
    void theGateByHand();
    void theFilterIsItsTaps();
    void costsFollowTheirFormulas();
    void computesWhatIsWanted();
    void timesStandOnlyWhereAskedFor();
    void anUnstableRuleKeepsThePictureReadable();
};

void TestLssl::heldInputHasAClosedForm_data()
{
    QTest::addColumn<int>("perSample");
    for (const int perSample : {1, 3, 8})
        QTest::addRow("%d", perSample) << perSample;
}

/// x' = −x + u: within each step x moves towards u_k by 1 − e^{−t}.
void TestLssl::heldInputHasAClosedForm()
{
    QFETCH(int, perSample);
    const std::vector<double> input{1, -0.5, 2};
    constexpr double kStep = 0.3;
    const auto output =
        heldOutput(scalar(-1), kStep, input, static_cast<std::size_t>(perSample), RunContext());
    QVERIFY(output.has_value());
    QCOMPARE(output->size(), input.size() * static_cast<std::size_t>(perSample));
    double before = 0;
    for (std::size_t i = 0; i < output->size(); ++i) {
        const std::size_t k = i / static_cast<std::size_t>(perSample);
        const double part = static_cast<double>(i % static_cast<std::size_t>(perSample) + 1) / perSample;
        const double expected = input[k] + (before - input[k]) * std::exp(-kStep * part);
        QVERIFY(std::abs((*output)[i] - expected) < 1e-15);
        if (part == 1)
            before = expected;
    }
    QCOMPARE(lastOfEach(*output, static_cast<std::size_t>(perSample)).size(), input.size());
    QCOMPARE(lastOfEach(*output, static_cast<std::size_t>(perSample)).back(), output->back());
}

void TestLssl::repeatedIsManySteps()
{
    const StateSpace once = twoStates();
    const StateSpace eight = repeated(once, 3);
    Eigen::Vector2d state(0.3, -0.7);
    const Eigen::Vector2d start = state;
    constexpr double kInput = 1.5;
    for (int step = 0; step < 8; ++step)
        state = (once.a * state + once.b * kInput).eval();
    const Eigen::VectorXd jumped = eight.a * start + eight.b * kInput;
    QVERIFY((jumped - state).norm() < 1e-14);
    QCOMPARE(repeated(once, 0).a, once.a);
}

/// x' = −2x + 1 from 0: x(kΔ) = ½(1 − e^{−2kΔ}), and ½(1 − (1 − 2h)^{kΔ/h}) by forward Euler with step h.
void TestLssl::errorOfForwardEulerIsKnown()
{
    const StateSpace system = scalar(-2);
    const Eigen::VectorXcd eigenvalues = Eigen::VectorXcd::Constant(1, -2);
    const std::vector<double> input(5, 1.0);
    constexpr double kStep = 0.25;
    HeldProblem problem{system, eigenvalues, kStep, input, {}};
    for (int k = 1; k <= 5; ++k)
        problem.exact.push_back(0.5 * -std::expm1(-2 * kStep * k));
    for (const int halvings : {0, 2, 5}) {
        const double fine = kStep / (1 << halvings);
        double worst = 0;
        for (int k = 1; k <= 5; ++k)
            worst = std::max(worst, std::abs(0.5 * (1 - std::pow(1 - 2 * fine, k * (1 << halvings))) -
                                             problem.exact[static_cast<std::size_t>(k - 1)]));
        const auto error = ruleError(problem, {StepRule::ForwardEuler}, halvings, RunContext());
        QVERIFY(error.has_value());
        QVERIFY(std::abs(*error - worst / problem.exact.back()) < 1e-14);
        QVERIFY(*ruleError(problem, {StepRule::Zoh}, halvings, RunContext()) < 1e-14);
    }
}

void TestLssl::unstableRulesHaveNoError()
{
    const StateSpace system = scalar(-2);
    const Eigen::VectorXcd eigenvalues = Eigen::VectorXcd::Constant(1, -2);
    const std::vector<double> input(3, 1.0);
    const HeldProblem problem{system, eigenvalues, 1.5, input, {0.475, 0.499, 0.5}};
    QVERIFY(std::isnan(*ruleError(problem, {StepRule::ForwardEuler}, 0, RunContext())));
    QVERIFY(std::isfinite(*ruleError(problem, {StepRule::ForwardEuler}, 1, RunContext())));
    QVERIFY(std::isfinite(*ruleError(problem, {StepRule::BackwardEuler}, 0, RunContext())));
}

/// Both Gramians solve their Lyapunov equations; trace and determinant give the eigenvalues.
void TestLssl::gramiansOfTwoStates()
{
    const StateSpace system = twoStates();
    Eigen::Matrix2d reached = Eigen::Matrix2d::Zero();
    Eigen::Matrix2d heard = Eigen::Matrix2d::Zero();
    for (int term = 0; term < 400; ++term) {
        reached = (system.a * reached * system.a.transpose() + system.b * system.b.transpose()).eval();
        heard = (system.a.transpose() * heard * system.a + system.c * system.c.transpose()).eval();
    }
    const auto found = gramians(system, RunContext());
    QVERIFY(found.has_value());
    const auto agrees = [](const GramianSpectrum& spectrum, const Eigen::Matrix2d& gramian) {
        const double least = spectrum.eigenvalues(0);
        const double greatest = spectrum.eigenvalues(1);
        return std::abs(least + greatest - gramian.trace()) < 1e-13 * greatest &&
               std::abs(least * greatest - gramian.determinant()) < 1e-12 * greatest * greatest &&
               std::abs(spectrum.condition - greatest / least) < 1e-12 * spectrum.condition &&
               !spectrum.singular;
    };
    QVERIFY(agrees(found->controllability, reached));
    QVERIFY(agrees(found->observability, heard));
}

void TestLssl::gramianOfLegsHoldsTheGaussNodes_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<double>("step");
    QTest::newRow("one state") << 1 << 0.3;
    QTest::newRow("coarse") << 8 << 2.0;
    QTest::newRow("fine") << 16 << 1e-4;
    QTest::newRow("many states") << 64 << 0.01;
}

void TestLssl::gramianOfLegsHoldsTheGaussNodes()
{
    QFETCH(int, order);
    QFETCH(double, step);
    const auto matrices = hippo(Measure::LegSLti, order);
    QVERIFY(matrices.has_value());
    const StateSpace layer{matrices->a, matrices->b, Eigen::VectorXd::Ones(order)};
    const auto found = gramians(discretize(layer, step, {.rule = StepRule::Bilinear}), RunContext());
    QVERIFY(found.has_value());
    const GaussRule rule = gaussLegendre(static_cast<std::size_t>(order));
    for (int j = 0; j < order; ++j) {
        const double node = (1 + rule.nodes[static_cast<std::size_t>(j)]) / 2;
        QVERIFY(std::abs(found->controllability.eigenvalues(j) / step - node) < 1e-10);
    }
}

void TestLssl::anUnheardStateIsSingular()
{
    StateSpace system = twoStates();
    system.a.setZero();
    system.a.diagonal() << 0.5, 0.25;
    system.c << 1, 0;
    const auto found = gramians(system, RunContext());
    QVERIFY(found && found->observability.singular && !found->controllability.singular);
    QVERIFY(std::abs(found->observability.eigenvalues(1) - 4.0 / 3) < 1e-14);
    QVERIFY(std::abs(found->observability.condition - 1 / (2 * std::pow(2, -52))) < 1);
}

void TestLssl::gramiansOfTheDemo()
{
    const auto legs = figureOf("order=8", {"gramians"});
    const auto lagt = figureOf("system=lagt;order=12;step=0.3", {"gramians"});
    const auto fourier = figureOf("system=fourier;order=8", {"gramians"});
    QVERIFY(legs && lagt && fourier);
    const GaussRule rule = gaussLegendre(8);
    QVERIFY(std::abs(readout(*legs, "controllability-condition") -
                     (1 + rule.nodes[7]) / (1 + rule.nodes[0])) < 1e-9);
    QVERIFY(std::abs(readout(*lagt, "controllability-condition") - 1) < 1e-10);
    QVERIFY(claim(*legs, "known-gramian")->holds() && claim(*lagt, "known-gramian")->holds());
    QVERIFY(std::ranges::is_sorted(heights(*legs, "gramians", "observability"), std::ranges::greater()));
    // A dead state of Fourier neither decays nor hears: no Gramian.
    QVERIFY(findPanel(*fourier, "gramians")->layers.empty() &&
            !findPanel(*fourier, "gramians")->note.empty());
}

/// One state of LegS: A = −1, B = 1; bilinear with Δ = ½ is x ← 0.6x + 0.4u.
void TestLssl::theThreeViewsByHand()
{
    const auto figure = figureOf("order=1;step=0.5;length=32;signal=steps");
    QVERIFY(figure.has_value());
    const Samples& recurrent = heights(*figure, "output", "recurrent");
    const Samples& stairs = heights(*figure, "output", "input");
    const Samples& fine = heights(*figure, "output", "continuous");
    QCOMPARE(stairs.size(), 2 * recurrent.size());
    const std::size_t perSample = fine.size() / recurrent.size();
    double state = 0;
    double exact = 0;
    for (std::size_t k = 0; k < recurrent.size(); ++k) {
        const double u = stairs[2 * k + 1];
        state = 0.6 * state + 0.4 * u;
        exact = u + (exact - u) * std::exp(-0.5);
        QVERIFY(std::abs(recurrent[k] - state) < 1e-14);
        QVERIFY(std::abs(fine[(k + 1) * perSample - 1] - exact) < 1e-14);
        QVERIFY(std::abs(heights(*figure, "kernel", "kernel")[k] - 0.4 * std::pow(0.6, double(k))) < 1e-15);
        QVERIFY(std::abs(heights(*figure, "differences", "recurrent-continuous")[k] -
                         std::abs(state - exact)) < 1e-14);
    }
    QVERIFY(worstDifference(heights(*figure, "output", "convolutional"), recurrent) < 1e-14);
    const double last =
        std::get<RegularGrid>(std::get<Line>(layerOf(*figure, "output", "continuous").data).x).step *
            static_cast<double>(fine.size()) -
        1;
    QCOMPARE(last, 31.0); // the last step ends at the last sample
}

void TestLssl::rulesConvergeAtTheirOrder_data()
{
    QTest::addColumn<QString>("settings");
    for (const char* system : {"legs", "legt", "lagt", "fourier"})
        for (const char* readoutId : {"ones", "random"})
            QTest::addRow("%s %s", system, readoutId) << QString::asprintf(
                "system=%s;readout=%s;order=8;step=0.05;signal=noise", system, readoutId);
}

void TestLssl::rulesConvergeAtTheirOrder()
{
    QFETCH(QString, settings);
    const auto figure = figureOf(settings.toStdString() + ";alpha=0.8", {"convergence", "alpha"});
    QVERIFY(figure.has_value());
    QVERIFY(std::abs(readout(*figure, "order-forward-euler") - 1) < 0.05);
    QVERIFY(std::abs(readout(*figure, "order-backward-euler") - 1) < 0.05);
    QVERIFY(std::abs(readout(*figure, "order-bilinear") - 2) < 0.05);
    QVERIFY(std::abs(readout(*figure, "order-gbt") - 1) < 0.05);
    QVERIFY(std::ranges::all_of(heights(*figure, "convergence", "zoh"), [](double e) { return e < 1e-9; }));
    QVERIFY(claim(*figure, "half-is-best") && claim(*figure, "half-is-best")->measured == 0.5);
    QVERIFY(claim(*figure, "order-bilinear") && claim(*figure, "order-bilinear")->holds());
    // α = ½ and α = 0 of the one panel are rules of the other.
    const Samples& overAlpha = heights(*figure, "alpha", "halvings-8");
    const Samples& bilinear = heights(*figure, "convergence", "bilinear");
    const Samples& forward = heights(*figure, "convergence", "forward-euler");
    QVERIFY(std::abs(overAlpha[12] / bilinear[bilinear.size() - 5] - 1) < 1e-6);
    QVERIFY(std::abs(overAlpha[0] / forward[forward.size() - 5] - 1) < 1e-6);
}

void TestLssl::theGateByHand()
{
    const auto figure = figureOf("step=0.1;length=64", {"gate"});
    QVERIFY(figure.has_value());
    const Samples& input = heights(*figure, "gate", "input");
    const double largest = *std::ranges::max_element(input, {}, [](double u) { return std::abs(u); });
    double x = 0;
    for (std::size_t k = 0; k < input.size(); ++k) {
        const double step = 0.1 * std::exp(2 * input[k] / std::abs(largest));
        x = (x + step * input[k]) / (1 + step);
        QVERIFY(std::abs(heights(*figure, "gate", "open")[k] - step / (1 + step)) < 1e-15);
        QVERIFY(std::abs(heights(*figure, "gate", "layer")[k] - x) < 1e-14);
        QVERIFY(std::abs(heights(*figure, "gate", "gated")[k] - x) < 1e-14);
    }
    QVERIFY(claim(*figure, "gate-is-layer")->measured < 1e-14);
}

void TestLssl::theFilterIsItsTaps()
{
    const auto figure = figureOf("order=10", {"filter"});
    QVERIFY(figure.has_value());
    const Samples& shift = heights(*figure, "filter", "shift");
    QCOMPARE(shift.size(), std::size_t(20));
    for (std::size_t i = 0; i < 10; ++i) {
        const double age = (static_cast<double>(i) + 0.5) / 10;
        const double tap = std::pow(std::sin(M_PI * age), 2) * std::cos(2 * M_PI * age);
        QVERIFY(std::abs(shift[i] - tap) < 1e-15);
        QCOMPARE(shift[10 + i], 0.0);
    }
    const auto distance = [](int order) {
        const auto at = figureOf("order=" + std::to_string(order), {"filter"});
        return claim(*at, "hippo-takes-filter")->measured;
    };
    QVERIFY(distance(4) > 0.5);
    QVERIFY(distance(16) < 0.05);
    QVERIFY(distance(16) < 0.1 * distance(8));
}

void TestLssl::costsFollowTheirFormulas()
{
    const auto figure = figureOf("order=4;length=64;channels=8", {"costs", "step-cost"});
    QVERIFY(figure.has_value());
    const auto& table = std::get<Table>(layerOf(*figure, "costs", "costs").data);
    const std::vector<std::vector<std::string>> expected{
        {"RNN", "2H² = 128", "2H²L = 8192", "L = 64", "H = 8"},
        {"CNN", "LH = 512", "HL⌈log₂ L⌉ = 3072", "⌈log₂ L⌉ = 6", "LH = 512"},
        {"Attention", "2LH = 1024", "2L²H = 65536", "⌈log₂ L⌉ = 6", "2LH = 1024"},
        {"LSSL", "N²H = 128", "N²LH = 8192", "⌈log₂ L⌉ = 6", "NH = 32"}};
    QCOMPARE(table.rows, expected);
    QCOMPARE(claim(*figure, "step-stays-cheap")->measured, 8.0);
    QCOMPARE(claim(*figure, "state-is-small")->measured, 32.0);
    const Samples& lssl = heights(*figure, "step-cost", "lssl");
    QVERIFY(std::ranges::all_of(lssl, [](double cost) { return cost == 128; }));
    const auto large = figureOf("order=256;length=16384;channels=4096", {"costs"});
    QCOMPARE(std::get<Table>(layerOf(*large, "costs", "costs").data).rows[3][2],
             std::string("N²LH = 4.40×10¹²"));
}

void TestLssl::computesWhatIsWanted()
{
    const auto figure = figureOf("", {"output"});
    QVERIFY(figure.has_value());
    QCOMPARE(figure->panels.size(), std::size_t(1));
    QVERIFY(claim(*figure, "recurrent-is-convolutional") && !claim(*figure, "squaring-is-stepping"));
    QVERIFY(std::isnan(readout(*figure, "controllability-condition")));
    const auto krylov = figureOf("order=8;length=64", {"krylov-difference", "krylov-operations"});
    QVERIFY(claim(*krylov, "squaring-is-stepping")->measured < 1e-14);
    QCOMPARE(readout(*krylov, "krylov-stepping"), 64.0 * (64 + 8));
    QCOMPARE(readout(*krylov, "krylov-squaring"), 64.0 * (64 + 8) + 5 * 512);
    QCOMPARE(readout(*krylov, "krylov-memory"), 512.0);
}

void TestLssl::timesStandOnlyWhereAskedFor()
{
    const auto without = figureOf("");
    const auto with = figureOf("", {}, true);
    QVERIFY(without && with);
    QVERIFY(!findPanel(*without, "krylov-time") && !claim(*without, "squaring-is-faster"));
    QVERIFY(findPanel(*with, "krylov-time")->measured && claim(*with, "squaring-is-faster")->timed);
}

void TestLssl::anUnstableRuleKeepsThePictureReadable()
{
    const auto figure = figureOf("order=32;step=0.2;rule=forward-euler");
    QVERIFY(figure && readout(*figure, "spectral-radius") > 1);
    QVERIFY(!figure->notices.empty());
    const auto& range = findPanel(*figure, "output")->y.range;
    QVERIFY(range && range->high < 10);
    QVERIFY(!findPanel(*figure, "gramians")->note.empty());
    QVERIFY(!claim(*figure, "recurrent-is-convolutional"));
}

QTEST_GUILESS_MAIN(TestLssl)
#include "tst_lssl.moc"
