// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/shortcuts_dialog.h"

#include "ui/window/window_actions.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace kaba {
namespace {

QString withoutMnemonic(QString text)
{
    const qsizetype bracket = text.indexOf(QLatin1String("(&"));
    if (bracket >= 0)
        text.remove(bracket, 4);
    return text.remove(QLatin1Char('&'));
}

QTreeWidgetItem* addGroup(QTreeWidget& tree, const QString& name)
{
    auto* item = new QTreeWidgetItem(&tree, {name});
    QFont bold = tree.font();
    bold.setBold(true);
    item->setFont(0, bold);
    return item;
}

void addRows(QTreeWidgetItem* group, const QList<std::pair<QString, QString>>& rows)
{
    for (const auto& [what, keys] : rows)
        new QTreeWidgetItem(group, {what, keys});
    group->setExpanded(true);
}

QList<std::pair<QString, QString>> rowsOf(const QList<QAction*>& actions)
{
    QList<std::pair<QString, QString>> rows;
    for (const QAction* action : actions)
        if (!action->shortcut().isEmpty())
            rows.append({withoutMnemonic(action->text()),
                         QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText)});
    return rows;
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const WindowActions& actions, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* layout = new QVBoxLayout(this);
    auto* tree = new QTreeWidget(this);
    tree->setAccessibleName(windowTitle());
    tree->setColumnCount(2);
    tree->setHeaderHidden(true);
    tree->setRootIsDecorated(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    tree->header()->setStretchLastSection(false);
    addRows(addGroup(*tree, tr("Window")), rowsOf(actions.windowActions()));
    addRows(addGroup(*tree, tr("Demo")), rowsOf(actions.demoActions()));
    addRows(addGroup(*tree, tr("Sliders")), {{tr("One step, ten steps"), tr("Arrows, Shift and arrows")},
                                             {tr("Smallest and largest value"), tr("Home, End")},
                                             {tr("Back to the default"), tr("Double click")},
                                             {tr("Play or pause"), tr("Space")}});
    addRows(addGroup(*tree, tr("Plots")),
            {{tr("Zoom at the cursor"), tr("Wheel")},
             {tr("Move"), tr("Drag, or arrows")},
             {tr("Zoom into a box"), tr("Shift and drag")},
             {tr("Whole range"), tr("Double click, or 0")},
             {tr("Row of a heat map as a curve"), tr("Click, or R")},
             {tr("Column of a heat map as a curve"), tr("Ctrl and click, or C")},
             {tr("Next row or column"), tr("Ctrl and arrows")},
             {tr("No curve any more"), tr("Click again, or Esc")}});
    layout->addWidget(tree);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(buttons);
    resize(560, 640);
}

} // namespace kaba
