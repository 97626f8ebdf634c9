// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/tag_model.h"

#include "ui/base/words.h"
#include "ui/catalogue/dragged.h"
#include "ui/catalogue/library.h"

#include <QColor>
#include <QMimeData>

#include <utility>

namespace kaba {

TagModel::TagModel(Library& library, QObject* parent)
    : QAbstractListModel(parent)
    , m_library(library)
{
    reload();
}

void TagModel::reload()
{
    std::vector<Tag> tags = m_library.tags();
    if (tags == m_tags)
        return;
    beginResetModel();
    m_tags = std::move(tags);
    endResetModel();
}

QModelIndex TagModel::indexOf(std::int64_t id) const
{
    for (int row = 0; row < rowCount(); ++row)
        if (m_tags[static_cast<std::size_t>(row)].id == id)
            return index(row);
    return {};
}

int TagModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tags.size());
}

QVariant TagModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Tag& shown = tag(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return qstring(shown.name);
    case Qt::DecorationRole:
        return QColor(qstring(shown.colour));
    case Qt::AccessibleTextRole:
        return tr("%1, %2 papers").arg(qstring(shown.name)).arg(shown.count);
    case IdRole:
        return QVariant::fromValue<qint64>(shown.id);
    case CountRole:
        return shown.count;
    default:
        return {};
    }
}

bool TagModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString name = value.toString().trimmed();
    if (!index.isValid() || role != Qt::EditRole || name.isEmpty() || name == qstring(tag(index).name))
        return false;
    return m_library.renameTag(Tag(tag(index)), name);
}

Qt::ItemFlags TagModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractListModel::flags(index);
    if (index.isValid() && m_library.writable())
        flags |= Qt::ItemIsEditable | Qt::ItemIsDropEnabled;
    return flags;
}

QStringList TagModel::mimeTypes() const { return {QString::fromLatin1(kPaperIdsMimeType)}; }

bool TagModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int,
                               const QModelIndex& parent) const
{
    return parent.isValid() && m_library.writable() && data->hasFormat(mimeTypes().front());
}

bool TagModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                            const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    return m_library.assignTag(papersOf(*data), Tag(tag(parent)));
}

} // namespace kaba
