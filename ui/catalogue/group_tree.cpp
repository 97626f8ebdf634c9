// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_tree.h"

#include "ui/catalogue/count_delegate.h"
#include "ui/catalogue/group_model.h"
#include "ui/theme/shades.h"

#include <QDrag>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace kaba {

GroupTree::GroupTree(QWidget* parent)
    : QTreeView(parent)
{
    setObjectName(u"groups"_s);
    setItemDelegate(new CountDelegate(GroupModel::CountRole, this));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setIndentation(14);
    setFrameShape(NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers); // a double click unfolds, F2 renames
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setAutoExpandDelay(600);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void GroupTree::initViewItemOption(QStyleOptionViewItem* option) const
{
    QTreeView::initViewItemOption(option);
    shades::paleSelection(option->palette);
}

/// A dropped group is moved by the model; the view must not remove the row that it was dragged from.
void GroupTree::startDrag(Qt::DropActions actions)
{
    QMimeData* carried = model()->mimeData({currentIndex()});
    if (!carried || !(model()->flags(currentIndex()) & Qt::ItemIsDragEnabled))
        return;
    auto* drag = new QDrag(this); // deletes itself
    drag->setMimeData(carried);
    drag->exec(actions, defaultDropAction());
}

void GroupTree::closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint)
{
    QTreeView::closeEditor(editor, hint);
    Q_EMIT editingEnded();
}

QStringList GroupTree::unfoldedKeys() const
{
    QStringList keys;
    for (QModelIndex row = model()->index(0, 0); row.isValid(); row = indexBelow(row))
        if (isExpanded(row))
            keys.append(row.data(GroupModel::KeyRole).toString());
    return keys;
}

void GroupTree::unfold(const QStringList& keys)
{
    const auto* groups = qobject_cast<const GroupModel*>(model());
    for (const QString& key : keys)
        if (const QModelIndex index = groups ? groups->indexOfKey(key) : QModelIndex(); index.isValid())
            setExpanded(index, true);
}

} // namespace kaba
