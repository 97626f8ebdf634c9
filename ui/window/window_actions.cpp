// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/window_actions.h"

#include "ui/demo/demo_view.h"

#include <QFileInfo>
#include <QMenu>

namespace kaba {

WindowActions::WindowActions(QWidget* window)
    : QObject(window)
    , m_window(window)
{
    open = add("open", QKeySequence::Open);
    newWindow = add("new-window", QKeySequence::New);
    quit = add("quit", QKeySequence::Quit);
    undoCatalogue = add("undo-catalogue", Qt::CTRL | Qt::ALT | Qt::Key_Z);
    redoCatalogue = add("redo-catalogue", Qt::CTRL | Qt::ALT | Qt::Key_Y);
    panes = add("panes", Qt::Key_F9);
    demoOnly = add("demo-only", Qt::Key_F11);
    themes = addGroup("theme");
    lightTheme = addChoice(themes, "light");
    darkTheme = addChoice(themes, "dark");
    systemTheme = addChoice(themes, "system");
    languages = addGroup("language");
    english = addChoice(languages, "en");
    japanese = addChoice(languages, "ja");
    systemLanguage = addChoice(languages, "system");
    colourMaps = addGroup("colour-map");
    cividis = addChoice(colourMaps, "cividis");
    viridis = addChoice(colourMaps, "viridis");
    reducedMotion = add("reduced-motion");
    search = add("search", Qt::CTRL | Qt::Key_L);
    search->setShortcuts({Qt::CTRL | Qt::Key_L, QKeySequence(QKeySequence::Find)});
    groups = add("go-groups", Qt::CTRL | Qt::Key_1);
    papers = add("go-papers", Qt::CTRL | Qt::Key_2);
    paper = add("go-paper", Qt::CTRL | Qt::Key_3);
    nextPaper = add("next-paper", Qt::ALT | Qt::Key_Down);
    previousPaper = add("previous-paper", Qt::ALT | Qt::Key_Up);
    nextTab = add("next-tab", Qt::CTRL | Qt::Key_Tab);
    scenes = add("scenes", Qt::Key_F8);
    keepScene = add("keep-scene", Qt::CTRL | Qt::Key_D);
    nextScene = add("next-scene", Qt::Key_PageDown);
    previousScene = add("previous-scene", Qt::Key_PageUp);
    for (QAction* step : {nextScene, previousScene}) {
        window->removeAction(step); // Page keys belong to lists and texts elsewhere
        step->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    }
    larger = add("larger");
    larger->setShortcuts({Qt::CTRL | Qt::Key_Plus, Qt::CTRL | Qt::Key_Equal});
    smaller = add("smaller", Qt::CTRL | Qt::Key_Minus);
    plainSize = add("plain-size", Qt::CTRL | Qt::Key_0);
    black = add("black", Qt::Key_B);
    playPause = add("play-pause", Qt::CTRL | Qt::Key_Space);
    shortcuts = add("shortcuts");
    about = add("about");
    aboutQt = add("about-qt");
    for (QAction* checkable : {panes, scenes, demoOnly, reducedMotion})
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

QActionGroup* WindowActions::addGroup(const char* name)
{
    auto* group = new QActionGroup(this);
    group->setObjectName(QLatin1String(name));
    return group;
}

QAction* WindowActions::addChoice(QActionGroup* group, const char* setting)
{
    QAction* action =
        add((group->objectName() + QLatin1Char('-') + QLatin1String(setting)).toLatin1().constData());
    action->setData(QLatin1String(setting));
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
    m_fileEnd = m_file->addSeparator();
    m_file->addAction(quit);

    m_edit = bar.addMenu(QString());
    m_editEnd = m_edit->addSeparator();
    m_edit->addActions({undoCatalogue, redoCatalogue});

    m_view = bar.addMenu(QString());
    m_view->addActions({panes, scenes, demoOnly});
    m_view->addSeparator();
    m_theme = m_view->addMenu(QString());
    m_theme->addActions(themes->actions());
    m_language = m_view->addMenu(QString());
    m_language->addActions(languages->actions());
    m_colourMap = m_view->addMenu(QString());
    m_colourMap->addActions({viridis, cividis});
    m_view->addAction(reducedMotion);

    m_go = bar.addMenu(QString());
    m_go->addActions({search, groups, papers, paper});
    m_go->addSeparator();
    m_go->addActions({previousPaper, nextPaper, nextTab});
    m_go->addSeparator();
    m_go->addActions({previousScene, nextScene});

    m_tools = bar.addMenu(QString());
    m_tools->addActions({playPause, keepScene});

    m_help = bar.addMenu(QString());
    m_help->addAction(shortcuts);
    m_help->addSeparator();
    m_help->addActions({about, aboutQt});
    retranslate();
}

void WindowActions::setDemo(DemoView* demo)
{
    for (const auto& [menu, action] : m_inserted)
        menu->removeAction(action);
    m_inserted.clear();
    for (QAction* action : {demoOnly, playPause})
        action->setEnabled(demo);
    if (!demo)
        return;
    using Command = DemoView::Command;
    insert(m_file, m_fileEnd,
           {demo->action(Command::Export), demo->action(Command::ExportAnimation),
            demo->action(Command::Handout), demo->action(Command::CopyFigure)});
    insert(m_edit, m_editEnd,
           {demo->action(Command::Undo), demo->action(Command::Redo), demo->action(Command::CopySettings),
            demo->action(Command::PasteSettings), demo->action(Command::ResetParameters),
            demo->action(Command::Pin), demo->action(Command::RemovePins)});
    insert(m_view, m_view->actions().first(), {demo->action(Command::ResetZoom)});
    insert(m_tools, keepScene,
           {demo->action(Command::History), demo->action(Command::MarkA), demo->action(Command::ToggleAB),
            demo->action(Command::Glide), demo->action(Command::Difference)});
    insert(m_help, shortcuts, {demo->action(Command::Explain)});
}

void WindowActions::insert(QMenu* menu, QAction* before, const QList<QAction*>& actions)
{
    menu->insertActions(before, actions);
    for (QAction* action : actions)
        m_inserted.emplace_back(menu, action);
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

QList<QAction*> WindowActions::windowActions() const
{
    return findChildren<QAction*>(Qt::FindDirectChildrenOnly);
}

QList<QAction*> WindowActions::demoActions() const
{
    QList<QAction*> actions;
    for (const auto& [menu, action] : m_inserted)
        actions.append(action);
    return actions;
}

void WindowActions::retranslate()
{
    m_file->setTitle(tr("&File"));
    m_recent->setTitle(tr("Open &recent"));
    m_edit->setTitle(tr("&Edit"));
    m_view->setTitle(tr("&View"));
    m_theme->setTitle(tr("&Theme"));
    m_language->setTitle(tr("&Language"));
    m_colourMap->setTitle(tr("&Colours of heat maps"));
    m_go->setTitle(tr("&Go"));
    m_tools->setTitle(tr("&Tools"));
    m_help->setTitle(tr("&Help"));
    newWindow->setText(tr("&New window"));
    open->setText(tr("&Open a recipe, figure or data file…"));
    quit->setText(tr("&Quit"));
    undoCatalogue->setText(tr("Undo in the catalogue"));
    redoCatalogue->setText(tr("Redo in the catalogue"));
    panes->setText(tr("&Groups and papers"));
    scenes->setText(tr("&Scenes"));
    keepScene->setText(tr("&Keep this as a scene"));
    nextScene->setText(tr("Next s&cene"));
    previousScene->setText(tr("Previous sc&ene"));
    demoOnly->setText(tr("&Presentation"));
    demoOnly->setToolTip(tr("Plots and starred parameters only, for a class"));
    larger->setText(tr("Larger, in a presentation"));
    smaller->setText(tr("Smaller, in a presentation"));
    plainSize->setText(tr("Plain size, in a presentation"));
    black->setText(tr("Black screen and back, in a presentation"));
    lightTheme->setText(tr("&Light"));
    darkTheme->setText(tr("&Dark"));
    systemTheme->setText(tr("Like the &desktop"));
    english->setText(QStringLiteral("&English"));
    japanese->setText(QStringLiteral("日本語(&J)"));
    systemLanguage->setText(tr("Like the &desktop"));
    viridis->setText(tr("&Viridis"));
    cividis->setText(tr("&Cividis: the same with colour-vision deficiency"));
    reducedMotion->setText(tr("Reduced &motion"));
    search->setText(tr("&Search"));
    groups->setText(tr("&Groups"));
    papers->setText(tr("&Papers"));
    paper->setText(tr("The p&aper"));
    nextPaper->setText(tr("&Next paper"));
    previousPaper->setText(tr("P&revious paper"));
    nextTab->setText(tr("Next &tab"));
    playPause->setText(tr("&Play or pause the animation"));
    shortcuts->setText(tr("&Keyboard shortcuts"));
    about->setText(tr("&About Kaba"));
    aboutQt->setText(tr("About &Qt"));
}

} // namespace kaba
