// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace kaba {

/// The tree of groups, its chosen row in the pale shade of all our lists, up to the left edge. What is unfolded and
/// chosen outlives a reset of the model.
class GroupTree : public QTreeView {
    Q_OBJECT
public:
    explicit GroupTree(QWidget* parent = nullptr);

    bool isEditing() const { return state() == EditingState; }
    QStringList unfoldedKeys() const;
    void unfold(const QStringList& keys);

Q_SIGNALS:
    void editingEnded();

protected:
    void initViewItemOption(QStyleOptionViewItem* option) const override;
    void startDrag(Qt::DropActions actions) override;
    void closeEditor(QWidget* editor, QAbstractItemDelegate::EndEditHint hint) override;
};

} // namespace kaba
