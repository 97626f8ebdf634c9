// SPDX-License-Identifier: GPL-3.0-or-later
// The HiPPO memory inside a network and the fixed systems of LSSL against core/ssm; pairs that differ in nothing else; what is
// said of many runs.
#include "core/base/trainer.h"
#include "core/learn/run_shelf.h"
#include "core/matters/matters_claims.h"
#include "core/probe/probe_settings.h"
#include "core/ssm/hippo_memory.h"
#include "tests/support/learn_operations.h"
#include "tests/support/runs_in_memory.h"

#include <QtTest>

#include <cmath>

using namespace kaba;
using namespace kaba::learn;
using matters::Arm;
using matters::Cells;
using matters::Settings;

namespace {

const Demo& demo() { return *findDemo("hippo-matters"); }

RunRecord recordOf(Arm arm, int lag, int seed, double percent)
{
    const Settings settings{.arm = arm, .lag = lag};
    return {.settings = textOf(settings),
            .seed = static_cast<std::uint64_t>(seed),
            .end = RunRecord::End::AllSteps,
            .accuracies = {{400, percent / 100}}};
}

/// One seed's accuracy of a model at every long lag.
void add(std::vector<RunRecord>& records, Arm arm, int seed, double percent)
{
    for (const int lag : {8, 16, 32, 60})
        records.push_back(recordOf(arm, lag, seed, percent));
}

const Claim* claim(const std::vector<Claim>& claims, std::string_view id)
{
    const auto found = std::ranges::find(claims, id, &Claim::id);
    return found == claims.end() ? nullptr : &*found;
}

void addArmRows()
{
    QTest::addColumn<int>("arm");
    for (const auto& name : matters::kArms)
        QTest::newRow(name.id.data()) << static_cast<int>(name.arm);
}

} // namespace

class TestHippoMatters : public QObject {
    Q_OBJECT

private slots:
    void memoryIsThatOfItsFeature_data();
    void memoryIsThatOfItsFeature();
    void fixedStatesAnswerAnImpulse();
    void pairsShareTheirStart_data() { addArmRows(); }
    void pairsShareTheirStart();
    void sameSeedReadsTheSame();
    void settingsSurviveTheirText();
    void differencesArePaired();
    void claimsFollowTheRuns();
    void pausedRunGoesOnToTheBit();
    void tableComesFull();
};

void TestHippoMatters::memoryIsThatOfItsFeature_data()
{
    QTest::addColumn<int>("memory");
    QTest::addColumn<int>("measure");
    QTest::newRow("scaled") << int(RecurrentMemory::LegS) << int(Measure::LegS);
    QTest::newRow("window") << int(RecurrentMemory::LegT) << int(Measure::LegT);
}

// The network's c against the memory of the HiPPO demo, O(N) prefix sums for scaled LegS, that hears the same f.
void TestHippoMatters::memoryIsThatOfItsFeature()
{
    QFETCH(int, memory);
    QFETCH(int, measure);
    constexpr Index kLength = 40;
    constexpr Index kOrder = 12;
    Leaves leaves({{2, kLength, 3}, {2, kLength, 1}, {1, 3, 3}, {1, 3, 1}, {1, kOrder, 3}}, 3);
    const Inputs& x = leaves.inputs;
    Tape<double> tape;
    const auto states = hippoRecurrence(tape, x[0], x[1], {x[2], x[3], x[4]},
                                        memoryMatrices(RecurrentMemory(memory), kOrder, kLength, 20));
    const double* heard = states.feature.value + kLength; // of the second sequence
    Memory twin = makeMemory({.measure = Measure(measure), .order = kOrder, .window = 20}).value().start();
    const auto history = listen(twin, std::span(heard, kLength), kLength - 1, false, {});
    const double* kept = states.memory.value + (2 * kLength - 1) * kOrder;
    for (std::size_t n = 0; n < kOrder; ++n)
        QVERIFY(std::abs(history->atMoment[n] - kept[n]) < 1e-12);
    const double fed = x[1].value[1] + states.hidden.value[0] * x[3].value[0] +
                       states.hidden.value[1] * x[3].value[1] + states.hidden.value[2] * x[3].value[2];
    QVERIFY(std::abs(states.feature.value[1] - fed) < 1e-14);
}

// x_0 = B̄, x_{l+1} = Ā x_l with the Δ that each channel drew, each state in units of its energy.
void TestHippoMatters::fixedStatesAnswerAnImpulse()
{
    constexpr Index kLength = 50;
    constexpr Index kOrder = 6;
    Weights<double> weights;
    Random random(4);
    Random same(4);
    const LsslLayer layer = addLssl(Initialiser<double>{weights, random},
                                    {.width = 3, .length = kLength, .order = kOrder, .poles = Poles::LegS});
    const auto legs = hippo(Measure::LegS, kOrder).value();
    for (Index h = 0; h < 3; ++h) {
        const Eigen::Map<const RowMatrix<double>> states(layer.bank->states.data() + h * kLength * kOrder,
                                                         kLength, kOrder);
        const auto discrete = discretize(legs.a, legs.b, std::exp(drawnLogStep(same)), {});
        Eigen::VectorXd state = discrete.b;
        for (Index l = 0; l < kLength; ++l) {
            const Eigen::ArrayXd expected =
                states.row(0).transpose().array() * state.array() / discrete.b.array();
            QVERIFY((states.row(l).transpose().array() - expected).abs().maxCoeff() < 1e-12);
            state = discrete.a * state;
        }
        QVERIFY((states.colwise().squaredNorm().array() - 1).abs().maxCoeff() < 1e-12);
    }
}

void TestHippoMatters::pairsShareTheirStart()
{
    QFETCH(int, arm);
    const Settings settings{.arm = Arm(arm), .lag = 8, .width = 8, .state = 8};
    const Claim shared = matters::sharedStartClaim(settings, 3);
    QVERIFY(shared.holds());
    QCOMPARE(shared.measured, 0.0);
}

void TestHippoMatters::sameSeedReadsTheSame()
{
    const auto with = matters::planOf({.arm = Arm::RnnLegS, .lag = 5}, 2, true);
    const auto without = matters::planOf({.arm = Arm::Rnn, .lag = 5}, 2, true);
    const auto other = matters::planOf({.arm = Arm::Rnn, .lag = 5}, 3, true);
    QVERIFY(with.examples->inputs == without.examples->inputs);
    QVERIFY(with.test.inputs == without.test.inputs);
    QVERIFY(with.training.seed == without.training.seed);
    QVERIFY(with.examples->inputs != other.examples->inputs);
    QCOMPARE(with.test.length, Index(37));
    QCOMPARE(std::ranges::count(with.test.scored, kIgnored), std::ptrdiff_t(5 * with.test.sequences));
}

void TestHippoMatters::settingsSurviveTheirText()
{
    const Settings settings{.arm = Arm::S4dSpread, .lag = 7, .state = 12, .rate = 1e-3};
    const auto read = matters::settingsFrom(textOf(settings));
    QVERIFY(read && *read == settings);
    QVERIFY(!matters::settingsFrom(probe::textOf({})));
    QVERIFY(!probe::settingsFrom(textOf(settings)));
}

// Differences 10, 20, 30 of the three seeds that both have; t = 4.303 with 2 degrees of freedom.
void TestHippoMatters::differencesArePaired()
{
    std::vector<RunRecord> records;
    for (int seed = 1; seed <= 3; ++seed) {
        records.push_back(recordOf(Arm::LsslLegS, 8, seed, 50 + 10 * seed + 3 * seed));
        records.push_back(recordOf(Arm::LsslRandom, 8, seed, 50 + 3 * seed));
    }
    records.push_back(recordOf(Arm::LsslLegS, 8, 4, 99));
    RunRecord foreign = recordOf(Arm::LsslRandom, 8, 4, 0);
    foreign.settings = textOf(Settings{.arm = Arm::LsslRandom, .lag = 8, .width = 32});
    records.push_back(foreign);
    const Cells cells(records, {});
    const auto difference = cells.difference(Arm::LsslLegS, Arm::LsslRandom, 8);
    QVERIFY(difference && difference->seeds == 3);
    QVERIFY(std::abs(difference->mean - 20) < 1e-9);
    QVERIFY(std::abs(difference->half - 4.303 * 10 / std::sqrt(3.0)) < 1e-9);
    QCOMPARE(cells.accuracy(Arm::LsslLegS, 8)->seeds, std::size_t(4));
    QVERIFY(!cells.accuracy(Arm::LsslLegS, 16));
    QCOMPARE(cells.lags(), std::vector<int>{8});
}

void TestHippoMatters::claimsFollowTheRuns()
{
    std::vector<RunRecord> records;
    for (int seed = 1; seed <= 3; ++seed) {
        add(records, Arm::Rnn, seed, 30);
        add(records, Arm::RnnLegS, seed, 40 + seed);
        add(records, Arm::RnnLegT, seed, 90 + seed);
    }
    const Cells cells(records, {});
    const auto claims = matters::comparisonClaims(cells);
    QCOMPARE(claims.size(), std::size_t(3));
    const Claim* helps = claim(claims, "rnn-legs-helps");
    QVERIFY(helps && helps->holds());
    QVERIFY(std::abs(helps->measured - (12 - 4.303 / std::sqrt(3.0))) < 1e-9);
    const Claim* best = claim(claims, "legs-beats-legt");
    QVERIFY(best && !best->holds());
    QVERIFY(best->remark.en.find("The task differs") != std::string::npos);
    QVERIFY(matters::notComputed(cells)->en.starts_with("189 of 225"));
}

void TestHippoMatters::pausedRunGoesOnToTheBit()
{
    Request request{.values = ParameterSet(demo().parameters), .seed = 2};
    QVERIFY(request.values.setAll("model=rnn-legs;lag=4;width=8;state=8;steps=24").has_value());
    const auto trained = [&](const std::shared_ptr<RunsInMemory>& shelf, Work work,
                             const RunContext& context) {
        return run(demo(), request, {.work = work, .runs = shelf}, context);
    };
    const auto whole = std::make_shared<RunsInMemory>();
    QVERIFY(trained(whole, Work::Afresh, {}));
    const auto parts = std::make_shared<RunsInMemory>();
    std::stop_source stop;
    int steps = 0;
    const RunContext context(stop.get_token(), [&](double) {
        if (++steps == 15)
            stop.request_stop();
    });
    QCOMPARE(trained(parts, Work::Resume, context).error().kind, Error::Kind::Cancelled);
    QVERIFY(parts->runs.begin()->first.ends_with(".part"));
    QVERIFY(trained(parts, Work::Resume, {}));
    RunRecord one = readRun(whole->runs.begin()->second, "one").value();
    RunRecord other = readRun(parts->runs.begin()->second, "other").value();
    one.seconds = other.seconds = 0;
    QVERIFY(one == other);
}

/// With the runs that come with the program nothing is missing at the start.
void TestHippoMatters::tableComesFull()
{
    const Cells cells(RunShelf(nullptr).allFinished(matters::cellTexts({})), {});
    QVERIFY(!matters::notComputed(cells));
    QCOMPARE(matters::comparisonClaims(cells).size(), std::size_t(5));
}

QTEST_GUILESS_MAIN(TestHippoMatters)
#include "tst_hippo_matters.moc"
