// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notebook_dialogs.h"

#include "core/base/demo.h"
#include "papers_db/restore.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/widgets/composing_line_edit.h"

#include <QDateTime>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kMostNotes = 500;
constexpr qsizetype kMostNames = 8;

/// A UTC time as the library writes it, as the reader's clock shows it.
QString localTime(const std::string& utc)
{
    const QDateTime time = QDateTime::fromString(qstring(utc), Qt::ISODate).toLocalTime();
    return time.isValid() ? QLocale().toString(time, QLocale::ShortFormat) : qstring(utc);
}

QString listed(const std::vector<std::string>& names)
{
    QStringList words;
    for (const std::string& name : names)
        words.append(qstring(name));
    const bool more = words.size() > kMostNames;
    words = words.mid(0, kMostNames);
    return words.join(u", "_s) + (more ? u", …"_s : QString());
}

} // namespace

TrashDialog::TrashDialog(Library& library, Language language, QWidget* parent)
    : ListDialog(tr("Trash"), tr("&Restore"), parent)
    , m_library(library)
    , m_language(language)
{
    setObjectName(u"trashDialog"_s);
    connect(&library, &Library::readerDataChanged, this, &TrashDialog::refresh);
    refresh();
}

void TrashDialog::refresh()
{
    begin(tr("The trash is empty. What you delete waits here for %n days.", nullptr, kTrashDays));
    const auto items = m_library.catalogue().trash();
    if (!items)
        return complain(inLanguage(items.error().message, m_language));
    for (const TrashItem& item : *items) {
        const QString kind = item.kind == "paper"  ? tr("Paper")
                             : item.kind == "note" ? tr("Note")
                                                   : qstring(item.kind);
        add(u"%1 · %2: %3"_s.arg(localTime(item.deleted), kind, inLanguage(item.name, m_language)),
            static_cast<qlonglong>(item.id));
    }
}

void TrashDialog::act()
{
    const QVariant item = chosen();
    if (!item.isValid())
        return;
    const Status restored = m_library.catalogue().restoreFromTrash(item.toLongLong());
    if (!restored)
        return complain(inLanguage(restored.error().message, m_language));
    Q_EMIT m_library.readerDataChanged();
}

RestoreDialog::RestoreDialog(Library& library, Language language, QWidget* parent)
    : ListDialog(tr("Restore a backup"), tr("&Restore"), parent)
    , m_library(library)
    , m_language(language)
{
    setObjectName(u"restoreDialog"_s);
    refresh();
}

void RestoreDialog::refresh()
{
    begin(tr("There is no backup yet. One is made each day on which something changed."));
    m_backups = backups(m_library.folder());
    for (std::size_t i = 0; i < m_backups.size(); ++i) {
        const Backup& backup = m_backups[i];
        const QString time = localTime(backup.made);
        add(backup.usable ? tr("%1 · notes: %2, tags: %3").arg(time).arg(backup.notes).arg(backup.tags)
                          : tr("%1 · damaged").arg(time),
            static_cast<int>(i));
    }
}

void RestoreDialog::choose()
{
    const auto preview = previewRestore(m_backups[chosen().toUInt()], m_library.folder());
    if (!preview)
        return describe(inLanguage(preview.error().message, m_language));
    QStringList lines;
    const auto tell = [&lines](const QString& what, const std::vector<std::string>& names) {
        if (!names.empty())
            lines.append(what.arg(names.size()).arg(listed(names)));
    };
    tell(tr("Notes that come back or read as they did (%1): %2"), preview->notesBack);
    tell(tr("Notes that were written or changed since (%1): %2"), preview->notesGone);
    tell(tr("Papers that come back (%1): %2"), preview->papersBack);
    tell(tr("Papers that were added since (%1): %2"), preview->papersGone);
    if (lines.isEmpty())
        lines.append(tr("Notes and papers are as they are now."));
    lines.append(tr("The present state is backed up first."));
    describe(lines.join(u'\n'));
}

void RestoreDialog::act()
{
    const QVariant index = chosen();
    if (!index.isValid())
        return;
    const Status restored = restoreInPlace(m_backups[index.toUInt()], m_library.folder());
    if (!restored)
        return complain(inLanguage(restored.error().message, m_language));
    m_library.undoStack().clear(); // its steps belong to another state
    m_library.lookOutside();
    refresh();
}

NotesDialog::NotesDialog(Library& library, Language language, QWidget* parent)
    : ListDialog(tr("All notes"), tr("&Open"), parent)
    , m_library(library)
    , m_language(language)
    , m_search(new ComposingLineEdit(this))
{
    setObjectName(u"notesDialog"_s);
    m_search->setObjectName(u"search"_s);
    m_search->setPlaceholderText(tr("Search the notes on papers, groups and demos"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_column->insertWidget(0, m_search);
    m_search->setFocus();
    connect(m_search, &QLineEdit::textChanged, this, &NotesDialog::refresh);
    connect(&library, &Library::readerDataChanged, this, &NotesDialog::refresh);
    refresh();
}

void NotesDialog::refresh()
{
    const QString words = m_search->text().trimmed();
    begin(words.isEmpty() ? tr("No note is written yet.") : tr("No note holds “%1”.").arg(words));
    auto found = m_library.catalogue().searchNotes(m_search->text().toStdString(), kMostNotes);
    if (!found)
        return complain(inLanguage(found.error().message, m_language));
    m_found = *std::move(found);
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        const NoteHead& note = m_found[i];
        const Demo* demo = note.subject.kind == NoteSubject::Kind::Demo ? findDemo(note.subject.id) : nullptr;
        const QString name = demo ? inLanguage(demo->title, m_language) : inLanguage(note.name, m_language);
        const QString kind = inLanguage(labelOf(note.subject.kind), m_language);
        add(u"%1 (%2) – %3"_s.arg(name, kind, qstring(note.excerpt)), static_cast<int>(i));
    }
}

void NotesDialog::act()
{
    const QVariant index = chosen();
    if (index.isValid())
        Q_EMIT noteWanted(NoteSubject(m_found[index.toUInt()].subject));
}

} // namespace kaba
