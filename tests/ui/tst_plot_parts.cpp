// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_figures.h"
#include "ui/plot/axis_map.h"
#include "ui/plot/data_range.h"
#include "ui/plot/heat_image.h"
#include "ui/plot/hover.h"
#include "ui/plot/number_format.h"
#include "ui/plot/polyline.h"
#include "ui/plot/profile.h"

#include <QtTest>

#include <random>

using namespace kaba;

namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();
const QRectF kEverywhere(-1e9, -1e9, 2e9, 2e9);

Samples noise(std::size_t count)
{
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> uniform(-1, 1);
    Samples y(count);
    std::ranges::generate(y, [&] { return uniform(random); });
    return y;
}

} // namespace

class TestPlotParts : public QObject {
    Q_OBJECT

private slots:
    void numbersForReading_data();
    void numbersForReading();
    void mapsThereAndBack_data();
    void mapsThereAndBack();
    void fewSamplesAllStay();
    void thinningKeepsExtremesOfEveryColumn();
    void gapsCutTheLine();
    void phasePlotsKeepTheirOrder();
    void zoomedLinesStayInsideTheArea();
    void dashesCoverTheirShare();
    void rangesFitTheData();
    void rangesOfOddData_data();
    void rangesOfOddData();
    void axesStandStillWhileDataFits();
    void colourRanges();
    void heatImageKeepsTheLargest();
    void heatImageColours();
    void readingsAreExact();
    void heatReadingNamesTheCell();
    void rowsAndColumnsBecomeCurves();
    void namedCellsBecomeBars();
};

void TestPlotParts::numbersForReading_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << QStringLiteral("0");
    QTest::newRow("plain") << 0.25 << QStringLiteral("0.25");
    QTest::newRow("rounded") << 3.14159265 << QStringLiteral("3.142");
    QTest::newRow("minus") << -12.5 << QStringLiteral("−12.5");
    QTest::newRow("small") << 1.25e-7 << QStringLiteral("1.25×10⁻⁷");
    QTest::newRow("large") << -6.5e20 << QStringLiteral("−6.5×10²⁰");
    QTest::newRow("power") << 1e-12 << QStringLiteral("10⁻¹²");
    QTest::newRow("thousands") << 65536.5 << QStringLiteral("65540");
    QTest::newRow("count") << 65536.0 << QStringLiteral("65536");
    QTest::newRow("long count") << 123456.0 << QStringLiteral("1.235×10⁵");
    QTest::newRow("minus zero") << -0.0 << QStringLiteral("0");
    QTest::newRow("nan") << kNan << QStringLiteral("–");
    QTest::newRow("infinite") << -HUGE_VAL << QStringLiteral("−∞");
}

void TestPlotParts::numbersForReading()
{
    QFETCH(double, value);
    QTEST(displayNumber(value), "text");
}

void TestPlotParts::mapsThereAndBack_data()
{
    QTest::addColumn<bool>("log");
    QTest::newRow("linear") << false;
    QTest::newRow("log") << true;
}

void TestPlotParts::mapsThereAndBack()
{
    QFETCH(bool, log);
    const AxisMap map({0.01, 100}, {300, 20}, log);
    QCOMPARE(map.toDevice(0.01), 300.0);
    QCOMPARE(map.toDevice(100), 20.0);
    QVERIFY(std::abs(map.toDevice(1) - (log ? 160 : 297.228)) < 1e-3);
    QVERIFY(std::abs(map.toData(map.toDevice(7.5)) - 7.5) < 1e-12);
    QCOMPARE(std::isnan(map.toDevice(-1)), log);
}

void TestPlotParts::fewSamplesAllStay()
{
    const Samples y = noise(50);
    const AxisMap x({0, 49}, {0, 490}), v({-1, 1}, {200, 0});
    const auto pieces = linePieces(RegularGrid{0, 1, 50}, y, x, v, kEverywhere);
    QCOMPARE(pieces.size(), 1);
    QCOMPARE(pieces[0].size(), 50);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(pieces[0][i], QPointF(x.toDevice(i), v.toDevice(y[static_cast<std::size_t>(i)])));
}

/// Against the slow way: per column of pixels, the drawn points span exactly what all samples span.
void TestPlotParts::thinningKeepsExtremesOfEveryColumn()
{
    constexpr std::size_t kCount = 50000;
    constexpr int kWidth = 300;
    const Samples y = noise(kCount);
    const AxisMap x({0, kCount}, {0, kWidth}), v({-1, 1}, {200, 0});
    const auto pieces = linePieces(RegularGrid{0, 1, kCount}, y, x, v, kEverywhere);
    QCOMPARE(pieces.size(), 1);
    QVERIFY(pieces[0].size() <= qsizetype{4} * (kWidth + 1));
    std::map<int, std::pair<double, double>> drawn, all;
    const auto widen = [](auto& spans, const QPointF& p) {
        auto [at, isNew] = spans.try_emplace(static_cast<int>(std::floor(p.x())), p.y(), p.y());
        at->second = {std::min(at->second.first, p.y()), std::max(at->second.second, p.y())};
    };
    for (const QPointF& p : pieces[0])
        widen(drawn, p);
    for (std::size_t i = 0; i < kCount; ++i)
        widen(all, {x.toDevice(static_cast<double>(i)), v.toDevice(y[i])});
    QVERIFY(drawn == all);
}

void TestPlotParts::gapsCutTheLine()
{
    Samples y = noise(40);
    y[10] = kNan;
    y[20] = HUGE_VAL;
    const AxisMap x({0, 39}, {0, 390}), v({-1, 1}, {200, 0});
    const auto pieces = linePieces(RegularGrid{0, 1, 40}, y, x, v, kEverywhere);
    QCOMPARE(pieces.size(), 3);
    QCOMPARE(pieces[0].size() + pieces[1].size() + pieces[2].size(), 38);
    const AxisMap logarithmic({1e-3, 1}, {200, 0}, true);
    for (const QPolygonF& piece : linePieces(RegularGrid{0, 1, 40}, y, x, logarithmic, kEverywhere))
        for (const QPointF& p : piece)
            QVERIFY(std::isfinite(p.y()));
}

void TestPlotParts::phasePlotsKeepTheirOrder()
{
    const Panel panel = samples::plane();
    const auto& circle = std::get<Line>(panel.layers[0].data);
    const AxisMap x({-1, 1}, {0, 400}), y({-1, 1}, {400, 0});
    const auto pieces = linePieces(circle.x, circle.y, x, y, kEverywhere);
    QCOMPARE(pieces.size(), 1);
    QCOMPARE(pieces[0].front(), QPointF(400, 200));
    QVERIFY(QLineF(pieces[0].front(), pieces[0].back()).length() < 1e-9);
    for (const QPointF& p : pieces[0])
        QVERIFY(std::abs(std::hypot(p.x() - 200, p.y() - 200) - 200) < 1e-9);
}

void TestPlotParts::zoomedLinesStayInsideTheArea()
{
    const QRectF area(0, 0, 100, 100);
    const Samples y{-1e6, 1e6, -1e6};
    const auto pieces =
        linePieces(RegularGrid{0, 1, 3}, y, AxisMap({0.4, 0.6}, {0, 100}), AxisMap({-1, 1}, {100, 0}), area);
    QCOMPARE(pieces.size(), 1);
    const QRectF bounds = pieces[0].boundingRect();
    QVERIFY(area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(bounds));
    QVERIFY(std::abs(pieces[0].front().x() - 50) < 1); // the steep line crosses at x = 0.5
    QVERIFY(std::abs(bounds.height() - 100) < 1e-6);
}

void TestPlotParts::dashesCoverTheirShare()
{
    const QPolygonF line{{0, 0}, {30, 40}, {130, 40}}; // 150 long
    double inked = 0;
    for (const QLineF& dash : dashes(line, {4, 2}))
        inked += dash.length();
    QCOMPARE(inked, 100.0);
}

void TestPlotParts::rangesFitTheData()
{
    const PanelRange lines = panelRange(samples::lines(1000));
    QCOMPARE(lines.x, (Interval{0, 0.999}));
    QVERIFY(lines.y.low < -1.45 && lines.y.low > -1.7 && lines.y.high > 1.45 && lines.y.high < 1.7);
    const PanelRange heat = panelRange(samples::heat(32, 256));
    QCOMPARE(heat.x, (Interval{0, 1}));
    QCOMPARE(heat.y, (Interval{0, 32}));
    Panel fixed = samples::lines();
    fixed.y.range = Interval{-4, 4};
    QCOMPARE(panelRange(fixed).y, (Interval{-4, 4}));
}

void TestPlotParts::rangesOfOddData_data()
{
    QTest::addColumn<QList<double>>("values");
    QTest::newRow("none") << QList<double>{};
    QTest::newRow("all NaN") << QList<double>{kNan, kNan};
    QTest::newRow("constant") << QList<double>{3, 3, 3};
    QTest::newRow("zero") << QList<double>{0, 0};
    QTest::newRow("one huge") << QList<double>{1, 1e308, -1e308};
    QTest::newRow("infinite") << QList<double>{1, HUGE_VAL, 2};
    QTest::newRow("negative") << QList<double>{-3, -2};
}

void TestPlotParts::rangesOfOddData()
{
    QFETCH(QList<double>, values);
    for (const auto kind : {Axis::Kind::Linear, Axis::Kind::Log}) {
        Panel panel{.id = "p", .title = {}, .y = {.kind = kind}};
        const Samples y(values.begin(), values.end());
        panel.layers = {samples::layer("l", {}, Line{RegularGrid{0, 1, y.size()}, y})};
        const PanelRange range = panelRange(panel);
        QVERIFY(range.y.low < range.y.high);
        QVERIFY(range.x.low < range.x.high);
        QVERIFY(std::isfinite(range.y.high - range.y.low));
        if (kind == Axis::Kind::Log)
            QVERIFY(range.y.low > 0);
    }
}

void TestPlotParts::axesStandStillWhileDataFits()
{
    const Interval shown{-2, 2};
    QCOMPARE(steadied(shown, {-1.9, 1.8}), shown);
    QCOMPARE(steadied(shown, {-2.1, 1.8}), (Interval{-2.1, 1.8}));
    QCOMPARE(steadied(shown, {-0.2, 0.2}), (Interval{-0.2, 0.2}));
}

void TestPlotParts::colourRanges()
{
    Heatmap map{.rows = 1, .cols = 3, .z = {-0.2, 0.9, kNan}, .map = ColourMap::Diverging};
    QCOMPARE(colourRange(map), (Interval{-1, 1}));
    QCOMPARE(colourRange(map, Interval{-1.5, 1.5}), (Interval{-1.5, 1.5})); // no flicker
    map.z[1] = 1.7;
    QCOMPARE(colourRange(map, Interval{-1.5, 1.5}), (Interval{-2, 2}));
    map.range = Interval{-1, 4};
    QCOMPARE(colourRange(map), (Interval{-4, 4})); // zero stays white
    map.map = ColourMap::Sequential;
    QCOMPARE(colourRange(map), (Interval{-1, 4}));
    map.range.reset();
    map.z = {0.1, 0.4, 0.6};
    QCOMPARE(colourRange(map).low, 0.0);
    QCOMPARE(colourRange(map).high, 0.7);
}

void TestPlotParts::heatImageKeepsTheLargest()
{
    Heatmap map{.rows = 64,
                .cols = 4096,
                .z = Samples(std::size_t{64} * 4096, 0.01),
                .x = {0, 1},
                .y = {0, 64},
                .map = ColourMap::Diverging};
    map.z[13 * 4096 + 2777] = -0.9; // one cell among 4096 columns
    const CellWindow all{0, 0, 64, 4096};
    const ColourTable& table = colourTable(ColourMap::Diverging);
    const QImage image = heatImage(map, all, 256, 64, table, {-1, 1});
    QCOMPARE(image.size(), QSize(256, 64));
    QCOMPARE(image.pixel(2777 * 256 / 4096, 13), colourAt(table, {-1, 1}, -0.9));
    QCOMPARE(image.pixel(3, 3), colourAt(table, {-1, 1}, 0.01));
    const CellWindow seen = visibleCells(map, {0.5, 0.75}, {10, 20.5});
    QCOMPARE(seen.row, 10U);
    QCOMPARE(seen.rows, 11U);
    QCOMPARE(seen.col, 2048U);
    QCOMPARE(seen.cols, 1024U);
}

void TestPlotParts::heatImageColours()
{
    const Heatmap map{.rows = 2, .cols = 2, .z = {-1, 0, kNan, 1}, .map = ColourMap::Diverging};
    const QImage image = heatImage(map, {0, 0, 2, 2}, 10, 10, colourTable(ColourMap::Diverging), {-1, 1});
    const QColor negative = image.pixelColor(0, 0), zero = image.pixelColor(1, 0),
                 positive = image.pixelColor(1, 1);
    QVERIFY(negative.blue() > negative.red());
    QVERIFY(positive.red() > positive.blue());
    QVERIFY(zero.lightness() > 250);
    QCOMPARE(image.pixelColor(0, 1).alpha(), 0);
}

void TestPlotParts::readingsAreExact()
{
    const Panel panel = samples::lines(1024);
    const AxisMap x({0, 1}, {0, 512}), y({-2, 2}, {300, 0});
    const PlotStyle style;
    const auto reading = readingAt(panel, style, x, y, 100.1, 42);
    QVERIFY(reading);
    const double value =
        std::get<Line>(panel.layers[0].data).y[200]; // 100.1 of 512 units: nearest sample 200 of 1024
    QCOMPARE(reading->place, QStringLiteral("time t = 0.195313\u202Fs"));
    QCOMPARE(reading->values.size(), 2);
    QCOMPARE(reading->values[0].text, QStringLiteral("input u ") + displayNumber(value, 6));
    QCOMPARE(*reading->values[0].dot, QPointF(100, y.toDevice(value)));
    PlotStyle japanese = style;
    japanese.language = Language::Japanese;
    QVERIFY(readingAt(panel, japanese, x, y, 100, 0)
                ->text()
                .startsWith(QStringLiteral("時刻 t = 0.195313\u202Fs   入力 u ")));
}

void TestPlotParts::heatReadingNamesTheCell()
{
    const Panel panel = samples::heat(32, 256);
    const AxisMap x({0, 1}, {0, 512}), y({0, 32}, {0, 320});
    const auto reading = readingAt(panel, {}, x, y, 2 * 100 + 1, 75); // row 0 on top: row 7, column 100
    QVERIFY(reading);
    const double value = std::sin(0.2 * 7) * std::cos(0.05 * 100);
    QCOMPARE(reading->text(), QStringLiteral("order n 7, time t = 0.392578\u202Fs   c ") +
                                  displayNumber(value, 6) + QStringLiteral("\u202FV"));
    QVERIFY(!readingAt(panel, {}, x, y, 201, std::nullopt)); // without a row there is no value
}

void TestPlotParts::rowsAndColumnsBecomeCurves()
{
    Panel panel = samples::heat(3, 4);
    auto& map = std::get<Heatmap>(panel.layers[0].data);
    map.x = {-0.5, 3.5};
    map.y = {-0.5, 2.5};
    const Panel row = profilePanel(panel, {"heat", Profile::Along::Row, 1});
    const Line& across = std::get<Line>(row.layers.at(0).data);
    QCOMPARE(across.y, Samples(map.z.begin() + 4, map.z.begin() + 8));
    QVERIFY(across.x == Positions(RegularGrid{0, 1, 4}));
    QCOMPARE(row.x.link, std::string("time"));
    QCOMPARE(row.title.en, std::string("Coefficients of the memory (order n 1)"));
    QCOMPARE(row.title.ja, std::string("記憶の係数（次数 n 1）"));

    const Panel column = profilePanel(panel, {"heat", Profile::Along::Column, 9}); // the last one stands in
    const Line& down = std::get<Line>(column.layers.at(0).data);
    QCOMPARE(down.y, (Samples{map.z[3], map.z[7], map.z[11]}));
    QVERIFY(down.x == Positions(RegularGrid{0, 1, 3}));
    QCOMPARE(column.x.link, std::string("heat/y"));
    const PanelRange band = bandOf(panel, {"heat", Profile::Along::Column, 9});
    QCOMPARE(band.x, (Interval{2.5, 3.5}));
    QCOMPARE(band.y, map.y);
}

void TestPlotParts::namedCellsBecomeBars()
{
    Panel panel = samples::heat(2, 2);
    auto& map = std::get<Heatmap>(panel.layers[0].data);
    map.colLabels = {"the", "cat"};
    map.rowLabels = {"sat", "down"};
    const Panel row = profilePanel(panel, {"heat", Profile::Along::Row, 1});
    QCOMPARE(std::get<Bars>(row.layers.at(0).data).labels, map.colLabels);
    QCOMPARE(row.title.en, std::string("Coefficients of the memory (order n down)"));
}

QTEST_MAIN(TestPlotParts)
#include "tst_plot_parts.moc"
