// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notebook.h"

#include "ui/base/words.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/library.h"
#include "ui/page/note_preview.h"
#include "ui/page/notes_editor.h"
#include "ui/page/notes_page.h"
#include "ui/page/own_words.h"
#include "ui/page/paper_page.h"
#include "ui/settings/settings.h"
#include "ui/window/add_paper_dialog.h"
#include "ui/window/facts_dialog.h"
#include "ui/window/main_window.h"
#include "ui/window/notebook_dialogs.h"
#include "ui/window/paper_edits.h"
#include "ui/window/window_actions.h"

#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace kaba {

using Kind = NoteSubject::Kind;

Notebook::Notebook(MainWindow& window, const WindowServices& services)
    : QObject(&window)
    , m_window(window)
    , m_services(services)
    , m_add(addAction("add-paper", &Notebook::addPaper))
    , m_facts(addAction("edit-facts", &Notebook::editFacts))
    , m_delete(addAction("delete-paper", &Notebook::deletePaper))
    , m_notes(addAction("all-notes", &Notebook::showNotes))
    , m_trash(addAction("trash", &Notebook::showTrash))
    , m_restore(addAction("restore-backup", &Notebook::showBackups))
{
    m_add->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_A);
    m_notes->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    for (QAction* writing : {m_add, m_facts, m_delete, m_restore})
        writing->setEnabled(services.library.writable());
    PaperPage& page = window.page();
    connect(page.notes(), &NotesPage::subjectClicked, this, &Notebook::openSubject);
    connect(&page, &PaperPage::noteClicked, this, &Notebook::openNote);
}

QAction* Notebook::addAction(const char* name, void (Notebook::*act)())
{
    auto* action = new QAction(&m_window.actions()); // the list of shortcuts looks there
    action->setObjectName(QLatin1String(name));
    m_window.addAction(action);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void Notebook::addMenu(QMenuBar& bar)
{
    const QList<QAction*> menus = bar.actions();
    m_menu = new QMenu(&bar);
    m_menu->addActions({m_add, m_facts, m_delete});
    m_menu->addSeparator();
    m_menu->addAction(m_notes);
    m_menu->addSeparator();
    m_menu->addActions({m_trash, m_restore});
    bar.insertMenu(menus.at(std::max<qsizetype>(0, menus.size() - 2)), m_menu); // before Tools and Help
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        const auto own = m_services.library.catalogue().isOwn(m_window.page().paper().toStdString());
        m_delete->setEnabled(m_services.library.writable() && own && *own);
    });
}

void Notebook::retranslate()
{
    m_menu->setTitle(tr("&Notebook"));
    m_add->setText(tr("&Add a paper…"));
    m_facts->setText(tr("&Edit the facts of this paper…"));
    m_delete->setText(tr("&Delete this paper"));
    m_notes->setText(tr("All &notes…"));
    m_trash->setText(tr("&Trash…"));
    m_restore->setText(tr("&Restore a backup…"));
}

void Notebook::addPaper()
{
    auto* dialog = new AddPaperDialog(m_services.library, m_window.language(), &m_window);
    connect(dialog, &AddPaperDialog::added, &m_window, &MainWindow::openPaper);
    connect(dialog, &AddPaperDialog::paperWanted, &m_window, &MainWindow::openPaper);
    dialog->show();
}

void Notebook::editFacts()
{
    (new FactsDialog(m_services.library, m_window.page().paper(), m_window.language(), &m_window))->show();
}

void Notebook::deletePaper()
{
    const QString paper = m_window.page().paper();
    const auto own = m_services.library.catalogue().isOwn(paper.toStdString());
    if (!own || !*own)
        return;
    m_window.page().notes()->editor().save();
    if (kaba::deletePaper(m_services.library, paper))
        m_window.openPaper(QStringLiteral("lssl"));
}

void Notebook::showNotes()
{
    m_window.page().notes()->editor().save();
    auto* dialog = new NotesDialog(m_services.library, m_window.language(), &m_window);
    connect(dialog, &NotesDialog::noteWanted, this, &Notebook::openNote);
    dialog->show();
}

void Notebook::showTrash()
{
    m_window.page().notes()->editor().save();
    (new TrashDialog(m_services.library, m_window.language(), &m_window))->show();
}

void Notebook::showBackups()
{
    m_window.page().notes()->editor().save();
    m_window.page().ownWords().save();
    (new RestoreDialog(m_services.library, m_window.language(), &m_window))->show();
}

void Notebook::openSubject(const NoteSubject& subject)
{
    const QString id = qstring(subject.id);
    if (subject.kind == Kind::Demo)
        m_window.openDemo(id);
    else if (subject.kind == Kind::Group)
        openGroup(subject.id);
    else
        m_window.openPaper(id);
}

void Notebook::openGroup(const std::string& id)
{
    const std::size_t slash = std::min(id.find('/'), id.size());
    if (const auto groups = m_services.library.catalogue().groups(id.substr(0, slash)))
        for (const Group& group : *groups)
            if (id.ends_with('/' + group.key))
                m_window.groups().selectGroup(qstring(group.path));
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
