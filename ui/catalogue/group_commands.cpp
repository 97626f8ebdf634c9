// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_commands.h"

#include "ui/base/words.h"
#include "ui/catalogue/group_model.h"
#include "ui/catalogue/group_tree.h"
#include "ui/catalogue/group_words_dialog.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/paper_clipboard.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace kaba {

GroupCommands::GroupCommands(Library& library, GroupModel& model, GroupTree& tree)
    : QObject(&tree)
    , m_library(library)
    , m_model(model)
    , m_tree(tree)
{
    add = make("add-group", Qt::Key_Insert, &GroupCommands::addBeside);
    addInside = make("add-group-inside", Qt::SHIFT | Qt::Key_Insert, &GroupCommands::addBelow);
    rename = make("rename-group", Qt::Key_F2, &GroupCommands::renameCurrent);
    describe = make("describe-group", Qt::ALT | Qt::Key_Return, &GroupCommands::describeCurrent);
    remove = make("remove-group", Qt::Key_Delete, &GroupCommands::removeCurrent);
    up = make("group-up", Qt::ALT | Qt::SHIFT | Qt::Key_Up, &GroupCommands::moveUp);
    down = make("group-down", Qt::ALT | Qt::SHIFT | Qt::Key_Down, &GroupCommands::moveDown);
    out = make("group-out", Qt::ALT | Qt::SHIFT | Qt::Key_Left, &GroupCommands::moveOut);
    in = make("group-in", Qt::ALT | Qt::SHIFT | Qt::Key_Right, &GroupCommands::moveIn);
    copy = new QAction(&m_tree);
    copy->setObjectName(u"copy-group"_s);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_tree.addAction(copy);
    connect(copy, &QAction::triggered, this, &GroupCommands::copyCurrent);
    retranslate();
}

QAction* GroupCommands::make(const char* name, const QKeySequence& keys, void (GroupCommands::*act)())
{
    auto* action = new QAction(&m_tree);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut); // a name that is being typed keeps its keys
    m_tree.addAction(action);
    m_all.append(action);
    connect(action, &QAction::triggered, this, [this, act] {
        if (m_model.editable())
            (this->*act)();
        else
            Q_EMIT copyWanted();
    });
    return action;
}

void GroupCommands::addTo(QMenu& menu)
{
    menu.addActions({copy, add});
    if (!m_model.groupAt(m_tree.currentIndex()))
        return;
    menu.addAction(addInside);
    menu.addSeparator();
    menu.addActions({rename, describe, remove});
    menu.addSeparator();
    QMenu* move = menu.addMenu(tr("&Move"));
    move->addActions({up, down, in, out});
}

QString GroupCommands::freeTitle() const
{
    QStringList taken;
    for (QModelIndex row = m_model.index(0, 0); row.isValid(); row = m_tree.indexBelow(row))
        taken.append(row.data().toString());
    QString title = tr("New group");
    for (int i = 2; taken.contains(title, Qt::CaseInsensitive); ++i)
        title = tr("New group %1").arg(i);
    return title;
}

void GroupCommands::addGroup(const GroupPlace& place)
{
    GroupingEdits edits(m_library, m_model.language());
    const auto key = edits.addGroup(qstring(m_model.grouping().id), freeTitle(), place);
    if (!key)
        return;
    const QModelIndex made = m_model.indexOfKey(*key);
    m_tree.setCurrentIndex(made); // unfolds what it is in
    m_tree.edit(made);
}

void GroupCommands::addBeside()
{
    const QModelIndex current = m_tree.currentIndex();
    if (m_model.groupAt(current))
        addGroup(m_model.placeAt(current.parent(), current.row() + 1));
    else
        addGroup({});
}

void GroupCommands::addBelow()
{
    if (m_model.groupAt(m_tree.currentIndex()))
        addGroup(m_model.placeAt(m_tree.currentIndex(), -1));
}

void GroupCommands::renameCurrent()
{
    if (m_model.groupAt(m_tree.currentIndex()))
        m_tree.edit(m_tree.currentIndex());
}

void GroupCommands::describeCurrent()
{
    if (const Group* group = m_model.groupAt(m_tree.currentIndex()))
        (new GroupWordsDialog(m_library, qstring(m_model.grouping().id), qstring(group->key),
                              m_model.language(), m_tree.window()))
            ->show();
}

void GroupCommands::removeCurrent()
{
    if (const Group* group = m_model.groupAt(m_tree.currentIndex()))
        GroupingEdits(m_library, m_model.language())
            .removeGroup(qstring(m_model.grouping().id), qstring(group->key));
}

void GroupCommands::copyCurrent()
{
    Filter filter{.grouping = m_model.grouping().id};
    filter.group = m_tree.currentIndex().data(GroupModel::PathRole).toString().toStdString();
    copyGroup(m_library, filter, m_model.language());
}

void GroupCommands::moveTo(const GroupPlace& place)
{
    if (const Group* group = m_model.groupAt(m_tree.currentIndex()))
        GroupingEdits(m_library, m_model.language())
            .moveGroup(qstring(m_model.grouping().id), qstring(group->key), place);
}

void GroupCommands::moveUp()
{
    const QModelIndex current = m_tree.currentIndex();
    if (m_model.groupAt(current.siblingAtRow(current.row() - 1)))
        moveTo(m_model.placeAt(current.parent(), current.row() - 1));
}

void GroupCommands::moveDown()
{
    const QModelIndex current = m_tree.currentIndex();
    if (m_model.groupAt(m_model.index(current.row() + 1, 0, current.parent())))
        moveTo(m_model.placeAt(current.parent(), current.row() + 2));
}

void GroupCommands::moveIn()
{
    const QModelIndex current = m_tree.currentIndex();
    const QModelIndex previous = m_model.index(current.row() - 1, 0, current.parent());
    if (m_model.groupAt(current) && m_model.groupAt(previous))
        moveTo(m_model.placeAt(previous, -1));
}

void GroupCommands::moveOut()
{
    const QModelIndex parent = m_tree.currentIndex().parent();
    if (m_model.groupAt(parent))
        moveTo(m_model.placeAt(parent.parent(), parent.row() + 1));
}

void GroupCommands::retranslate()
{
    const std::pair<QAction*, QString> names[] = {
        {copy, tr("Copy as &Markdown")},
        {add, tr("&New group")},
        {addInside, tr("New group &inside")},
        {rename, tr("&Rename")},
        {remove, tr("&Delete")},
        {describe, tr("&Title and description…")},
        {up, tr("&Up")},
        {down, tr("D&own")},
        {in, tr("&Into the group above")},
        {out, tr("Out of its &group")},
    };
    for (const auto& [action, name] : names)
        action->setText(name);
}

} // namespace kaba
