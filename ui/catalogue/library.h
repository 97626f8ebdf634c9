// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/catalogue.h"

#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include <filesystem>
#include <functional>
#include <memory>

class QTimer;

namespace kaba {

/// The catalogue as the window's GUI thread holds it: every edit of tags and reading states goes through here,
/// can be undone, and is announced to all panes; so is what another window has written.
class Library : public QObject {
    Q_OBJECT
public:
    static Result<std::unique_ptr<Library>> open(const std::filesystem::path& folder);

    Catalogue& catalogue() { return m_catalogue; }
    /// Where other threads open their own Catalogue.
    const std::filesystem::path& folder() const { return m_folder; }
    bool writable() const { return m_catalogue.access() == Catalogue::Access::Writable; }
    QUndoStack& undoStack() { return m_undo; }

    // Each of these writes, pushes one step of undo and announces; a failure is announced and gives false.
    bool setReading(const QStringList& papers, Reading reading);
    std::optional<Tag> createTag(const QString& name, const QString& colour);
    bool renameTag(const Tag& tag, const QString& name);
    bool recolourTag(const Tag& tag, const QString& colour);
    bool removeTag(const Tag& tag);
    bool assignTag(const QStringList& papers, const Tag& tag);
    bool setOwnState(const QString& paper, const OwnState& state, const QString& what);
    bool unassignTag(const QStringList& papers, const Tag& tag);

    /// A step of a kind of its own, for what other parts of the window keep in the library: runs `redo` now and remembers
    /// the way back.
    using Step = std::function<Status()>;
    bool perform(const QString& what, Step redo, Step undo);
    void complain(const Error& error);

    /// A note that is saved already becomes a step of undo. Going either way, a text that somebody wrote meanwhile is
    /// kept as a copy beside the note.
    void noteWritten(const NoteSubject& subject, const QString& before, const QString& after);

    /// Empty where the library cannot be read: the failure has been announced.
    std::vector<Tag> tags();

    /// Asks whether another window has written; called by a timer while the program is active.
    void lookOutside();

Q_SIGNALS:
    void readerDataChanged();         ///< tags, reading states or notes, from here or from another window
    void edited(const QString& what); ///< a step that can be undone
    void failed(const QString& english, const QString& japanese);

private:
    class Command;

    Library(Catalogue catalogue, std::filesystem::path folder);
    bool run(const Step& step);
    Status replaceNote(const NoteSubject& subject, const std::string& expected, const std::string& text);
    Status setReadingOf(const std::vector<std::pair<std::string, Reading>>& states);

    Catalogue m_catalogue;
    std::filesystem::path m_folder;
    QUndoStack m_undo;
    QTimer* m_timer;
    std::int64_t m_seen = 0;
};

} // namespace kaba
