// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/bibtex.h"
#include "papers_db/listing.h"
#include "tests/papers_db/library_support.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

using namespace kaba;

class ListingTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { m_catalogue.emplace(opened(m_folder.path("library"))); }
    void escapesForLatex_data();
    void escapesForLatex();
    void bibtexHoldsEveryWorkOnce();
    void bibtexOfOnePaper();
    void markdownNestsGroups_data();
    void markdownNestsGroups();
    void jsonSaysAll();
    void findsTagsByName();
    void namesTheNearestGroup();
    void listsGroupsOfTheReader();

private:
    QString list(const char* words, const Filter& filter, ListingFormat format,
                 Language language = Language::English)
    {
        return QString::fromStdString(must(listing(*m_catalogue, words, filter, format, language)).text);
    }
    TemporaryFolder m_folder;
    std::optional<Catalogue> m_catalogue;
};

void ListingTest::escapesForLatex_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("latex");
    QTest::newRow("signs") << "50% of A&B_#{1}"
                           << "50\\% of A\\&B\\_\\#\\{1\\}";
    QTest::newRow("backslash") << "a\\b~c^d"
                               << "a{\\textbackslash}b{\\textasciitilde}c{\\textasciicircum}d";
    QTest::newRow("accents") << "Krämer Ré Erdős Čech ñ ï Å"
                             << "Kr{\\\"a}mer R{\\'e} Erd{\\H o}s {\\v C}ech {\\~n} {\\\"\\i} {\\r A}";
    QTest::newRow("decomposed accent") << QStringLiteral("e\u0301") << "{\\'e}";
    QTest::newRow("letters") << "Sørensen Łukasz groß"
                             << "S{\\o}rensen {\\L}ukasz gro{\\ss}";
    QTest::newRow("dashes and quotes") << "1–2 “a”"
                                       << "1--2 ``a''";
    QTest::newRow("Japanese stays") << "注意機構"
                                    << "注意機構";
}

void ListingTest::escapesForLatex()
{
    QFETCH(QString, text);
    QFETCH(QString, latex);
    QCOMPARE(QString::fromStdString(latexEscaped(text.toStdString())), latex);
}

void ListingTest::bibtexHoldsEveryWorkOnce()
{
    const QString entries = list("", {}, ListingFormat::Bibtex);
    const QRegularExpression head(QStringLiteral("^@(\\w+)\\{([A-Za-z0-9_]+),$"),
                                  QRegularExpression::MultilineOption);
    QStringList keys;
    for (auto match = head.globalMatch(entries); match.hasNext();)
        keys << match.next().captured(2);
    QCOMPARE(keys.size(), 39 + 14 - 6); // the six tasks are cited through their benchmark
    QCOMPARE(keys.removeDuplicates(), 0);
    QCOMPARE(entries.count(QLatin1Char('{')), entries.count(QLatin1Char('}')));
    QVERIFY(keys.contains(QStringLiteral("NEURIPS2021_05546b0e")));
    QVERIFY(keys.contains(QStringLiteral("gu2022s4")));
}

void ListingTest::bibtexOfOnePaper()
{
    const std::string entry = bibtexOf(must(m_catalogue->paper("skyformer")));
    QVERIFY(entry.starts_with("@inproceedings{NEURIPS2021_"));
    QVERIFY(
        entry.find(
            "title = {{Skyformer: Remodel Self-Attention with Gaussian Kernel and Nystr{\\\"o}m Method}},") !=
        std::string::npos);
    QVERIFY(entry.find("author = {Chen, Yifan and Zeng, Qi and Ji, Heng and Yang, Yun},") !=
            std::string::npos);
    QVERIFY(entry.find("year = {2021},") != std::string::npos);
    QVERIFY(
        bibtexOf(must(m_catalogue->paper("speech-commands"))).starts_with("@misc{warden2018speechcommands,"));
}

void ListingTest::markdownNestsGroups_data()
{
    QTest::addColumn<QString>("group");
    QTest::addColumn<int>("papers");
    QTest::newRow("transformer") << "transformer" << 21;
    QTest::newRow("rnn") << "rnn" << 11;
    QTest::newRow("other") << "other" << 7;
    QTest::newRow("node") << "rnn/theory/learnability" << 2;
}

void ListingTest::markdownNestsGroups()
{
    QFETCH(QString, group);
    QFETCH(int, papers);
    const QString markdown = list("", {.group = group.toStdString()}, ListingFormat::Markdown);
    const QStringList lines = markdown.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    QVERIFY(lines.first().startsWith(QStringLiteral("- **")));
    int entries = 0, depth = 0;
    for (const QString& line : lines) {
        const auto indent = static_cast<int>(line.indexOf(QStringLiteral("- ")));
        QVERIFY2(indent % 2 == 0 && indent <= depth + 2, qPrintable(line));
        depth = indent;
        entries += line.contains(QStringLiteral("](http")) ? 1 : 0;
    }
    QCOMPARE(entries, papers);
    QVERIFY(list("", {.group = "rnn"}, ListingFormat::Markdown, Language::Japanese)
                .contains(QStringLiteral("理論")));
}

void ListingTest::jsonSaysAll()
{
    const QJsonArray all = QJsonDocument::fromJson(list("", {}, ListingFormat::Json).toUtf8()).array();
    QCOMPARE(all.size(), 53);
    const QJsonObject first = all.first().toObject();
    QCOMPARE(first[QStringLiteral("id")].toString(), QStringLiteral("lssl"));
    QCOMPARE(first[QStringLiteral("number")].toInt(), 1);
    QCOMPARE(first[QStringLiteral("authors")].toArray().size(), 7);
    QCOMPARE(first[QStringLiteral("groups")].toArray().first().toString(),
             QStringLiteral("other/ode-systems/linear-time-invariant"));
    const QJsonObject code = first[QStringLiteral("code")].toArray().first().toObject();
    QCOMPARE(code[QStringLiteral("state")].toString(), QStringLiteral("repository"));
    QCOMPARE(code[QStringLiteral("date")].toString(), QStringLiteral("2022-01-27"));
    std::map<QString, int> states;
    for (const QJsonValue& paper : all)
        if (!paper[QStringLiteral("number")].isNull())
            ++states[paper[QStringLiteral("code")][0][QStringLiteral("state")].toString()];
    QCOMPARE(states[QStringLiteral("repository")], 21);
    QCOMPARE(states[QStringLiteral("none")], 2);
    QCOMPARE(states[QStringLiteral("not-listed")], 16);
    QCOMPARE(list("zzzzqqq", {}, ListingFormat::Json), QStringLiteral("[]\n"));
    QVERIFY(list("zzzzqqq", {}, ListingFormat::Markdown).isEmpty());
}

void ListingTest::findsTagsByName()
{
    const Result<Tag> none = tagNamed(*m_catalogue, "later");
    QVERIFY(!none && none.error().kind == Error::Kind::Usage);
    const Tag tag = must(m_catalogue->createTag("Später", "#010203"));
    QCOMPARE(must(tagNamed(*m_catalogue, "SPATER")).id, tag.id);
    const Result<Tag> near = tagNamed(*m_catalogue, "spate");
    QVERIFY(!near && near.error().message.en.find("Später") != std::string::npos);
}

void ListingTest::namesTheNearestGroup()
{
    const Result<Listing> wrong =
        listing(*m_catalogue, "", {.group = "trasformer"}, ListingFormat::Json, Language::English);
    QVERIFY(!wrong && wrong.error().kind == Error::Kind::Usage);
    QVERIFY(wrong.error().message.en.find("'transformer'") != std::string::npos);
}

void ListingTest::listsGroupsOfTheReader()
{
    Catalogue catalogue = opened(m_folder.path("own"));
    Outline outline =
        must(withGroup({{"Reading circle", "輪読会"}, {}},
                       {.key = "a", .title = {"Cheap", ""}, .description = {"n log n", ""}}, {}));
    outline = must(withPapers(outline, "a", {"luna"}));
    QVERIFY(must(catalogue.exchangeOutline("own", {}, outline)));
    for (const char* name : {"own", "reading CIRCLE", "輪読会"})
        QCOMPARE(must(groupingNamed(catalogue, name)), "own");
    const Result<std::string> unknown = groupingNamed(catalogue, "Reading circel");
    QVERIFY(!unknown && unknown.error().message.en.find("'Reading circle'") != std::string::npos);
    const Filter cheap{.group = "cheap", .grouping = "own"};
    const Listing listed = must(listing(catalogue, "", cheap, ListingFormat::Markdown, Language::Japanese));
    QCOMPARE(listed.papers, std::size_t{1});
    QVERIFY(listed.text.starts_with("- **Cheap**: n log n\n  - Xuezhe Ma"));
    const Filter rest{.group = std::string(kNotGrouped), .grouping = "own"};
    const Listing others = must(listing(catalogue, "", rest, ListingFormat::Markdown, Language::English));
    QVERIFY(others.text.starts_with("- **Not grouped**\n"));
    QCOMPARE(others.papers, must(catalogue.papers()).size() - 1);
}

QTEST_GUILESS_MAIN(ListingTest)
#include "tst_listing.moc"
