// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_actions.h"

#include <QFileInfo>
#include <QMenu>

namespace kaba {

WindowActions::WindowActions(QWidget* window)
    : QObject(window)
    , m_window(window)
    , m_themes(new QActionGroup(this))
    , m_languages(new QActionGroup(this))
{
    open = add("open", QKeySequence::Open);
    exportFigure = add("export", Qt::CTRL | Qt::Key_E);
    copyFigure = add("copy-figure", Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    newWindow = add("new-window", QKeySequence::New);
    quit = add("quit", QKeySequence::Quit);
    undo = add("undo", QKeySequence::Undo);
    redo = add("redo", QKeySequence::Redo);
    redo->setShortcuts({Qt::CTRL | Qt::Key_Y, Qt::CTRL | Qt::SHIFT | Qt::Key_Z});
    undoCatalogue = add("undo-catalogue", Qt::CTRL | Qt::ALT | Qt::Key_Z);
    redoCatalogue = add("redo-catalogue", Qt::CTRL | Qt::ALT | Qt::Key_Y);
    copySettings = add("copy-settings", Qt::CTRL | Qt::ALT | Qt::Key_C);
    pasteSettings = add("paste-settings", Qt::CTRL | Qt::ALT | Qt::Key_V);
    resetDemo = add("reset-demo", Qt::CTRL | Qt::Key_0);
    panes = add("panes", Qt::Key_F9);
    demoOnly = add("demo-only", Qt::Key_F11);
    lightTheme = addChoice("theme-light", m_themes);
    darkTheme = addChoice("theme-dark", m_themes);
    systemTheme = addChoice("theme-system", m_themes);
    english = addChoice("language-en", m_languages);
    japanese = addChoice("language-ja", m_languages);
    systemLanguage = addChoice("language-system", m_languages);
    reducedMotion = add("reduced-motion");
    search = add("search", Qt::CTRL | Qt::Key_L);
    search->setShortcuts({Qt::CTRL | Qt::Key_L, QKeySequence(QKeySequence::Find)});
    groups = add("go-groups", Qt::CTRL | Qt::Key_1);
    papers = add("go-papers", Qt::CTRL | Qt::Key_2);
    paper = add("go-paper", Qt::CTRL | Qt::Key_3);
    nextPaper = add("next-paper", Qt::ALT | Qt::Key_Down);
    previousPaper = add("previous-paper", Qt::ALT | Qt::Key_Up);
    nextTab = add("next-tab", Qt::CTRL | Qt::Key_Tab);
    playPause = add("play-pause", Qt::CTRL | Qt::Key_Space);
    explain = add("explain", QKeySequence::HelpContents);
    shortcuts = add("shortcuts");
    about = add("about");
    aboutQt = add("about-qt");
    for (QAction* checkable : {panes, demoOnly, reducedMotion})
        checkable->setCheckable(true);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
}

QAction* WindowActions::add(const char* name, const QKeySequence& keys)
{
    auto* action = new QAction(this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    m_window->addAction(action);
    return action;
}

QAction* WindowActions::addChoice(const char* name, QActionGroup* group)
{
    QAction* action = add(name);
    action->setCheckable(true);
    group->addAction(action);
    return action;
}

void WindowActions::addMenusTo(QMenuBar& bar)
{
    m_file = bar.addMenu(QString());
    m_file->addActions({newWindow, open});
    m_recent = m_file->addMenu(QString());
    m_file->addSeparator();
    m_file->addActions({exportFigure, copyFigure});
    m_file->addSeparator();
    m_file->addAction(quit);

    m_edit = bar.addMenu(QString());
    m_edit->addActions({undo, redo});
    m_edit->addSeparator();
    m_edit->addActions({undoCatalogue, redoCatalogue});
    m_edit->addSeparator();
    m_edit->addActions({copySettings, pasteSettings, resetDemo});

    m_view = bar.addMenu(QString());
    m_view->addActions({panes, demoOnly});
    m_view->addSeparator();
    m_theme = m_view->addMenu(QString());
    m_theme->addActions(m_themes->actions());
    m_language = m_view->addMenu(QString());
    m_language->addActions(m_languages->actions());
    m_view->addAction(reducedMotion);

    m_go = bar.addMenu(QString());
    m_go->addActions({search, groups, papers, paper});
    m_go->addSeparator();
    m_go->addActions({previousPaper, nextPaper, nextTab});

    m_tools = bar.addMenu(QString());
    m_tools->addAction(playPause);

    m_help = bar.addMenu(QString());
    m_help->addActions({explain, shortcuts});
    m_help->addSeparator();
    m_help->addActions({about, aboutQt});
    retranslate();
}

void WindowActions::setDemoAvailable(bool available)
{
    for (QAction* action : {exportFigure, copyFigure, undo, redo, copySettings, pasteSettings, resetDemo,
                            demoOnly, playPause, explain})
        action->setEnabled(available);
}

void WindowActions::setRecentFiles(const QStringList& files)
{
    m_recent->clear();
    m_recent->setEnabled(!files.isEmpty());
    for (const QString& path : files) {
        QAction* action = m_recent->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        action->setEnabled(QFileInfo::exists(path));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT recentFileChosen(path); });
    }
    if (files.isEmpty())
        return;
    m_recent->addSeparator();
    connect(m_recent->addAction(tr("Clear the list")), &QAction::triggered, this,
            &WindowActions::recentFilesCleared);
}

void WindowActions::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_recent->setTitle(tr("Open &recent"));
    m_edit->setTitle(tr("&Edit"));
    m_view->setTitle(tr("&View"));
    m_theme->setTitle(tr("&Theme"));
    m_language->setTitle(tr("&Language"));
    m_go->setTitle(tr("&Go"));
    m_tools->setTitle(tr("&Tools"));
    m_help->setTitle(tr("&Help"));
    newWindow->setText(tr("&New window"));
    open->setText(tr("&Open a recipe, figure or data file…"));
    exportFigure->setText(tr("&Export the figure…"));
    copyFigure->setText(tr("&Copy the figure"));
    quit->setText(tr("&Quit"));
    undo->setText(tr("&Undo the change of settings"));
    redo->setText(tr("&Redo the change of settings"));
    undoCatalogue->setText(tr("Undo in the catalogue"));
    redoCatalogue->setText(tr("Redo in the catalogue"));
    copySettings->setText(tr("Copy &settings as a command"));
    pasteSettings->setText(tr("&Paste settings"));
    resetDemo->setText(tr("R&eset the demo"));
    panes->setText(tr("&Groups and papers"));
    demoOnly->setText(tr("&Demo fills the window"));
    lightTheme->setText(tr("&Light"));
    darkTheme->setText(tr("&Dark"));
    systemTheme->setText(tr("Like the &desktop"));
    english->setText(QStringLiteral("&English"));
    japanese->setText(QStringLiteral("日本語(&J)"));
    systemLanguage->setText(tr("Like the &desktop"));
    reducedMotion->setText(tr("Reduced &motion"));
    search->setText(tr("&Search"));
    groups->setText(tr("&Groups"));
    papers->setText(tr("&Papers"));
    paper->setText(tr("The p&aper"));
    nextPaper->setText(tr("&Next paper"));
    previousPaper->setText(tr("P&revious paper"));
    nextTab->setText(tr("Next &tab"));
    playPause->setText(tr("&Play or pause the animation"));
    explain->setText(tr("&What am I seeing?"));
    shortcuts->setText(tr("&Keyboard shortcuts"));
    about->setText(tr("&About Kaba"));
    aboutQt->setText(tr("About &Qt"));
}

} // namespace kaba
