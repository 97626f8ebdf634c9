// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/backup.h"
#include "papers_db/bibtex.h"
#include "papers_db/bibtex_reader.h"
#include "papers_db/paper_ids.h"
#include "papers_db/restore.h"
#include "papers_db/shipped_facts.h"
#include "papers_db/tex_text.h"
#include "tests/papers_db/library_support.h"

#include <QtTest>

#include <algorithm>

using namespace kaba;

namespace {

Paper onlyPaper(std::string_view bibtex)
{
    std::vector<Paper> papers = must(readBibtex(bibtex));
    if (papers.size() != 1)
        qFatal("%zu papers", papers.size());
    return papers.front();
}

std::string lineOf(const Catalogue& catalogue, const char* paper, Fact fact)
{
    return factOf(must(catalogue.paper(paper)), fact);
}

std::optional<std::string> shippedOf(const Catalogue& catalogue, const char* paper, Fact fact)
{
    for (const FactLine& line : must(catalogue.facts(paper)))
        if (line.fact == fact)
            return line.shipped;
    return {};
}

Paper ownPaper(const char* title)
{
    Paper paper;
    paper.row.title = title;
    if (!setFact(paper, Fact::Authors, "Anna Östlund; 佐藤 花子") || !setFact(paper, Fact::Year, "2024"))
        qFatal("facts");
    return paper;
}

} // namespace

class OwnPapersTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder.emplace(); }
    void bibtexReadsWhatItWrote();
    void readsTex_data();
    void readsTex();
    void readsEntriesOfAllKinds();
    void takesNamesApart_data();
    void takesNamesApart();
    void saysWhereBibtexIsWrong_data();
    void saysWhereBibtexIsWrong();
    void findsIds_data();
    void findsIds();
    void addsAPaper();
    void showsLikePapersWithTheEvidence_data();
    void showsLikePapersWithTheEvidence();
    void editedFactsAreFoundAndComeBack();
    void anEditOutlivesNewFacts();
    void refusesFactsThatSayNothing();
    void deletedPapersComeBackWhole();
    void emptiedNotesAreInTheTrash();
    void theTrashForgetsAfterThirtyDays();
    void aBackupIsPutBackUnderOpenWindows();

private:
    std::filesystem::path folder() const { return m_folder->path("library"); }
    std::optional<TemporaryFolder> m_folder;
};

void OwnPapersTest::bibtexReadsWhatItWrote()
{
    const Catalogue catalogue = opened(folder());
    int papers = 0;
    for (const PaperRow& row : must(catalogue.papers())) {
        const Paper paper = must(catalogue.paper(row.id));
        const std::string entry = bibtexOf(paper);
        if (entry.empty())
            continue;
        const Paper read = onlyPaper(entry);
        QCOMPARE(read.row.title, row.title);
        QCOMPARE(namesOf(read.authors), row.authors);
        QCOMPARE(read.proceedings, paper.proceedings);
        QCOMPARE(read.pages, paper.pages);
        QVERIFY(read.row.year == row.year);
        QCOMPARE(read.bibtexKey, citationKey(paper));
        ++papers;
    }
    QVERIFY(papers > 40);
}

void OwnPapersTest::readsTex_data()
{
    QTest::addColumn<QString>("tex");
    QTest::addColumn<QString>("plain");
    QTest::newRow("umlauts") << R"(M{\"u}ller, M\"uller, {\"{U}}ber)"
                             << "Müller, Müller, Über";
    QTest::newRow("dotless") << R"(Mart{\'\i}n, Mart\'{\i}n)"
                             << "Martín, Martín";
    QTest::newRow("letters") << R"({\o}re {\ss} \AE{}r \L{}ód\'z)"
                             << "øre ß Ær Łódź";
    QTest::newRow("carons") << R"(\v{C}ech, {\v s}, \c{c}a, \H{o})"
                            << "Čech, š, ça, ő";
    QTest::newRow("signs") << R"(A \& B, 50\%, a\_b, \{x\})"
                           << "A & B, 50%, a_b, {x}";
    QTest::newRow("dashes") << "1--2, a---b, 3-4"
                            << "1–2, a—b, 3-4";
    QTest::newRow("quotes") << "``x'' `y' it's"
                            << "“x” ‘y' it's";
    QTest::newRow("braces and lines") << "{{LSSL}: a\n   {L}ayer}"
                                      << "LSSL: a Layer";
    QTest::newRow("commands") << R"(\emph{so} \textbf{it} is)"
                              << "so it is";
    QTest::newRow("formula") << R"(of order $\mathcal{O}(n^2)$)"
                             << R"(of order $\mathcal{O}(n^2)$)";
    QTest::newRow("other writing") << "状態空間~モデル"
                                   << "状態空間 モデル";
    QTest::newRow("cut off") << "a\\"
                             << "a";
}

void OwnPapersTest::readsTex()
{
    QFETCH(QString, tex);
    QFETCH(QString, plain);
    QCOMPARE(QString::fromStdString(plainFromTex(tex.toStdString())), plain);
    QCOMPARE(QString::fromStdString(plainFromTex(latexEscaped("Gödel–Łoś & 50 % _ ~ ^ \\ {x} 注意"))),
             QStringLiteral("Gödel–Łoś & 50 % _ ~ ^ \\ {x} 注意"));
}

void OwnPapersTest::readsEntriesOfAllKinds()
{
    const std::vector<Paper> papers = must(readBibtex(R"bib(
Anything between entries, a@b.c too.
@comment{@article{hidden, title={no}}}
@STRING(nips = "Advances in " # {NeurIPS})
@InProceedings{one, Title = "A {Kernel} of {"}sorts{"}", booktitle = nips # " 34", year = 2021, month = dec
  author = {Gu, Albert and {The S4 Team} and others}, pages = "1--10", doi = {https://doi.org/10.1000/XYZ.1},}}
@misc(two,title={Second},eprint={2111.00396v3},archivePrefix={arXiv},url={https://openreview.net/forum?id=uYLFoz1vlAC})
@article{three, title={Third}, journal={arXiv preprint arXiv:2110.13985}, date={2021-10}})bib"));
    QCOMPARE(papers.size(), std::size_t{3});
    const Paper& one = papers[0];
    QCOMPARE(one.row.title, std::string("A Kernel of \"sorts\""));
    QCOMPARE(one.row.authors, std::string("Albert Gu, The S4 Team"));
    QCOMPARE(one.proceedings, std::string("Advances in NeurIPS 34"));
    QCOMPARE(one.doi, std::string("10.1000/xyz.1"));
    QVERIFY(one.authors[1].family.empty());
    QVERIFY(one.row.year == 2021);
    QCOMPARE(papers[1].arxivId, std::string("2111.00396v3"));
    QCOMPARE(papers[1].openreviewId, std::string("uYLFoz1vlAC"));
    QVERIFY(papers[1].links.front().kind == Link::Kind::OpenReview);
    QCOMPARE(papers[2].arxivId, std::string("2110.13985"));
    QVERIFY(papers[2].row.year == 2021);
}

void OwnPapersTest::takesNamesApart_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("family");
    QTest::newRow("given family") << "Albert Gu"
                                  << "Albert Gu"
                                  << "Gu";
    QTest::newRow("comma") << "Gu, Albert"
                           << "Albert Gu"
                           << "Gu";
    QTest::newRow("particles") << "Laurens van der Maaten"
                               << "Laurens van der Maaten"
                               << "van der Maaten";
    QTest::newRow("one word") << "Aristotle"
                              << "Aristotle"
                              << "";
    QTest::newRow("japanese") << "佐藤, 花子"
                              << "花子 佐藤"
                              << "佐藤";
}

void OwnPapersTest::takesNamesApart()
{
    QFETCH(QString, written);
    const Author author = authorNamed(written.toStdString());
    QTEST(QString::fromStdString(author.name), "name");
    QTEST(QString::fromStdString(author.family), "family");
}

void OwnPapersTest::saysWhereBibtexIsWrong_data()
{
    QTest::addColumn<QString>("bibtex");
    QTest::addColumn<QString>("place");
    QTest::newRow("nothing") << "LSSL, 2021"
                             << "Line 1: there is no BibTeX entry";
    QTest::newRow("no title") << "\n\n@misc{x, year=2021}"
                              << "Line 3: this entry has no title";
    QTest::newRow("open value") << "@misc{x,\n title={A {B}\n}"
                                << "Line 1: this entry never ends";
    QTest::newRow("open quote") << "@misc{x,\n title=\"A\n}"
                                << "Line 2: the value that begins here";
    QTest::newRow("no equals") << "@misc{x,\n title {A}}"
                               << "Line 2: 'title' is not a field";
    QTest::newRow("no value") << "@misc{x,\n\n title=,}"
                              << "Line 3: a value is missing";
}

void OwnPapersTest::saysWhereBibtexIsWrong()
{
    QFETCH(QString, bibtex);
    QFETCH(QString, place);
    const auto papers = readBibtex(bibtex.toStdString());
    QVERIFY(!papers);
    QVERIFY(papers.error().kind == Error::Kind::Input);
    QVERIFY2(papers.error().message.en.starts_with(place.toStdString()), papers.error().message.en.c_str());
    QVERIFY(papers.error().message.ja.find("行目") != std::string::npos);
}

void OwnPapersTest::findsIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("arxiv");
    QTest::addColumn<QString>("doi");
    QTest::newRow("bare") << "2110.13985v2"
                          << "2110.13985"
                          << "";
    QTest::newRow("address") << "https://arxiv.org/abs/2110.13985"
                             << "2110.13985"
                             << "";
    QTest::newRow("pdf") << "https://arxiv.org/pdf/2110.13985v1.pdf"
                         << "2110.13985"
                         << "";
    QTest::newRow("old") << "arXiv:cs/0112017"
                         << "cs/0112017"
                         << "";
    QTest::newRow("doi") << "doi:10.1145/3292500.3330701"
                         << ""
                         << "10.1145/3292500.3330701";
    QTest::newRow("neither") << "NeurIPS 2021"
                             << ""
                             << "";
}

void OwnPapersTest::findsIds()
{
    QFETCH(QString, text);
    QTEST(QString::fromStdString(arxivIdIn(text.toStdString())), "arxiv");
    QTEST(QString::fromStdString(doiIn(text.toStdString())), "doi");
}

void OwnPapersTest::addsAPaper()
{
    std::string id, second;
    {
        Catalogue catalogue = opened(folder());
        id = must(catalogue.addPaper(ownPaper("Quokka Networks 注意")));
        second = must(catalogue.addPaper(ownPaper("Quokka Networks 注意")));
        QVERIFY(!catalogue.addPaper(Paper{}));
    }
    QCOMPARE(id, std::string("ostlund-2024-quokka"));
    QCOMPARE(second, id + "-2");
    Catalogue catalogue = opened(folder());
    const Paper paper = must(catalogue.paper(id));
    QCOMPARE(paper.row.authors, std::string("Anna Östlund, 佐藤 花子"));
    QVERIFY(must(catalogue.isOwn(id)) && !must(catalogue.isOwn("lssl")));
    QCOMPARE(idsOf(must(catalogue.search("quokka"))).size(), 2);
    must(catalogue.saveNote(id, "mine", 0));
    QVERIFY(catalogue.editFact(id, Fact::Venue, "Workshop"));
    QCOMPARE(must(catalogue.paper(id)).row.venue, std::string("Workshop"));
    QVERIFY2(!shippedOf(catalogue, id.c_str(), Fact::Venue), "nothing shipped");
}

void OwnPapersTest::showsLikePapersWithTheEvidence_data()
{
    QTest::addColumn<QString>("bibtex");
    QTest::addColumn<QString>("like");
    QTest::addColumn<int>("by");
    QTest::newRow("arxiv") << "@misc{x, title={Other}, url={https://arxiv.org/abs/2110.13985v3}}"
                           << "lssl" << static_cast<int>(Likeness::By::ArxivId);
    QTest::newRow("openreview") << "@misc{x, title={Other}, url={https://openreview.net/forum?id=yWd42CWN3c}}"
                                << "lssl" << static_cast<int>(Likeness::By::OpenreviewId);
    QTest::newRow("title")
        << "@misc{x, title={efficiently modeling long sequences: with STRUCTURED state spaces}}"
        << "s4" << static_cast<int>(Likeness::By::Title);
    QTest::newRow("another title of it")
        << "@misc{x, title={Combining Recurrent, Convolutional, and Continuous-time Models with Linear "
           "State-Space Layers}}"
        << "lssl" << static_cast<int>(Likeness::By::Title);
    QTest::newRow("none") << "@misc{x, title={Efficiently modeling long sequences}}"
                          << "" << 0;
}

void OwnPapersTest::showsLikePapersWithTheEvidence()
{
    QFETCH(QString, bibtex);
    QFETCH(QString, like);
    QFETCH(int, by);
    const Catalogue catalogue = opened(folder());
    const std::vector<Likeness> found = must(catalogue.likenesses(onlyPaper(bibtex.toStdString())));
    QCOMPARE(found.size(), std::size_t(like.isEmpty() ? 0 : 1));
    if (like.isEmpty())
        return;
    QCOMPARE(QString::fromStdString(found.front().paper.id), like);
    QCOMPARE(static_cast<int>(found.front().by), by);
    QVERIFY(!found.front().what.empty());
}

void OwnPapersTest::editedFactsAreFoundAndComeBack()
{
    Catalogue catalogue = opened(folder());
    const Paper before = must(catalogue.paper("lssl"));
    const std::string title = before.row.title, authors = lineOf(catalogue, "lssl", Fact::Authors);
    QVERIFY(catalogue.editFact("lssl", Fact::Title, "  Wallaby layers "));
    QVERIFY(catalogue.editFact("lssl", Fact::Authors, "Gu, Albert; 佐藤 花子"));
    QCOMPARE(lineOf(catalogue, "lssl", Fact::Title), std::string("Wallaby layers"));
    QCOMPARE(lineOf(catalogue, "lssl", Fact::Authors), std::string("Albert Gu; 佐藤 花子"));
    QCOMPARE(idsOf(must(catalogue.search("wallaby"))), QStringList{"lssl"});
    QCOMPARE(shippedOf(catalogue, "lssl", Fact::Title).value_or(""), title);
    QCOMPARE(shippedOf(catalogue, "lssl", Fact::Authors).value_or(""), authors);
    QVERIFY(!shippedOf(catalogue, "lssl", Fact::Venue));

    QVERIFY(catalogue.editFact("lssl", Fact::Authors, authors));
    QVERIFY(catalogue.editFact("lssl", Fact::Title, title));
    const Paper after = must(catalogue.paper("lssl"));
    QVERIFY(after.row == before.row);
    QCOMPARE(after.authors.size(), before.authors.size());
    for (std::size_t i = 0; i < after.authors.size(); ++i)
        QVERIFY2(after.authors[i].variants == before.authors[i].variants, "other spellings come back too");
    QVERIFY(!shippedOf(catalogue, "lssl", Fact::Title));
    QVERIFY(must(catalogue.search("wallaby")).empty());
    QVERIFY(!must(catalogue.page("lssl")).summary.empty());
}

void OwnPapersTest::anEditOutlivesNewFacts()
{
    must(opened(folder()).facts("lssl"));
    {
        Catalogue catalogue = opened(folder());
        QVERIFY(catalogue.editFact("lssl", Fact::Venue, "NIPS"));
        QVERIFY(catalogue.editFact("hippo", Fact::Year, "2019"));
    }
    {
        OpenedLibrary library = must(openLibrary(folder()));
        library.database->script("UPDATE shipped SET value = 'older' WHERE key = 'facts'");
    }
    Catalogue catalogue = opened(folder());
    QCOMPARE(lineOf(catalogue, "lssl", Fact::Venue), std::string("NIPS"));
    QCOMPARE(lineOf(catalogue, "hippo", Fact::Year), std::string("2019"));
    QCOMPARE(shippedOf(catalogue, "lssl", Fact::Venue).value_or(""), std::string("NeurIPS 2021"));
    QVERIFY(catalogue.editFact("lssl", Fact::Venue, "NeurIPS 2021"));
    QVERIFY(!shippedOf(catalogue, "lssl", Fact::Venue));
}

void OwnPapersTest::refusesFactsThatSayNothing()
{
    Catalogue catalogue = opened(folder());
    const Status title = catalogue.editFact("lssl", Fact::Title, "  ");
    QVERIFY(!title && title.error().kind == Error::Kind::Usage);
    const Status year = catalogue.editFact("lssl", Fact::Year, "last year");
    QVERIFY(!year && year.error().message.en.find("last year") != std::string::npos);
    QVERIFY(!catalogue.editFact("nobody", Fact::Year, "2021"));
    QCOMPARE(lineOf(catalogue, "lssl", Fact::Year), std::string("2021"));
    QVERIFY(catalogue.editFact("lssl", Fact::Year, ""));
    QVERIFY(!must(catalogue.paper("lssl")).row.year);
}

void OwnPapersTest::deletedPapersComeBackWhole()
{
    Catalogue catalogue = opened(folder());
    const std::string first = must(catalogue.addPaper(ownPaper("First")));
    must(catalogue.addPaper(ownPaper("Second")));
    const Tag tag = must(catalogue.createTag("Later", "#123456"));
    QVERIFY(catalogue.assignTag(first, tag.id));
    must(catalogue.saveNote(first, "about kookaburra", 0));
    const std::vector<PaperRow> before = must(catalogue.papers());
    QVERIFY2(!catalogue.removePaper("lssl"), "what ships stays");
    const std::int64_t item = must(catalogue.removePaper(first));
    QVERIFY(!catalogue.paper(first));
    QVERIFY(must(catalogue.search("kookaburra")).empty());
    QCOMPARE(must(catalogue.trash()).size(), std::size_t{1});
    QCOMPARE(must(catalogue.trash()).front().name.en, std::string("First"));
    QVERIFY2(must(catalogue.addPaper(ownPaper("First"))) != first, "its id is not given away");
    QVERIFY(catalogue.removePaper("ostlund-2024-first-2"));
    QVERIFY(catalogue.restoreFromTrash(item));
    QVERIFY(must(catalogue.papers()) == before);
    QCOMPARE(idsOf(must(catalogue.search("kookaburra"))), QStringList{QString::fromStdString(first)});
    QVERIFY(!catalogue.restoreFromTrash(item));
}

void OwnPapersTest::emptiedNotesAreInTheTrash()
{
    Catalogue catalogue = opened(folder());
    const NoteSubject demo{NoteSubject::Kind::Demo, "hippo"};
    must(catalogue.saveNote(demo, "# Long thoughts\nmore", 0));
    must(catalogue.saveNote(demo, "", 1));
    const TrashItem item = must(catalogue.trash()).front();
    QCOMPARE(item.kind, std::string("note"));
    QCOMPARE(item.subject, std::string("demo:hippo"));
    QCOMPARE(item.name.en, std::string("# Long thoughts"));
    must(catalogue.saveNote(demo, "new", 2));
    QVERIFY(catalogue.restoreFromTrash(item.id));
    const Note note = must(catalogue.note(demo));
    QCOMPARE(note.markdown, std::string("# Long thoughts\nmore"));
    QCOMPARE(note.copies.front().markdown, std::string("new"));
    QVERIFY(must(catalogue.trash()).empty());
}

void OwnPapersTest::theTrashForgetsAfterThirtyDays()
{
    Catalogue catalogue = opened(folder());
    for (const char* const text : {"old", "young"}) {
        const Note note = must(catalogue.note("lssl"));
        must(catalogue.saveNote("lssl", text, note.revision));
        must(catalogue.saveNote("lssl", "", note.revision + 1));
    }
    {
        const OpenedLibrary library = must(openLibrary(folder()));
        library.database->script(
            "UPDATE trash SET deleted = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-31 days')"
            " WHERE content = 'old';"
            "UPDATE trash SET deleted = strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-29 days')"
            " WHERE content = 'young'");
    }
    QVERIFY(catalogue.cleanTrash());
    const std::vector<TrashItem> left = must(catalogue.trash());
    QCOMPARE(left.size(), std::size_t{1});
    QCOMPARE(left.front().name.en, std::string("young"));
}

void OwnPapersTest::aBackupIsPutBackUnderOpenWindows()
{
    Catalogue catalogue = opened(folder());
    const Catalogue window = opened(folder());
    must(catalogue.saveNote("lssl", "kept", 0));
    const std::string gone = must(catalogue.addPaper(ownPaper("Gonequokka")));
    QVERIFY(catalogue.backUpIfDue());
    must(catalogue.saveNote("lssl", "regretted", 1));
    QVERIFY(catalogue.removePaper(gone));
    must(catalogue.addPaper(ownPaper("Since")));
    const Backup backup = backups(folder()).front();
    QVERIFY(must(previewRestore(backup, folder())) ==
            (RestorePreview{{"LSSL"}, {"LSSL"}, {"Gonequokka"}, {"Since"}}));
    const std::int64_t before = must(window.outsideChanges());
    QVERIFY(restoreInPlace(backup, folder()));
    QVERIFY(must(window.outsideChanges()) != before);
    QCOMPARE(must(window.note("lssl")).markdown, std::string("kept"));
    QVERIFY(window.paper(gone));
    QCOMPARE(idsOf(must(window.search("gonequokka"))), QStringList{QString::fromStdString(gone)});
    QVERIFY(must(previewRestore(backup, folder())) == RestorePreview{});
    must(catalogue.saveNote("lssl", "goes on", 1));

    const std::vector<Backup> kept = backups(folder());
    QCOMPARE(kept.size(), std::size_t{2});
    QVERIFY(std::ranges::any_of(kept, [](const Backup& one) {
        return one.usable && one.file.string().find(kBeforeRestore) != std::string::npos;
    }));
    std::filesystem::resize_file(backup.file, 5000);
    Backup damaged = backup;
    damaged.usable = false;
    QVERIFY(!restoreInPlace(damaged, folder()));
    QVERIFY(!previewRestore(damaged, folder()));
    QCOMPARE(must(window.note("lssl")).markdown, std::string("goes on"));
}

QTEST_GUILESS_MAIN(OwnPapersTest)
#include "tst_own_papers.moc"
