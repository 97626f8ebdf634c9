// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/reader.h"

#include <QAbstractListModel>

#include <vector>

namespace kaba {

class Library;

/// The reader's tags. A name is edited in place; papers dropped on a tag receive it.
class TagModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole + 1, CountRole };

    explicit TagModel(Library& library, QObject* parent = nullptr);

    void reload();
    const Tag& tag(const QModelIndex& index) const { return m_tags[static_cast<std::size_t>(index.row())]; }
    QModelIndex indexOf(std::int64_t id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::MoveAction; }
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

private:
    Library& m_library;
    std::vector<Tag> m_tags;
};

} // namespace kaba
