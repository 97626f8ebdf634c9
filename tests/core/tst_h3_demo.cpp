// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo of the layer shows, read off its figure.
#include "core/base/demo.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

Result<Figure> figureOf(const std::string& settings, int seed = 1)
{
    const Demo& demo = *findDemo("h3");
    Request request{.values = ParameterSet(demo.parameters), .seed = seed};
    const Status set = request.values.setAll(settings);
    return set ? run(demo, request, RunContext()) : Result<Figure>(set.error());
}

const Heatmap& mapOf(const Figure& figure, std::string_view panel)
{
    return std::get<Heatmap>(findPanel(figure, panel)->layers.front().data);
}

double entry(const Heatmap& map, const std::string& row, std::size_t col)
{
    const auto at = static_cast<std::size_t>(std::ranges::find(map.rowLabels, row) - map.rowLabels.begin());
    return map.z.at(at * map.cols + col);
}

/// Rows that are lit in a column.
std::vector<std::string> lit(const Heatmap& map, std::size_t col)
{
    std::vector<std::string> rows;
    for (std::size_t row = 0; row < map.rows; ++row)
        if (std::abs(map.z[row * map.cols + col]) > 1e-9)
            rows.push_back(map.rowLabels[row]);
    return rows;
}

double readout(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.readouts, id, &Readout::id);
    return found == figure.readouts.end() ? NAN : found->value;
}

using Rows = std::vector<std::string>;

} // namespace

class TestH3Demo : public QObject {
    Q_OBJECT
private slots:
    void showsHowItRecalls();
    void namesTheRowsOfEitherOrder_data();
    void namesTheRowsOfEitherOrder();
    void showsItsState();
    void pointsAtWhatItReads();
    void countsWhatPartsAreFor();
    void comparesItsState();
    void leavesOutEmptyCells();
    void cutsTheTableIntoHeads();
    void takesATrainedLayerApart_data();
    void takesATrainedLayerApart();
    void saysWhichTrainedLayersThereAre_data();
    void saysWhichTrainedLayersThereAre();
    void saysWhatItCannotRead();
};

void TestH3Demo::showsHowItRecalls()
{
    const Figure figure = figureOf("sequence=a 1 b 2 \\=> a").value();
    QCOMPARE(mapOf(figure, "shifted").colLabels, (Rows{"a", "1", "b", "2", "=>", "a"}));
    QCOMPARE(lit(mapOf(figure, "shifted"), 0), Rows{});
    QCOMPARE(lit(mapOf(figure, "shifted"), 1), Rows{"a"});
    QCOMPARE(lit(mapOf(figure, "shifted"), 3), Rows{"b"});
    QCOMPARE(lit(mapOf(figure, "written"), 1), Rows{"a→1"});
    QCOMPARE(lit(mapOf(figure, "written"), 2), Rows{});
    QCOMPARE(lit(mapOf(figure, "memory"), 5), (Rows{"a→1", "b→2"}));
    const double kept = entry(mapOf(figure, "memory"), "a→1", 5);
    const double pole = (1 - 0.00025) / (1 + 0.00025);
    QVERIFY(std::abs(kept - std::pow(pole, 4)) < 1e-12);
    QCOMPARE(findPanel(figure, "answer")->title.en, std::string("After “a” the answer is “1”"));
    QVERIFY(std::abs(readout(figure, "margin") - kept) < 1e-12);
}

void TestH3Demo::namesTheRowsOfEitherOrder_data()
{
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QList<QByteArray>>("names");
    QTest::newRow("official") << QByteArray("official")
                              << QList<QByteArray>{"1", "3", "1", "3", "2", "–", "2", "–"};
    QTest::newRow("head-major") << QByteArray("head-major")
                                << QList<QByteArray>{"1", "2", "3", "–", "1", "2", "3", "–"};
}

/// Three keys and three values in tiles of two: heads (a b | 1 2), (a b | 3), (c | 1 2), (c | 3).
void TestH3Demo::namesTheRowsOfEitherOrder()
{
    QFETCH(QByteArray, order);
    QFETCH(QList<QByteArray>, names);
    const Figure figure =
        figureOf("sequence=a 1 b 2 c 3 \\=> c;head-dim=2;channel-order=" + order.toStdString()).value();
    const Heatmap& mixed = mapOf(figure, "mixed");
    Rows expected;
    for (const QByteArray& name : names)
        expected.push_back(name.toStdString());
    QCOMPARE(mixed.rowLabels, expected);
    const auto lightened = lit(mixed, 7);
    QCOMPARE(lightened, Rows{"3"});
    QCOMPARE(findPanel(figure, "answer")->title.en, std::string("After “c” the answer is “3”"));
}

void TestH3Demo::showsItsState()
{
    const Figure figure = figureOf("sequence=a 1 b 2 \\=> a;order=4;head-dim=2").value();
    const Heatmap& registers = mapOf(figure, "registers");
    QCOMPARE(registers.rows, std::size_t(8));
    for (std::size_t age = 0; age < 4; ++age)
        QCOMPARE(entry(registers, fmt::format("a · {}", age), age), 1.0);
    QCOMPARE(mapOf(figure, "modes").rows, std::size_t(2));
    const auto& weights = mapOf(figure, "weights");
    QCOMPARE(entry(weights, "q a", 0), 1.0);
    QCOMPARE(entry(weights, "k b", 2), 1.0);
    QCOMPARE(entry(weights, "v 1", 1), 1.0);
    QCOMPARE(entry(weights, "y 1", 1), 1.0);
    QCOMPARE(std::ranges::count_if(weights.z, [](double z) { return z != 0; }), 8);
}

void TestH3Demo::pointsAtWhatItReads()
{
    const Figure figure = figureOf("sequence=a 1 b 2 \\=> b").value();
    const Heatmap& attention = mapOf(figure, "attention");
    std::vector<std::size_t> read;
    for (std::size_t token = 0; token < attention.cols; ++token)
        if (std::abs(attention.z[(attention.rows - 1) * attention.cols + token]) > 1e-9)
            read.push_back(token);
    QCOMPARE(read, std::vector<std::size_t>{3});
    QVERIFY(findPanel(*figureOf("sequence=a 1 \\=> z"), "links") == nullptr);
}

void TestH3Demo::countsWhatPartsAreFor()
{
    const Figure figure = figureOf("").value();
    const auto& bars = std::get<Bars>(findPanel(figure, "ablations")->layers.front().data);
    QCOMPARE(bars.y.at(0), 100.0);
    QCOMPARE(bars.y.at(1), 0.0);
    QCOMPARE(bars.y.at(2), 0.0);
    QVERIFY(bars.y.at(3) > 40 && bars.y.at(3) < 60);
    QVERIFY(bars.y.at(4) < 30);
    QCOMPARE(readout(figure, "accuracy"), 100.0);
}

/// Width 3, N = 8: 3 · 8 registers and 9 cells · 8 numbers, against 2 · 3 numbers a token.
void TestH3Demo::comparesItsState()
{
    const Figure figure = figureOf("").value();
    QCOMPARE(readout(figure, "state-size"), 96.0);
    QCOMPARE(readout(figure, "cache-break-even"), 16.0);
    QCOMPARE(readout(figure, "step-multiply-adds"), 3.0 * 17 + 9.0 * 35);
}

/// Every token may follow every other: of 324 cells those that are written remain.
void TestH3Demo::leavesOutEmptyCells()
{
    const Figure figure = figureOf("source=induction-head;vocabulary=20;length=30").value();
    const Heatmap& memory = mapOf(figure, "memory");
    QVERIFY(memory.rows > 20 && memory.rows <= 29);
    QCOMPARE(memory.rowLabels.size(), memory.rows);
    QCOMPARE(mapOf(figure, "written").rowLabels, memory.rowLabels);
    for (const std::string& row : memory.rowLabels)
        QVERIFY(entry(memory, row, memory.cols - 1) > 0.9);
    QVERIFY(!findPanel(figure, "memory")->note.empty());
}

/// Three keys, three values: nine heads of one; four of two, sixteen cells; one of four or eight.
void TestH3Demo::cutsTheTableIntoHeads()
{
    const Figure figure = figureOf("").value();
    const auto& cuts = std::get<Table>(findPanel(figure, "cuts")->layers.front().data);
    QCOMPARE(cuts.rows.at(0), (Rows{"1", "9", "9", "9", "144"}));
    QCOMPARE(cuts.rows.at(1), (Rows{"2", "4", "8", "16", "192"}));
    QCOMPARE(cuts.rows.at(2), (Rows{"4", "1", "4", "16", "160"}));
    QCOMPARE(cuts.rows.at(3), (Rows{"8", "1", "8", "64", "576"}));
}

void TestH3Demo::takesATrainedLayerApart_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::newRow("recall") << QByteArray("source=associative-recall");
    QTest::newRow("recall, layer 1") << QByteArray("source=associative-recall;layer=1");
    QTest::newRow("induction") << QByteArray("source=induction-head;vocabulary=20;length=30");
    QTest::newRow("typed") << QByteArray("sequence=a 3 b 1 a 3 \\=> b");
    QTest::newRow("typed, elsewhere named") << QByteArray("sequence=犬 わん 猫 にゃあ \\=> 犬");
}

/// Width 32, heads of one channel; every identity holds of it, that it is the model's own layer among them.
void TestH3Demo::takesATrainedLayerApart()
{
    QFETCH(QByteArray, settings);
    const Figure figure = figureOf("weights=trained;" + settings.toStdString()).value();
    QCOMPARE(mapOf(figure, "memory").rows, std::size_t(32));
    QCOMPARE(mapOf(figure, "weights").rows, std::size_t(96));
    QCOMPARE(mapOf(figure, "weights").cols, std::size_t(32));
    for (const Claim& claim : figure.claims)
        QVERIFY2(claim.kind == Claim::Kind::Paper || claim.holds(), claim.id.c_str());
    QVERIFY(std::ranges::count(figure.claims, "trained-layer", &Claim::id) == 1);
    QCOMPARE(readout(figure, "model-answers"), 1.0);
}

void TestH3Demo::saysWhichTrainedLayersThereAre_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("other size") << QByteArray("source=associative-recall;vocabulary=12")
                                << QByteArray("vocabulary of the task to 10");
    QTest::newRow("no question") << QByteArray("sequence=a b a") << QByteArray("no =>");
    QTest::newRow("too many keys") << QByteArray("sequence=a 1 b 1 c 1 d 1 e 1 \\=> a")
                                   << QByteArray("4 keys");
    QTest::newRow("both") << QByteArray("sequence=a b b a \\=> a") << QByteArray("as well as a value");
}

void TestH3Demo::saysWhichTrainedLayersThereAre()
{
    QFETCH(QByteArray, settings);
    QFETCH(QByteArray, said);
    const auto figure = figureOf("weights=trained;" + settings.toStdString());
    QVERIFY(!figure && figure.error().kind == Error::Kind::CannotCompute);
    QVERIFY2(QByteArray::fromStdString(figure.error().message.en).contains(said),
             figure.error().message.en.c_str());
}

void TestH3Demo::saysWhatItCannotRead()
{
    for (const char* settings : {"sequence=", "sequence=alone", "order=7"}) {
        const auto figure = figureOf(settings);
        QVERIFY2(!figure && figure.error().kind == Error::Kind::CannotCompute, settings);
    }
}

QTEST_GUILESS_MAIN(TestH3Demo)
#include "tst_h3_demo.moc"
