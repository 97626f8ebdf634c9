// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace kaba {

/// The tree of groups, its chosen row in the pale shade of all our lists, up to the left edge.
class GroupTree : public QTreeView {
public:
    explicit GroupTree(QWidget* parent = nullptr);

protected:
    void initViewItemOption(QStyleOptionViewItem* option) const override;
};

} // namespace kaba
