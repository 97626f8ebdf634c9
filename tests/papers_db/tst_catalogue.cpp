// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/papers_db/library_support.h"

#include <QtTest>

using namespace kaba;

class CatalogueTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_catalogue.emplace(opened(m_folder.path(""))); }
    void holdsTheShippedFacts();
    void countsTheGroups();
    void findsWords_data();
    void findsWords();
    void findsNothingInNonsense();

private:
    TemporaryFolder m_folder;
    std::optional<Catalogue> m_catalogue;
};

void CatalogueTest::holdsTheShippedFacts()
{
    const auto papers = m_catalogue->papers();
    QVERIFY(papers);
    QCOMPARE(std::count_if(papers->begin(), papers->end(),
                           [](const PaperRow& row) { return row.number.has_value(); }),
             39);
    QCOMPARE(papers->size(), std::size_t{39 + 14});
    const auto lineage = m_catalogue->lineage();
    QVERIFY(lineage);
    QCOMPARE(lineage->entries.size(), std::size_t{15});
    QCOMPARE(lineage->edges.size(), std::size_t{22});
}

void CatalogueTest::countsTheGroups()
{
    const auto groups = m_catalogue->groups();
    QVERIFY(groups);
    QCOMPARE(groups->size(), std::size_t{58});
    for (const auto& [path, count] :
         {std::pair{"transformer", 21}, {"rnn", 11}, {"other", 7}, {"rnn/theory/learnability", 2}}) {
        const auto group =
            std::find_if(groups->begin(), groups->end(), [&](const Group& g) { return g.path == path; });
        QVERIFY(group != groups->end());
        QCOMPARE(group->count, count);
        const auto within = m_catalogue->papers({.group = path});
        QVERIFY(within);
        QCOMPARE(static_cast<int>(within->size()), count);
    }
}

void CatalogueTest::findsWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("paper");
    const std::pair<const char*, const char*> rows[] = {
        {"Nystrom", "skyformer"},
        {"nyström", "skyformer"},
        {"注意", "alignment-attention"},
        {"状態空間", "lssl"},
        {"Kramer", "probabilistic-ssm-ode"},
        {"autoform", "autoformer"},
        {"Turing", "rnn-turing-completeness"},
        {"ｓｋｙｆｏｒｍｅｒ", "skyformer"},
        {"カーネル", "skyformer"},
        {"かーねる", "skyformer"},
        {"ｶｰﾈﾙ", "skyformer"},
        {"Gu 状態空間", "lssl"},
        {"意", "alignment-attention"},
    };
    for (const auto& [words, paper] : rows)
        QTest::newRow(words) << QString::fromUtf8(words) << QString::fromUtf8(paper);
}

void CatalogueTest::findsWords()
{
    QFETCH(QString, words);
    QFETCH(QString, paper);
    const std::vector<Hit> hits = must(m_catalogue->search(words.toStdString()));
    QVERIFY2(idsOf(hits).contains(paper), qPrintable(idsOf(hits).join(' ')));
    for (const Hit& hit : hits)
        QVERIFY2(!hit.matches.empty(), hit.paper.id.c_str());
}

void CatalogueTest::findsNothingInNonsense()
{
    QCOMPARE(idsOf(must(m_catalogue->search("zzzzqqq"))), QStringList());
    QCOMPARE(idsOf(must(m_catalogue->search("\"*^:() --"))), QStringList());
}

QTEST_GUILESS_MAIN(CatalogueTest)
#include "tst_catalogue.moc"
