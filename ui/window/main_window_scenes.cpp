// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes and lessons in the window: their places, their files.
#include "core/base/file.h"
#include "core/figure_io/lesson_file.h"
#include "ui/base/words.h"
#include "ui/page/paper_page.h"
#include "ui/scenes/scene_bar.h"
#include "ui/scenes/scene_pane.h"
#include "ui/scenes/scene_stage.h"
#include "ui/settings/settings.h"
#include "ui/window/demo_deck.h"
#include "ui/window/main_window.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLayout>
#include <QStatusBar>

namespace kaba {

void MainWindow::connectScenes()
{
    m_deck->layout()->addWidget(&m_stage->bar());
    m_stage->listenIn(*m_deck);
    connect(m_actions->scenes, &QAction::toggled, this, [this] { showPanes(m_actions->panes->isChecked()); });
    connect(m_stage, &SceneStage::demoWanted, this, &MainWindow::openDemo);
    connect(m_stage, &SceneStage::told, this,
            [this](const QString& sentence) { statusBar()->showMessage(sentence, 6000); });
    connect(m_stage, &SceneStage::failed, this, &MainWindow::say);
    connect(m_stage, &SceneStage::fileWanted, this, &MainWindow::saveScenes);
}

bool MainWindow::openLesson(const QString& path)
{
    if (QFileInfo(path).suffix().compare(QLatin1String("kaba"), Qt::CaseInsensitive) != 0)
        return false;
    const std::filesystem::path file = path.toStdString();
    const Result<std::string> bytes = readFile(file);
    if (!bytes || !isLesson(*bytes))
        return false;
    if (const Result<LessonFile> lesson = parseLesson(*bytes, fileName(file))) {
        m_actions->scenes->setChecked(true);
        m_stage->openLesson(*lesson);
    } else {
        say(lesson.error().message);
    }
    return true;
}

void MainWindow::saveScenes(std::int64_t scene)
{
    const QString folder = m_services.settings.value(Preference::ExportFolder).toString();
    QString path = QFileDialog::getSaveFileName(this, tr("Save as a file"), folder,
                                                tr("Scenes of Kaba") + QStringLiteral(" (*.kaba)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".kaba");
    if (const Status saved = m_stage->save(scene, path.toStdString()); !saved)
        say(saved.error().message);
    else
        statusBar()->showMessage(tr("Saved %1.").arg(QFileInfo(path).fileName()), 6000);
}

} // namespace kaba
