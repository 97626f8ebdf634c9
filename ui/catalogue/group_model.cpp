// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_model.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"

using namespace Qt::StringLiterals;

namespace kaba {

GroupModel::GroupModel(QObject* parent)
    : QAbstractItemModel(parent)
{}

void GroupModel::setGroups(std::vector<Group> groups, int all, int lineage)
{
    beginResetModel();
    m_groups = std::move(groups);
    m_nodes.clear();
    m_top.clear();
    m_all = all;
    m_lineage = lineage;
    add({.kind = Kind::All});
    add({.kind = Kind::Lineage});
    QHash<QString, int> nodeOf;
    for (int i = 0; i < static_cast<int>(m_groups.size()); ++i) {
        const Group& group = m_groups[static_cast<std::size_t>(i)];
        nodeOf.insert(qstring(group.path), static_cast<int>(m_nodes.size()));
        add({.group = i, .parent = group.parent.empty() ? -1 : nodeOf.value(qstring(group.parent), -1)});
    }
    endResetModel();
}

void GroupModel::add(Node node)
{
    auto& siblings = node.parent < 0 ? m_top : m_nodes[static_cast<std::size_t>(node.parent)].children;
    node.row = static_cast<int>(siblings.size());
    siblings.push_back(static_cast<int>(m_nodes.size()));
    m_nodes.push_back(std::move(node));
}

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

QModelIndex GroupModel::indexOf(const QString& path) const
{
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].kind == Kind::Group &&
            qstring(m_groups[static_cast<std::size_t>(m_nodes[i].group)].path) == path)
            return createIndex(m_nodes[i].row, 0, static_cast<quintptr>(i));
    return {};
}

const std::vector<int>& GroupModel::childrenOf(const QModelIndex& parent) const
{
    return parent.isValid() ? m_nodes[parent.internalId()].children : m_top;
}

QModelIndex GroupModel::index(int row, int column, const QModelIndex& parent) const
{
    const auto& children = childrenOf(parent);
    if (column != 0 || row < 0 || row >= static_cast<int>(children.size()))
        return {};
    return createIndex(row, 0, static_cast<quintptr>(children[static_cast<std::size_t>(row)]));
}

QModelIndex GroupModel::parent(const QModelIndex& child) const
{
    const int parent = child.isValid() ? m_nodes[child.internalId()].parent : -1;
    if (parent < 0)
        return {};
    return createIndex(m_nodes[static_cast<std::size_t>(parent)].row, 0, static_cast<quintptr>(parent));
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
    case Kind::Group:
        break;
    }
    return inLanguage(m_groups[static_cast<std::size_t>(node.group)].label, m_language);
}

int GroupModel::countOf(const Node& node) const
{
    switch (node.kind) {
    case Kind::All:
        return m_all;
    case Kind::Lineage:
        return m_lineage;
    case Kind::Group:
        break;
    }
    return m_groups[static_cast<std::size_t>(node.group)].count;
}

QVariant GroupModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Node& node = m_nodes[index.internalId()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return nameOf(node);
    case Qt::AccessibleTextRole:
        return tr("%1, %2 papers").arg(nameOf(node)).arg(countOf(node));
    case CountRole:
        return countOf(node);
    case KindRole:
        return static_cast<int>(node.kind);
    case PathRole:
        return node.group < 0 ? QString() : qstring(m_groups[static_cast<std::size_t>(node.group)].path);
    default:
        return {};
    }
}

} // namespace kaba
