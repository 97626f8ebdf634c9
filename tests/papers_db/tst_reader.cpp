// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/lessons.h"
#include "papers_db/moments.h"
#include "tests/papers_db/library_support.h"

#include <QtTest>

using namespace kaba;

class ReaderTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder.emplace(); }
    void notesSurviveReopening();
    void twoWindowsLoseNothing();
    void anUnchangedNoteIsNoConflict();
    void windowsSeeEachOther();
    void notesAndTagsAreFound();
    void tagsComeBackWhole();
    void refusesTags_data();
    void refusesTags();
    void remembersReadingAndSettings();
    void namesTheNearestPaper();
    void lessonsKeepTheirOrder();
    void aRemovedLessonComesBackWhole();
    void windowsDoNotLoseEachOthersScenes();
    void historiesAreBoundedAndApart();

private:
    std::filesystem::path folder() const { return m_folder->path("library"); }
    std::optional<TemporaryFolder> m_folder;
};

void ReaderTest::notesSurviveReopening()
{
    const std::string markdown = "# メモ\n\nΔ を動かす \xF0\x9F\x8C\x8A\n" + std::string(100000, 'x');
    {
        Catalogue catalogue = opened(folder());
        QCOMPARE(must(catalogue.note("lssl")).revision, std::int64_t{0});
        QCOMPARE(must(catalogue.saveNote("lssl", markdown, 0)).revision, std::int64_t{1});
    }
    const Note note = must(opened(folder()).note("lssl"));
    QCOMPARE(note.markdown, markdown);
    QCOMPARE(note.revision, std::int64_t{1});
    QVERIFY(note.changed.ends_with('Z'));
}

void ReaderTest::twoWindowsLoseNothing()
{
    Catalogue one = opened(folder()), other = opened(folder());
    const SavedNote first = must(one.saveNote("lssl", "from the first window", 0));
    QVERIFY(!first.displaced);
    const SavedNote second = must(other.saveNote("lssl", "from the second window", 0));
    QVERIFY(second.displaced);
    QCOMPARE(second.displaced->markdown, std::string("from the first window"));
    const SavedNote third = must(one.saveNote("lssl", "the first goes on", first.revision));
    QCOMPARE(third.displaced->markdown, std::string("from the second window"));
    QVERIFY(!must(one.saveNote("lssl", "and on", third.revision)).displaced);

    const Note note = must(other.note("lssl"));
    QCOMPARE(note.markdown, std::string("and on"));
    QCOMPARE(note.copies.size(), std::size_t{2});
    QVERIFY(other.dismissCopy(note.copies.front().id));
    QCOMPARE(must(one.note("lssl")).copies.size(), std::size_t{1});
}

void ReaderTest::anUnchangedNoteIsNoConflict()
{
    Catalogue one = opened(folder()), other = opened(folder());
    QCOMPARE(must(one.saveNote("lssl", "same", 0)).revision, std::int64_t{1});
    const SavedNote saved = must(other.saveNote("lssl", "same", 0));
    QCOMPARE(saved.revision, std::int64_t{1});
    QVERIFY(!saved.displaced);
}

void ReaderTest::windowsSeeEachOther()
{
    Catalogue one = opened(folder()), other = opened(folder());
    const std::int64_t before = must(one.outsideChanges());
    QVERIFY(one.setReading("lssl", Reading::Reading));
    QCOMPARE(must(one.outsideChanges()), before);
    QVERIFY(other.setReading("lssl", Reading::Read));
    QVERIFY(must(one.outsideChanges()) != before);
    QVERIFY(must(one.paper("lssl")).row.reading == Reading::Read);
}

void ReaderTest::notesAndTagsAreFound()
{
    Catalogue catalogue = opened(folder());
    const Tag tag = must(catalogue.createTag("講義で使う", "#2a7fb8"));
    QVERIFY(catalogue.assignTag("gmlp", tag.id));
    QVERIFY(catalogue.saveNote("luna", "compare with zebrafish", 0));
    QCOMPARE(idsOf(must(catalogue.search("講義"))), QStringList{"gmlp"});
    const std::vector<Hit> hits = must(catalogue.search("zebra"));
    QCOMPARE(idsOf(hits), QStringList{"luna"});
    QVERIFY(hits.front().matches.back().field == Field::Note);

    QVERIFY(catalogue.renameTag(tag.id, "Seminar qqx"));
    QCOMPARE(idsOf(must(catalogue.search("講義"))), QStringList());
    QCOMPARE(idsOf(must(catalogue.search("qqx"))), QStringList{"gmlp"});
    QVERIFY(catalogue.saveNote("luna", "nothing of the kind", 1));
    QCOMPARE(idsOf(must(catalogue.search("zebra"))), QStringList());
    QCOMPARE(idsOf(must(catalogue.search("", {.tag = tag.id}))), QStringList{"gmlp"});
    QCOMPARE(idsOf(must(catalogue.search("gmlp", {.tag = tag.id}))), QStringList{"gmlp"});
    QCOMPARE(idsOf(must(catalogue.search("skyformer", {.tag = tag.id}))), QStringList());
}

void ReaderTest::tagsComeBackWhole()
{
    Catalogue catalogue = opened(folder());
    const Tag tag = must(catalogue.createTag("  Later ", "#ABCDEF"));
    QCOMPARE(tag.name, std::string("Later"));
    QVERIFY(catalogue.assignTag("gmlp", tag.id) && catalogue.assignTag("gmlp", tag.id) &&
            catalogue.assignTag("luna", tag.id));
    const std::vector<Tag> before = must(catalogue.tags());
    QCOMPARE(before.front().count, 2);
    const RemovedTag removed = must(catalogue.removeTag(tag.id));
    QVERIFY(must(catalogue.tags()).empty());
    QVERIFY(must(catalogue.paper("gmlp")).row.tags.empty());
    QVERIFY(catalogue.restoreTag(removed));
    QVERIFY(must(catalogue.tags()) == before);
    QVERIFY(catalogue.unassignTag("gmlp", tag.id));
    QVERIFY(catalogue.recolourTag(tag.id, "#000000"));
    QCOMPARE(must(catalogue.tags()).front().colour, std::string("#000000"));
    QCOMPARE(must(catalogue.paper("luna")).row.tags, std::vector<std::int64_t>{tag.id});
}

void ReaderTest::refusesTags_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("colour");
    QTest::newRow("blank") << "  "
                           << "#000000";
    QTest::newRow("taken, in other case") << "LATER"
                                          << "#000000";
    QTest::newRow("taken, in other width") << "ｌａｔｅｒ"
                                           << "#000000";
    QTest::newRow("colour by name") << "new"
                                    << "red";
    QTest::newRow("colour too short") << "new"
                                      << "#fff";
    QTest::newRow("colour with other signs") << "new"
                                             << "#00000g";
}

void ReaderTest::refusesTags()
{
    QFETCH(QString, name);
    QFETCH(QString, colour);
    Catalogue catalogue = opened(folder());
    must(catalogue.createTag("Later", "#123456"));
    const Result<Tag> tag = catalogue.createTag(name.toStdString(), colour.toStdString());
    QVERIFY(!tag);
    QVERIFY(tag.error().kind == Error::Kind::Usage);
    QVERIFY(!tag.error().message.ja.empty());
    QCOMPARE(must(catalogue.tags()).size(), std::size_t{1});
}

void ReaderTest::remembersReadingAndSettings()
{
    {
        Catalogue catalogue = opened(folder());
        QVERIFY(!must(catalogue.demoSettings("hippo")));
        QVERIFY(catalogue.saveDemoSettings("hippo", "order=8"));
        QVERIFY(catalogue.saveDemoSettings("hippo", "order=16"));
        QVERIFY(catalogue.setReading("s4", Reading::Read));
    }
    const Catalogue catalogue = opened(folder());
    QCOMPARE(must(catalogue.demoSettings("hippo")).value(), std::string("order=16"));
    QCOMPARE(idsOf(must(catalogue.search("", {.reading = Reading::Read}))), QStringList{"s4"});
    QCOMPARE(must(catalogue.papers({.reading = Reading::Unread})).size(),
             must(catalogue.papers()).size() - 1);
}

void ReaderTest::namesTheNearestPaper()
{
    Catalogue catalogue = opened(folder());
    const auto error = catalogue.paper("skyfromer");
    QVERIFY(!error && error.error().kind == Error::Kind::Usage);
    QVERIFY(error.error().message.en.find("skyformer") != std::string::npos);
    QVERIFY(!catalogue.saveNote("skyfromer", "x", 0));
    const auto group = catalogue.papers({.group = "rnn/theorie"});
    QVERIFY(!group && group.error().kind == Error::Kind::Usage);
    QVERIFY(group.error().message.en.find("'rnn/theory'") != std::string::npos);
}

namespace {

std::vector<std::string> recipesOf(const Lesson& lesson)
{
    std::vector<std::string> recipes;
    for (const Scene& scene : lesson.scenes)
        recipes.push_back(scene.recipe);
    return recipes;
}

} // namespace

void ReaderTest::lessonsKeepTheirOrder()
{
    {
        Catalogue catalogue = opened(folder());
        Lessons lessons(catalogue);
        QVERIFY(!lessons.insert({0, "  "}, 0));
        const Lesson second = must(lessons.insert({0, " 二 "}, 0));
        const Lesson first = must(lessons.insert({0, "first", {{0, "b"}, {0, "c"}}}, 0));
        const auto added = must(lessons.insertScene(first.id, {0, "a"}, 0));
        QVERIFY(lessons.moveScene(added, 2));
        QVERIFY(lessons.changeScene({added, "d"}));
        QVERIFY(lessons.rename(second.id, "second"));
        QVERIFY(!lessons.rename(99, "x") && !lessons.moveScene(99, 0) && !lessons.removeScene(99));
    }
    Catalogue catalogue = opened(folder());
    const auto all = must(Lessons(catalogue).all());
    QCOMPARE(all.size(), std::size_t{2});
    QCOMPARE(all[0].name, std::string("first"));
    QCOMPARE(all[1].name, std::string("second"));
    QCOMPARE(recipesOf(all[0]), (std::vector<std::string>{"b", "c", "d"}));
    QVERIFY(Lessons(catalogue).move(all[0].id, 9));
    QCOMPARE(must(Lessons(catalogue).all())[1], all[0]);
}

void ReaderTest::aRemovedLessonComesBackWhole()
{
    Catalogue catalogue = opened(folder());
    Lessons lessons(catalogue);
    static_cast<void>(must(lessons.insert({0, "a", {{0, "1"}}}, 0)));
    const Lesson middle = must(lessons.insert({0, "b", {{0, "2"}, {0, "3"}}}, 1));
    static_cast<void>(must(lessons.insert({0, "c"}, 2)));
    const auto before = must(lessons.all());
    QVERIFY(must(lessons.remove(middle.id)) == middle);
    QCOMPARE(must(lessons.all()).size(), std::size_t{2});
    QVERIFY(must(lessons.insert(middle, 1)) == middle);
    QVERIFY(must(lessons.all()) == before);
}

void ReaderTest::windowsDoNotLoseEachOthersScenes()
{
    Catalogue one = opened(folder()), other = opened(folder());
    const Lesson lesson = must(Lessons(one).insert({0, "shared"}, 0));
    static_cast<void>(must(Lessons(one).insertScene(lesson.id, {0, "from one"}, 0)));
    static_cast<void>(must(Lessons(other).insertScene(lesson.id, {0, "from the other"}, 0)));
    QCOMPARE(recipesOf(must(Lessons(one).all()).front()),
             (std::vector<std::string>{"from the other", "from one"}));
    static_cast<void>(must(Lessons(other).remove(lesson.id)));
    QVERIFY(!Lessons(one).insertScene(lesson.id, {0, "too late"}, 0));
}

void ReaderTest::historiesAreBoundedAndApart()
{
    Catalogue catalogue = opened(folder());
    Moments moments(catalogue);
    std::vector<Moment> many;
    for (int i = 1; i <= Moments::kKept + 5; ++i)
        many.push_back({i, i - 1, "order=" + std::to_string(i), i % 3});
    QVERIFY(moments.append("hippo", many));
    QVERIFY(moments.append("ssm", std::vector<Moment>{{9000, 0, "step=1", 1}}));
    QVERIFY(moments.append("ssm", std::vector<Moment>{{9000, 0, "step=2", 1}})); // what is there stays
    const auto kept = must(moments.of("hippo"));
    QCOMPARE(kept.size(), std::size_t{Moments::kKept});
    QVERIFY(kept.front() == many[5] && kept.back() == many.back());
    QCOMPARE(must(moments.of("ssm")).front().settings, std::string("step=1"));
}

QTEST_GUILESS_MAIN(ReaderTest)
#include "tst_reader.moc"
