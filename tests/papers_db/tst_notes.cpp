// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/note_links.h"
#include "tests/papers_db/library_support.h"

#include <QtTest>

using namespace kaba;
using Kind = NoteSubject::Kind;

namespace {

const NoteSubject kDemo{Kind::Demo, "hippo"};

QStringList subjectsOf(const std::vector<NoteHead>& heads)
{
    QStringList ids;
    for (const NoteHead& head : heads)
        ids << QString::fromStdString(head.subject.id);
    return ids;
}

std::string firstGrouping(const Catalogue& catalogue) { return must(catalogue.groupings()).front().id; }

NoteSubject groupOf(const Catalogue& catalogue)
{
    return {Kind::Group, firstGrouping(catalogue) + "/rnn/theory"};
}

} // namespace

class NotesTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder.emplace(); }
    void everySubjectHasANoteOfItsOwn();
    void refusesWhatIsNotThere();
    void windowsKeepBothTextsOfAGroup();
    void findsNotesOnAllSubjects();
    void findsJapaneseInNotes();
    void newestNotesComeFirst();
    void quotesTheLineThatMatches();
    void readsLinks_data();
    void readsLinks();
    void linksKeepTheirPlaces();
    void tellsWhoMentions();
    void ownWordsAreFoundWithThePaper();
    void openQuestionsAreAFilter();

private:
    std::filesystem::path folder() const { return m_folder->path("library"); }
    std::optional<TemporaryFolder> m_folder;
};

void NotesTest::everySubjectHasANoteOfItsOwn()
{
    const std::string id = "hippo"; // a paper and a demo
    std::vector<NoteSubject> subjects{{Kind::Paper, id}, {Kind::Demo, id},      {Kind::Method, id},
                                      {Kind::Data, id},  {Kind::Baselines, id}, {Kind::Question, id}};
    {
        Catalogue catalogue = opened(folder());
        subjects.push_back(groupOf(catalogue));
        int number = 0;
        for (const NoteSubject& subject : subjects)
            must(catalogue.saveNote(subject, "text " + std::to_string(number++), 0));
    }
    const Catalogue catalogue = opened(folder());
    for (std::size_t i = 0; i < subjects.size(); ++i) {
        const Note note = must(catalogue.note(subjects[i]));
        QCOMPARE(note.markdown, "text " + std::to_string(i));
        QCOMPARE(note.revision, std::int64_t{1});
    }
    QVERIFY(must(catalogue.paper(id)).row.hasNote);
    QVERIFY2(!must(catalogue.paper("lssl")).row.hasNote, "a note on a group is on none of its papers");
}

void NotesTest::refusesWhatIsNotThere()
{
    Catalogue catalogue = opened(folder());
    const auto group = catalogue.saveNote({Kind::Group, firstGrouping(catalogue) + "/rnn/theorie"}, "x", 0);
    QVERIFY(!group && group.error().kind == Error::Kind::Usage);
    QVERIFY(group.error().message.en.find("'rnn/theory'") != std::string::npos);
    QVERIFY(!catalogue.saveNote({Kind::Question, "skyfromer"}, "x", 0));
    QVERIFY(!catalogue.saveNote({Kind::Group, "nowhere"}, "x", 0));
}

void NotesTest::windowsKeepBothTextsOfAGroup()
{
    Catalogue one = opened(folder()), other = opened(folder());
    const NoteSubject group = groupOf(one);
    must(one.saveNote(group, "here", 0));
    const SavedNote saved = must(other.saveNote(group, "there", 0));
    QVERIFY(saved.displaced);
    QCOMPARE(saved.displaced->markdown, std::string("here"));
    const Note note = must(one.note(group));
    QCOMPARE(note.markdown, std::string("there"));
    QCOMPARE(note.copies.size(), std::size_t{1});
    QVERIFY(must(one.note(kDemo)).copies.empty());
}

void NotesTest::findsNotesOnAllSubjects()
{
    Catalogue catalogue = opened(folder());
    must(catalogue.saveNote("luna", "compare with zebrafish", 0));
    must(catalogue.saveNote(kDemo, "zebra stripes in the kernel", 0));
    must(catalogue.saveNote(groupOf(catalogue), "No horses here", 0));
    QStringList found = subjectsOf(must(catalogue.searchNotes("zebra")));
    found.sort();
    QCOMPARE(found, (QStringList{"hippo", "luna"}));
    QCOMPARE(subjectsOf(must(catalogue.searchNotes("HORSES "))).size(), 1);
    QCOMPARE(must(catalogue.searchNotes("horses")).front().name.en, std::string("Theory"));
    must(catalogue.saveNote(kDemo, "rewritten", 1));
    QCOMPARE(subjectsOf(must(catalogue.searchNotes("zebra"))), QStringList{"luna"});
    QVERIFY(must(catalogue.searchNotes("…")).empty());
}

void NotesTest::findsJapaneseInNotes()
{
    Catalogue catalogue = opened(folder());
    must(catalogue.saveNote(kDemo, "カーネルの減衰を確かめる", 0));
    QCOMPARE(subjectsOf(must(catalogue.searchNotes("減衰"))), QStringList{"hippo"});
    QCOMPARE(subjectsOf(must(catalogue.searchNotes("かーねる"))), QStringList{"hippo"});
    QCOMPARE(subjectsOf(must(catalogue.searchNotes("衰を確 "))), QStringList{"hippo"});
    QVERIFY(must(catalogue.searchNotes("増大")).empty());
}

void NotesTest::newestNotesComeFirst()
{
    Catalogue catalogue = opened(folder());
    for (const char* const paper : {"lssl", "s4", "h3"})
        must(catalogue.saveNote(paper, "same words", 0));
    QCOMPARE(subjectsOf(must(catalogue.searchNotes(""))), (QStringList{"h3", "s4", "lssl"}));
    QCOMPARE(subjectsOf(must(catalogue.searchNotes("words", 2))), (QStringList{"h3", "s4"}));
    must(catalogue.saveNote("h3", "", 1));
    QCOMPARE(subjectsOf(must(catalogue.searchNotes(""))), (QStringList{"s4", "lssl"}));
}

void NotesTest::quotesTheLineThatMatches()
{
    Catalogue catalogue = opened(folder());
    must(
        catalogue.saveNote("lssl", "# Title\n\n" + std::string(300, 'x') + " zebra [[s4|S4]] end\nafter", 0));
    const NoteHead head = must(catalogue.searchNotes("zebra")).front();
    QVERIFY(head.excerpt.find("zebra S4 end") != std::string::npos);
    QVERIFY(head.excerpt.starts_with("…"));
    QCOMPARE(head.spans.size(), std::size_t{1});
    QCOMPARE(head.excerpt.substr(head.spans.front().begin, head.spans.front().end - head.spans.front().begin),
             std::string("zebra"));
    QCOMPARE(must(catalogue.searchNotes("")).front().excerpt, std::string("# Title"));
}

void NotesTest::readsLinks_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QStringList>("targets");
    QTest::newRow("a paper") << "see [[s4]]." << QStringList{"s4"};
    QTest::newRow("with words") << "[[s4|the 構造 one]]" << QStringList{"s4"};
    QTest::newRow("demo and group") << "[[demo:hippo]] [[group:survey/rnn]]"
                                    << QStringList{"demo:hippo", "group:survey/rnn"};
    QTest::newRow("blanks") << "[[ s4 | x ]]" << QStringList{"s4"};
    QTest::newRow("not closed") << "[[s4\n]]" << QStringList{};
    QTest::newRow("empty") << "[[]] [[|x]]" << QStringList{};
    QTest::newRow("a matrix") << "[[1, [2]]]" << QStringList{};
    QTest::newRow("code") << "`[[s4]]` ``a ` [[h3]]`` [[lssl]]" << QStringList{"lssl"};
    QTest::newRow("an open backquote") << "it`s [[s4]]" << QStringList{"s4"};
    QTest::newRow("fence") << "```\n[[s4]]\n```\n[[h3]]" << QStringList{"h3"};
    QTest::newRow("line ends of another system") << "[[s4]]\r\n[[h3]]\r\n" << QStringList{"s4", "h3"};
}

void NotesTest::readsLinks()
{
    QFETCH(QString, markdown);
    QFETCH(QStringList, targets);
    QStringList found;
    for (const NoteLink& link : noteLinks(markdown.toStdString()))
        found << QString::fromStdString(linkTargetOf(link.target));
    QCOMPARE(found, targets);
}

void NotesTest::linksKeepTheirPlaces()
{
    const std::string markdown = "注意 [[s4|S4]] と\n[[demo:hippo]]";
    const std::vector<NoteLink> links = noteLinks(markdown);
    QCOMPARE(links.size(), std::size_t{2});
    const auto at = [&](const Span& span) { return markdown.substr(span.begin, span.end - span.begin); };
    QCOMPARE(at(links[0].span), std::string("[[s4|S4]]"));
    QCOMPARE(at(links[1].span), std::string("[[demo:hippo]]"));
    QCOMPARE(withoutLinkMarks("a [[s4|S4]] b [[h3]] `[[x]]`"), std::string("a S4 b h3 `[[x]]`"));
}

void NotesTest::tellsWhoMentions()
{
    Catalogue catalogue = opened(folder());
    must(catalogue.saveNote("h3", "Before.\nBuilt on [[s4|the model]] and [[s4]].", 0));
    must(catalogue.saveNote(groupOf(catalogue), "`[[s4]]` is not a link", 0));
    must(catalogue.saveNote(kDemo, "as in [[s4]]", 0));
    const NoteSubject s4{Kind::Paper, "s4"};
    std::vector<NoteHead> heads = must(catalogue.mentions(s4));
    QCOMPARE(subjectsOf(heads), (QStringList{"hippo", "h3"}));
    QCOMPARE(heads.back().excerpt, std::string("Built on the model and s4."));
    QCOMPARE(heads.back().name.en, std::string("H3"));
    must(catalogue.saveNote("h3", "no more", 1));
    heads = must(catalogue.mentions(s4));
    QCOMPARE(subjectsOf(heads), QStringList{"hippo"});
    QVERIFY(must(catalogue.mentions(kDemo)).empty());
}

void NotesTest::ownWordsAreFoundWithThePaper()
{
    Catalogue catalogue = opened(folder());
    must(catalogue.saveNote({Kind::Baselines, "luna"}, "compared with quokka nets", 0));
    must(catalogue.saveNote({Kind::Demo, "luna"}, "quokka demo", 0));
    const std::vector<Hit> hits = must(catalogue.search("quokka"));
    QCOMPARE(idsOf(hits), QStringList{"luna"});
    QVERIFY(hits.front().matches.back().field == Field::Note);
    QVERIFY(!must(catalogue.paper("luna")).row.hasNote);
}

void NotesTest::openQuestionsAreAFilter()
{
    Catalogue catalogue = opened(folder());
    must(catalogue.saveNote({Kind::Question, "luna"}, "Which landmarks?", 0));
    must(catalogue.saveNote({Kind::Question, "gmlp"}, "Why no attention?", 0));
    must(catalogue.saveNote({Kind::Question, "s4"}, "", 0));
    QCOMPARE(idsOf(must(catalogue.search("", {.openQuestion = true}))), (QStringList{"luna", "gmlp"}));
    const OwnState answered{.questionDone = true, .evidence = Evidence::Body, .evidenceDate = "2026-01-31"};
    QVERIFY(catalogue.setOwnState("luna", answered));
    QVERIFY(must(opened(folder()).ownState("luna")) == answered);
    QCOMPARE(idsOf(must(catalogue.search("attention", {.openQuestion = true}))), QStringList{"gmlp"});
    QVERIFY(!catalogue.setOwnState("nobody", answered));
}

QTEST_GUILESS_MAIN(NotesTest)
#include "tst_notes.moc"
