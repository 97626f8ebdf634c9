// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/marked_text.h"

#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

/// What stands under the marks.
QStringList markedWords(const MarkedText& line)
{
    QStringList words;
    for (const MarkedSpan& span : line.marks)
        words.append(line.text.mid(span.begin, span.length));
    return words;
}

} // namespace

class TestMarkedText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstHitIsAlwaysSeen_data()
    {
        QTest::addColumn<qsizetype>("at");
        QTest::addColumn<int>("width");
        for (const qsizetype at : {0, 20, 200, 395})
            for (const int width : {150, 300, 10000})
                QTest::addRow("%lld in %d", static_cast<long long>(at), width) << at << width;
    }
    void theFirstHitIsAlwaysSeen()
    {
        QFETCH(qsizetype, at);
        QFETCH(int, width);
        QString text = u"abcd "_s.repeated(80);
        text.replace(at, 4, u"here"_s);
        const QFontMetrics metrics{QFont()};
        const MarkedText cut = elided({text, {{at, 4}}}, metrics, width);
        QCOMPARE(markedWords(cut), QStringList{u"here"_s});
        QVERIFY(metrics.horizontalAdvance(cut.text) <= std::max(width, metrics.horizontalAdvance(text)));
    }

    void withoutMarksTheEndIsCut()
    {
        const QString text = u"Combining Recurrent, Convolutional, and Continuous-time Models"_s;
        const MarkedText cut = elided({text}, QFontMetrics{QFont()}, 100);
        QVERIFY(text.startsWith(cut.text.chopped(1)));
        QVERIFY(cut.text.endsWith(QChar(0x2026)));
    }

    void theMarkIsBehindItsWordAlone()
    {
        QImage image(400, 30, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setPen(Qt::black);
        const MarkedText line{u"attention is marked"_s, {{13, 6}}};
        drawMarked(painter, {0, 0, 400, 30}, line, Qt::yellow);
        const QFontMetrics metrics(painter.font());
        painter.end();
        const int before = metrics.horizontalAdvance(u"attention is "_s);
        const int after = metrics.horizontalAdvance(u"attention is marked"_s);
        int yellow = 0, stray = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixelColor(x, y) == QColor(Qt::yellow))
                    ++(x >= before - 2 && x <= after + 2 ? yellow : stray);
        QVERIFY(yellow > 100);
        QCOMPARE(stray, 0);
    }
};

QTEST_MAIN(TestMarkedText)
#include "tst_marked_text.moc"
