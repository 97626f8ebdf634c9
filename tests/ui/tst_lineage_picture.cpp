// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/lineage_picture.h"

#include <QAbstractButton>
#include <QSignalSpy>
#include <QtTest>

#include <set>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

QList<LineageNode> nodes()
{
    QList<LineageNode> nodes;
    for (const QString& id : {u"hippo"_s, u"lssl"_s, u"s4"_s, u"h3"_s, u"dss"_s, u"s4d"_s, u"gss"_s})
        nodes.append({id, id.toUpper(), u"About "_s + id, true});
    nodes.append({u"lra"_s, u"LRA"_s, u"Benchmark"_s, false});
    return nodes;
}

QList<LineageEdge> edges()
{
    const auto edge = [](const char* from, const char* to, bool mainLine = false) {
        return LineageEdge{QString::fromLatin1(from), QString::fromLatin1(to),
                           QString::fromLatin1(from) + u"-"_s + QString::fromLatin1(to), mainLine, true};
    };
    return {edge("hippo", "lssl", true), edge("lssl", "s4", true), edge("s4", "h3", true),
            edge("hippo", "s4"),         edge("s4", "dss"),        edge("dss", "gss"),
            edge("s4", "s4d"),           edge("s4d", "h3"),        edge("gss", "h3"),
            edge("lra", "s4"),           edge("lra", "nowhere")};
}

} // namespace

class TestLineagePicture : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEdgeGoesDown()
    {
        const QList<LineagePlace> places = placeLineage(nodes(), edges());
        QHash<QString, LineagePlace> at;
        for (qsizetype i = 0; i < places.size(); ++i)
            at.insert(nodes()[i].id, places[i]);
        for (const LineageEdge& edge : edges())
            if (at.contains(edge.to))
                QVERIFY2(at[edge.from].row < at[edge.to].row, qPrintable(edge.note));
        for (const QString& id : {u"hippo"_s, u"lssl"_s, u"s4"_s, u"h3"_s})
            QCOMPARE(at[id].column, 0);
        QCOMPARE(at[u"lra"_s].row, at[u"s4"_s].row - 1);
        QVERIFY(at[u"gss"_s].column > 0);
    }

    void noTwoNodesShareAPlace()
    {
        std::set<std::pair<int, int>> taken;
        for (const LineagePlace& place : placeLineage(nodes(), edges()))
            QVERIFY(taken.emplace(place.row, place.column).second);
    }

    void aCircleEnds()
    {
        const auto places =
            placeLineage(nodes().mid(0, 2), {{u"hippo"_s, u"lssl"_s, {}}, {u"lssl"_s, u"hippo"_s, {}}});
        QCOMPARE(places.size(), 2);
    }

    void boxesDoNotOverlap_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {200, 240, 400})
            QTest::addRow("%d", width) << width;
    }
    void boxesDoNotOverlap()
    {
        QFETCH(int, width);
        LineagePicture picture;
        picture.setLineage(nodes(), edges());
        picture.resize(width, picture.sizeHint().height());
        picture.show();
        const auto boxes = picture.findChildren<QAbstractButton*>();
        QCOMPARE(boxes.size(), nodes().size());
        for (const auto* a : boxes) {
            QVERIFY(picture.rect().contains(a->geometry()));
            for (const auto* b : boxes)
                QVERIFY(a == b || !a->geometry().intersects(b->geometry()));
        }
    }

    void clickAndEnterOpen()
    {
        LineagePicture picture;
        picture.setLineage(nodes(), edges());
        picture.resize(240, picture.sizeHint().height());
        picture.show();
        QSignalSpy opened(&picture, &LineagePicture::opened);
        auto* s4 = picture.findChild<QAbstractButton*>(u"lineage-s4"_s);
        QTest::mouseClick(s4, Qt::LeftButton);
        QCOMPARE(opened.takeFirst().front().toString(), u"s4"_s);
        QTest::keyClick(s4, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().front().toString(), u"s4"_s);
    }

    void arrowsFollowThePicture()
    {
        LineagePicture picture;
        picture.setLineage(nodes(), edges());
        picture.resize(240, picture.sizeHint().height());
        picture.show();
        QVERIFY(QTest::qWaitForWindowActive(&picture));
        picture.findChild<QAbstractButton*>(u"lineage-hippo"_s)->setFocus();
        const auto walk = [&](Qt::Key key) {
            QTest::keyClick(picture.focusWidget(), key);
            return picture.focusWidget()->objectName();
        };
        QCOMPARE(walk(Qt::Key_Down), u"lineage-lssl"_s);
        QCOMPARE(walk(Qt::Key_Down), u"lineage-s4"_s);
        QCOMPARE(walk(Qt::Key_Up), u"lineage-lssl"_s);
        QCOMPARE(walk(Qt::Key_Right), u"lineage-lra"_s);
        QCOMPARE(walk(Qt::Key_Left), u"lineage-lssl"_s);
    }

    void theNoteStandsOnItsEdge()
    {
        LineagePicture picture;
        picture.setLineage(nodes(), edges());
        picture.resize(240, picture.sizeHint().height());
        picture.show();
        const QRect a = picture.findChild<QAbstractButton*>(u"lineage-hippo"_s)->geometry();
        const QRect b = picture.findChild<QAbstractButton*>(u"lineage-lssl"_s)->geometry();
        QCOMPARE(picture.noteAt({a.center().x(), (a.bottom() + b.top()) / 2}), u"hippo-lssl"_s);
        QVERIFY(picture.noteAt({picture.width() - 1, 1}).isEmpty());
    }

    void everyNodeHasANameForTheScreenReader()
    {
        LineagePicture picture;
        picture.setLineage(nodes(), edges());
        QVERIFY(!picture.accessibleName().isEmpty());
        for (const auto* box : picture.findChildren<QAbstractButton*>()) {
            QVERIFY(!box->accessibleName().isEmpty());
            QVERIFY(!box->accessibleDescription().isEmpty());
        }
    }
};

QTEST_MAIN(TestLineagePicture)
#include "tst_lineage_picture.moc"
