// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/fold.h"

#include <QtTest>

#include <random>

using namespace kaba;

class FoldTest : public QObject {
    Q_OBJECT
private slots:
    void makesSpellingsEqual_data();
    void makesSpellingsEqual();
    void keepsDifferencesThatMatter_data();
    void keepsDifferencesThatMatter();
    void doesNotCareHowAccentsAreStored();
    void survivesBrokenBytes();
    void tellsWhereEachByteCameFrom();
    void splitsWordsFromPairs();
    void findsSpans_data();
    void findsSpans();
    void findsSpansLikeTheSlowWay();
};

void FoldTest::makesSpellingsEqual_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    const std::pair<const char*, const char*> rows[] = {
        {"Krämer", "kramer"},
        {"Ré", "re"},
        {"Ｓｋｙ", "sky"},
        {"ｶｰﾈﾙ", "カーネル"},
        {"アテンション", "あてんしょん"},
        {"ﾊﾞﾝﾄﾞ", "バンド"},
        {"Sørensen", "sorensen"},
        {"Łukasz", "lukasz"},
        {"STRASSE", "straße"},
        {"ﬁne", "fine"},
        {"S₄", "s4"},
        {"①", "1"},
        {"İstanbul", "istanbul"},
        {"Erdős", "erdos"},
        {"ヴァ", "ゔぁ"},
    };
    for (const auto& [one, other] : rows)
        QTest::newRow(one) << QString::fromUtf8(one) << QString::fromUtf8(other);
}

void FoldTest::makesSpellingsEqual()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QCOMPARE(fold(one.toStdString()), fold(other.toStdString()));
}

void FoldTest::keepsDifferencesThatMatter_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::newRow("voiced kana") << "ガ"
                                 << "カ";
    QTest::newRow("half-voiced kana") << "パ"
                                      << "バ";
    QTest::newRow("long vowel") << "カーネル"
                                << "カネル";
    QTest::newRow("letters") << "gu"
                             << "go";
}

void FoldTest::keepsDifferencesThatMatter()
{
    QFETCH(QString, one);
    QFETCH(QString, other);
    QVERIFY(fold(one.toStdString()) != fold(other.toStdString()));
}

void FoldTest::doesNotCareHowAccentsAreStored()
{
    std::mt19937 random(7);
    const QString alphabet = QStringLiteral("aZé ü漢字カガがぱヴーｶﾞ Ωñ、。9ſ½ﾊﾟ々");
    for (int round = 0; round < 500; ++round) {
        QString text;
        for (int i = 0; i < 12; ++i)
            text += alphabet[static_cast<int>(random() % static_cast<unsigned>(alphabet.size()))];
        const std::string composed = text.normalized(QString::NormalizationForm_C).toStdString();
        const std::string decomposed = text.normalized(QString::NormalizationForm_D).toStdString();
        QCOMPARE(fold(composed), fold(decomposed));
        QCOMPARE(fold(fold(composed)), fold(composed));
        QCOMPARE(foldWithOrigin(composed).text, fold(composed));
    }
}

void FoldTest::survivesBrokenBytes()
{
    QCOMPARE(fold("a\xFF"
                  "b"),
             std::string("a\xEF\xBF\xBD"
                         "b"));
    QCOMPARE(fold("\xE6\xB3"), std::string("\xEF\xBF\xBD"));
    QCOMPARE(fold(std::string_view("a\0B", 3)), std::string("a\0b", 3));
    QCOMPARE(fold(""), std::string());
}

void FoldTest::tellsWhereEachByteCameFrom()
{
    const std::string text = "Ré ﾊﾞ①";
    const Folded folded = foldWithOrigin(text);
    QCOMPARE(folded.text, std::string("re ば1"));
    const std::vector<Span> expected{{0, 1}, {1, 3}, {3, 4}, {4, 10}, {4, 10}, {4, 10}, {10, 13}};
    QVERIFY(folded.origin == expected);
}

void FoldTest::splitsWordsFromPairs()
{
    const std::string folded = fold("HiPPOの状態空間 (S4-D) 注");
    QCOMPARE(words(folded), std::string("hippo s4 d"));
    QCOMPARE(pairs(folded), std::string("の状 状態 態空 空間 間 注"));
    QCOMPARE(pairsToFind("状態空"), std::string("状態 態空"));
    QCOMPARE(words("…—!"), std::string());
}

void FoldTest::findsSpans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("marked");
    QTest::newRow("word") << "Self-Attention and more"
                          << "attention "
                          << "Self-[Attention] and more";
    QTest::newRow("last word may be unfinished") << "Autoformer, former"
                                                 << "auto"
                                                 << "[Auto]former, former";
    QTest::newRow("finished word") << "Autoformer, former"
                                   << "former "
                                   << "Autoformer, [former]";
    QTest::newRow("accent") << "Nicholas Krämer"
                            << "kram"
                            << "Nicholas [Kräm]er";
    QTest::newRow("inside Japanese") << "自己注意と注意機構"
                                     << "注意"
                                     << "自己[注意]と[注意]機構";
    QTest::newRow("width") << "ガウスカーネル"
                           << "ｶｰﾈﾙ"
                           << "ガウス[カーネル]";
    QTest::newRow("both writings") << "Gu の状態空間モデル"
                                   << "状態空間 gu"
                                   << "[Gu] の[状態空間]モデル";
    QTest::newRow("nothing") << "Gu"
                             << "zzz"
                             << "Gu";
    QTest::newRow("blank") << "Gu"
                           << " "
                           << "Gu";
}

void FoldTest::findsSpans()
{
    QFETCH(QString, text);
    QFETCH(QString, query);
    QFETCH(QString, marked);
    const QByteArray original = text.toUtf8();
    QByteArray shown = original;
    const std::vector<Span> spans = matchSpans(original.toStdString(), query.toStdString());
    for (auto span = spans.rbegin(); span != spans.rend(); ++span)
        shown.insert(static_cast<qsizetype>(span->end), ']').insert(static_cast<qsizetype>(span->begin), '[');
    QCOMPARE(QString::fromUtf8(shown), marked);
}

void FoldTest::findsSpansLikeTheSlowWay()
{
    // On plain kanji every folded character is itself, three bytes long.
    std::mt19937 random(3);
    const QString alphabet = QStringLiteral("注意機構");
    const auto draw = [&](int length) {
        QString text;
        while (text.size() < length)
            text += alphabet[static_cast<int>(random() % 4)];
        return text;
    };
    for (int round = 0; round < 300; ++round) {
        const QString text = draw(20), query = draw(2);
        std::size_t covered = 0;
        for (const Span& span : matchSpans(text.toStdString(), query.toStdString()))
            covered += span.end - span.begin;
        const QString rest = QString(text).replace(query, QString());
        QCOMPARE(covered, static_cast<std::size_t>(text.size() - rest.size()) * 3);
    }
}

QTEST_GUILESS_MAIN(FoldTest)
#include "tst_fold.moc"
