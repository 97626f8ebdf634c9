// SPDX-License-Identifier: GPL-3.0-or-later
// Papers, their pages and the demos name each other by id; here every name is followed.
#include "core/base/demo.h"
#include "papers_db/catalogue.h"
#include "papers_db/demo_equations.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

#include <algorithm>
#include <cctype>
#include <optional>
#include <set>

using namespace kaba;

namespace {

bool isKebabCase(std::string_view id)
{
    const bool letters = std::ranges::all_of(id, [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return std::islower(code) || std::isdigit(code) || c == '-';
    });
    return letters && !id.empty() && id.front() != '-' && id.back() != '-' &&
           id.find("--") == std::string_view::npos;
}

} // namespace

class TestCrossReferences : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void idsAreKebabCase();
    void everyPaperOfADemoIsInTheCatalogue();
    void everyPaperHasItsPage();
    void everyDemoOfAPageShowsThatPaper();
    void everyDemoStandsOnThePagesOfItsPapers();
    void equationsSpeakOfTheirDemo_data();
    void equationsSpeakOfTheirDemo();

private:
    TemporaryFolder m_folder;
    std::optional<Catalogue> m_catalogue;
    std::set<std::string, std::less<>> m_papers;
};

void TestCrossReferences::initTestCase()
{
    Result<Catalogue> opened = Catalogue::open(m_folder.path(""));
    QVERIFY(opened.has_value());
    m_catalogue.emplace(*std::move(opened));
    const auto rows = m_catalogue->papers();
    QVERIFY(rows.has_value());
    for (const PaperRow& row : *rows)
        m_papers.insert(row.id);
    QVERIFY(m_papers.size() > 50);
}

void TestCrossReferences::idsAreKebabCase()
{
    for (const std::string& paper : m_papers)
        QVERIFY2(isKebabCase(paper), paper.c_str());
    for (const Demo& demo : allDemos()) {
        QVERIFY2(isKebabCase(demo.id), std::string(demo.id).c_str());
        for (const PanelName& panel : demo.panels)
            QVERIFY2(isKebabCase(panel.id), std::string(panel.id).c_str());
        for (const Parameter& parameter : demo.parameters)
            QVERIFY2(isKebabCase(idOf(parameter)), std::string(idOf(parameter)).c_str());
    }
}

void TestCrossReferences::everyPaperOfADemoIsInTheCatalogue()
{
    for (const Demo& demo : allDemos())
        for (const std::string_view paper : demo.papers)
            QVERIFY2(m_papers.contains(paper), std::string(paper).c_str());
}

void TestCrossReferences::everyPaperHasItsPage()
{
    for (const std::string& paper : m_papers) {
        const Result<Page> page = m_catalogue->page(paper);
        QVERIFY2(page.has_value(), paper.c_str());
        QCOMPARE(page->paper, paper);
        for (const Text& words : {page->summary, page->method, page->data, page->baselines})
            QVERIFY2(!words.en.empty() && !words.ja.empty() && words.en != words.ja, paper.c_str());
    }
}

void TestCrossReferences::everyDemoOfAPageShowsThatPaper()
{
    for (const std::string& paper : m_papers) {
        const Result<Page> page = m_catalogue->page(paper);
        QVERIFY2(page.has_value(), paper.c_str());
        for (const DemoNote& note : page->demos) {
            const Demo* demo = findDemo(note.demo);
            QVERIFY2(demo, (paper + " names " + note.demo).c_str());
            QVERIFY2(std::ranges::find(demo->papers, paper) != demo->papers.end(), paper.c_str());
        }
    }
}

void TestCrossReferences::everyDemoStandsOnThePagesOfItsPapers()
{
    for (const Demo& demo : allDemos())
        for (const std::string_view paper : demo.papers) {
            const Result<Page> page = m_catalogue->page(paper);
            QVERIFY(page.has_value());
            QVERIFY2(std::ranges::find(page->demos, demo.id, &DemoNote::demo) != page->demos.end(),
                     std::string(paper).c_str());
        }
}

void TestCrossReferences::equationsSpeakOfTheirDemo_data()
{
    QTest::addColumn<const Demo*>("demo");
    for (const Demo& demo : allDemos())
        QTest::newRow(std::string(demo.id).c_str()) << &demo;
}

void TestCrossReferences::equationsSpeakOfTheirDemo()
{
    QFETCH(const Demo*, demo);
    const Result<DemoEquations> found = equationsOf(demo->id);
    QVERIFY2(found.has_value(), found ? "" : found.error().message.en.c_str());
    QVERIFY(!found->equations.empty());
    QVERIFY(!found->symbols.empty());
    ParameterSet values(demo->parameters);
    for (const Equation& equation : found->equations)
        for (const std::string& value : equation.values)
            QVERIFY2(values.setText(equation.parameter, value), (equation.parameter + " " + value).c_str());
    for (const Symbol& symbol : found->symbols)
        QVERIFY2(values.find(symbol.parameter), symbol.parameter.c_str());
}

QTEST_GUILESS_MAIN(TestCrossReferences)
#include "tst_cross_references.moc"
