// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_model.h"

#include "ui/base/words.h"
#include "ui/catalogue/dragged.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/library.h"

#include <QHash>
#include <QMimeData>

using namespace Qt::StringLiterals;

namespace kaba {

GroupModel::GroupModel(Library& library, QObject* parent)
    : QAbstractItemModel(parent)
    , m_library(library)
{}

void GroupModel::setGroups(const Grouping& grouping, std::vector<Group> groups, const Counts& counts)
{
    if (!m_nodes.empty() && grouping.id == m_grouping.id && groups == m_groups && counts == m_counts)
        return;
    beginResetModel();
    m_grouping = grouping;
    m_groups = std::move(groups);
    m_nodes.clear();
    m_top.clear();
    m_counts = counts;
    add({.kind = Kind::All});
    add({.kind = Kind::Lineage});
    QHash<QString, int> nodeOf;
    for (int i = 0; i < static_cast<int>(m_groups.size()); ++i) {
        const Group& group = m_groups[static_cast<std::size_t>(i)];
        nodeOf.insert(qstring(group.path), static_cast<int>(m_nodes.size()));
        add({.group = i, .parent = group.parent.empty() ? -1 : nodeOf.value(qstring(group.parent), -1)});
    }
    if (m_counts.notGrouped > 0)
        add({.kind = Kind::NotGrouped});
    endResetModel();
}

void GroupModel::add(Node node)
{
    auto& siblings = node.parent < 0 ? m_top : m_nodes[static_cast<std::size_t>(node.parent)].children;
    node.row = static_cast<int>(siblings.size());
    siblings.push_back(static_cast<int>(m_nodes.size()));
    m_nodes.push_back(std::move(node));
}

GroupingEdits GroupModel::edits() const { return {m_library, m_language}; }

bool GroupModel::editable() const { return m_grouping.own && m_library.writable(); }

void GroupModel::setLanguage(Language language)
{
    m_language = language;
    retranslate();
}

void GroupModel::retranslate()
{
    if (!m_nodes.empty())
        Q_EMIT layoutChanged(); // every name, at every depth
}

QModelIndex GroupModel::indexOfNode(int node) const
{
    return createIndex(m_nodes[static_cast<std::size_t>(node)].row, 0, static_cast<quintptr>(node));
}

const Group* GroupModel::groupAt(const QModelIndex& index) const
{
    if (!index.isValid() || nodeAt(index).group < 0)
        return nullptr;
    return &m_groups[static_cast<std::size_t>(nodeAt(index).group)];
}

QModelIndex GroupModel::indexOf(const QString& path) const
{
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i)
        if (const Group* group = groupAt(indexOfNode(i)); group && qstring(group->path) == path)
            return indexOfNode(i);
    return {};
}

QModelIndex GroupModel::indexOfKey(const QString& key) const
{
    for (int i = 0; i < static_cast<int>(m_nodes.size()); ++i)
        if (const Group* group = groupAt(indexOfNode(i)); group && qstring(group->key) == key)
            return indexOfNode(i);
    return {};
}

QModelIndex GroupModel::notGrouped() const
{
    return m_counts.notGrouped > 0 ? indexOfNode(static_cast<int>(m_nodes.size()) - 1) : QModelIndex();
}

GroupPlace GroupModel::placeAt(const QModelIndex& parent, int row) const
{
    GroupPlace place;
    if (const Group* above = groupAt(parent))
        place.parent = above->key;
    const int first = parent.isValid() ? 0 : 2; // before the groups stand all papers and the lineage
    if (row >= 0)
        if (const Group* next = groupAt(index(std::max(row, first), 0, parent)))
            place.before = next->key;
    return place;
}

const std::vector<int>& GroupModel::childrenOf(const QModelIndex& parent) const
{
    return parent.isValid() ? nodeAt(parent).children : m_top;
}

QModelIndex GroupModel::index(int row, int column, const QModelIndex& parent) const
{
    const auto& children = childrenOf(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(children.size()))
        return {};
    return indexOfNode(children[static_cast<std::size_t>(row)]);
}

QModelIndex GroupModel::parent(const QModelIndex& child) const
{
    const int parent = child.isValid() ? nodeAt(child).parent : -1;
    return parent < 0 ? QModelIndex() : indexOfNode(parent);
}

int GroupModel::rowCount(const QModelIndex& parent) const
{
    return static_cast<int>(childrenOf(parent).size());
}

QString GroupModel::nameOf(const Node& node) const
{
    switch (node.kind) {
    case Kind::All:
        return tr("All papers");
    case Kind::Lineage:
        return tr("Lineage");
    case Kind::NotGrouped:
        return tr("Not grouped");
    case Kind::Group:
        break;
    }
    return inLanguage(m_groups[static_cast<std::size_t>(node.group)].label, m_language);
}

QString GroupModel::tooltipOf(const Node& node) const
{
    QStringList lines{nameOf(node)};
    if (node.kind == Kind::Group)
        lines.append(inLanguage(m_groups[static_cast<std::size_t>(node.group)].description, m_language));
    if (node.kind == Kind::Group && editable())
        lines.append(
            tr("Drop papers here to put them in; Ctrl keeps them in the group that they come from."));
    if (node.kind == Kind::NotGrouped && editable())
        lines.append(
            tr("Papers that are in no group of this grouping. Papers dropped here leave all its groups."));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

int GroupModel::countOf(const Node& node) const
{
    switch (node.kind) {
    case Kind::All:
        return m_counts.all;
    case Kind::Lineage:
        return m_counts.lineage;
    case Kind::NotGrouped:
        return m_counts.notGrouped;
    case Kind::Group:
        break;
    }
    return m_groups[static_cast<std::size_t>(node.group)].count;
}

QVariant GroupModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = nodeAt(index);
    const Group* group = groupAt(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return nameOf(node);
    case Qt::ToolTipRole:
        return tooltipOf(node);
    case Qt::AccessibleTextRole:
        return tr("%1, %2 papers").arg(nameOf(node)).arg(countOf(node));
    case CountRole:
        return countOf(node);
    case KindRole:
        return static_cast<int>(node.kind);
    case PathRole:
        return node.kind == Kind::NotGrouped ? qstring(kNotGrouped)
               : group                       ? qstring(group->path)
                                             : QString();
    case KeyRole:
        return group ? qstring(group->key) : QString();
    default:
        return {};
    }
}

bool GroupModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const QString title = value.toString().trimmed();
    const Group* group = groupAt(index);
    if (role != Qt::EditRole || !group || !editable() || title.isEmpty() || title == nameOf(nodeAt(index)))
        return false;
    // Once the editor is closed: the new name makes a new tree.
    QMetaObject::invokeMethod(
        this,
        [this, key = qstring(group->key), title] { edits().renameGroup(qstring(m_grouping.id), key, title); },
        Qt::QueuedConnection);
    return true;
}

Qt::ItemFlags GroupModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    if (!editable())
        return flags;
    if (!index.isValid()) // between the groups at the top, and beneath them
        return flags | Qt::ItemIsDropEnabled;
    if (nodeAt(index).kind == Kind::Group)
        flags |= Qt::ItemIsEditable | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
    if (nodeAt(index).kind == Kind::NotGrouped)
        flags |= Qt::ItemIsDropEnabled;
    return flags;
}

QStringList GroupModel::mimeTypes() const
{
    return {QString::fromLatin1(kPaperIdsMimeType), QString::fromLatin1(kGroupMimeType)};
}

QMimeData* GroupModel::mimeData(const QModelIndexList& indexes) const
{
    const Group* group = indexes.isEmpty() ? nullptr : groupAt(indexes.front());
    return group ? mimeOfGroup({qstring(m_grouping.id), qstring(group->key)}) : nullptr;
}

bool GroupModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int row, int,
                                 const QModelIndex& parent) const
{
    if (!editable())
        return false;
    const bool onGroup = groupAt(parent);
    if (!papersOf(*data).isEmpty())
        return row < 0 && (onGroup || (parent.isValid() && nodeAt(parent).kind == Kind::NotGrouped));
    return groupOf(*data).grouping == qstring(m_grouping.id) && (onGroup || !parent.isValid());
}

bool GroupModel::dropPapers(const QMimeData& data, Qt::DropAction action, const Node& target)
{
    const QString grouping = qstring(m_grouping.id);
    const QStringList papers = papersOf(data);
    if (target.kind == Kind::NotGrouped)
        return edits().takePapers(grouping, {}, papers);
    const QString key = qstring(m_groups[static_cast<std::size_t>(target.group)].key);
    const GroupReference source = sourceOf(data);
    if (action == Qt::MoveAction && source.grouping == grouping)
        return edits().movePapers(grouping, source.key, key, papers);
    return edits().putPapers(grouping, key, papers);
}

bool GroupModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                              const QModelIndex& parent)
{
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    if (!papersOf(*data).isEmpty())
        return dropPapers(*data, action, nodeAt(parent));
    return edits().moveGroup(qstring(m_grouping.id), groupOf(*data).key, placeAt(parent, row));
}

} // namespace kaba
