// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader can do with a demo besides moving its parameters: commands and panel menus.
#include "ui/base/words.h"
#include "ui/demo/animation_dialog.h"
#include "ui/demo/command_icons.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/explanation_dialog.h"
#include "ui/demo/export_dialog.h"
#include "ui/demo/figure_clipboard.h"
#include "ui/demo/handout.h"
#include "ui/demo/panel_chooser.h"
#include "ui/demo/parameter_panel.h"
#include "ui/plot/figure_view.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QUndoStack>

#include <algorithm>
#include <filesystem>

namespace kaba {

void DemoView::addAction(Command command, const QKeySequence& shortcut, void (DemoView::*act)())
{
    auto* action = new QAction(this);
    action->setShortcut(shortcut);
    connect(action, &QAction::triggered, this, act);
    QWidget::addAction(action);
    m_actions.insert(command, action);
}

void DemoView::buildActions()
{
    addAction(Command::Pin, QKeySequence(Qt::Key_P), &DemoView::pin);
    addAction(Command::RemovePins, QKeySequence(Qt::SHIFT | Qt::Key_P), &DemoView::removePins);
    addAction(Command::Export, QKeySequence(Qt::CTRL | Qt::Key_E), &DemoView::openExportOfShown);
    addAction(Command::Handout, {}, &DemoView::askForHandout);
    addAction(Command::ExportAnimation, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
              &DemoView::openAnimation);
    addAction(Command::CopyFigure, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &DemoView::copyFigure);
    addAction(Command::CopySettings, {}, &DemoView::copySettings);
    addAction(Command::PasteSettings, {}, &DemoView::pasteSettings);
    addAction(Command::Undo, QKeySequence::Undo, &DemoView::undo);
    addAction(Command::Redo, QKeySequence(Qt::CTRL | Qt::Key_Y), &DemoView::redo);
    m_actions[Command::Redo]->setShortcuts(
        {QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
    addAction(Command::ResetParameters, {}, &DemoView::resetParameters);
    addAction(Command::ResetZoom, QKeySequence(Qt::CTRL | Qt::Key_0), &DemoView::resetZoom);
    addAction(Command::MarkA, QKeySequence(Qt::SHIFT | Qt::Key_A), &DemoView::markA);
    addAction(Command::ToggleAB, QKeySequence(Qt::Key_A), &DemoView::toggleAB);
    addAction(Command::Glide, QKeySequence(Qt::Key_G), &DemoView::glide);
    addAction(Command::Difference, QKeySequence(Qt::Key_D), &DemoView::toggleDifference);
    addAction(Command::History, QKeySequence(Qt::CTRL | Qt::Key_H), &DemoView::openHistory);
    addAction(Command::Explain, QKeySequence::HelpContents, &DemoView::explain);
}

void DemoView::retranslate()
{
    m_figure->setAccessibleName(tr("Figure"));
    const auto name = [&](Command command, const QString& words, const QString& tip) {
        QAction& action = *m_actions[command];
        action.setText(words);
        action.setToolTip(tip);
        action.setStatusTip(tip);
    };
    name(Command::Pin, tr("P&in the curves"), tr("Keep these curves while the parameters move (P)"));
    name(Command::RemovePins, tr("Re&move the pins"), tr("Take all pinned curves away (Shift+P)"));
    name(Command::Export, tr("&Export the figure…"), tr("Export the figure (Ctrl+E)"));
    name(Command::Handout, tr("Save a &handout…"),
         tr("Save one page with the figure, its equations, settings and claims"));
    name(Command::ExportAnimation, tr("Export an &animation…"),
         tr("Export the figure while a number moves (Ctrl+Shift+E)"));
    name(Command::CopyFigure, tr("&Copy the figure"), tr("Copy the figure as PNG, SVG and PDF"));
    name(Command::CopySettings, tr("Copy &settings"), tr("Copy the settings as a command line"));
    name(Command::PasteSettings, tr("&Paste settings"), tr("Take settings from a copied command line"));
    name(Command::Undo, tr("&Undo"), tr("Undo the last change of a parameter or a pin"));
    name(Command::Redo, tr("&Redo"), tr("Redo the change of a parameter or a pin"));
    if (m_scene)
        name(Command::ResetParameters, tr("Back to the &scene"), tr("Show the scene as it was prepared"));
    else
        name(Command::ResetParameters, tr("Reset the &parameters"), tr("Reset the parameters"));
    name(Command::ResetZoom, tr("Reset the &zoom"), tr("Show all of the data again"));
    name(Command::Explain, tr("&What am I seeing?"), tr("What am I seeing? (F1)"));
    name(Command::MarkA, tr("This is &A"), tr("Keep these settings as A, to compare with (Shift+A)"));
    name(Command::ToggleAB, tr("A or &B"), tr("Go to the other one of two states (A)"));
    name(Command::Glide, tr("&Glide"), tr("Move smoothly to the other one of two states (G)"));
    name(Command::Difference, tr("&Difference"), tr("Subtract the figure of A (D)"));
    name(Command::History, tr("&History…"), tr("Every state that the parameters have been in (Ctrl+H)"));
    m_undoWayOut->setText(tr("Undo"));
    m_stepWayOut->setText(tr("Reset Δ"));
    m_resetWayOut->setText(tr("Reset"));
    setAccessibleName(inLanguage(m_demo.title, m_language));
    if (m_current)
        present(m_current);
    else if (!m_failure.empty())
        m_figure->showMessage(inLanguage(m_failure, m_language));
}

void DemoView::drawIcons()
{
    const QColor ink = colours(m_theme).ink;
    m_actions[Command::ResetParameters]->setIcon(glyphIcon(Glyph::Reset, ink));
    m_actions[Command::Pin]->setIcon(glyphIcon(Glyph::Pin, ink));
    m_actions[Command::Export]->setIcon(glyphIcon(Glyph::Export, ink));
    m_actions[Command::CopyFigure]->setIcon(glyphIcon(Glyph::Copy, ink));
    m_actions[Command::Explain]->setIcon(glyphIcon(Glyph::Question, ink));
}

void DemoView::undo() { m_parameters->history().undo(); }

void DemoView::redo() { m_parameters->history().redo(); }

void DemoView::resetParameters()
{
    if (m_scene)
        goToScene();
    else
        m_parameters->resetAll();
}

void DemoView::resetZoom() { m_figure->resetView(); }

void DemoView::copySettings()
{
    QGuiApplication::clipboard()->setText(m_parameters->settingsText());
    Q_EMIT statusText(tr("The settings are copied as a command line."));
}

void DemoView::pasteSettings()
{
    if (const Status status = m_parameters->pasteSettings(QGuiApplication::clipboard()->text()); !status)
        m_notices->showSentences(inLanguage(status.error().message, m_language));
}

FigureStyle DemoView::screenStyle() const
{
    FigureStyle style;
    const double height = style.sizeMm.width() * m_figure->height() / std::max(1, m_figure->width());
    style.sizeMm.setHeight(std::clamp(height, 40.0, 170.0));
    style.language = m_language;
    style.magnitudes = m_magnitudes;
    style.panels = m_figure->visiblePanels();
    return style;
}

void DemoView::copyFigure()
{
    if (!m_current)
        return;
    QGuiApplication::clipboard()->setMimeData(
        figureMimeData(m_current->figure, currentRecipe(), screenStyle()).release());
    Q_EMIT statusText(tr("The figure is copied."));
}

void DemoView::rememberExport(const QString& file)
{
    m_exportFolder = QFileInfo(file).path();
    Q_EMIT exportFolderChanged(m_exportFolder);
    Q_EMIT statusText(tr("Saved %1.").arg(QFileInfo(file).fileName()));
}

void DemoView::openAnimation()
{
    if (!m_current)
        return;
    if (!m_animation) {
        m_animation = new AnimationDialog(m_demo, m_pool, this);
        connect(m_animation, &AnimationDialog::saved, this, &DemoView::rememberExport);
    }
    Request request = m_current->request;
    request.panels = m_figure->visiblePanels();
    m_animation->begin(request, screenStyle(), m_exportFolder);
    m_animation->show();
    m_animation->raise();
}

void DemoView::openExportOfShown() { openExport(m_figure->visiblePanels()); }

void DemoView::openExport(const std::vector<std::string>& panels)
{
    if (!m_current)
        return;
    if (!m_export) {
        m_export = new ExportDialog(this);
        connect(this, &DemoView::figureShown, m_export, [this] {
            if (m_export->isVisible())
                m_export->offer({m_current, &m_current->figure}, currentRecipe());
        });
        connect(m_export, &ExportDialog::saved, this, &DemoView::rememberExport);
    }
    FigureStyle style = screenStyle();
    style.panels = panels;
    m_export->begin({m_current, &m_current->figure}, currentRecipe(), style, m_exportFolder);
    m_export->show();
    m_export->raise();
}

void DemoView::askForHandout()
{
    if (!m_current)
        return;
    auto* dialog = new QFileDialog(this, tr("Save a handout"), m_exportFolder, tr("PDF (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    dialog->selectFile(qstring(m_demo.id) + QStringLiteral(".pdf"));
    connect(dialog, &QFileDialog::fileSelected, this, &DemoView::saveHandoutTo);
    dialog->open();
}

void DemoView::saveHandoutTo(const QString& file)
{
    FigureStyle style = screenStyle();
    style.panels = m_figure->visiblePanels();
    const Status saved = saveHandout(m_demo, m_current->request, m_current->figure, currentRecipe(), style,
                                     std::filesystem::path(file.toStdString()));
    if (!saved) {
        Q_EMIT statusText(inLanguage(saved.error().message, m_language));
        return;
    }
    rememberExport(file);
}

void DemoView::explain()
{
    if (!m_current)
        return;
    if (!m_explanation) {
        m_explanation = new ExplanationDialog(this);
        connect(this, &DemoView::figureShown, m_explanation, [this] {
            if (m_explanation->isVisible())
                fillExplanation();
        });
    }
    fillExplanation();
    m_explanation->show();
    m_explanation->raise();
}

void DemoView::fillExplanation()
{
    m_explanation->explain(m_demo, m_current->request.values, m_current->figure, m_figure->visiblePanels(),
                           m_language, m_theme);
}

void DemoView::openPanelMenu(const QString& panel, const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const std::string id = panel.toStdString();
    std::vector<std::string> others = m_figure->visiblePanels();
    std::erase(others, id);
    connect(menu->addAction(tr("Export this panel…")), &QAction::triggered, this,
            [this, id] { openExport({id}); });
    connect(menu->addAction(tr("Show only this panel")), &QAction::triggered, this,
            [this, id] { setPanels({id}); });
    QAction* hide = menu->addAction(tr("Hide this panel"));
    hide->setEnabled(!others.empty());
    connect(hide, &QAction::triggered, this, [this, others] { setPanels(others); });
    connect(menu->addAction(tr("Show the usual panels")), &QAction::triggered, this,
            [this] { setPanels({}); });
    addProfileActions(*menu, *findPanel(*m_figure->figure(), id), position);
    menu->addSeparator();
    for (const Command command :
         {Command::Pin, Command::RemovePins, Command::ResetZoom, Command::CopyFigure, Command::Explain})
        menu->addAction(m_actions[command]);
    menu->popup(position);
}

/// For panels with a heat map: what a click on it does, in words.
void DemoView::addProfileActions(QMenu& menu, const Panel& panel, const QPoint& position)
{
    if (std::ranges::none_of(panel.layers,
                             [](const Layer& layer) { return std::holds_alternative<Heatmap>(layer.data); }))
        return;
    menu.addSeparator();
    connect(menu.addAction(tr("Show this row as a curve")), &QAction::triggered, this,
            [this, position] { m_figure->showProfileAt(position, Profile::Along::Row); });
    connect(menu.addAction(tr("Show this column as a curve")), &QAction::triggered, this,
            [this, position] { m_figure->showProfileAt(position, Profile::Along::Column); });
    QAction* hide = menu.addAction(tr("Hide the curve"));
    hide->setEnabled(m_figure->profile().has_value());
    connect(hide, &QAction::triggered, m_figure, &FigureView::hideProfile);
}

} // namespace kaba
