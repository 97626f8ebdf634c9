// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/marked_label.h"

#include <QtTest>

using namespace kaba;

namespace {

/// Rows that hold ink, from the top.
QList<int> inkedRows(QWidget& widget)
{
    const QImage image = widget.grab().toImage();
    QList<int> rows;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (qGray(image.pixel(x, y)) < 128) {
                rows.append(y);
                break;
            }
    return rows;
}

void prepare(QLabel& label, const QString& text)
{
    label.setText(text);
    QPalette palette;
    palette.setColor(QPalette::Window, Qt::white);
    palette.setColor(QPalette::WindowText, Qt::black);
    label.setPalette(palette);
    label.setAutoFillBackground(true);
    label.resize(200, 40);
}

} // namespace

class TestMarkedLabel : public QObject {
    Q_OBJECT
private slots:
    void plainTextIsDrawnAsQLabelDoes();
    void aBarStandsAboveItsLetter();
    void wrapsAndSaysHowHighItIs();
    void keepsTheTextForScreenReaders();
};

void TestMarkedLabel::plainTextIsDrawnAsQLabelDoes()
{
    MarkedLabel ours;
    QLabel theirs;
    prepare(ours, QStringLiteral("Order N"));
    prepare(theirs, QStringLiteral("Order N"));
    QCOMPARE(ours.grab().toImage(), theirs.grab().toImage());
}

void TestMarkedLabel::aBarStandsAboveItsLetter()
{
    MarkedLabel without;
    MarkedLabel with;
    prepare(without, QStringLiteral("x\u0302 B")); // the mark chooses the painter; B sets the height
    prepare(with, QStringLiteral("x\u0302 B\u0304"));
    const QList<int> plain = inkedRows(without);
    const QList<int> barred = inkedRows(with);
    QVERIFY(!plain.isEmpty() && !barred.isEmpty());
    QVERIFY2(barred.first() < plain.first(), "the bar of B must rise above the letter");
    QCOMPARE(barred.last(), plain.last());
}

void TestMarkedLabel::wrapsAndSaysHowHighItIs()
{
    MarkedLabel label;
    label.setWordWrap(true);
    label.setText(QStringLiteral("B\u0304 and many more words that need several lines of this label"));
    const int line = label.fontMetrics().lineSpacing();
    QVERIFY(label.heightForWidth(120) >= 3 * line);
    QVERIFY(label.heightForWidth(2000) < 2 * line);
}

void TestMarkedLabel::keepsTheTextForScreenReaders()
{
    MarkedLabel label;
    label.setText(QStringLiteral("B\u0304"));
    QCOMPARE(label.text(), QStringLiteral("B\u0304"));
}

QTEST_MAIN(TestMarkedLabel)
#include "tst_marked_label.moc"
