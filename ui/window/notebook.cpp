// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notebook.h"

#include "ui/base/words.h"
#include "ui/catalogue/group_pane.h"
#include "ui/page/note_preview.h"
#include "ui/page/notes_editor.h"
#include "ui/page/notes_page.h"
#include "ui/page/own_words.h"
#include "ui/page/paper_page.h"
#include "ui/settings/settings.h"
#include "ui/window/main_window.h"

namespace kaba {

using Kind = NoteSubject::Kind;

Notebook::Notebook(MainWindow& window, const WindowServices& services)
    : QObject(&window)
    , m_window(window)
    , m_services(services)
{
    PaperPage& page = window.page();
    connect(page.notes(), &NotesPage::subjectClicked, this, &Notebook::openSubject);
    connect(&page, &PaperPage::noteClicked, this, &Notebook::openNote);
}

void Notebook::openSubject(const NoteSubject& subject)
{
    const QString id = qstring(subject.id);
    if (subject.kind == Kind::Demo)
        m_window.openDemo(id);
    else if (subject.kind == Kind::Group)
        m_window.groups().selectGroup(id.section(QLatin1Char('/'), 1));
    else
        m_window.openPaper(id);
}

void Notebook::openNote(const NoteSubject& subject)
{
    if (subject.kind != Kind::Group)
        openSubject(subject);
    const bool own = subject.kind != Kind::Paper && subject.kind != Kind::Demo && subject.kind != Kind::Group;
    m_window.page().openTab(own ? PaperPage::Tab::Paper : PaperPage::Tab::Notes);
    if (own)
        m_window.page().ownWords().enter(subject.kind);
    else
        m_window.page().notes()->showSubject(subject);
}

void Notebook::saveSession()
{
    const NotesPage& notes = *m_window.page().notes();
    notes.editor().save();
    m_window.page().ownWords().save();
    m_services.settings.setValue(Preference::NotesView, notes.viewName());
}

void Notebook::restoreSession()
{
    m_window.page().notes()->setViewNamed(m_services.settings.value(Preference::NotesView).toString());
}

} // namespace kaba
