// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/dragged.h"
#include "ui/catalogue/listed_paper.h"

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QStringList>

namespace kaba {

/// The rows of one query. It knows the id of each and holds only the pages that were looked at; a row that is
/// not there yet is drawn empty, and its page is asked for once.
class PaperListModel : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int kPageSize = 64;
    static constexpr int kPagesKept = 64;
    enum Role { RowRole = Qt::UserRole + 1, IdRole };

    explicit PaperListModel(QObject* parent = nullptr);

    /// A new query, of which the first rows are here already.
    void reset(const QStringList& ids, const QList<ListedPaper>& first);
    /// Rows of the present query that were asked for. The caller has dropped answers to older queries.
    void fill(int first, const QList<ListedPaper>& rows);

    /// The group of the reader's that the rows are shown in, for whoever drags them out of it; empty: none.
    void setSource(const GroupReference& group) { m_source = group; }

    const QStringList& ids() const { return m_ids; }
    int pagesHeld() const { return static_cast<int>(m_pages.size()); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction | Qt::MoveAction; }

Q_SIGNALS:
    void pageWanted(int firstRow, int count);

private:
    const ListedPaper* rowAt(int row) const;
    QVariant awaited(int page) const;
    void want(int page);
    void forgetFarthest(int page);

    QStringList m_ids;
    QHash<int, QList<ListedPaper>> m_pages;
    QSet<int> m_wanted;
    GroupReference m_source;
};

} // namespace kaba
