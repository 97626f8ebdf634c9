// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/listed_paper.h"

#include <QStyledItemDelegate>

namespace kaba {

/// Draws a row of the paper list: dot, number, short name and title; below, authors and venue (or the place of
/// the hit) and the tags. Every row has the same height.
class PaperDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace kaba
