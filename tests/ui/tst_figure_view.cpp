// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_figures.h"
#include "ui/plot/figure_view.h"
#include "ui/plot/layer_plot.h"
#include "ui/plot/number_format.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QWheelEvent>
#include <QtTest>

using namespace kaba;

namespace {

std::shared_ptr<const Figure> sample() { return std::make_shared<const Figure>(samples::all()); }

/// The same shape with other values.
std::shared_ptr<const Figure> louder(double times)
{
    Figure figure = samples::all();
    for (Layer& layer : figure.panels[0].layers)
        for (double& y : std::get<Line>(layer.data).y)
            y *= times;
    return std::make_shared<const Figure>(std::move(figure));
}

double width(const Interval& interval) { return interval.high - interval.low; }

} // namespace

class TestFigureView : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsFeaturedPanels();
    void choosesPanels();
    void panelsTakeTheirReadingMarksAlong();
    void refillKeepsTheReadersZoom();
    void otherShapeFitsAnew();
    void freshDataFitsUntouchedAxes();
    void wheelZoomsAtTheCursor();
    void linkedAxesMoveTogether();
    void dragPansAndDoubleClickResets();
    void shiftDragZoomsIntoABox();
    void keysPanZoomAndReset();
    void spaceIsLeftToTheWindow();
    void hoverReadsExactValues();
    void menuNamesThePanel();
    void messageTakesTheFiguresPlace();
    void complexPlanesKeepTheirAspect();
    void heatMapsHaveRowZeroOnTop();
    void paintsAfterARefill();
    void aClickedRowBecomesACurve();
    void aClickedColumnBecomesACurve();
    void theCurveFollowsTheFigureAndGoesWithItsPanel();
    void aDoubleClickLeavesTheCurveAlone();
    void keysOpenMoveAndCloseTheCurve();
    void magnitudesTakeTheChosenColours();

private:
    QPoint cellOf(std::size_t row, std::size_t col) const;

    QWidget* canvas() const { return m_view->findChild<QWidget*>(QStringLiteral("figureCanvas")); }
    QPoint middleOf(const std::string& panel) const { return m_view->plotArea(panel).center().toPoint(); }
    void wheel(const QPoint& place, int steps) const;
    void drag(const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers = {}) const;

    std::unique_ptr<FigureView> m_view;
};

void TestFigureView::init()
{
    m_view = std::make_unique<FigureView>();
    m_view->resize(900, 600);
    m_view->showFigure(sample());
    QSignalSpy painted(m_view.get(), &FigureView::painted);
    m_view->show();
    QTRY_VERIFY(!painted.isEmpty());
}

void TestFigureView::cleanup() { m_view.reset(); }

void TestFigureView::wheel(const QPoint& place, int steps) const
{
    QWheelEvent event(place, m_view->mapToGlobal(place), {}, {0, 120 * steps}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(canvas(), &event);
}

void TestFigureView::drag(const QPoint& from, const QPoint& to, Qt::KeyboardModifiers modifiers) const
{
    const auto send = [&](QEvent::Type type, const QPoint& at, Qt::MouseButton button,
                          Qt::MouseButtons held) {
        QMouseEvent event(type, at, m_view->mapToGlobal(at), button, held, modifiers);
        QCoreApplication::sendEvent(canvas(), &event);
    };
    send(QEvent::MouseButtonPress, from, Qt::LeftButton, Qt::LeftButton);
    send(QEvent::MouseMove, (from + to) / 2, Qt::NoButton, Qt::LeftButton);
    send(QEvent::MouseMove, to, Qt::NoButton, Qt::LeftButton);
    send(QEvent::MouseButtonRelease, to, Qt::LeftButton, Qt::NoButton);
}

/// The middle of a cell of the sample's heat map, 32 × 256.
QPoint TestFigureView::cellOf(std::size_t row, std::size_t col) const
{
    const QRectF area = m_view->plotArea("heat");
    return QPointF(area.left() + area.width() * (static_cast<double>(col) + 0.5) / 256,
                   area.top() + area.height() * (static_cast<double>(row) + 0.5) / 32)
        .toPoint();
}

void TestFigureView::showsFeaturedPanels()
{
    QCOMPARE(m_view->visiblePanels(), (std::vector<std::string>{"lines", "heat", "plane", "frequency"}));
    Figure figure = samples::all();
    figure.panels[1].featured = false;
    m_view->showFigure(std::make_shared<const Figure>(figure));
    QCOMPARE(m_view->visiblePanels(), (std::vector<std::string>{"lines", "plane", "frequency"}));
}

void TestFigureView::choosesPanels()
{
    m_view->setVisiblePanels({"frequency", "heat"});
    QCOMPARE(m_view->visiblePanels(), (std::vector<std::string>{"heat", "frequency"})); // the figure's order
    const QRectF heat = m_view->plotArea("heat"), frequency = m_view->plotArea("frequency");
    QVERIFY(!heat.intersects(frequency));
    QVERIFY(QRectF(m_view->rect()).contains(heat | frequency));
    m_view->setVisiblePanels({});
    QCOMPARE(m_view->visiblePanels().size(), 4U);
}

void TestFigureView::panelsTakeTheirReadingMarksAlong()
{
    QCOMPARE(canvas()->findChildren<HoverMark*>().size(), 4);
    m_view->setVisiblePanels({"heat"});
    QCOMPARE(canvas()->findChildren<HoverMark*>().size(), 1);
}

void TestFigureView::refillKeepsTheReadersZoom()
{
    wheel(middleOf("lines"), 2);
    const Interval x = m_view->xRange("lines"), y = m_view->yRange("lines");
    m_view->showFigure(louder(3));
    QCOMPARE(m_view->xRange("lines"), x);
    QCOMPARE(m_view->yRange("lines"), y);
    m_view->resetView();
    QCOMPARE(m_view->xRange("lines"), (Interval{0, 1}));
    QVERIFY(m_view->yRange("lines").high > 4);
}

void TestFigureView::otherShapeFitsAnew()
{
    wheel(middleOf("lines"), 2);
    Figure figure = samples::all();
    figure.panels[0].layers.pop_back();
    m_view->showFigure(std::make_shared<const Figure>(figure));
    QCOMPARE(m_view->xRange("lines"), (Interval{0, 1}));
}

void TestFigureView::freshDataFitsUntouchedAxes()
{
    const Interval before = m_view->yRange("lines");
    m_view->showFigure(louder(0.95));
    QCOMPARE(m_view->yRange("lines"), before); // still fits: the axis stands still
    m_view->showFigure(louder(10));
    QVERIFY(m_view->yRange("lines").high > 14);
}

void TestFigureView::wheelZoomsAtTheCursor()
{
    const QRectF area = m_view->plotArea("frequency");
    const QPoint place(static_cast<int>(area.left() + area.width() / 4), static_cast<int>(area.center().y()));
    const Interval before = m_view->xRange("frequency");
    const double part = (place.x() - area.left()) / area.width();
    const auto under = [part](const Interval& r) { return r.low * std::pow(r.high / r.low, part); };
    wheel(place, 1);
    const Interval after = m_view->xRange("frequency");
    QVERIFY(after.high / after.low < before.high / before.low);
    QVERIFY(std::abs(std::log(under(after) / under(before))) < 0.1);
    QVERIFY(after.low > 0);
}

void TestFigureView::linkedAxesMoveTogether()
{
    const Interval heatRows = m_view->yRange("heat"), alone = m_view->xRange("plane");
    wheel(middleOf("lines"), 1);
    QCOMPARE(m_view->xRange("heat"), m_view->xRange("lines"));
    QVERIFY(width(m_view->xRange("heat")) < 1);
    QCOMPARE(m_view->yRange("heat"), heatRows);
    QCOMPARE(m_view->xRange("plane"), alone);
}

void TestFigureView::dragPansAndDoubleClickResets()
{
    const Interval before = m_view->xRange("lines");
    const QPoint middle = middleOf("lines");
    drag(middle, middle + QPoint(60, 0));
    const Interval after = m_view->xRange("lines");
    const double perPixel = width(before) / m_view->plotArea("lines").width();
    QVERIFY(std::abs((before.low - after.low) / perPixel - 60) < 1.5);
    QVERIFY(std::abs(width(after) - width(before)) < 1e-9);
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, middle);
    QCOMPARE(m_view->xRange("lines"), before);
}

void TestFigureView::shiftDragZoomsIntoABox()
{
    const QRectF area = m_view->plotArea("lines");
    const QPoint from = (area.topLeft() + QPointF(area.width() * 0.25, area.height() * 0.25)).toPoint();
    const QPoint to = (area.topLeft() + QPointF(area.width() * 0.75, area.height() * 0.75)).toPoint();
    const Interval before = m_view->yRange("lines");
    drag(from, to, Qt::ShiftModifier);
    const Interval x = m_view->xRange("lines"), y = m_view->yRange("lines");
    QVERIFY(std::abs(x.low - 0.25) < 0.02 && std::abs(x.high - 0.75) < 0.02);
    QVERIFY(std::abs(width(y) / width(before) - 0.5) < 0.03);
}

void TestFigureView::keysPanZoomAndReset()
{
    const Interval before = m_view->xRange("lines");
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->xRange("lines").low, before.low + 0.1 * width(before));
    QCOMPARE(m_view->xRange("heat"), m_view->xRange("lines"));
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QCOMPARE(width(m_view->xRange("lines")), 0.8 * width(before));
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QCOMPARE(m_view->xRange("lines"), before);
}

void TestFigureView::spaceIsLeftToTheWindow()
{
    QKeyEvent space(QEvent::KeyPress, Qt::Key_Space, Qt::NoModifier, QStringLiteral(" "));
    QCoreApplication::sendEvent(m_view.get(), &space);
    QVERIFY(!space.isAccepted());
}

void TestFigureView::hoverReadsExactValues()
{
    QSignalSpy spy(m_view.get(), &FigureView::readOut);
    const QRectF area = m_view->plotArea("lines");
    const QPoint place(static_cast<int>(area.left() + area.width() / 2), static_cast<int>(area.top() + 20));
    QMouseEvent move(QEvent::MouseMove, place, m_view->mapToGlobal(place), Qt::NoButton, Qt::NoButton, {});
    QCoreApplication::sendEvent(canvas(), &move);
    QCOMPARE(spy.size(), 1);
    const double part = (place.x() - area.left()) / (area.width() - 1);
    const auto sample = static_cast<std::size_t>(std::lround(part * 1024));
    const Panel panel = samples::lines();
    const QString text = spy.takeFirst().at(0).toString();
    QStringList near;
    for (std::size_t i = sample - 2; i <= sample + 2; ++i)
        near << displayNumber(std::get<Line>(panel.layers[0].data).y[i], 6);
    const auto said = [&](const QString& value) { return text.contains(QStringLiteral("input u ") + value); };
    QVERIFY2(std::ranges::any_of(near, said), qPrintable(text));
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(canvas(), &leave);
    QCOMPARE(spy.takeLast().at(0).toString(), QString());
}

void TestFigureView::menuNamesThePanel()
{
    QSignalSpy spy(m_view.get(), &FigureView::panelMenuRequested);
    const QPoint place = middleOf("plane");
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, m_view->mapToGlobal(place));
    QCoreApplication::sendEvent(canvas(), &event);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy[0][0].toString(), QStringLiteral("plane"));
    QCOMPARE(spy[0][1].toPoint(), m_view->mapToGlobal(place));
}

void TestFigureView::messageTakesTheFiguresPlace()
{
    m_view->showMessage(QStringLiteral("The recurrence overflows."), QStringLiteral("Lower Δ."));
    const auto* label = m_view->findChild<QLabel*>(QStringLiteral("figureMessage"));
    QVERIFY(label->isVisible());
    QCOMPARE(label->text(), QStringLiteral("The recurrence overflows."));
    QVERIFY(!canvas()->isVisible());
    QVERIFY(m_view->accessibleDescription().contains(QStringLiteral("Lower Δ.")));
    m_view->showFigure(sample());
    QVERIFY(canvas()->isVisible());
    QVERIFY(!label->isVisible());
}

void TestFigureView::complexPlanesKeepTheirAspect()
{
    for (const QSize& size : {QSize(900, 600), QSize(1200, 500), QSize(500, 900)}) {
        m_view->resize(size);
        QCoreApplication::processEvents();
        const QRectF area = m_view->plotArea("plane");
        const double x = width(m_view->xRange("plane")) / area.width(),
                     y = width(m_view->yRange("plane")) / area.height();
        QVERIFY(std::abs(x / y - 1) < 1e-6);
        QVERIFY(m_view->xRange("plane").high >= 1 && m_view->yRange("plane").high >= 1);
    }
}

/// A map whose row 0 alone is vermilion shows it at the top edge.
void TestFigureView::heatMapsHaveRowZeroOnTop()
{
    Figure figure{.panels = {samples::heat(8, 8)}};
    auto& map = std::get<Heatmap>(figure.panels[0].layers[0].data);
    for (std::size_t i = 0; i < map.z.size(); ++i)
        map.z[i] = i < 8 ? 1 : -1;
    QSignalSpy painted(m_view.get(), &FigureView::painted);
    m_view->showFigure(std::make_shared<const Figure>(std::move(figure)));
    QTRY_VERIFY(!painted.isEmpty());
    const QImage image = m_view->grab().toImage();
    const QRectF area = m_view->plotArea("heat");
    const QColor top =
        image.pixelColor(QPointF(area.center().x(), area.top() + area.height() / 16).toPoint());
    const QColor bottom =
        image.pixelColor(QPointF(area.center().x(), area.bottom() - area.height() / 16).toPoint());
    QVERIFY(top.red() > top.blue());
    QVERIFY(bottom.blue() > bottom.red());
}

void TestFigureView::paintsAfterARefill()
{
    QSignalSpy painted(m_view.get(), &FigureView::painted);
    m_view->showFigure(louder(1.1));
    QTRY_VERIFY(!painted.isEmpty());
}

void TestFigureView::aClickedRowBecomesACurve()
{
    QSignalSpy readOut(m_view.get(), &FigureView::readOut);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, cellOf(5, 100));
    QVERIFY(m_view->profile() == Profile({.panel = "heat", .along = Profile::Along::Row, .index = 5}));
    QCOMPARE(m_view->visiblePanels().size(), 4U); // the curve is no panel of the figure
    const QRectF curve = m_view->plotArea("heat/profile");
    QVERIFY(curve.top() > m_view->plotArea("heat").bottom());
    QCOMPARE(curve.left(), m_view->plotArea("heat").left());
    QCOMPARE(m_view->xRange("heat/profile"), m_view->xRange("heat"));
    // Over the middle of a cell: between two of them either value would be right.
    const QPoint place(qRound(curve.left() + 100.5 / 256 * curve.width()), qRound(curve.center().y()));
    QTest::mouseMove(canvas(), place);
    QTRY_VERIFY(!readOut.isEmpty() && !readOut.last().first().toString().isEmpty());
    const double col = std::floor(256 * (place.x() - curve.left()) / curve.width());
    const QString value = displayNumber(std::sin(0.2 * 5) * std::cos(0.05 * col), 6);
    QVERIFY2(readOut.last().first().toString().contains(value), qPrintable(value));
    wheel(middleOf("heat"), 1);
    QCOMPARE(m_view->xRange("heat/profile"), m_view->xRange("heat"));
    wheel(middleOf("heat"), -1);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, cellOf(5, 30));
    QVERIFY(!m_view->profile());
    QCOMPARE(m_view->visiblePanels().size(), 4U);
}

void TestFigureView::aClickedColumnBecomesACurve()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, Qt::ControlModifier, cellOf(3, 100));
    QVERIFY(m_view->profile().has_value());
    QCOMPARE(m_view->profile()->along, Profile::Along::Column);
    QVERIFY(m_view->profile()->index >= 99 && m_view->profile()->index <= 101);
    QCOMPARE(m_view->xRange("heat/profile"), m_view->yRange("heat"));
}

void TestFigureView::theCurveFollowsTheFigureAndGoesWithItsPanel()
{
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, cellOf(5, 100));
    const Interval before = m_view->yRange("heat/profile");
    Figure figure = samples::all();
    for (double& z : std::get<Heatmap>(figure.panels[1].layers[0].data).z)
        z *= 10;
    m_view->showFigure(std::make_shared<const Figure>(figure));
    QVERIFY(width(m_view->yRange("heat/profile")) > 5 * width(before));
    m_view->setVisiblePanels({"lines"});
    QVERIFY(!m_view->profile());
    m_view->setVisiblePanels({});
    QVERIFY(!m_view->profile());
}

void TestFigureView::aDoubleClickLeavesTheCurveAlone()
{
    QTest::mouseDClick(canvas(), Qt::LeftButton, {}, cellOf(5, 100));
    QVERIFY(!m_view->profile());
    drag(cellOf(5, 100), cellOf(5, 150));
    QVERIFY(!m_view->profile());
}

void TestFigureView::keysOpenMoveAndCloseTheCurve()
{
    QTest::keyClick(m_view.get(), Qt::Key_R);
    QVERIFY(m_view->profile().has_value());
    const std::size_t middle = m_view->profile()->index;
    QTest::keyClick(m_view.get(), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(m_view->profile()->index, middle + 1);
    QTest::keyClick(m_view.get(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(m_view->profile()->index, middle);
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QVERIFY(!m_view->profile());
    QTest::keyClick(m_view.get(), Qt::Key_C);
    QCOMPARE(m_view->profile()->along, Profile::Along::Column);
}

void TestFigureView::magnitudesTakeTheChosenColours()
{
    Figure figure{.panels = {samples::heat(4, 4)}};
    auto& map = std::get<Heatmap>(figure.panels[0].layers[0].data);
    map.map = ColourMap::Sequential;
    map.range = Interval{0, 1};
    map.z.assign(16, 0.5);
    m_view->showFigure(std::make_shared<const Figure>(figure));
    const auto middle = [&] {
        const QImage picture = m_view->grab().toImage();
        return picture.pixel(middleOf("heat") * picture.devicePixelRatio());
    };
    QTRY_COMPARE(middle(), colourAt(colourTable(ColourMap::Sequential), {0, 1}, 0.5));
    m_view->setMagnitudes(Magnitudes::Cividis);
    QTRY_COMPARE(middle(), colourAt(colourTable(ColourMap::Sequential, Magnitudes::Cividis), {0, 1}, 0.5));
}

QTEST_MAIN(TestFigureView)
#include "tst_figure_view.moc"
