// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_library.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/paper_list.h"
#include "ui/catalogue/paper_list_model.h"
#include "ui/page/paper_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QSplitter>
#include <QtTest>

#include <algorithm>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

/// The three panes side by side, as the window has them.
struct Panes {
    test::TemporaryLibrary library;
    QSplitter window;
    GroupPane* groups = new GroupPane(*library);
    PaperList* list = new PaperList(*library);
    PaperPage* page = new PaperPage(*library);

    Panes()
    {
        for (QWidget* pane :
             {static_cast<QWidget*>(groups), static_cast<QWidget*>(list), static_cast<QWidget*>(page)})
            window.addWidget(pane);
        window.setSizes({240, 340, 700});
        window.resize(1280, 800);
        window.show();
    }
    void setLanguage(Language language) const
    {
        groups->setLanguage(language);
        list->setLanguage(language);
        page->setLanguage(language);
    }
    QStringList shown() const { return list->findChild<PaperListModel*>()->ids(); }
};

/// The share of pixels that differ from the paper they stand on.
double inkShare(const QImage& picture, const QColor& paper)
{
    int ink = 0;
    for (int y = 0; y < picture.height(); y += 2)
        for (int x = 0; x < picture.width(); x += 2)
            ink += picture.pixelColor(x, y) != paper;
    return 4.0 * ink / (picture.width() * picture.height());
}

} // namespace

class TestCatalogueLook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Draws the panes in every theme and language; with KABA_SHOTS=folder the pictures are kept to be looked at.
    void everyPaneIsDrawn_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("language");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("paper");
        const auto row = [](const char* name, Theme theme, Language language, const QString& words,
                            const QString& paper) {
            QTest::newRow(name) << static_cast<int>(theme) << static_cast<int>(language) << words << paper;
        };
        row("light-en", Theme::Light, Language::English, {}, u"lssl"_s);
        row("dark-en", Theme::Dark, Language::English, u"kernel"_s, u"skyformer"_s);
        row("light-ja", Theme::Light, Language::Japanese, u"注意"_s, u"alignment-attention"_s);
        row("dark-ja", Theme::Dark, Language::Japanese, {}, u"h3"_s);
    }
    void everyPaneIsDrawn()
    {
        QFETCH(int, theme);
        QFETCH(int, language);
        QFETCH(QString, words);
        QFETCH(QString, paper);
        applyTheme(*qApp, static_cast<Theme>(theme));
        Panes panes;
        const auto tag = panes.library->createTag(u"to try"_s, u"#0072b2"_s);
        const auto other = panes.library->createTag(u"卒論"_s, u"#e69f00"_s);
        QVERIFY(panes.library->assignTag({u"lssl"_s, u"skyformer"_s, u"h3"_s}, *tag));
        QVERIFY(panes.library->assignTag({u"lssl"_s, u"alignment-attention"_s, u"h3"_s}, *other));
        QVERIFY(panes.library->setReading({u"lssl"_s, u"hippo"_s, u"luna"_s}, Reading::Read));
        QVERIFY(panes.library->setReading({u"skyformer"_s}, Reading::Reading));
        panes.setLanguage(static_cast<Language>(language));
        panes.list->setWords(words);
        panes.page->showPaper(paper);
        panes.groups->setCurrentPaper(paper);
        panes.list->setCurrentPaper(paper);
        QTRY_VERIFY(panes.shown().contains(paper) && (words.isEmpty() || panes.shown().size() < 53));
        QCoreApplication::processEvents();
        for (const QWidget* pane : {static_cast<QWidget*>(panes.groups), static_cast<QWidget*>(panes.list),
                                    static_cast<QWidget*>(panes.page)}) {
            const double ink = inkShare(const_cast<QWidget*>(pane)->grab().toImage(),
                                        colours(static_cast<Theme>(theme)).paper);
            QVERIFY2(ink > 0.02 && ink < 0.6, qPrintable(QString::number(ink)));
        }
        if (const QString folder = qEnvironmentVariable("KABA_SHOTS"); !folder.isEmpty())
            panes.window.grab().save(
                QDir(folder).filePath(QString::fromLatin1(QTest::currentDataTag()) + u".png"_s));
    }
};

QTEST_MAIN(TestCatalogueLook)
#include "tst_catalogue_look.moc"
