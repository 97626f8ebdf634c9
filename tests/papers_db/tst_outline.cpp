// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/database.h"
#include "papers_db/outline.h"
#include "tests/papers_db/library_support.h"

#include <QtTest>

#include <algorithm>
#include <random>
#include <set>
#include <unordered_set>

using namespace kaba;

namespace {

OutlineGroup group(const char* key, const char* title) { return {.key = key, .title = {title, ""}}; }

/// a (b (c), d), e
Outline sample()
{
    Outline outline{{"Mine", ""}, {}};
    outline = must(withGroup(outline, group("a", "Attention"), {}));
    outline = must(withGroup(outline, group("b", "Cost"), {.parent = "a"}));
    outline = must(withGroup(outline, group("c", "Low rank"), {.parent = "b"}));
    outline = must(withGroup(outline, group("d", "Memory"), {.parent = "a"}));
    return must(withGroup(outline, group("e", "Recurrence"), {}));
}

std::string keysOf(const Outline& outline)
{
    std::string keys;
    for (const OutlineGroup& one : outline.groups)
        keys += one.key;
    return keys;
}

/// Every group once, below a parent that stands before it, and each subtree in one piece.
bool isWellFormed(const Outline& outline)
{
    std::set<std::string> seen;
    std::vector<std::string> open; // the way from the top to the last group
    for (const OutlineGroup& one : outline.groups) {
        while (!open.empty() && open.back() != one.parent)
            open.pop_back();
        const std::set<std::string> papers(one.papers.begin(), one.papers.end());
        if ((open.empty() && !one.parent.empty()) || !seen.insert(one.key).second ||
            papers.size() != one.papers.size() || one.title.empty())
            return false;
        open.push_back(one.key);
    }
    return true;
}

std::set<std::string> papersIn(const Outline& outline)
{
    std::set<std::string> papers;
    for (const OutlineGroup& one : outline.groups)
        papers.insert(one.papers.begin(), one.papers.end());
    return papers;
}

class RandomEdits {
public:
    explicit RandomEdits(unsigned seed)
        : m_random(seed)
    {}
    /// The outline after one edit, which may have been refused.
    Outline next(const Outline& outline)
    {
        const std::string key = anyKey(outline);
        const GroupPlace place{.parent = anyKey(outline), .before = anyKey(outline)};
        const std::vector<std::string> papers{paper(), paper(), paper()};
        const Result<Outline> edits[] = {
            withGroup(outline, group(newGroupKey().c_str(), "New"), place),
            withGroup(outline, group(newGroupKey().c_str(), "New"), {.parent = key}),
            withGroupMoved(outline, key, place),
            withGroupMoved(outline, key, {}),
            below(12) == 0 ? withoutGroup(outline, key) : outline,
            withPapers(outline, key, papers),
            withPapersMoved(outline, key, anyKey(outline), papers),
            withoutPapers(outline, key, papers),
        };
        const Result<Outline>& edit = edits[below(std::size(edits))];
        return edit ? *edit : outline;
    }

private:
    std::size_t below(std::size_t count) { return m_random() % count; }
    std::string paper() { return "p" + std::to_string(below(20)); }
    std::string anyKey(const Outline& outline)
    {
        const std::size_t at = below(outline.groups.size() + 1);
        return at == outline.groups.size() ? std::string() : outline.groups[at].key;
    }
    std::mt19937 m_random;
};

} // namespace

class OutlineTest : public QObject {
    Q_OBJECT
private slots:
    void aGroupGoesWhereItIsPut_data();
    void aGroupGoesWhereItIsPut();
    void aGroupNeverEntersItself();
    void aDeletionTakesWhatIsBelow();
    void papersKeepTheirOrder();
    void aMoveKeepsEveryPaper();
    void wordsAreOneLine();
    void pathsAreWordsAndUnique();
    void aCopyHasKeysOfItsOwn();
    void editsOfWhatIsGoneAreRefused();
    void anySeriesOfEditsKeepsTheShape_data();
    void anySeriesOfEditsKeepsTheShape();
    void theLibraryGivesBackWhatItWasGiven();
    void theShippedGroupingCannotBeChanged();
    void twoWindowsDoNotLoseEdits();
    void papersOfAnOwnGroupAreListed();
    void newFactsLeaveOwnGroupings();
    void aNoteFollowsItsGroup();
};

void OutlineTest::aGroupGoesWhereItIsPut_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("parent");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("order");
    QTest::newRow("to the end of the top") << "b"
                                           << ""
                                           << ""
                                           << "adebc";
    QTest::newRow("before a sibling") << "d"
                                      << "a"
                                      << "b"
                                      << "adbce";
    QTest::newRow("to the first place") << "e"
                                        << ""
                                        << "a"
                                        << "eabcd";
    QTest::newRow("into a group") << "e"
                                  << "b"
                                  << ""
                                  << "abced";
    QTest::newRow("out of its parent") << "c"
                                       << "a"
                                       << "d"
                                       << "abcde";
    QTest::newRow("where it is") << "b"
                                 << "a"
                                 << "b"
                                 << "abcde";
    QTest::newRow("a sibling that is elsewhere") << "e"
                                                 << "a"
                                                 << "c"
                                                 << "abcde";
}

void OutlineTest::aGroupGoesWhereItIsPut()
{
    QFETCH(QString, key);
    QFETCH(QString, parent);
    QFETCH(QString, before);
    QFETCH(QString, order);
    const std::string wanted = key.toStdString();
    const Outline moved =
        must(withGroupMoved(sample(), wanted, {parent.toStdString(), before.toStdString()}));
    QCOMPARE(QString::fromStdString(keysOf(moved)), order);
    QCOMPARE(findGroup(moved, wanted)->parent, parent.toStdString());
    QVERIFY(isWellFormed(moved));
}

void OutlineTest::aGroupNeverEntersItself()
{
    for (const char* inside : {"a", "b", "c", "d"}) {
        const Result<Outline> moved = withGroupMoved(sample(), "a", {.parent = inside});
        QVERIFY(!moved && moved.error().kind == Error::Kind::Usage);
        QVERIFY(!moved.error().message.en.empty() && !moved.error().message.ja.empty());
    }
}

void OutlineTest::aDeletionTakesWhatIsBelow()
{
    QCOMPARE(keysOf(must(withoutGroup(sample(), "a"))), "e");
    QCOMPARE(keysOf(must(withoutGroup(sample(), "b"))), "ade");
    QCOMPARE(keysOf(must(withoutGroup(sample(), "e"))), "abcd");
}

void OutlineTest::papersKeepTheirOrder()
{
    const Outline first = must(withPapers(sample(), "b", {"s4", "luna", "s4"}));
    const Outline second = must(withPapers(first, "b", {"h3", "luna", "lssl"}));
    QCOMPARE(findGroup(second, "b")->papers, (std::vector<std::string>{"s4", "luna", "h3", "lssl"}));
    QCOMPARE(withoutPapers(second, {"luna", "h3"}).groups[1].papers,
             (std::vector<std::string>{"s4", "lssl"}));
}

void OutlineTest::aMoveKeepsEveryPaper()
{
    Outline outline = must(withPapers(sample(), "c", {"x", "y"}));
    outline = must(withPapers(outline, "d", {"y", "z"}));
    const Outline moved = must(withPapersMoved(outline, "b", "e", {"x", "y"})); // they are below b
    QVERIFY(findGroup(moved, "c")->papers.empty());
    QCOMPARE(findGroup(moved, "d")->papers, (std::vector<std::string>{"y", "z"}));
    QCOMPARE(findGroup(moved, "e")->papers, (std::vector<std::string>{"x", "y"}));
    QCOMPARE(papersIn(moved), papersIn(outline));
    QCOMPARE(must(withPapersMoved(outline, "c", "c", {"x"})), outline);
    QVERIFY(!withPapersMoved(outline, "c", "gone", {"x"}));
}

void OutlineTest::wordsAreOneLine()
{
    const Outline titled = must(withTitle(sample(), "a", {" two\nlines ", ""}, {"what\tfor", "説明\n"}));
    QCOMPARE(findGroup(titled, "a")->title, (Text{"two lines", ""}));
    QCOMPARE(findGroup(titled, "a")->description, (Text{"what for", "説明"}));
    QVERIFY(!withTitle(sample(), "a", {"  ", "\n"}, {}));
    QVERIFY(!renamed(sample(), {}));
    QCOMPARE(filled({"", "注意"}), Text::same("注意"));
}

void OutlineTest::pathsAreWordsAndUnique()
{
    Outline outline = must(withTitle(sample(), "b", {"Cost, of n² / step!", ""}, {}));
    outline = must(withGroup(outline, {.key = "f", .title = {"", "注意 機構"}}, {.parent = "a"}));
    outline = must(withGroup(outline, group("g", "Memory"), {.parent = "a"}));
    outline = must(withGroup(outline, group("h", "?"), {}));
    const std::vector<std::string> wanted{"attention",
                                          "attention/cost-of-n²-step",
                                          "attention/cost-of-n²-step/low-rank",
                                          "attention/memory",
                                          "attention/注意-機構",
                                          "attention/memory-2",
                                          "recurrence",
                                          "group"};
    QCOMPARE(pathsOf(outline), wanted);
}

void OutlineTest::aCopyHasKeysOfItsOwn()
{
    const Outline original = must(withPapers(sample(), "c", {"x"}));
    const Outline copy = copied(original, {"Copy", ""});
    QVERIFY(isWellFormed(copy));
    QCOMPARE(pathsOf(copy), pathsOf(original));
    for (const OutlineGroup& one : copy.groups)
        QVERIFY(!findGroup(original, one.key));
    QCOMPARE(copy.groups[2].papers, original.groups[2].papers);
}

void OutlineTest::editsOfWhatIsGoneAreRefused()
{
    const Outline outline = sample();
    QVERIFY(!withGroup(outline, group("x", "X"), {.parent = "gone"}));
    QVERIFY(!withTitle(outline, "gone", {"X", ""}, {}));
    QVERIFY(!withGroupMoved(outline, "gone", {}));
    QVERIFY(!withGroupMoved(outline, "a", {.parent = "gone"}));
    QVERIFY(!withoutGroup(outline, "gone"));
    QVERIFY(!withPapers(outline, "gone", {"s4"}));
}

void OutlineTest::anySeriesOfEditsKeepsTheShape_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 8; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void OutlineTest::anySeriesOfEditsKeepsTheShape()
{
    QFETCH(unsigned, seed);
    RandomEdits edits(seed);
    Outline outline = sample();
    for (int i = 0; i < 400; ++i) {
        outline = edits.next(outline);
        QVERIFY(isWellFormed(outline));
        const std::vector<std::string> paths = pathsOf(outline);
        QCOMPARE(std::set<std::string>(paths.begin(), paths.end()).size(), paths.size());
    }
}

/// Through a long series, and back step by step: each earlier value is found again as it was.
void OutlineTest::theLibraryGivesBackWhatItWasGiven()
{
    TemporaryFolder folder;
    Catalogue catalogue = opened(folder.path("library"));
    RandomEdits edits(3);
    std::vector<Outline> history{sample()};
    QVERIFY(must(catalogue.exchangeOutline("own", {}, history.front())));
    for (int i = 0; i < 60; ++i) {
        history.push_back(edits.next(history.back()));
        QVERIFY(must(catalogue.exchangeOutline("own", history[history.size() - 2], history.back())));
        QCOMPARE(must(catalogue.outline("own")), history.back());
    }
    while (history.size() > 1) {
        const Outline undone = history.back();
        history.pop_back();
        QVERIFY(must(catalogue.exchangeOutline("own", undone, history.back())));
        QCOMPARE(must(catalogue.outline("own")), history.back());
    }
    QVERIFY(must(catalogue.exchangeOutline("own", history.front(), {})));
    QVERIFY(!catalogue.outline("own"));
    QCOMPARE(must(catalogue.groupings()).size(), 1U);
}

void OutlineTest::theShippedGroupingCannotBeChanged()
{
    TemporaryFolder folder;
    Catalogue catalogue = opened(folder.path("library"));
    const Outline shipped = must(catalogue.outline("survey"));
    QCOMPARE(shipped.groups.size(), 58U);
    QVERIFY(isWellFormed(shipped));
    const Result<bool> changed = catalogue.exchangeOutline("survey", shipped, sample());
    QVERIFY(!changed && changed.error().kind == Error::Kind::Usage);
    QVERIFY(!catalogue.exchangeOutline("survey", shipped, {}));
    const Outline copy = copied(shipped, {"Mine", ""});
    QVERIFY(must(catalogue.exchangeOutline("own", {}, copy)));
    QCOMPARE(must(catalogue.outline("own")), copy);
    QCOMPARE(papersIn(copy).size(), 39U);
    QCOMPARE(must(catalogue.groupings()).front().own, false);
    QCOMPARE(must(catalogue.groupings()).back().own, true);
}

void OutlineTest::twoWindowsDoNotLoseEdits()
{
    TemporaryFolder folder;
    Catalogue here = opened(folder.path("library")), there = opened(folder.path("library"));
    const Outline base = sample();
    QVERIFY(must(here.exchangeOutline("own", {}, base)));
    const Outline mine = must(withPapers(base, "a", {"s4"})), theirs = must(withPapers(base, "e", {"luna"}));
    QVERIFY(must(there.exchangeOutline("own", base, theirs)));
    QVERIFY(!must(here.exchangeOutline("own", base, mine))); // refused: it would take away what they wrote
    QCOMPARE(must(here.outline("own")), theirs);
    QVERIFY(!must(here.exchangeOutline("own", {}, mine)));
    QVERIFY(!must(here.exchangeOutline("own", base, {})));
}

void OutlineTest::papersOfAnOwnGroupAreListed()
{
    TemporaryFolder folder;
    Catalogue catalogue = opened(folder.path("library"));
    Outline outline = must(withPapers(sample(), "c", {"luna", "skyformer", "not-in-the-catalogue"}));
    outline = must(withPapers(outline, "b", {"luna", "lssl"}));
    QVERIFY(must(catalogue.exchangeOutline("own", {}, outline)));
    const std::vector<Group> groups = must(catalogue.groups("own"));
    QCOMPARE(groups.size(), 5U);
    QCOMPARE(groups[0].count, 3);
    QCOMPARE(groups[2].count, 2);
    QCOMPARE(groups[2].label, Text::same("Low rank"));
    QCOMPARE(groups[2].parent, "attention/cost");
    QCOMPARE(must(catalogue.papers({.group = "attention", .grouping = "own"})).size(), 3U);
    QCOMPARE(must(catalogue.papers({.group = "attention/cost/low-rank", .grouping = "own"})).size(), 2U);
    const std::size_t all = must(catalogue.papers()).size();
    QCOMPARE(must(catalogue.notGrouped("own")), static_cast<int>(all) - 3);
    const std::vector<PaperRow> rest =
        must(catalogue.papers({.group = std::string(kNotGrouped), .grouping = "own"}));
    QCOMPARE(rest.size(), all - 3);
    QVERIFY(std::none_of(rest.begin(), rest.end(), [](const PaperRow& row) { return row.id == "luna"; }));
    QCOMPARE(must(catalogue.notGrouped()), static_cast<int>(all) - 39);
}

void OutlineTest::newFactsLeaveOwnGroupings()
{
    TemporaryFolder folder;
    const Outline outline = must(withPapers(sample(), "c", {"luna", "gone-later"}));
    {
        Catalogue catalogue = opened(folder.path("library"));
        QVERIFY(must(catalogue.exchangeOutline("own", {}, outline)));
    }
    {
        Database database(libraryIn(folder.path("library")), Database::Mode::ReadWrite);
        database.script("UPDATE shipped SET value = 'older' WHERE key = 'facts'");
    }
    QCOMPARE(must(opened(folder.path("library")).outline("own")), outline);
}

void OutlineTest::aNoteFollowsItsGroup()
{
    TemporaryFolder folder;
    Catalogue catalogue = opened(folder.path("library"));
    const Outline before = sample();
    QVERIFY(must(catalogue.exchangeOutline("own", {}, before)));
    const auto subject = [](const char* path) {
        return NoteSubject{NoteSubject::Kind::Group, std::string("own/") + path};
    };
    must(catalogue.saveNote(subject("attention"), "About attention", 0));
    must(catalogue.saveNote(subject("recurrence"), "About recurrence", 0));
    must(catalogue.saveNote(subject("attention/cost/low-rank"), "About ranks", 0));
    Outline after = must(withTitle(before, "a", {"Recurrence", ""}, {})); // the two change names
    after = must(withTitle(after, "e", {"Attention", ""}, {}));
    after = must(withGroupMoved(after, "c", {}));
    QVERIFY(must(catalogue.exchangeOutline("own", before, after)));
    QCOMPARE(must(catalogue.note(subject("recurrence"))).markdown, "About attention");
    QCOMPARE(must(catalogue.note(subject("attention"))).markdown, "About recurrence");
    QCOMPARE(must(catalogue.note(subject("low-rank"))).markdown, "About ranks");
    QVERIFY(must(catalogue.exchangeOutline("own", after, before)));
    QCOMPARE(must(catalogue.note(subject("attention"))).markdown, "About attention");
    QCOMPARE(must(catalogue.note(subject("attention/cost/low-rank"))).markdown, "About ranks");
}

QTEST_GUILESS_MAIN(OutlineTest)
#include "tst_outline.moc"
