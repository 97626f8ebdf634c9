// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/fold.h"
#include "papers_db/synthetic.h"
#include "tests/papers_db/library_support.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <QtTest>

#include <set>
#include <thread>

using namespace kaba;

namespace {

constexpr int kPapers = 3000;

/// What a person would do: read everything, and look.
std::set<std::string> readAll(const nlohmann::json& papers, const std::string& query)
{
    std::set<std::string> found;
    const std::string wanted = fold(query);
    const std::vector<Run> terms = runsOf(wanted);
    for (const nlohmann::json& paper : papers) {
        std::string text;
        for (const char* field : {"title", "short_name", "venue", "id"})
            text += fmt::format("\n{}", paper[field].get<std::string>());
        for (const nlohmann::json& author : paper["authors"])
            text += fmt::format("\n{}", author["name"].get<std::string>());
        const std::string folded = fold(text), padded = fmt::format(" {} ", words(folded));
        const bool all = std::all_of(terms.begin(), terms.end(), [&](const Run& term) {
            const std::string_view piece = std::string_view(wanted).substr(term.begin, term.end - term.begin);
            const bool open = term.end == wanted.size();
            return term.paired
                       ? folded.find(piece) != std::string::npos
                       : padded.find(fmt::format(" {}{}", piece, open ? "" : " ")) != std::string::npos;
        });
        if (all)
            found.insert(paper["id"].get<std::string>());
    }
    return found;
}

} // namespace

class SearchTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void findsWhatReadingFinds_data();
    void findsWhatReadingFinds();
    void putsNamesFirst_data();
    void putsNamesFirst();
    void highlightsTheOriginal();
    void showsWhyAPageIsFound();
    void staysWithinTheFilter();
    void standsStrangeQueries_data();
    void standsStrangeQueries();
    void stopsWhenAsked();
    void makesTheSamePapersAgain();

private:
    TemporaryFolder m_folder;
    std::optional<Catalogue> m_shipped, m_large;
};

void SearchTest::initTestCase()
{
    m_shipped.emplace(opened(m_folder.path("shipped")));
    must(addSyntheticPapers(m_folder.path("large"), 5, kPapers));
    m_large.emplace(opened(m_folder.path("large")));
}

void SearchTest::findsWhatReadingFinds_data()
{
    QTest::addColumn<QString>("query");
    for (const char* query : {"attention", "att", "a", "gu attention", "Krämer kernels", "kramer", "注意",
                              "意", "状態空間 研究", "カーネル", "ｶｰﾈﾙ", "sato 注意機構", "part 29",
                              "low rank", "low-rank ", "nystrom samp", "SØRENSEN", "zz"})
        QTest::newRow(query) << QString::fromUtf8(query);
}

void SearchTest::findsWhatReadingFinds()
{
    QFETCH(QString, query);
    const nlohmann::json papers = [] {
        nlohmann::json all = nlohmann::json::array();
        for (int first = 0; first < kPapers; first += 1000)
            for (const nlohmann::json& paper : nlohmann::json::parse(syntheticPapers(5, first, 1000)))
                all.push_back(paper);
        return all;
    }();
    std::set<std::string> found;
    for (const Hit& hit : must(m_large->search(query.toStdString(), {}, 2 * kPapers)))
        if (hit.paper.id.starts_with("synthetic-"))
            QVERIFY2(found.insert(hit.paper.id).second, "a paper stands twice");
    QVERIFY(found == readAll(papers, query.toStdString()));
}

void SearchTest::putsNamesFirst_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::newRow("short name") << "s4"
                                << "s4";
    QTest::newRow("short name in any case") << "hippo"
                                            << "hippo";
    QTest::newRow("beginning of a name") << "skyf"
                                         << "skyformer";
    QTest::newRow("author before text") << "turner"
                                        << "rnn-solution-space";
    QTest::newRow("id") << "lra-pathx"
                        << "lra-pathx";
    QTest::newRow("author and venue") << "gupta 2022"
                                      << "dss";
    QTest::newRow("title") << "online false discovery"
                           << "online-fdr";
}

void SearchTest::putsNamesFirst()
{
    QFETCH(QString, query);
    QFETCH(QString, first);
    const QStringList ids = idsOf(must(m_shipped->search(query.toStdString())));
    QVERIFY(!ids.isEmpty());
    QCOMPARE(ids.first(), first);
}

void SearchTest::highlightsTheOriginal()
{
    const Hit hit = must(m_shipped->search("ｎｙｓｔｒｏｍ")).front();
    QCOMPARE(hit.paper.id, std::string("skyformer"));
    const Match& match = hit.matches.front();
    QVERIFY(match.field == Field::Title);
    QCOMPARE(match.text, hit.paper.title);
    QCOMPARE(match.spans.size(), std::size_t{1});
    QCOMPARE(match.text.substr(match.spans[0].begin, match.spans[0].end - match.spans[0].begin),
             std::string("Nyström"));
}

void SearchTest::showsWhyAPageIsFound()
{
    for (const char* query : {"カーネル", "注意", "dropout", "long range arena", "Ré", "2021", "計算量"})
        for (const Hit& hit : must(m_shipped->search(query)))
            for (const Match& match : hit.matches)
                for (const Span& span : match.spans)
                    QVERIFY(span.begin < span.end && span.end <= match.text.size());
    const std::vector<Hit> hits = must(m_shipped->search("計算量"));
    QVERIFY(std::any_of(hits.begin(), hits.end(), [](const Hit& hit) {
        return std::any_of(hit.matches.begin(), hit.matches.end(),
                           [](const Match& m) { return m.field == Field::Group; });
    }));
}

void SearchTest::staysWithinTheFilter()
{
    const auto all = idsOf(must(m_shipped->search("network")));
    const auto rnn = idsOf(must(m_shipped->search("network", {.group = "rnn"})));
    QVERIFY(!rnn.isEmpty() && rnn.size() < all.size());
    QStringList expected;
    for (const PaperRow& row : must(m_shipped->papers({.group = "rnn"})))
        expected << QString::fromStdString(row.id);
    for (const QString& id : rnn)
        QVERIFY(expected.contains(id) && all.contains(id));
    QCOMPARE(must(m_shipped->search("network", {}, 3)).size(), std::size_t{3});
}

void SearchTest::standsStrangeQueries_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("syntax") << QByteArray("\" OR title:* NEAR(a b) -x {c} ^d");
    QTest::newRow("quotes") << QByteArray("'; DROP TABLE paper; --");
    QTest::newRow("broken bytes") << QByteArray("\xFF\xFE\x80 a");
    QTest::newRow("zero byte") << QByteArray("a\0b", 3);
    QTest::newRow("long") << QByteArray("kernel ").repeated(100000);
    QTest::newRow("long without blanks") << QByteArray("注").repeated(100000);
    QTest::newRow("emoji") << QByteArray("\xF0\x9F\x8C\x8A");
}

void SearchTest::standsStrangeQueries()
{
    QFETCH(QByteArray, query);
    QVERIFY(m_shipped->search(query.toStdString()));
    QCOMPARE(must(m_shipped->papers()).size(), std::size_t{53});
}

void SearchTest::stopsWhenAsked()
{
    std::stop_source stopped;
    stopped.request_stop();
    const auto never = m_large->search("a", {}, kPapers, stopped.get_token());
    QVERIFY(!never && never.error().kind == Error::Kind::Cancelled);

    // Stopped somewhere on the way: an answer or Cancelled, and the next search is whole again.
    const std::size_t whole = must(m_large->search("a", {}, kPapers)).size();
    for (int microseconds = 0; microseconds < 4000; microseconds += 100) {
        std::stop_source source;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
            source.request_stop();
        });
        const auto hits = m_large->search("a", {}, kPapers, source.get_token());
        QVERIFY(hits ? hits->size() == whole : hits.error().kind == Error::Kind::Cancelled);
    }
    QCOMPARE(must(m_large->search("a", {}, kPapers)).size(), whole);
}

void SearchTest::makesTheSamePapersAgain()
{
    QCOMPARE(syntheticPapers(5, 0, 20), syntheticPapers(5, 0, 20));
    QVERIFY(syntheticPapers(5, 0, 20) != syntheticPapers(6, 0, 20));
    QCOMPARE(must(m_large->papers()).size(), std::size_t{kPapers + 53});
}

QTEST_GUILESS_MAIN(SearchTest)
#include "tst_search.moc"
