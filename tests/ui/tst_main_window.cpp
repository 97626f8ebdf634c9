// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/recipe.h"
#include "tests/support/temporary_file.h"
#include "tests/support/window_desk.h"
#include "ui/base/words.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/paper_list.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"
#include "ui/export/save_figure.h"
#include "ui/page/paper_page.h"
#include "ui/settings/language_switch.h"
#include "ui/settings/settings.h"
#include "ui/window/main_window.h"
#include "ui/window/window_actions.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QMenuBar>
#include <QScopeGuard>
#include <QTranslator>
#include <QtTest>

#include <algorithm>

using namespace kaba;
using kaba::test::Desk;
using kaba::test::showAndCompute;

namespace {

/// What each visible label, button and menu entry of a window says.
QStringList wordsOf(const MainWindow& window)
{
    QStringList words;
    const auto add = [&](const QWidget* widget, const QString& text) {
        if (widget->isVisible() && !text.isEmpty())
            words.append(text);
    };
    for (const auto* label : window.findChildren<QLabel*>())
        add(label, label->text());
    for (const auto* button : window.findChildren<QAbstractButton*>())
        add(button, button->text());
    for (const auto* menu : window.menuBar()->findChildren<QMenu*>()) {
        words.append(menu->title());
        for (const QAction* action : menu->actions())
            words.append(action->text());
    }
    return words;
}

/// Whether any context of the window's sentences has Japanese for `text`.
bool hasTranslation(const QTranslator& japanese, const QStringList& contexts, const QString& text)
{
    const QByteArray source = text.toUtf8();
    return std::ranges::any_of(contexts, [&](const QString& context) {
        const QString told = japanese.translate(context.toUtf8().constData(), source.constData());
        return !told.isEmpty() && told != text;
    });
}

/// The classes of a window's parts: the contexts of their sentences.
QStringList contextsOf(const MainWindow& window)
{
    QStringList contexts{QString::fromLatin1(window.metaObject()->className())};
    for (const QObject* part : window.findChildren<QObject*>())
        contexts.append(QString::fromLatin1(part->metaObject()->className()));
    contexts.removeDuplicates();
    return contexts;
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void beginsAtAPaperWithALiveDemo();
    void aPaperWithoutDemoOpensOnItsPaperTab();
    void everyDemoOpensAtOneOfItsPapers();
    void restoresTheSession();
    void aDemoComesBackWithItsFile();
    void aRecipeFindsTheCopyOfItsFile();
    void opensAnExportedFigure();
    void tellsWhatIsWrongWithAFile();
    void switchesLanguageWithoutComputingAgain();
    void keepsTheChosenColourMap();
    void leavesNoEnglishWhereThereIsJapanese();
    void keepsTheSettingsOfADemoInTheLibrary();
    void sweepsOnceAtTheFirstStart();
    void aNarrowWindowLeavesTheGroupsOutUntilAsked_data();
    void aNarrowWindowLeavesTheGroupsOutUntilAsked();
    void everyControlHasANameForScreenReaders();
};

void TestMainWindow::beginsAtAPaperWithALiveDemo()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    QCOMPARE(window->page().paper(), QStringLiteral("lssl"));
    QCOMPARE(window->page().currentTab(), PaperPage::Tab::Demo);
    QVERIFY(!window->demo()->current()->figure.claims.empty());
}

void TestMainWindow::aPaperWithoutDemoOpensOnItsPaperTab()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    window->openPaper(QStringLiteral("speech-commands"));
    QCOMPARE(window->page().currentTab(), PaperPage::Tab::Paper);
    QVERIFY(!window->demo());
    window->openPaper(QStringLiteral("s4"));
    QVERIFY(window->demo());
}

void TestMainWindow::everyDemoOpensAtOneOfItsPapers()
{
    Desk desk;
    const auto window = desk.window();
    window->show();
    for (const Demo& demo : allDemos()) {
        window->openTarget(qstring(demo.id));
        QVERIFY(window->demo());
        QCOMPARE(window->demo()->demo().id, demo.id);
        QVERIFY(std::ranges::find(demo.papers, window->page().paper().toStdString()) != demo.papers.end());
    }
}

void TestMainWindow::restoresTheSession()
{
    Desk desk;
    {
        const auto window = desk.window();
        showAndCompute(*window);
        window->openTarget(QStringLiteral("hippo"));
        QTRY_VERIFY(window->demo()->current());
        ParameterSet values = window->demo()->values();
        QVERIFY(values.setText("order", "17"));
        window->demo()->setValues(values);
        window->actions().panes->setChecked(false);
        window->close();
    }
    const auto again = desk.window();
    showAndCompute(*again);
    QCOMPARE(again->page().paper(), QStringLiteral("hippo"));
    QCOMPARE(again->demo()->values().textOf("order"), std::string("17"));
    QVERIFY(!again->actions().panes->isChecked());
    QVERIFY(!again->papers().isVisible());
}

/// Makes the demo on show use a table of 64 numbers whose file is gone afterwards; its settings.
void useAVanishingFile(MainWindow& window)
{
    const TemporaryFolder desk;
    std::string table;
    for (int i = 0; i < 64; ++i)
        table += std::to_string(i % 7) + "\n";
    window.openFile(qstring(desk.write("mine.csv", table).string()));
    QTRY_VERIFY(window.demo()->current() && window.demo()->current()->request.input);
}

void TestMainWindow::aDemoComesBackWithItsFile()
{
    Desk desk;
    {
        const auto window = desk.window();
        showAndCompute(*window);
        window->openTarget(QStringLiteral("hippo"));
        useAVanishingFile(*window);
        window->close();
    }
    const auto again = desk.window();
    showAndCompute(*again);
    QCOMPARE(again->demo()->values().textOf("signal"), std::string("file"));
    QCOMPARE(again->demo()->current()->request.input->name, std::string("mine.csv"));
    QVERIFY2(again->demo()->values().textOf("length") == "auto", "a file is shown whole");
}

void TestMainWindow::aRecipeFindsTheCopyOfItsFile()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    window->openTarget(QStringLiteral("hippo"));
    useAVanishingFile(*window);
    const std::filesystem::path file = desk.folder.filePath(QStringLiteral("a.kaba")).toStdString();
    const ComputedPtr shown = window->demo()->current();
    QVERIFY(saveFigure(shown->figure, window->demo()->currentRecipe(), {}, file));
    window->demo()->setInput({});
    window->openTarget(qstring(file.string()));
    QTRY_VERIFY(window->demo()->input());
    QCOMPARE(window->demo()->input()->sha256, shown->request.input->sha256);
}

void TestMainWindow::opensAnExportedFigure()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    window->openTarget(QStringLiteral("hippo"));
    ParameterSet values = window->demo()->values();
    QVERIFY(values.setAll("order=9;measure=lagt;length=64"));
    window->demo()->setValues(values);
    QTRY_VERIFY(window->demo()->current() && window->demo()->current()->request.values == values);
    const std::filesystem::path file = desk.folder.filePath(QStringLiteral("a.svg")).toStdString();
    const Status saved =
        saveFigure(window->demo()->current()->figure, window->demo()->currentRecipe(), {}, file);
    QVERIFY(saved);
    window->openPaper(QStringLiteral("luna"));
    window->demo();
    window->openTarget(qstring(file.string()));
    QCOMPARE(window->page().paper(), QStringLiteral("hippo"));
    QVERIFY(window->demo()->values() == values);
}

void TestMainWindow::tellsWhatIsWrongWithAFile()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    const TemporaryFolder folder;
    window->openFile(qstring(folder.write("bad.kaba", "{ not a recipe").string()));
    QVERIFY(window->message().contains(QStringLiteral("bad.kaba")));
}

void TestMainWindow::switchesLanguageWithoutComputingAgain()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    const ComputedPtr before = window->demo()->current();
    const QString english = window->actions().open->text();
    window->actions().japanese->trigger();
    QCOMPARE(window->demo()->current(), before);
    QTRY_VERIFY(window->actions().open->text() != english);
    window->actions().english->trigger();
    QTRY_COMPARE(window->actions().open->text(), english);
}

void TestMainWindow::keepsTheChosenColourMap()
{
    Desk desk;
    {
        const auto window = desk.window();
        QVERIFY(window->actions().viridis->isChecked());
        window->actions().cividis->trigger();
    }
    QCOMPARE(desk.settings.value(Preference::ColourMap).toString(), QStringLiteral("cividis"));
    const auto again = desk.window();
    QVERIFY(again->actions().cividis->isChecked() && !again->actions().viridis->isChecked());
}

void TestMainWindow::leavesNoEnglishWhereThereIsJapanese()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    QTranslator japanese;
    QVERIFY(japanese.load(QStringLiteral(":/translations/kaba_ja.qm")));
    const QStringList contexts = contextsOf(*window);
    const auto left = [&] {
        QStringList english;
        for (const QString& text : wordsOf(*window))
            if (hasTranslation(japanese, contexts, text))
                english.append(text);
        return english;
    };
    QVERIFY(left().contains(QStringLiteral("&File")));
    QVERIFY(left().size() > 30);
    window->actions().japanese->trigger();
    QTRY_COMPARE(left(), QStringList());
    window->actions().english->trigger();
}

void TestMainWindow::keepsTheSettingsOfADemoInTheLibrary()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    ParameterSet values = window->demo()->values();
    QVERIFY(values.setText("order", "12"));
    window->demo()->parameters().changeValues(values, 1);
    const std::string id(window->demo()->demo().id);
    QTRY_VERIFY_WITH_TIMEOUT(desk.library->catalogue().demoSettings(id).value().value_or("").find("12") !=
                                 std::string::npos,
                             5000);
}

void TestMainWindow::sweepsOnceAtTheFirstStart()
{
    Desk desk;
    desk.settings.reset(Preference::FirstRunSeen);
    const auto window = desk.window();
    const std::string before = window->demo()->values().textOf("step");
    int moves = 0;
    connect(&window->demo()->parameters(), &ParameterPanel::changed, this,
            [&](const ParameterSet& values) { moves += values.textOf("step") == before ? 0 : 1; });
    window->show();
    QTRY_VERIFY_WITH_TIMEOUT(moves > 0, 60000);
    QVERIFY(!window->message().isEmpty());
    QVERIFY(desk.settings.value(Preference::FirstRunSeen).toBool());
    QTRY_VERIFY_WITH_TIMEOUT(!window->demo()->parameters().isPlaying(), 60000);
    QCOMPARE(window->demo()->values().textOf("step"), before);
}

void TestMainWindow::aNarrowWindowLeavesTheGroupsOutUntilAsked_data()
{
    QTest::addColumn<double>("factor");
    QTest::newRow("the desktop's letters") << 1.0;
    QTest::newRow("letters half as large again") << 1.5;
}

void TestMainWindow::aNarrowWindowLeavesTheGroupsOutUntilAsked()
{
    QFETCH(double, factor);
    const QFont usual = QApplication::font();
    const auto back = qScopeGuard([&usual] { QApplication::setFont(usual); });
    QFont font = usual;
    font.setPointSizeF(usual.pointSizeF() * factor);
    QApplication::setFont(font);
    Desk desk;
    const auto window = desk.window();
    window->resize(1280, 800);
    showAndCompute(*window);
    const auto* groups = window->findChild<GroupPane*>();
    QVERIFY(groups->isVisible());
    QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    window->resize(1024, 700);
    QTRY_VERIFY(!groups->isVisible());
    QVERIFY(window->papers().isVisible());
    QCOMPARE(window->width(), 1024);
    window->actions().groups->trigger();
    QVERIFY(groups->isVisible());
}

void TestMainWindow::everyControlHasANameForScreenReaders()
{
    Desk desk;
    const auto window = desk.window();
    showAndCompute(*window);
    int controls = 0;
    QStringList nameless;
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus ||
            widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        QAccessibleInterface* accessible =
            QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        QVERIFY(accessible);
        ++controls;
        if (accessible->text(QAccessible::Name).isEmpty())
            nameless << QStringLiteral("%1 '%2' in %3")
                            .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                 QLatin1String(widget->parentWidget()->metaObject()->className()));
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral("; "))));
    QVERIFY(controls > 20);
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
