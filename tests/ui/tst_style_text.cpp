// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/style_text.h"

#include <QtTest>

using namespace kaba;

Q_DECLARE_METATYPE(kaba::FigureStyle)

class TestStyleText : public QObject {
    Q_OBJECT
private slots:
    void comesBack_data();
    void comesBack();
    void refusesWhatIsNotAStyle_data();
    void refusesWhatIsNotAStyle();
};

void TestStyleText::comesBack_data()
{
    QTest::addColumn<FigureStyle>("style");
    QTest::addColumn<int>("words");
    QTest::newRow("default") << FigureStyle{} << 0;
    QTest::newRow("size") << FigureStyle{.sizeMm = {88.9, 60}} << 1;
    QTest::newRow("theme and resolution") << FigureStyle{.dpi = 600, .theme = Theme::Dark} << 2;
    QTest::newRow("colour map") << FigureStyle{.magnitudes = Magnitudes::Cividis} << 1;
    QTest::newRow("letters") << FigureStyle{.font = QStringLiteral("Noto Sans"), .fontSizePt = 7.5} << 2;
    QTest::newRow("no title") << FigureStyle{.title = QString()} << 1;
    QTest::newRow("own title") << FigureStyle{.title = QStringLiteral("図 1")} << 1;
}

void TestStyleText::comesBack()
{
    QFETCH(const FigureStyle, style);
    QFETCH(const int, words);
    const StyleText text = textOf(style);
    QCOMPARE(static_cast<int>(text.size()), words);
    const Result<FigureStyle> back = styleFrom(text);
    QVERIFY(back);
    QCOMPARE(back->sizeMm, style.sizeMm);
    QCOMPARE(back->dpi, style.dpi);
    QCOMPARE(back->theme, style.theme);
    QVERIFY(back->magnitudes == style.magnitudes);
    QCOMPARE(back->font, style.font);
    QCOMPARE(back->fontSizePt, style.fontSizePt);
    QCOMPARE(back->title, style.title);
}

void TestStyleText::refusesWhatIsNotAStyle_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("words");
    QTest::newRow("no unit") << QStringLiteral("size") << QStringLiteral("89x60");
    QTest::newRow("too small") << QStringLiteral("size") << QStringLiteral("89x9mm");
    QTest::newRow("half a dot") << QStringLiteral("dpi") << QStringLiteral("300.5");
    QTest::newRow("unknown theme") << QStringLiteral("theme") << QStringLiteral("grey");
    QTest::newRow("unsafe colours") << QStringLiteral("colour-map") << QStringLiteral("jet");
    QTest::newRow("giant letters") << QStringLiteral("font-size") << QStringLiteral("73");
}

void TestStyleText::refusesWhatIsNotAStyle()
{
    QFETCH(const QString, name);
    QFETCH(const QString, words);
    const Result<FigureStyle> style = styleFrom({{name.toStdString(), words.toStdString()}});
    QVERIFY(!style);
    QVERIFY(style.error().kind == Error::Kind::Usage);
    QVERIFY(style.error().message.en.find(words.toStdString()) != std::string::npos);
}

QTEST_GUILESS_MAIN(TestStyleText)
#include "tst_style_text.moc"
