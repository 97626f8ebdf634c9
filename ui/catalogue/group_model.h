// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/outline.h"
#include "papers_db/paper.h"

#include <QAbstractItemModel>

#include <vector>

namespace kaba {

class GroupingEdits;
struct GroupReference;
class Library;

/// All papers, the lineage, the tree of groups of one grouping, and the papers in none of them, each with its count.
/// Groups of the reader's own groupings can be renamed and dragged, and take papers dropped on them.
class GroupModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { PathRole = Qt::UserRole + 1, CountRole, KindRole, KeyRole };
    enum class Kind { All, Lineage, Group, NotGrouped };
    struct Counts {
        int all = 0, lineage = 0, notGrouped = 0;
        bool operator==(const Counts&) const = default;
    };

    explicit GroupModel(Library& library, QObject* parent = nullptr);

    /// Parents come before their children. What is shown already is no change.
    void setGroups(const Grouping& grouping, std::vector<Group> groups, const Counts& counts);
    void setLanguage(Language language);
    void retranslate();

    const Grouping& grouping() const { return m_grouping; }
    Language language() const { return m_language; }
    bool editable() const;
    bool hasGroups() const { return !m_groups.empty(); }
    /// Invalid where no group has this path, or this key.
    QModelIndex indexOf(const QString& path) const;
    QModelIndex indexOfKey(const QString& key) const;
    QModelIndex notGrouped() const;
    /// nullptr for the rows that are no groups.
    const Group* groupAt(const QModelIndex& index) const;
    /// The place before the child `row` of `parent`; −1: the last.
    GroupPlace placeAt(const QModelIndex& parent, int row) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& = {}) const override { return 1; }
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction | Qt::MoveAction; }
    Qt::DropActions supportedDragActions() const override { return Qt::MoveAction; }
    bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                         const QModelIndex& parent) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

private:
    struct Node {
        Kind kind = Kind::Group;
        int group = -1; ///< into m_groups
        int parent = -1;
        int row = 0; ///< among its siblings
        std::vector<int> children = {};
    };

    GroupingEdits edits() const;
    QString nameOf(const Node& node) const;
    QString tooltipOf(const Node& node) const;
    int countOf(const Node& node) const;
    const Node& nodeAt(const QModelIndex& index) const { return m_nodes[index.internalId()]; }
    const std::vector<int>& childrenOf(const QModelIndex& parent) const;
    void add(Node node);
    QModelIndex indexOfNode(int node) const;
    bool dropPapers(const QMimeData& data, Qt::DropAction action, const Node& target);

    Library& m_library;
    Grouping m_grouping;
    std::vector<Group> m_groups;
    std::vector<Node> m_nodes;
    std::vector<int> m_top;
    Counts m_counts;
    Language m_language = Language::English;
};

} // namespace kaba
