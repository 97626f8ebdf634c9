// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace kaba {

/// A name with its count at the right, and a square of colour before it where the model gives one. The editor of
/// a name leaves the keys of a conversion to the input method.
class CountDelegate : public QStyledItemDelegate {
public:
    CountDelegate(int countRole, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    bool eventFilter(QObject* editor, QEvent* event) override;

private:
    int m_countRole;
};

} // namespace kaba
