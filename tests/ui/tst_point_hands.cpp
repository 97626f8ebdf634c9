// SPDX-License-Identifier: GPL-3.0-or-later
// Poles dragged, pushed, added and typed through the real widgets.
#include "core/figure_io/figure_json.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/points_control.h"
#include "ui/plot/figure_view.h"

#include <QLineEdit>
#include <QThreadPool>
#include <QToolButton>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;
using Complex = std::complex<double>;

namespace {

const std::string kPlane = "eigenvalues";
const std::string kDisc = "eigenvalues-discrete";

const Layer& layerOf(const Figure& figure, const std::string& panel, const std::string& id)
{
    const auto& layers = findPanel(figure, panel)->layers;
    return *std::ranges::find(layers, id, &Layer::id);
}

Complex pointOf(const Figure& figure, const std::string& panel, const std::string& layer, std::size_t index)
{
    const auto& points = std::get<Scatter>(layerOf(figure, panel, layer).data);
    return {points.x[index], points.y[index]};
}

} // namespace

class TestPointHands : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<DemoView>(*findDemo("s4d"), m_pool);
        m_view->setLanguage(Language::English);
        ParameterSet values(m_view->demo().parameters);
        // A step that spreads the poles over the disc: closer than a pixel they are not told apart.
        QVERIFY(values.setAll("order=8;length=64;step=0.1"));
        m_view->setValues(values);
        m_view->resize(1000, 760);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        QTRY_VERIFY(m_view->current());
        // The first claims make the figure flatter, and its planes another range: that too must be over.
        for (int round = 0; round < 4; ++round)
            QCoreApplication::processEvents();
        m_view->activateWindow();
        m_view->figureView().setFocus();
    }
    void cleanup()
    {
        m_view.reset();
        m_pool.waitForDone();
    }

    void aDraggedPoleIsTheModel_data()
    {
        QTest::addColumn<std::string>("panel");
        QTest::addColumn<std::string>("layer");
        QTest::newRow("continuous plane") << kPlane << std::string("continuous");
        QTest::newRow("its conjugate") << kPlane << std::string("continuous-conjugates");
        QTest::newRow("discrete plane") << kDisc << std::string("discrete");
        QTest::newRow("conjugate of the discrete one") << kDisc << std::string("discrete-conjugates");
    }

    void aDraggedPoleIsTheModel()
    {
        QFETCH(std::string, panel);
        QFETCH(std::string, layer);
        constexpr std::size_t kIndex = 2;
        const Points before = control().points();
        QCOMPARE(before.size(), std::size_t(4));
        dragInSteps(panel, layer, kIndex, QPoint(panel == kPlane ? 15 : -12, 9));

        const Points after = values()[poles()];
        QCOMPARE(after.size(), before.size());
        for (std::size_t n = 0; n < after.size(); ++n)
            QCOMPARE(after[n] == before[n], n != kIndex);
        QVERIFY(control().chosen() == kIndex);
        QCOMPARE(drawnJson(), commandLineJson());

        QCOMPARE(m_view->parameters().history().count(), 1);
        m_view->parameters().history().undo();
        QVERIFY(values()[poles()].empty());
        QCOMPARE(control().points(), before);
    }

    void aClickOnAPoleMovesNothing()
    {
        const QPoint at = pixelOf(kPlane, pointOf(shown(), kPlane, "continuous", 1));
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, at + QPoint(4, -4));
        QCOMPARE(control().chosen(), std::size_t(1));
        QVERIFY(values()[poles()].empty());
        QCOMPARE(m_view->parameters().history().count(), 0);
    }

    void awayFromThePolesTheMouseStillPans()
    {
        const Interval range = figure().xRange("kernel");
        const QPoint middle = figure().plotArea("kernel").center().toPoint() - canvas()->pos();
        press(middle);
        moveTo(middle + QPoint(30, 0));
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, middle + QPoint(30, 0));
        QVERIFY(figure().xRange("kernel").low != range.low);
        QVERIFY(values()[poles()].empty());
    }

    void keysChooseAndPush()
    {
        key(Qt::Key_BracketRight);
        key(Qt::Key_BracketRight);
        QCOMPARE(control().chosen(), std::size_t(1));
        const Points before = control().points();
        const double pixel = unitsPerPixel(kPlane);
        key(Qt::Key_Right);
        key(Qt::Key_Right, Qt::ShiftModifier);
        settle();
        const Points after = control().points();
        QVERIFY(std::abs(after[1].real() - before[1].real() - 11 * pixel) < 2.2 * pixel);
        QCOMPARE(after[1].imag(), before[1].imag());
    }

    void keysRemoveAndAdd()
    {
        key(Qt::Key_BracketRight);
        const std::size_t before = control().points().size();
        key(Qt::Key_Delete);
        QCOMPARE(control().points().size(), before - 1);
        key(Qt::Key_Insert);
        QCOMPARE(control().points().size(), before);
        settle();
        QCOMPARE(drawnJson(), commandLineJson());
    }

    void escapeGivesTheArrowsBack()
    {
        key(Qt::Key_BracketLeft);
        QCOMPARE(control().chosen(), control().points().size() - 1);
        key(Qt::Key_Escape);
        const Interval range = figure().xRange("kernel");
        key(Qt::Key_Right);
        QVERIFY(figure().xRange("kernel").low != range.low);
        QVERIFY(values()[poles()].empty());
    }

    void aDoubleClickAddsAPole()
    {
        const QPoint at = pixelOf(kDisc, {-0.3, 0.6});
        QTest::mouseDClick(canvas(), Qt::LeftButton, {}, at);
        QTRY_VERIFY(isSettled());
        QCOMPARE(control().points().size(), std::size_t(5));
        QCOMPARE(control().chosen(), std::size_t(4));
        const Complex added = pointOf(shown(), kDisc, "discrete", 4);
        QVERIFY(std::abs(added - Complex(-0.3, 0.6)) < 0.05);
    }

    void typedPartsAndButtons()
    {
        type("realPart", QStringLiteral("-1/4"));
        QCOMPARE(control().points()[0].real(), -0.25);
        type("imaginaryPart", QStringLiteral("2*pi"));
        QCOMPARE(control().points()[0].imag(), 2 * M_PI);
        type("imaginaryPart", QStringLiteral("1e9"));
        QCOMPARE(control().points()[0].imag(), 2 * M_PI);
        QTest::mouseClick(control().findChild<QToolButton*>(QStringLiteral("addPoint")), Qt::LeftButton);
        QCOMPARE(control().points().size(), std::size_t(5));
        QTest::mouseClick(control().findChild<QToolButton*>(QStringLiteral("removePoint")), Qt::LeftButton);
        QCOMPARE(control().points().size(), std::size_t(4));
        QTest::mouseClick(control().findChild<QToolButton*>(QStringLiteral("resetPoints")), Qt::LeftButton);
        QVERIFY(values()[poles()].empty());
        QCOMPARE(control().points()[0], Complex(-0.5, 0));
    }

    void thePresetFollowsTheOtherSettings()
    {
        ParameterSet other = values();
        QVERIFY(other.setAll("initialisation=inv;order=6"));
        m_view->parameters().changeValues(other, 1);
        QCOMPARE(control().points().size(), std::size_t(3));
        QVERIFY(std::abs(control().points()[0].imag() + 6 / M_PI * 5) < 1e-12);
    }

private:
    FigureView& figure() { return m_view->figureView(); }
    QWidget* canvas() { return figure().findChild<QWidget*>(QStringLiteral("figureCanvas")); }
    PointsControl& control() { return static_cast<PointsControl&>(*m_view->parameters().control("poles")); }
    ParameterSet values() const { return m_view->values(); }
    const PointsParam& poles() const { return std::get<PointsParam>(*values().find("poles")); }
    const Figure& shown() { return m_view->current()->figure; }
    bool isSettled() { return !m_view->isComputing() && m_view->current()->request.values == values(); }

    void settle() { QTRY_VERIFY(isSettled()); }

    /// Takes a point and leads it in three steps: it stays under the hand, and the panel keeps its range.
    void dragInSteps(const std::string& panel, const std::string& layer, std::size_t index, QPoint way)
    {
        const Interval range = figure().xRange(panel);
        const QPoint start = pixelOf(panel, pointOf(shown(), panel, layer, index));
        press(start);
        for (int k = 1; k <= 3; ++k) {
            moveTo(start + way * k / 3);
            settle();
            QCOMPARE(figure().xRange(panel), range);
        }
        const QPoint end = start + way;
        const QPointF missed = pixelOf(panel, pointOf(shown(), panel, layer, index)) - end;
        QVERIFY2(std::hypot(missed.x(), missed.y()) < 3,
                 qPrintable(QString::number(missed.manhattanLength())));
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, end);
    }

    QPoint pixelOf(const std::string& panel, Complex place)
    {
        const QRectF area = figure().plotArea(panel);
        const Interval x = figure().xRange(panel), y = figure().yRange(panel);
        const QPointF at(area.left() + (place.real() - x.low) / (x.high - x.low) * area.width(),
                         area.bottom() - (place.imag() - y.low) / (y.high - y.low) * area.height());
        return (at - canvas()->pos()).toPoint();
    }
    double unitsPerPixel(const std::string& panel)
    {
        const Interval x = figure().xRange(panel);
        return (x.high - x.low) / figure().plotArea(panel).width();
    }

    void press(const QPoint& at) { QTest::mousePress(canvas(), Qt::LeftButton, {}, at); }
    void moveTo(const QPoint& at)
    {
        QMouseEvent move(QEvent::MouseMove, at, canvas()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(canvas(), &move);
    }
    void key(Qt::Key which, Qt::KeyboardModifiers with = {}) { QTest::keyClick(&figure(), which, with); }
    void type(const char* name, const QString& words)
    {
        auto* field = control().findChild<QLineEdit*>(QLatin1String(name));
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, words);
        QTest::keyClick(field, Qt::Key_Return);
    }

    std::string drawnJson()
    {
        const Request& request = m_view->current()->request;
        return figureJson(withoutMeasurements(shown()), recipeOf(m_view->demo(), request), Language::English);
    }
    /// What the command line would print: the settings as text, computed anew.
    std::string commandLineJson()
    {
        Request request{.values = ParameterSet(m_view->demo().parameters),
                        .seed = m_view->seed(),
                        .panels = m_view->current()->request.panels};
        if (!request.values.setAll(values().settings()))
            return "the settings do not read back";
        const auto figure = run(m_view->demo(), request, RunContext());
        return figure ? figureJson(withoutMeasurements(*figure), recipeOf(m_view->demo(), request),
                                   Language::English)
                      : figure.error().message.en;
    }

    QThreadPool m_pool;
    std::unique_ptr<DemoView> m_view;
};

QTEST_MAIN(TestPointHands)
#include "tst_point_hands.moc"
