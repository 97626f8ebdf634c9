// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/library.h"

#include "ui/base/words.h"

#include <QGuiApplication>
#include <QTimer>
#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace kaba {
namespace {

constexpr int kLookOutsideMs = 2000;

/// All of them, or the first error.
Status forEachPaper(const QStringList& papers, const std::function<Status(const std::string&)>& act)
{
    for (const QString& paper : papers)
        if (Status done = act(paper.toStdString()); !done)
            return done;
    return Done{};
}

} // namespace

/// One step of undo. It was carried out before it is pushed, so the first redo does nothing.
class Library::Command : public QUndoCommand {
public:
    Command(Library& library, const QString& what, Step redo, Step undo)
        : QUndoCommand(what)
        , m_library(library)
        , m_redo(std::move(redo))
        , m_undo(std::move(undo))
    {}

    void redo() override
    {
        if (!std::exchange(m_done, true))
            return;
        setObsolete(!m_library.run(m_redo));
    }
    void undo() override { setObsolete(!m_library.run(m_undo)); }

private:
    Library& m_library;
    Step m_redo, m_undo;
    bool m_done = false;
};

Result<std::unique_ptr<Library>> Library::open(const std::filesystem::path& folder)
{
    auto catalogue = Catalogue::open(folder);
    if (!catalogue)
        return catalogue.error();
    return std::unique_ptr<Library>(new Library(std::move(*catalogue), folder));
}

Library::Library(Catalogue catalogue, std::filesystem::path folder)
    : m_catalogue(std::move(catalogue))
    , m_folder(std::move(folder))
    , m_timer(new QTimer(this))
{
    if (const auto version = m_catalogue.outsideChanges())
        m_seen = *version;
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (QGuiApplication::applicationState() == Qt::ApplicationActive)
            lookOutside();
    });
    m_timer->start(kLookOutsideMs);
}

void Library::lookOutside()
{
    const auto version = m_catalogue.outsideChanges();
    if (version && std::exchange(m_seen, *version) != *version)
        Q_EMIT readerDataChanged();
}

void Library::complain(const Error& error)
{
    Q_EMIT failed(qstring(error.message.en), qstring(error.message.ja));
}

bool Library::run(const Step& step)
{
    const Status status = step();
    if (!status)
        complain(status.error());
    Q_EMIT readerDataChanged();
    return status.has_value();
}

bool Library::perform(const QString& what, Step redo, Step undo)
{
    if (!run(redo))
        return false;
    m_undo.push(new Command(*this, what, std::move(redo), std::move(undo))); // the stack owns it
    Q_EMIT edited(what);
    return true;
}

Status Library::setReadingOf(const std::vector<std::pair<std::string, Reading>>& states)
{
    for (const auto& [paper, reading] : states)
        if (Status done = m_catalogue.setReading(paper, reading); !done)
            return done;
    return Done{};
}

bool Library::setReading(const QStringList& papers, Reading reading)
{
    std::vector<std::pair<std::string, Reading>> before, after;
    for (const QString& id : papers) {
        const auto paper = m_catalogue.paper(id.toStdString());
        if (!paper || paper->row.reading == reading)
            continue;
        before.emplace_back(paper->row.id, paper->row.reading);
        after.emplace_back(paper->row.id, reading);
    }
    if (after.empty())
        return true;
    const QString what = reading == Reading::Unread    ? tr("Marked as unread")
                         : reading == Reading::Reading ? tr("Marked as being read")
                                                       : tr("Marked as read");
    return perform(
        what, [this, after] { return setReadingOf(after); }, [this, before] { return setReadingOf(before); });
}

std::vector<Tag> Library::tags()
{
    auto tags = m_catalogue.tags();
    if (tags)
        return std::move(*tags);
    complain(tags.error());
    return {};
}

std::optional<Tag> Library::createTag(const QString& name, const QString& colour)
{
    const auto tag = m_catalogue.createTag(name.toStdString(), colour.toStdString());
    if (!tag) {
        complain(tag.error());
        return {};
    }
    const QString what = tr("Created the tag “%1”").arg(name);
    m_undo.push(new Command(
        *this, what,
        [this, made = *tag] {
            return m_catalogue.restoreTag({made, {}});
        },
        [this, id = tag->id]() -> Status {
            const auto removed = m_catalogue.removeTag(id);
            return removed ? Status(Done{}) : Status(removed.error());
        }));
    Q_EMIT readerDataChanged();
    return *tag;
}

bool Library::renameTag(const Tag& tag, const QString& name)
{
    const auto rename = [this, id = tag.id](const std::string& to) { return m_catalogue.renameTag(id, to); };
    return perform(
        tr("Renamed the tag “%1” to “%2”").arg(qstring(tag.name), name),
        [rename, to = name.toStdString()] { return rename(to); },
        [rename, to = tag.name] { return rename(to); });
}

bool Library::recolourTag(const Tag& tag, const QString& colour)
{
    const auto paint = [this, id = tag.id](const std::string& to) { return m_catalogue.recolourTag(id, to); };
    return perform(
        tr("Changed the colour of “%1”").arg(qstring(tag.name)),
        [paint, to = colour.toStdString()] { return paint(to); },
        [paint, to = tag.colour] { return paint(to); });
}

bool Library::removeTag(const Tag& tag)
{
    auto removed = std::make_shared<RemovedTag>();
    const auto remove = [this, removed, id = tag.id]() -> Status {
        auto taken = m_catalogue.removeTag(id);
        if (!taken)
            return taken.error();
        *removed = std::move(*taken);
        return Done{};
    };
    return perform(tr("Deleted the tag “%1”").arg(qstring(tag.name)), remove,
                   [this, removed] { return m_catalogue.restoreTag(*removed); });
}

bool Library::assignTag(const QStringList& papers, const Tag& tag)
{
    QStringList fresh;
    for (const QString& id : papers) {
        const auto paper = m_catalogue.paper(id.toStdString());
        if (paper &&
            std::find(paper->row.tags.begin(), paper->row.tags.end(), tag.id) == paper->row.tags.end())
            fresh.append(id);
    }
    if (fresh.isEmpty())
        return true;
    const auto assign = [this, id = tag.id](const std::string& paper) {
        return m_catalogue.assignTag(paper, id);
    };
    const auto take = [this, id = tag.id](const std::string& paper) {
        return m_catalogue.unassignTag(paper, id);
    };
    return perform(
        tr("Added the tag “%1”").arg(qstring(tag.name)),
        [fresh, assign] { return forEachPaper(fresh, assign); },
        [fresh, take] { return forEachPaper(fresh, take); });
}

bool Library::unassignTag(const QStringList& papers, const Tag& tag)
{
    const auto assign = [this, id = tag.id](const std::string& paper) {
        return m_catalogue.assignTag(paper, id);
    };
    const auto take = [this, id = tag.id](const std::string& paper) {
        return m_catalogue.unassignTag(paper, id);
    };
    return perform(
        tr("Took off the tag “%1”").arg(qstring(tag.name)),
        [papers, take] { return forEachPaper(papers, take); },
        [papers, assign] { return forEachPaper(papers, assign); });
}

Status Library::replaceNote(const NoteSubject& subject, const std::string& expected, const std::string& text)
{
    const auto note = m_catalogue.note(subject);
    if (!note)
        return note.error();
    constexpr std::int64_t kNobodysRevision = -1;
    const auto saved =
        m_catalogue.saveNote(subject, text, note->markdown == expected ? note->revision : kNobodysRevision);
    return saved ? Status(Done{}) : Status(saved.error());
}

void Library::noteWritten(const NoteSubject& subject, const QString& before, const QString& after)
{
    const std::string old = before.toStdString(), fresh = after.toStdString();
    const QString what = tr("Wrote your own words");
    m_undo.push(new Command(
        *this, what, [this, subject, old, fresh] { return replaceNote(subject, old, fresh); },
        [this, subject, old, fresh] { return replaceNote(subject, fresh, old); }));
    Q_EMIT edited(what);
    Q_EMIT readerDataChanged();
}

bool Library::setOwnState(const QString& paper, const OwnState& state, const QString& what)
{
    const std::string id = paper.toStdString();
    const auto before = m_catalogue.ownState(id);
    if (!before) {
        complain(before.error());
        return false;
    }
    return perform(
        what, [this, id, state] { return m_catalogue.setOwnState(id, state); },
        [this, id, old = *before] { return m_catalogue.setOwnState(id, old); });
}

} // namespace kaba
