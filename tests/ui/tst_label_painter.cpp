// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/label_painter.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QPainter>
#include <QtTest>

using namespace kaba;

namespace {

constexpr int kSize = 48;

QFont bigFont()
{
    QFont font = figureFont({});
    font.setPixelSize(kSize);
    return font;
}

QImage drawn(const QString& text)
{
    QImage image(200, 120, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawLabel(painter, {20, 90}, text, bigFont(), Qt::black);
    return image;
}

/// The smallest rectangle round the dark pixels that one image has and the other lacks.
QRect inkOnlyIn(const QImage& image, const QImage& other)
{
    QRect ink;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qGray(image.pixel(x, y)) < 100 && qGray(other.pixel(x, y)) > 150)
                ink |= QRect(x, y, 1, 1);
    return ink;
}

} // namespace

class TestLabelPainter : public QObject {
    Q_OBJECT

private slots:
    void marksSitOverTheirLetter_data();
    void marksSitOverTheirLetter();
    void marksTakeNoWidth();
    void precomposedLettersGetTheSameBar();
    void linesBreakWhereTheyMay();
    void valuesStayWithTheirSign();
    void balancedLinesAreAlike();
};

void TestLabelPainter::marksSitOverTheirLetter_data()
{
    QTest::addColumn<QString>("letter");
    QTest::addColumn<QChar>("mark");
    QTest::newRow("K bar") << QStringLiteral("K") << QChar(0x0304);
    QTest::newRow("B bar") << QStringLiteral("B") << QChar(0x0304);
    QTest::newRow("lambda bar") << QStringLiteral("λ") << QChar(0x0304);
    QTest::newRow("C tilde") << QStringLiteral("C") << QChar(0x0303);
    QTest::newRow("x hat") << QStringLiteral("x") << QChar(0x0302);
}

void TestLabelPainter::marksSitOverTheirLetter()
{
    QFETCH(QString, letter);
    QFETCH(QChar, mark);
    const QImage plain = drawn(letter), marked = drawn(letter + mark);
    QImage empty(plain.size(), plain.format());
    empty.fill(Qt::white);
    const QRect base = inkOnlyIn(plain, empty), over = inkOnlyIn(marked, plain);
    QVERIFY(!over.isEmpty());
    QVERIFY(over.bottom() < base.top());                           // above, not through
    QVERIFY(base.top() - over.bottom() < kSize / 4);               // and close
    QVERIFY(std::abs(over.center().x() - base.center().x()) <= 2); // centred
    QVERIFY(over.left() >= base.left() - kSize / 8 && over.right() <= base.right() + kSize / 8);
    QVERIFY(inkOnlyIn(plain, marked).isEmpty()); // the letter itself is unchanged
}

void TestLabelPainter::marksTakeNoWidth()
{
    QCOMPARE(labelWidth(QStringLiteral("K\u0304 = C\u0303B\u0304"), bigFont()),
             labelWidth(QStringLiteral("K = CB"), bigFont()));
}

void TestLabelPainter::precomposedLettersGetTheSameBar()
{
    QCOMPARE(drawn(QStringLiteral("Ā")), drawn(QStringLiteral("A\u0304")));
}

void TestLabelPainter::linesBreakWhereTheyMay()
{
    const QFont font = bigFont();
    const QString words = QStringLiteral("Kernel of LegS over time");
    const double width = labelWidth(QStringLiteral("Kernel of LegS"), font) + 4;
    QCOMPARE(wrappedLabel(words, font, width, 2),
             QStringList({QStringLiteral("Kernel of LegS"), QStringLiteral("over time")}));
    const QStringList one = wrappedLabel(words, font, width, 1);
    QCOMPARE(one.size(), 1);
    QVERIFY(one[0].endsWith(u'…') && labelWidth(one[0], font) <= width);
    const QStringList japanese = wrappedLabel(QStringLiteral("係数の時間変化と再構成"), font, 6.5 * kSize, 2);
    QCOMPARE(japanese.join(QString()), QStringLiteral("係数の時間変化と再構成"));
    QCOMPARE(japanese.size(), 2);
    QVERIFY(wrappedLabel({}, font, 100, 2).isEmpty());
}

void TestLabelPainter::valuesStayWithTheirSign()
{
    const QFont font = bigFont();
    const QStringList lines = wrappedLabel(QStringLiteral("Kernel of order N = 64"), font,
                                           labelWidth(QStringLiteral("Kernel of order N ="), font) + 4, 2);
    QCOMPARE(lines, QStringList({QStringLiteral("Kernel of order"), QStringLiteral("N = 64")}));
}

void TestLabelPainter::balancedLinesAreAlike()
{
    const QFont font = bigFont();
    const QString words = QStringLiteral("History recalled by the memory after sample one");
    const QStringList lines = balancedLabel(words, font, labelWidth(words, font) * 0.9, 2);
    QCOMPARE(lines.size(), 2);
    QVERIFY(labelWidth(lines[1], font) > 0.6 * labelWidth(lines[0], font));
}

QTEST_MAIN(TestLabelPainter)
#include "tst_label_painter.moc"
