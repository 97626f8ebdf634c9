// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/embedded_file.h"
#include "papers_db/demo_equations.h"
#include "papers_db/page_lines.h"
#include "papers_db/page_text.h"
#include "tests/papers_db/library_support.h"

#include <QtTest>

#include <set>

namespace kaba {
std::span<const EmbeddedFile> embeddedPages();
}

using namespace kaba;

namespace {

const char* const kGood = R"(<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
---
paper: hippo
result-status: second-hand
result-source: a table
result-source-ja: ある表
---
# en

## summary
Two wrapped
lines.

## method
m
## data
d
## baselines
b
## result
r
## demo hippo
Drag it.

# ja

## summary
折り返した
日本語。次は
Long Range
Arena と
`order`
を見る。

## method
ｍ
## data
d
## baselines
b
## result
r
## demo hippo
動かす。
)";

const char* const kEquations = R"(# equations

## demo hippo
$$x' = Ax$$
en: one
ja: 一
$$a = b$$
en: both
ja: 等式
when rule = zoh, gbt
where $N$ = order, $\Delta$ = step

## demo ssm
$$y$$
en: y
ja: y
)";

QString errorOf(QString text)
{
    const Result<Page> page = parsePage("hippo.md", text.toStdString());
    return page ? QString() : QString::fromStdString(page.error().message.en);
}

} // namespace

class PageTextTest : public QObject {
    Q_OBJECT
private slots:
    void readsAPage();
    void namesFileAndLine_data();
    void namesFileAndLine();
    void equationsEndAPage();
    void brokenEquationsNameTheirLine_data();
    void brokenEquationsNameTheirLine();
    void everyPaperHasAPageInBothLanguages();
    void theLibraryGivesBackWhatThePageSays();
};

void PageTextTest::readsAPage()
{
    const Page page = must(parsePage("hippo.md", kGood));
    QCOMPARE(page.paper, std::string("hippo"));
    QVERIFY(page.resultStatus == ResultStatus::SecondHand);
    QCOMPARE(page.resultSource.ja, std::string("ある表"));
    QCOMPARE(page.summary.en, std::string("Two wrapped lines."));
    QCOMPARE(page.summary.ja, std::string("折り返した日本語。次は Long Range Arena と `order` を見る。"));
    QCOMPARE(page.demos.size(), std::size_t{1});
    QCOMPARE(page.demos.front().demo, std::string("hippo"));
    QCOMPARE(page.demos.front().text.ja, std::string("動かす。"));
}

void PageTextTest::namesFileAndLine_data()
{
    QTest::addColumn<QString>("good");
    QTest::addColumn<QString>("bad");
    QTest::addColumn<int>("line");
    QTest::newRow("status") << "second-hand"
                            << "certain" << 4;
    QTest::newRow("key") << "result-source:"
                         << "source:" << 5;
    QTest::newRow("value") << "a table"
                           << "" << 5;
    QTest::newRow("half") << "# en"
                          << "# fr" << 8;
    QTest::newRow("order") << "## method\nm"
                           << "## data\nm" << 14;
    QTest::newRow("empty section") << "## data\nd\n## baselines\nb\n## result\nr\n## demo hippo\nDrag"
                                   << "## data\n## baselines" << 16;
    QTest::newRow("another demo") << "## demo hippo\n動"
                                  << "## demo ssm\n動" << 45;
    QTest::newRow("end") << "動かす。\n"
                         << "動かす。\n\nmore\n"
                         << 46;
}

void PageTextTest::namesFileAndLine()
{
    QFETCH(QString, good);
    QFETCH(QString, bad);
    QFETCH(int, line);
    QString text = QString::fromUtf8(kGood);
    QVERIFY(text.contains(good));
    text.replace(text.indexOf(good), good.size(), bad);
    const QString message = errorOf(text);
    QVERIFY2(message.startsWith(QStringLiteral("hippo.md, line %1: ").arg(line)), qPrintable(message));
    QVERIFY(!errorOf({}).isEmpty());
}

void PageTextTest::equationsEndAPage()
{
    PageLines lines("hippo.md", kEquations);
    const std::vector<DemoEquations> demos = must(readEquations(lines));
    QVERIFY(lines.atEnd());
    QCOMPARE(demos.size(), std::size_t{2});
    QCOMPARE(demos[0].demo, std::string("hippo"));
    QCOMPARE(demos[0].equations.size(), std::size_t{2});
    const Equation& second = demos[0].equations[1];
    QCOMPARE(second.tex, std::string("a = b"));
    QCOMPARE(second.meaning.ja, std::string("等式"));
    QCOMPARE(second.parameter, std::string("rule"));
    QVERIFY((second.values == std::vector<std::string>{"zoh", "gbt"}));
    QVERIFY(demos[0].equations[0].parameter.empty());
    QCOMPARE(demos[0].symbols.size(), std::size_t{2});
    QCOMPARE(demos[0].symbols[1].tex, std::string("\\Delta"));
    QCOMPARE(demos[0].symbols[1].parameter, std::string("step"));
    QCOMPARE(must(parsePage("hippo.md", std::string(kGood) + "\n" + kEquations)).paper, std::string("hippo"));
}

void PageTextTest::brokenEquationsNameTheirLine_data()
{
    QTest::addColumn<QString>("good");
    QTest::addColumn<QString>("bad");
    QTest::addColumn<int>("line");
    QTest::newRow("open formula") << "$$a = b$$"
                                  << "$$a = b$" << 7;
    QTest::newRow("no meaning") << "ja: 等式\n"
                                << "" << 3;
    QTest::newRow("condition") << "when rule = zoh"
                               << "when rule" << 10;
    QTest::newRow("symbol") << "$\\Delta$ = step"
                            << "Delta = step" << 11;
    QTest::newRow("words") << "en: both"
                           << "both" << 8;
    QTest::newRow("nothing") << "$$y$$\nen: y\nja: y\n"
                             << "" << 13;
}

void PageTextTest::brokenEquationsNameTheirLine()
{
    QFETCH(QString, good);
    QFETCH(QString, bad);
    QFETCH(int, line);
    QString text = QString::fromUtf8(kEquations);
    QVERIFY(text.contains(good));
    const std::string broken = text.replace(text.indexOf(good), good.size(), bad).toStdString();
    PageLines lines("hippo.md", broken);
    const Result<std::vector<DemoEquations>> found = readEquations(lines);
    QVERIFY(!found.has_value());
    const QString message = QString::fromStdString(found.error().message.en);
    QVERIFY2(message.startsWith(QStringLiteral("hippo.md, line %1: ").arg(line)), qPrintable(message));
}

void PageTextTest::everyPaperHasAPageInBothLanguages()
{
    std::set<std::string> papers;
    for (const EmbeddedFile& file : embeddedPages()) {
        const Page page = must(parsePage(file.name, file.bytes));
        QCOMPARE(page.paper + ".md", std::string(file.name));
        papers.insert(page.paper);
        for (const Text* text : {&page.summary, &page.method, &page.data, &page.baselines, &page.result})
            QVERIFY2(!text->en.empty() && !text->ja.empty() && text->en != text->ja, page.paper.c_str());
    }
    const TemporaryFolder folder;
    const Catalogue catalogue = opened(folder.path("library"));
    for (const PaperRow& row : must(catalogue.papers()))
        QVERIFY2(papers.erase(row.id) == 1, row.id.c_str());
    QVERIFY2(papers.empty(), "a page of no paper");
}

void PageTextTest::theLibraryGivesBackWhatThePageSays()
{
    const TemporaryFolder folder;
    const Catalogue catalogue = opened(folder.path("library"));
    for (const EmbeddedFile& file : embeddedPages()) {
        const Page written = must(parsePage(file.name, file.bytes)),
                   stored = must(catalogue.page(written.paper));
        QCOMPARE(stored.summary.en, written.summary.en);
        QCOMPARE(stored.result.ja, written.result.ja);
        QCOMPARE(stored.resultSource.ja, written.resultSource.ja);
        QVERIFY(stored.resultStatus == written.resultStatus);
        QCOMPARE(stored.demos.size(), written.demos.size());
    }
}

QTEST_GUILESS_MAIN(PageTextTest)
#include "tst_page_text.moc"
