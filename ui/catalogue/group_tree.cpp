// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_tree.h"

#include "ui/catalogue/count_delegate.h"
#include "ui/catalogue/group_model.h"
#include "ui/theme/shades.h"

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
}

void GroupTree::initViewItemOption(QStyleOptionViewItem* option) const
{
    QTreeView::initViewItemOption(option);
    shades::paleSelection(option->palette);
}

} // namespace kaba
