// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "core/figure_io/input_store.h"
#include "core/figure_io/recipe_input.h"
#include "core/learn/run_folder.h"
#include "ui/base/words.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/paper_list.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/trail.h"
#include "ui/page/paper_page.h"
#include "ui/scenes/scene_pane.h"
#include "ui/scenes/scene_stage.h"
#include "ui/settings/settings.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/about_dialog.h"
#include "ui/window/appearance.h"
#include "ui/window/demo_deck.h"
#include "ui/window/notebook.h"
#include "ui/window/presentation.h"
#include "ui/window/shortcuts_dialog.h"
#include "ui/window/window_actions.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QProcess>
#include <QScreen>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

namespace kaba {
namespace {

constexpr int kSavingDelayMs = 1000;
constexpr int kRecentFiles = 10;
constexpr int kRoomForGroups = 1160; ///< a narrower window leaves the groups out until they are asked for
constexpr QSize kSmallest(640, 480); ///< stated, else the groups would keep it too wide to be left out
constexpr const char* kFirstPaper = "lssl";

/// Files that hold a recipe or nothing for us; CSV and NPZ may be data as well.
bool isOnlyRecipe(const QString& path)
{
    static const QStringList kSuffixes{QStringLiteral("kaba"), QStringLiteral("json"), QStringLiteral("pdf"),
                                       QStringLiteral("svg"), QStringLiteral("png")};
    return kSuffixes.contains(QFileInfo(path).suffix().toLower());
}

} // namespace

MainWindow::MainWindow(const WindowServices& services)
    : m_services(services)
    , m_actions(new WindowActions(this))
    , m_appearance(new Appearance(services, *m_actions, this))
{
    m_trails = std::make_shared<TrailWriter>(m_services.library.folder());
    setAcceptDrops(true);
    setMinimumSize(kSmallest);
    buildPanes();
    m_actions->addMenusTo(*menuBar());
    m_notebook->addMenu(*menuBar());
    connectPanes();
    connectActions();
    connectViewActions();
    connectScenes();
    m_saving.setSingleShot(true);
    m_saving.setInterval(kSavingDelayMs);
    connect(&m_saving, &QTimer::timeout, this, &MainWindow::saveDemos);
    restoreSession();
    retranslate();
    for (const Text& notice : m_services.library.catalogue().notices())
        say(notice);
    if (const auto hint = missingCjkFontHint())
        say(*hint);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildPanes()
{
    auto* centre = new QWidget(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_message = new MessageBar(centre);
    m_splitter = new QSplitter(centre);
    m_groups = new GroupPane(m_services.library, m_splitter);
    m_papers = new PaperList(m_services.library, m_splitter);
    m_page = new PaperPage(m_services.library, m_splitter);
    m_notebook = new Notebook(*this, m_services);
    m_deck = new DemoDeck(m_services.pool, m_page);
    m_stage = new SceneStage(m_services.library,
                             {m_actions->keepScene, m_actions->nextScene, m_actions->previousScene}, this);
    m_splitter->addWidget(&m_stage->pane());
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({200, 260, 820, 0});
    layout->addWidget(m_message);
    layout->addWidget(m_splitter, 1);
    m_presentation = new Presentation(
        *this, *layout, *m_splitter, *m_deck, m_services.settings,
        {m_actions->demoOnly, m_actions->larger, m_actions->smaller, m_actions->plainSize, m_actions->black});
    setCentralWidget(centre);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::connectPanes()
{
    connect(m_groups, &GroupPane::scopeChanged, m_papers, &PaperList::setScope);
    connect(m_groups, &GroupPane::paperOpened, this, &MainWindow::openPaper);
    connect(m_papers, &PaperList::paperChosen, this, &MainWindow::openPaper);
    connect(m_papers, &PaperList::paperOpened, this, [this](const QString& id) {
        openPaper(id);
        m_page->setFocus();
    });
    connect(m_papers, &PaperList::scopeCleared, m_groups, &GroupPane::selectAll);
    connect(m_papers, &PaperList::copyWanted, m_groups, &GroupPane::offerCopy);
    connect(m_page, &PaperPage::authorClicked, m_papers, &PaperList::setWords);
    connect(m_page, &PaperPage::groupClicked, m_groups, &GroupPane::selectGroup);
    connect(m_page, &PaperPage::paperClicked, this, &MainWindow::openPaper);
    connect(m_page, &PaperPage::demoClicked, this, &MainWindow::openDemo);
    connect(m_deck, &DemoDeck::viewMade, this, &MainWindow::adopt);
    connect(m_deck, &DemoDeck::currentChanged, this, &MainWindow::showDemo);
    connect(&m_services.library, &Library::failed, this,
            [this](const QString& english, const QString& japanese) {
                say({english.toStdString(), japanese.toStdString()});
            });
    connect(&m_services.library, &Library::edited, this, [this](const QString& what) {
        statusBar()->showMessage(tr("%1 · Ctrl+Alt+Z undoes it").arg(what), 6000);
    });
}

void MainWindow::connectActions()
{
    connect(m_actions->open, &QAction::triggered, this, &MainWindow::choosePath);
    connect(m_actions, &WindowActions::recentFileChosen, this, &MainWindow::openFile);
    connect(m_actions, &WindowActions::recentFilesCleared, this, [this] {
        m_services.settings.reset(Preference::RecentFiles);
        m_actions->setRecentFiles({});
    });
    connect(m_actions->newWindow, &QAction::triggered, this, &MainWindow::openAnotherWindow);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->undoCatalogue, &QAction::triggered, &m_services.library.undoStack(),
            &QUndoStack::undo);
    connect(m_actions->redoCatalogue, &QAction::triggered, &m_services.library.undoStack(),
            &QUndoStack::redo);
    connect(m_actions->search, &QAction::triggered, m_papers, &PaperList::focusSearch);
    connect(m_actions->groups, &QAction::triggered, this, &MainWindow::goToGroups);
    connect(m_actions->papers, &QAction::triggered, m_papers, [this] { m_papers->setFocus(); });
    connect(m_actions->paper, &QAction::triggered, m_page, [this] { m_page->setFocus(); });
    connect(m_actions->nextPaper, &QAction::triggered, m_papers, [this] { m_papers->step(+1); });
    connect(m_actions->previousPaper, &QAction::triggered, m_papers, [this] { m_papers->step(-1); });
    connect(m_actions->nextTab, &QAction::triggered, m_page, &PaperPage::openNextTab);
    connect(m_actions->playPause, &QAction::triggered, this, [this] {
        if (DemoView* view = demo())
            view->parameters().togglePlayLast();
    });
}

void MainWindow::connectViewActions()
{
    connect(m_actions->panes, &QAction::toggled, this, &MainWindow::showPanes);
    connect(m_presentation, &Presentation::changed, this, [this](bool on) {
        placeDemo();
        if (!on)
            m_page->openTab(PaperPage::Tab::Demo);
    });
    connect(m_appearance, &Appearance::languageChanged, this, &MainWindow::useLanguage);
    connect(m_appearance, &Appearance::lookChanged, this, [this] {
        for (DemoView* view : m_deck->views())
            m_appearance->dress(*view);
    });
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_actions->about, &QAction::triggered, this, [this] { (new AboutDialog(this))->show(); });
    connect(m_actions->aboutQt, &QAction::triggered, qApp, &QApplication::aboutQt);
}

void MainWindow::adopt(DemoView* view)
{
    m_appearance->dress(*view);
    view->setExportFolder(m_services.settings.value(Preference::ExportFolder).toString());
    view->setInputStore(InputStore(m_services.library.folder()));
    view->setRuns(std::make_shared<learn::RunFolder>(m_services.library.folder() / "runs"));
    if (const auto state = m_services.library.catalogue().demoSettings(view->demo().id); state && *state)
        view->restoreState(qstring(**state));
    const auto past = Moments(m_services.library.catalogue()).of(view->demo().id);
    view->setTrail(past ? *past : std::vector<Moment>{}, m_services.library.writable() ? m_trails : nullptr);
    connect(view, &DemoView::settingsChanged, &m_saving, qOverload<>(&QTimer::start));
    connect(view, &DemoView::statusText, this,
            [this](const QString& text) { statusBar()->showMessage(text); });
    connect(view, &DemoView::exportFolderChanged, this, [this](const QString& folder) {
        m_services.settings.setValue(Preference::ExportFolder, folder);
    });
}

void MainWindow::showDemo(DemoView* view)
{
    m_actions->setDemo(view);
    m_stage->setDemo(view);
    placeDemo();
}

/// In its page, or nowhere: then a presentation may take it.
void MainWindow::placeDemo()
{
    const bool inPage = demo() && !m_presentation->isOn();
    QWidget* taken = m_page->setDemo(inPage ? m_deck : nullptr);
    if (taken && !m_presentation->isOn()) {
        taken->setParent(this);
        taken->hide();
    }
}

DemoView* MainWindow::demo() const { return m_deck->current(); }

Language MainWindow::language() const { return m_appearance->language(); }

QString MainWindow::message() const { return m_message->sentences(); }

void MainWindow::openPaper(const QString& id)
{
    if (id == m_page->paper())
        return;
    m_page->showPaper(id);
    m_deck->showDemosOf(id, m_services.settings.value(Preference::CurrentDemo).toString());
    m_papers->setCurrentPaper(id);
    m_groups->setCurrentPaper(id);
}

void MainWindow::openDemo(const QString& id)
{
    const Demo* found = findDemo(id.toStdString());
    if (!found)
        return;
    const bool here = std::ranges::find(found->papers, m_page->paper().toStdString()) != found->papers.end();
    const QString paper = here ? m_page->paper() : qstring(found->papers.front());
    m_services.settings.setValue(Preference::CurrentDemo, id);
    openPaper(paper);
    m_deck->showDemosOf(paper, id);
    m_page->openTab(PaperPage::Tab::Demo);
}

void MainWindow::openFile(const QString& path)
{
    if (openLesson(path))
        return rememberFile(path);
    const std::filesystem::path file = path.toStdString();
    if (const Result<OpenedRecipe> opened = openRecipe(file))
        restoreDemo(*opened, file);
    else if (isOnlyRecipe(path) || !demo()) {
        say(opened.error().message);
        return;
    } else {
        m_page->openTab(PaperPage::Tab::Demo);
        demo()->openInput(file);
    }
    rememberFile(path);
}

void MainWindow::restoreDemo(const OpenedRecipe& opened, const std::filesystem::path& file)
{
    openDemo(qstring(opened.demo->id));
    if (opened.recipe.input)
        demo()->restoreInputOf(file, *opened.recipe.input);
    else
        demo()->setInput({});
    if (opened.recipe.name.empty())
        demo()->setRequest(opened.request);
    else
        m_stage->showAlone(opened.recipe);
}

void MainWindow::openTarget(const QString& target)
{
    if (target.isEmpty())
        return;
    if (findDemo(target.toStdString()))
        openDemo(target);
    else if (m_services.library.catalogue().paper(target.toStdString()))
        openPaper(target);
    else
        openFile(target);
}

void MainWindow::choosePath()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a recipe, figure or data file"), {},
        tr("All that Kaba reads") +
            QStringLiteral(
                " (*.kaba *.json *.csv *.tsv *.txt *.npz *.npy *.pdf *.svg *.png *.wav *.flac *.ogg);;") +
            tr("All files") + QStringLiteral(" (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::rememberFile(const QString& path)
{
    QStringList recent = m_services.settings.value(Preference::RecentFiles).toStringList();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    recent.removeAll(absolute);
    recent.prepend(absolute);
    recent = recent.mid(0, kRecentFiles);
    m_services.settings.setValue(Preference::RecentFiles, recent);
    m_actions->setRecentFiles(recent);
}

void MainWindow::say(const Text& sentence)
{
    const QString more = inLanguage(sentence, m_appearance->language());
    m_message->say(message().isEmpty() ? more : message() + QLatin1Char(' ') + more);
}

void MainWindow::useLanguage(Language language)
{
    m_groups->setLanguage(language);
    m_papers->setLanguage(language);
    m_page->setLanguage(language);
    m_deck->setLanguage(language);
    m_stage->setLanguage(language);
}

void MainWindow::showPanes(bool on)
{
    const bool scenes = m_actions->scenes->isChecked() && !m_actions->demoOnly->isChecked();
    const int room = kRoomForGroups + (scenes ? m_stage->pane().sizeHint().width() : 0);
    m_groups->setVisible(on && (width() >= room || m_groupsAsked));
    m_papers->setVisible(on);
    m_stage->pane().setVisible(scenes);
}

void MainWindow::goToGroups()
{
    m_groupsAsked = true;
    m_actions->panes->setChecked(true);
    showPanes(true);
    m_groups->setFocus();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (width() >= kRoomForGroups)
        m_groupsAsked = false;
    showPanes(m_actions->panes->isChecked() && !m_actions->demoOnly->isChecked());
}

void MainWindow::openAnotherWindow()
{
    const QString folder = qstring(m_services.library.folder().string());
    QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--data-dir"), folder});
}

void MainWindow::showShortcuts() { (new ShortcutsDialog(*m_actions, this))->show(); }

void MainWindow::greetOnce()
{
    Settings& settings = m_services.settings;
    if (settings.value(Preference::FirstRunSeen).toBool() || !demo())
        return;
    const Parameter* step = demo()->values().find("step");
    if (!step || !demo()->values().isEnabled(*step))
        return;
    settings.setValue(Preference::FirstRunSeen, true);
    m_message->say(
        tr("Drag Step Δ on the right: the figure follows. Every number is computed now, on this computer."));
    demo()->sweepOnce("step", 2000);
}

void MainWindow::saveDemos()
{
    if (!m_services.library.writable())
        return;
    for (DemoView* view : m_deck->views())
        if (const Status saved = m_services.library.catalogue().saveDemoSettings(
                view->demo().id, view->saveState().toStdString());
            !saved)
            say(saved.error().message);
}

void MainWindow::saveSession()
{
    Settings& settings = m_services.settings;
    settings.setValue(Preference::WindowGeometry, saveGeometry());
    settings.setValue(Preference::MainSplitter, m_splitter->saveState());
    settings.setValue(Preference::PanesVisible, m_actions->panes->isChecked());
    settings.setValue(Preference::ScenesVisible, m_actions->scenes->isChecked());
    if (const Lesson* lesson = m_stage->pane().lesson())
        settings.setValue(Preference::CurrentLesson, static_cast<qlonglong>(lesson->id));
    settings.setValue(Preference::Grouping, m_groups->grouping());
    settings.setValue(Preference::CurrentPaper, m_page->paper());
    settings.setValue(Preference::CurrentDemo, demo() ? qstring(demo()->demo().id) : QString());
    settings.setValue(Preference::PaperTab, static_cast<int>(m_page->currentTab()));
    m_notebook->saveSession();
    settings.sync();
}

void MainWindow::restoreSession()
{
    Settings& settings = m_services.settings;
    resize(QSize(1280, 800).boundedTo(screen()->availableSize()));
    restoreGeometry(settings.value(Preference::WindowGeometry).toByteArray());
    m_splitter->restoreState(settings.value(Preference::MainSplitter).toByteArray());
    m_actions->panes->setChecked(settings.value(Preference::PanesVisible).toBool());
    m_actions->scenes->setChecked(settings.value(Preference::ScenesVisible).toBool());
    m_stage->pane().setLesson(settings.value(Preference::CurrentLesson).toLongLong());
    showPanes(m_actions->panes->isChecked());
    m_actions->setRecentFiles(settings.value(Preference::RecentFiles).toStringList());
    m_appearance->restore();
    m_notebook->restoreSession();
    m_groups->chooseGrouping(settings.value(Preference::Grouping).toString());
    const QString paper = settings.value(Preference::CurrentPaper).toString();
    openPaper(paper.isEmpty() ? QLatin1String(kFirstPaper) : paper);
    if (m_page->paper().isEmpty())
        openPaper(QLatin1String(kFirstPaper));
    m_page->openTab(static_cast<PaperPage::Tab>(settings.value(Preference::PaperTab).toInt()));
    QTimer::singleShot(0, this, &MainWindow::greetOnce);
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_stage->pane().save();
    saveDemos();
    saveSession();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            openFile(url.toLocalFile());
}

void MainWindow::retranslate()
{
    setWindowTitle(tr("Kaba"));
    m_actions->retranslate();
    m_notebook->retranslate();
    m_splitter->setAccessibleName(tr("Groups, papers and the paper"));
}

} // namespace kaba
