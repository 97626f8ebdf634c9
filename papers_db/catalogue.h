// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/outline.h"
#include "papers_db/paper.h"
#include "papers_db/paper_facts.h"
#include "papers_db/reader.h"
#include "papers_db/search.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

class Database;

/// The catalogue of papers together with what its reader added: `library.sqlite` in the data folder.
///
/// An object belongs to one thread at a time; each thread opens its own, and any number of them, in any number
/// of processes, may be open on one library. Every answer is a value. An error is of kind Database unless a
/// function says otherwise, and leaves the library as it was. A write has reached the disk when it returns.
class Catalogue {
public:
    enum class Access {
        Writable,
        ReadOnlyPlace, ///< the folder or file cannot be written
        NewerProgram,  ///< a newer Kaba wrote the library
    };

    /// Opens the library of `folder`, which is made if need be; brings an older library up to date after a
    /// verified backup, and the shipped facts to those of this program. A damaged library is renamed
    /// `library.sqlite.damaged-N` and reported as an error; the next call begins a fresh one.
    static Result<Catalogue> open(const std::filesystem::path& folder);

    Catalogue(Catalogue&&) noexcept;
    Catalogue& operator=(Catalogue&&) noexcept;
    ~Catalogue();

    Access access() const { return m_access; }
    /// Sentences about the opening that the reader must see: read-only and why, begun afresh after damage.
    const std::vector<Text>& notices() const { return m_notices; }
    /// A number that changes when another window or process has written to the library.
    Result<std::int64_t> outsideChanges() const;

    // Facts.
    Result<std::vector<PaperRow>> papers(const Filter& filter = {}) const; ///< in the order of the catalogue
    Result<int> paperCount() const;
    /// Everything about one paper; its groups are those of `grouping` (empty: the shipped one). Unknown id: Usage,
    /// with the nearest spelling.
    Result<Paper> paper(std::string_view id, std::string_view grouping = {}) const;
    /// The page of a paper; empty texts where none is written.
    Result<Page> page(std::string_view paper) const;
    Result<std::vector<Grouping>> groupings() const;
    Result<std::vector<Group>> groups(std::string_view grouping = {}) const; ///< empty: the shipped one
    Result<int>
    notGrouped(std::string_view grouping = {}) const; ///< how many papers are in none of its groups
    /// A grouping as a value, the shipped ones included. Usage where it is gone.
    Result<Outline> outline(std::string_view grouping) const;
    Result<Lineage> lineage() const;
    Result<std::vector<Relation>> relations(std::string_view paper) const; ///< that begin or end at the paper

    /// The papers that hold all of `words`, best first: title and short name, then authors, then texts, then
    /// notes. The last word may be unfinished. Blank words give every paper of the filter. Asks `stop` all the
    /// time: Cancelled. Requires limit > 0.
    Result<std::vector<Hit>> search(std::string_view words, const Filter& filter = {}, int limit = 50,
                                    std::stop_token stop = {}) const;

    // Papers that the reader adds, and facts that the reader changes.
    Result<bool> isOwn(std::string_view paper) const; ///< added by the reader
    /// Every fact that can be changed, in the order of a form.
    Result<std::vector<FactLine>> facts(std::string_view paper) const;
    /// Usage where the line is none for this fact. The line that shipped brings the shipped fact back whole.
    Status editFact(std::string_view paper, Fact fact, std::string_view line);
    /// Adds the paper under an id of its own, which is returned; `paper.row.id` does not count. Usage without a title.
    Result<std::string> addPaper(const Paper& paper);
    /// The papers that may be the same, each with the first evidence: DOI, arXiv id, OpenReview id, folded title.
    Result<std::vector<Likeness>> likenesses(const Paper& paper) const;
    /// Into the trash; the item there. Usage where it is not the reader's.
    Result<std::int64_t> removePaper(std::string_view paper);

    // The trash, kept for kTrashDays.
    Result<std::vector<TrashItem>> trash() const; ///< last deleted first
    Status restoreFromTrash(std::int64_t item);
    Status cleanTrash(); ///< lets go of what is older

    // The reader's own.
    /// Puts `wanted` in the place of `expected`, where that is how the reader's grouping stands; nothing: there is
    /// none of this id. False, and nothing changed, where another window has changed it. Usage for a shipped one.
    /// Cost: reading the grouping, and writing the groups that differ.
    Result<bool> exchangeOutline(std::string_view grouping, const std::optional<Outline>& expected,
                                 const std::optional<Outline>& wanted);
    Status setReading(std::string_view paper, Reading reading);
    Result<std::vector<Tag>> tags() const; ///< by name
    /// Usage where the name is blank or taken (case does not tell names apart), or the colour is not "#rrggbb".
    Result<Tag> createTag(std::string_view name, std::string_view colour);
    Status renameTag(std::int64_t tag, std::string_view name);
    Status recolourTag(std::int64_t tag, std::string_view colour);
    Result<RemovedTag> removeTag(std::int64_t tag);
    Status restoreTag(const RemovedTag& removed);
    Status assignTag(std::string_view paper, std::int64_t tag);
    Status unassignTag(std::string_view paper, std::int64_t tag);

    // Notes. A subject that the catalogue does not hold is Usage, with the nearest spelling.
    Result<Note> note(const NoteSubject& subject) const;
    Result<Note> note(std::string_view paper) const;
    /// Saves the note that was read at revision `base`. If another window saved meanwhile, its text becomes a
    /// copy beside the note and is handed back: nothing is lost.
    Result<SavedNote> saveNote(const NoteSubject& subject, std::string_view markdown, std::int64_t base);
    Result<SavedNote> saveNote(std::string_view paper, std::string_view markdown, std::int64_t base);
    /// The notes that hold all of `words` (as search() takes them; blank: all), the last changed first. Asks `stop`
    /// all the time: Cancelled. Requires limit > 0.
    Result<std::vector<NoteHead>> searchNotes(std::string_view words, int limit = 50,
                                              std::stop_token stop = {}) const;
    /// How far the reader has come with a paper and its question.
    Result<OwnState> ownState(std::string_view paper) const;
    Status setOwnState(std::string_view paper, const OwnState& state);
    /// The notes with a link [[…]] to the subject, the last changed first.
    Result<std::vector<NoteHead>> mentions(const NoteSubject& target) const;
    Status dismissCopy(std::int64_t copy);

    /// Draws a relation. Usage where it stands already, joins a paper to itself, or names an unknown paper.
    Status addRelation(const Relation& relation);
    /// Usage where the reader has drawn no such relation (ends and kind count).
    Status removeRelation(const Relation& relation);

    /// The settings a demo was last left with, as ParameterSet::settings() writes them.
    Result<std::optional<std::string>> demoSettings(std::string_view demo) const;
    Status saveDemoSettings(std::string_view demo, std::string_view settings);

    /// Writes a verified copy of the library into the folder `backups` if the newest is older than a day and
    /// something changed since. Meant for a quiet moment.
    Status backUpIfDue();

private:
    friend class Lessons; // tables of their own in the same file
    friend class Moments;
    Catalogue(std::unique_ptr<Database> database, std::filesystem::path folder);

    Result<std::vector<PaperRow>> firstPapers(const Filter& filter, int limit) const;

    std::unique_ptr<Database> m_database;
    std::filesystem::path m_folder;
    Access m_access = Access::Writable;
    std::vector<Text> m_notices;
};

struct Backup {
    std::filesystem::path file;
    std::string made;       ///< UTC, ISO 8601
    std::int64_t notes = 0; ///< that it holds
    std::int64_t tags = 0;  ///< that it holds
    bool usable = false;    ///< opened and found whole
};

/// The backups of a data folder, newest first, each opened and checked.
std::vector<Backup> backups(const std::filesystem::path& folder);

/// Puts a backup in the place of the library, which is kept beside it as `library.sqlite.replaced-N`.
/// Requires that no Catalogue is open on the folder.
Status restore(const Backup& backup, const std::filesystem::path& folder);

} // namespace kaba
