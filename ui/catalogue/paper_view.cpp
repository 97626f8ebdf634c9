// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/paper_view.h"

#include "ui/catalogue/paper_delegate.h"
#include "ui/catalogue/paper_list_model.h"
#include "ui/theme/shades.h"

#include <QItemSelection>
#include <QKeyEvent>
#include <QLabel>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

PaperView::PaperView(QWidget* parent)
    : QListView(parent)
    , m_empty(new QLabel(viewport()))
{
    setObjectName(u"papers"_s);
    setItemDelegate(new PaperDelegate(this));
    setUniformItemSizes(true);
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setDragEnabled(true);
    setDefaultDropAction(Qt::MoveAction); // whoever takes the papers decides what a move is
    setMouseTracking(true);
    setFrameShape(NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    m_empty->setObjectName(u"emptySentence"_s);
    m_empty->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_empty->setWordWrap(true);
    m_empty->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_empty->setMargin(24);
    m_empty->hide();
    connect(m_empty, &QLabel::linkActivated, this, &PaperView::emptyLinkClicked);
    connect(this, &QListView::doubleClicked, this, [this](const QModelIndex& index) {
        Q_EMIT opened(index.data(PaperListModel::IdRole).toString());
    });
}

void PaperView::setEmptySentence(const QString& html)
{
    m_empty->setText(html);
    m_empty->setVisible(!html.isEmpty());
}

QStringList PaperView::selectedIds() const
{
    QModelIndexList rows = selectedIndexes();
    std::sort(rows.begin(), rows.end());
    QStringList ids;
    for (const QModelIndex& row : rows)
        ids.append(row.data(PaperListModel::IdRole).toString());
    return ids;
}

void PaperView::restore(const QStringList& ids, const QString& current)
{
    m_restoring = true;
    const QSet<QString> wanted(ids.begin(), ids.end());
    QItemSelection selection;
    QModelIndex currentIndex;
    const auto* papers = qobject_cast<const PaperListModel*>(model());
    const QStringList all = papers ? papers->ids() : QStringList();
    for (qsizetype row = 0; row < all.size(); ++row) {
        const bool isCurrent = all[row] == current;
        if (!isCurrent && !wanted.contains(all[row]))
            continue;
        const QModelIndex index = model()->index(static_cast<int>(row), 0);
        if (wanted.contains(all[row]))
            selection.select(index, index);
        if (isCurrent)
            currentIndex = index;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    selectionModel()->setCurrentIndex(currentIndex, QItemSelectionModel::NoUpdate);
    m_restoring = false;
}

void PaperView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (!m_restoring && current.isValid())
        Q_EMIT chosen(current.data(PaperListModel::IdRole).toString());
}

void PaperView::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid())
        Q_EMIT opened(currentIndex().data(PaperListModel::IdRole).toString());
    else
        QListView::keyPressEvent(event);
}

void PaperView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    m_empty->setGeometry(0, height() / 6, viewport()->width(), std::max(height() / 2, 80));
}

void PaperView::initViewItemOption(QStyleOptionViewItem* option) const
{
    QListView::initViewItemOption(option);
    shades::paleSelection(option->palette);
}

} // namespace kaba
