// SPDX-License-Identifier: GPL-3.0-or-later
// The demo in class: what is shown, how large, and that nothing is cut off.
#include "tests/support/window_desk.h"
#include "ui/catalogue/paper_list.h"
#include "ui/demo/parameter_control.h"
#include "ui/demo/parameter_panel.h"
#include "ui/page/paper_page.h"
#include "ui/plot/figure_view.h"
#include "ui/window/presentation.h"
#include "ui/window/window_actions.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSlider>
#include <QSplitter>
#include <QStatusBar>
#include <QToolButton>
#include <QtTest>

using namespace kaba;
using kaba::test::Desk;

namespace {

/// How many rows of pixels the numbers under a plot take: from the first row with ink below the gap under the ticks.
int digitHeight(const QImage& picture, const QRect& plot)
{
    const QRgb paper = picture.pixel(1, 1);
    const auto hasInk = [&](int y) {
        for (int x = plot.left(); x < plot.right(); ++x)
            if (picture.pixel(x, y) != paper)
                return true;
        return false;
    };
    int y = plot.bottom() + 2;
    while (y < picture.height() && hasInk(y))
        ++y;
    while (y < picture.height() && !hasInk(y))
        ++y;
    const int first = y;
    while (y < picture.height() && hasInk(y))
        ++y;
    return y - first;
}

/// What of its words a label or field has no room for; empty: all is seen.
QString clipped(const QWidget& part)
{
    const auto* label = qobject_cast<const QLabel*>(&part);
    if (label && !label->text().isEmpty() && label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored) {
        const bool fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height()
                                            : label->sizeHint().width() <= label->width();
        return fits ? QString() : label->text();
    }
    const auto* field = qobject_cast<const QLineEdit*>(&part);
    if (field && (field->fontMetrics().horizontalAdvance(field->text()) + 4 > field->width() ||
                  field->fontMetrics().height() > field->height()))
        return field->text();
    const auto* button = qobject_cast<const QAbstractButton*>(&part);
    if (button && !button->text().isEmpty() && button->sizeHint().width() > button->width())
        return button->text();
    return {};
}

} // namespace

class TestPresentation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<Desk>();
        m_window = m_desk->window();
        m_window->resize(1024, 768);
        m_window->openDemo(QStringLiteral("ssm"));
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        settle();
        QTRY_VERIFY(m_window->rect().contains(QRect(demo().mapTo(m_window.get(), QPoint()), demo().size())));
    }
    void cleanup()
    {
        m_window.reset();
        m_desk->pool.waitForDone();
        m_desk.reset();
    }
    void showsPlotsAndFirstSlidersOnly();
    void showsTheStarredOnes();
    void starsAreKeptPerDemo();
    void scalesByKeysWithinBounds();
    void legibleFromTheLastRow_data();
    void legibleFromTheLastRow();
    void nothingIsCutOff_data();
    void nothingIsCutOff();
    void turnsBlackAndBack();
    void stepsThroughALessonOfTwoDemos();
    void everythingComesBack();
    void aLetterInAFieldIsALetter();

private:
    DemoView& demo() const { return *m_window->demo(); }
    ParameterPanel& parameters() const { return demo().parameters(); }
    void settle() const { QTRY_VERIFY_WITH_TIMEOUT(demo().current() && !demo().isComputing(), 60000); }
    /// In the size of an old projector.
    void present(int percent = 100) const
    {
        QTest::keyClick(m_window.get(), Qt::Key_F11);
        QVERIFY(m_window->presentation().isOn());
        m_window->setWindowState(Qt::WindowNoState);
        m_window->resize(1024, 768);
        m_window->presentation().setScale(percent);
        settle();
        QCoreApplication::processEvents();
    }
    QStringList shownControls() const
    {
        QStringList ids;
        for (const auto* control : parameters().findChildren<ParameterControl*>())
            if (control->isVisible())
                ids << control->objectName();
        ids.sort();
        return ids;
    }
    void star(const char* id) const
    {
        ParameterControl* control = parameters().control(id);
        QVERIFY(control);
        QTest::mouseMove(control, control->rect().center());
        auto* button = control->findChild<QToolButton*>(QStringLiteral("star"));
        QTest::mouseClick(button, Qt::LeftButton);
    }
    /// The words of the controls that have no room.
    QStringList cutOff() const
    {
        QStringList words;
        for (const auto* part : parameters().findChildren<QWidget*>())
            if (part->isVisible() && !clipped(*part).isEmpty())
                words << clipped(*part);
        return words;
    }
    QImage figureAt(int percent) const
    {
        m_window->presentation().setScale(percent);
        QCoreApplication::processEvents();
        return demo().figureView().grab().toImage();
    }

    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<MainWindow> m_window;
};

void TestPresentation::showsPlotsAndFirstSlidersOnly()
{
    QVERIFY(shownControls().size() > 3);
    present();
    QCOMPARE(shownControls().size(), 3);
    QVERIFY(!m_window->menuBar()->isVisible() && !m_window->statusBar()->isVisible());
    QVERIFY(!m_window->papers().isVisible() && !m_window->page().isVisible());
    for (const auto* button : demo().findChildren<QToolButton*>())
        QVERIFY(!button->isVisible() || parameters().isAncestorOf(button));
    QVERIFY(!parameters().isPlaying());
}

void TestPresentation::showsTheStarredOnes()
{
    star("order");
    star("step");
    QVERIFY(parameters().control("order")->isStarred());
    const QStringList before = shownControls();
    present();
    QCOMPARE(shownControls(), (QStringList{QStringLiteral("order"), QStringLiteral("step")}));
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QCOMPARE(shownControls(), before);
}

void TestPresentation::starsAreKeptPerDemo()
{
    star("step");
    const QString state = demo().saveState();
    star("step");
    QVERIFY(parameters().starred().empty());
    QVERIFY(demo().restoreState(state));
    QCOMPARE(parameters().starred(), std::vector<std::string>{"step"});
}

void TestPresentation::scalesByKeysWithinBounds()
{
    present();
    QWidget* figure = &demo().figureView();
    const auto press = [&](Qt::Key key) { QTest::keyClick(figure, key, Qt::ControlModifier); };
    press(Qt::Key_Plus);
    QCOMPARE(m_window->presentation().scale(), 125);
    for (int i = 0; i < 9; ++i)
        press(Qt::Key_Equal);
    QCOMPARE(m_window->presentation().scale(), 250);
    QCOMPARE(demo().figureView().scale(), 2.5);
    press(Qt::Key_Minus);
    QCOMPARE(m_window->presentation().scale(), 225);
    press(Qt::Key_0);
    QCOMPARE(m_window->presentation().scale(), 100);
    press(Qt::Key_Minus);
    QCOMPARE(m_window->presentation().scale(), 100);
}

void TestPresentation::legibleFromTheLastRow_data()
{
    QTest::addColumn<QString>("id");
    for (const char* id : {"ssm", "hippo", "lssl"})
        QTest::newRow(id) << QString::fromLatin1(id);
}

/// A digit of 14 of 768 rows is 5 mm high on a picture 27 cm high, and 37 mm on one of 2 m.
void TestPresentation::legibleFromTheLastRow()
{
    QFETCH(QString, id);
    m_window->openDemo(id);
    settle();
    present();
    const auto& figure = demo().figureView();
    const std::string last = figure.visiblePanels().back();
    const QImage plain = figureAt(100);
    const int before = digitHeight(plain, figure.plotArea(last).toRect());
    const QImage large = figureAt(200);
    const int after = digitHeight(large, figure.plotArea(last).toRect());
    QVERIFY2(after >= 14, qPrintable(QString::number(after)));
    QVERIFY2(after >= 2 * before - 2, qPrintable(QStringLiteral("%1 %2").arg(before).arg(after)));
    const auto* label = parameters().findChild<QLabel*>();
    QVERIFY(label->fontMetrics().xHeight() >= 10);
    const auto* slider = parameters().control(shownControls().front().toStdString())->findChild<QSlider*>();
    QVERIFY(slider);
    QTRY_VERIFY(slider->height() >= 26);
}

void TestPresentation::nothingIsCutOff_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("id");
    for (const char* language : {"en", "ja"})
        for (const char* id : {"ssm", "hippo", "s4", "skyformer"})
            QTest::addRow("%s %s", language, id) << QString::fromLatin1(language) << QString::fromLatin1(id);
}

void TestPresentation::nothingIsCutOff()
{
    QFETCH(QString, language);
    QFETCH(QString, id);
    (language == QLatin1String("ja") ? m_window->actions().japanese : m_window->actions().english)->trigger();
    m_window->openDemo(id);
    settle();
    present(200);
    QCOMPARE(m_window->size(), QSize(1024, 768));
    QTRY_COMPARE(cutOff(), QStringList());
    QList<QRect> places;
    for (const auto* part : demo().findChildren<QWidget*>()) {
        if (!part->isVisible() || !demo().parameters().isAncestorOf(part))
            continue;
        const QRect place(part->mapTo(m_window.get(), QPoint()), part->size());
        QVERIFY2(m_window->rect().contains(place), qPrintable(part->objectName()));
        if (!qobject_cast<const ParameterControl*>(part))
            continue;
        for (const QRect& other : places)
            QVERIFY(!other.intersects(place));
        places << place;
    }
    QVERIFY(!places.isEmpty());
    for (const std::string& panel : demo().figureView().visiblePanels())
        QVERIFY(demo().figureView().plotArea(panel).height() >= 20);
}

void TestPresentation::turnsBlackAndBack()
{
    present();
    QWidget* figure = &demo().figureView();
    QTest::keyClick(figure, Qt::Key_B);
    QVERIFY(m_window->presentation().isBlack());
    const QImage dark = m_window->grab().toImage();
    for (const QPoint& place : {QPoint(3, 3), dark.rect().center(), dark.rect().bottomRight() - QPoint(3, 3)})
        QCOMPARE(dark.pixelColor(place), QColor(Qt::black));
    QTest::keyClick(figure, Qt::Key_B);
    QVERIFY(!m_window->presentation().isBlack());
    QTest::keyClick(figure, Qt::Key_B);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->presentation().isBlack() && m_window->presentation().isOn());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QVERIFY(!m_window->presentation().isOn());
}

void TestPresentation::stepsThroughALessonOfTwoDemos()
{
    for (const char* id : {"ssm", "hippo"}) {
        m_window->openDemo(QLatin1String(id));
        settle();
        QTest::keyClick(&demo().figureView(), Qt::Key_D, Qt::ControlModifier);
    }
    present(150);
    for (const auto& [key, id] : {std::pair(Qt::Key_PageUp, "ssm"), std::pair(Qt::Key_PageDown, "hippo")}) {
        QTest::keyClick(&demo().figureView(), key);
        settle();
        QCOMPARE(demo().demo().id, std::string_view(id));
        QVERIFY(demo().isVisible() && !m_window->page().isVisible());
        QCOMPARE(demo().figureView().scale(), 1.5);
        QCOMPARE(shownControls().size(), 3);
    }
    QTest::keyClick(m_window.get(), Qt::Key_F11);
    QVERIFY(demo().isVisible() && m_window->page().isAncestorOf(&demo()));
}

void TestPresentation::everythingComesBack()
{
    const QFont font = demo().font();
    const auto presentOnce = [&](int percent) {
        present(percent);
        QTest::keyClick(m_window.get(), Qt::Key_F11);
        m_window->setWindowState(Qt::WindowNoState);
        m_window->resize(1024, 768);
    };
    presentOnce(100); // the window has taken its size
    QTRY_VERIFY(m_window->rect().contains(QRect(demo().mapTo(m_window.get(), QPoint()), demo().size())));
    const QImage before = demo().figureView().grab().toImage();
    presentOnce(200);
    QVERIFY(m_window->menuBar()->isVisible() && m_window->page().isVisible() && demo().isVisible());
    QCOMPARE(demo().font(), font);
    QCOMPARE(demo().figureView().scale(), 1.0);
    QTRY_COMPARE(demo().figureView().grab().toImage(), before);
    QCOMPARE(demo().action(DemoView::Command::ResetZoom)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_0));
}

void TestPresentation::aLetterInAFieldIsALetter()
{
    present();
    auto* field = parameters().control(shownControls().front().toStdString())->findChild<QLineEdit*>();
    QVERIFY(field);
    field->setFocus();
    QTest::keyClick(field, Qt::Key_B);
    QVERIFY(!m_window->presentation().isBlack());
}

QTEST_MAIN(TestPresentation)
#include "tst_presentation.moc"
