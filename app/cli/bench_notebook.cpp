// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "papers_db/synthetic.h"
#include "ui/catalogue/library.h"
#include "ui/page/notes_editor.h"
#include "ui/page/notes_page.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QTemporaryDir>

#include <array>
#include <memory>
#include <string_view>

namespace kaba {
namespace {

constexpr int kPapers = 100'000, kNotes = 10'000;

/// What a reader types into the search of the notes, key by key.
constexpr std::array<std::string_view, 12> kTypedForNotes{"k",   "ke",        "kernel",   "the kernel",
                                                          "減",  "減衰",      "状態空間", "s",
                                                          "sta", "state 123", "read",     "abstract only"};

/// A large library of its own, filled before anybody opens it.
struct LargeLibrary {
    QTemporaryDir folder;
    std::filesystem::path path() const { return folder.path().toStdString(); }

    Status fill() const
    {
        if (const auto fresh = Catalogue::open(path()); !fresh)
            return fresh.error();
        if (Status papers = addSyntheticPapers(path(), 1, kPapers); !papers)
            return papers;
        return addSyntheticNotes(path(), kNotes);
    }
};

Result<BenchmarkBody> onCatalogue(const std::function<Status(Catalogue&, std::size_t)>& act)
{
    const auto large = std::make_shared<LargeLibrary>();
    if (Status filled = large->fill(); !filled)
        return filled.error();
    auto opened = Catalogue::open(large->path());
    if (!opened)
        return opened.error();
    const auto catalogue = std::make_shared<Catalogue>(*std::move(opened));
    return BenchmarkBody(
        [large, catalogue, act](std::size_t repetition) { return act(*catalogue, repetition); });
}

Result<BenchmarkBody> searchNotes()
{
    return onCatalogue([](Catalogue& catalogue, std::size_t repetition) -> Status {
        const auto found = catalogue.searchNotes(kTypedForNotes[repetition % kTypedForNotes.size()]);
        return found ? Status(Done{}) : found.error();
    });
}

Result<BenchmarkBody> open()
{
    const auto large = std::make_shared<LargeLibrary>();
    if (Status filled = large->fill(); !filled)
        return filled.error();
    return BenchmarkBody([large](std::size_t) -> Status {
        const auto opened = Catalogue::open(large->path());
        return opened ? Status(Done{}) : opened.error();
    });
}

/// The page as the window holds it, with its preview beside the text.
struct WritingDesk {
    LargeLibrary large;
    std::unique_ptr<Library> library;
    std::unique_ptr<NotesPage> page;
};

/// One key press and all that it sets off, to the painted glyph. Every tenth is a line break, every seventh saves.
Result<BenchmarkBody> keyToGlyph()
{
    const auto desk = std::make_shared<WritingDesk>();
    if (Status filled = desk->large.fill(); !filled)
        return filled.error();
    auto library = Library::open(desk->large.path());
    if (!library)
        return library.error();
    desk->library = *std::move(library);
    desk->page = std::make_unique<NotesPage>(*desk->library);
    desk->page->resize(900, 700);
    desk->page->offerSubjects({NotesPage::Offer{NoteSubject{NoteSubject::Kind::Paper, "lssl"}, Text{}}});
    desk->page->show();
    return BenchmarkBody([desk](std::size_t repetition) -> Status {
        QPlainTextEdit* text = desk->page->editor().editor();
        const bool line = repetition % 10 == 9;
        QKeyEvent press(QEvent::KeyPress, line ? Qt::Key_Return : Qt::Key_K, Qt::NoModifier,
                        line ? QStringLiteral("\r") : QStringLiteral("k"));
        QCoreApplication::sendEvent(text, &press);
        QCoreApplication::processEvents();
        if (repetition % 7 == 6) // what the clock does for a hand that types ten keys a second
            desk->page->editor().save();
        text->viewport()->repaint();
        return Done{};
    });
}

} // namespace

std::vector<Benchmark> notebookBenchmarks()
{
    return {{"notebook/key-to-glyph", keyToGlyph},
            {"notebook/search-notes/10000", searchNotes},
            {"notebook/open", open}};
}

} // namespace kaba
