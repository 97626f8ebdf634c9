// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/paper_list_model.h"

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace kaba {

PaperListModel::PaperListModel(QObject* parent)
    : QAbstractListModel(parent)
{}

void PaperListModel::reset(const QStringList& ids, const QList<ListedPaper>& first)
{
    beginResetModel();
    m_ids = ids;
    m_pages.clear();
    m_wanted.clear();
    for (qsizetype at = 0; at < first.size(); at += kPageSize)
        m_pages.insert(static_cast<int>(at / kPageSize), first.mid(at, kPageSize));
    endResetModel();
}

void PaperListModel::fill(int first, const QList<ListedPaper>& rows)
{
    const int page = first / kPageSize;
    m_wanted.remove(page);
    if (rows.isEmpty() || first >= m_ids.size())
        return;
    m_pages.insert(page, rows);
    forgetFarthest(page);
    const int last = std::min(first + static_cast<int>(rows.size()), rowCount()) - 1;
    Q_EMIT dataChanged(index(first), index(last));
}

void PaperListModel::forgetFarthest(int page)
{
    while (m_pages.size() > kPagesKept) {
        const auto keys = m_pages.keys();
        m_pages.remove(*std::max_element(keys.begin(), keys.end(), [page](int a, int b) {
            return std::abs(a - page) < std::abs(b - page);
        }));
    }
}

void PaperListModel::want(int page)
{
    if (m_wanted.contains(page) || m_pages.contains(page))
        return;
    m_wanted.insert(page);
    Q_EMIT pageWanted(page * kPageSize, kPageSize);
}

const ListedPaper* PaperListModel::rowAt(int row) const
{
    const auto page = m_pages.constFind(row / kPageSize);
    if (page == m_pages.constEnd() || row % kPageSize >= page->size())
        return nullptr;
    return &page->at(row % kPageSize);
}

int PaperListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

QVariant PaperListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == IdRole)
        return m_ids[index.row()];
    const ListedPaper* row = rowAt(index.row());
    if (!row)
        return role == RowRole ? awaited(index.row() / kPageSize) : QVariant();
    switch (role) {
    case RowRole:
        return QVariant::fromValue(*row);
    case Qt::DisplayRole:
        return row->shortName.text.isEmpty() ? row->title.text : row->shortName.text;
    case Qt::ToolTipRole:
        return row->title.text;
    case Qt::AccessibleTextRole:
        return u"%1. %2. %3. %4"_s.arg(row->shortName.text, row->title.text, row->authors.text, row->venue);
    default:
        return {};
    }
}

/// A view asks while it paints: the wish is passed on once it is done. The content of the model is unchanged.
QVariant PaperListModel::awaited(int page) const
{
    auto* self = const_cast<PaperListModel*>(this);
    QMetaObject::invokeMethod(
        self, [self, page] { self->want(page); }, Qt::QueuedConnection);
    return QVariant::fromValue(ListedPaper{.loaded = false});
}

Qt::ItemFlags PaperListModel::flags(const QModelIndex& index) const
{
    return QAbstractListModel::flags(index) | (index.isValid() ? Qt::ItemIsDragEnabled : Qt::NoItemFlags);
}

QStringList PaperListModel::mimeTypes() const { return {QString::fromLatin1(kPaperIdsMimeType)}; }

QMimeData* PaperListModel::mimeData(const QModelIndexList& indexes) const
{
    QStringList ids;
    for (const QModelIndex& index : indexes)
        ids.append(index.data(IdRole).toString());
    return mimeOfPapers(ids, m_source);
}

} // namespace kaba
