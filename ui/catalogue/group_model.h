// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QAbstractItemModel>
#include <QHash>

#include <vector>

namespace kaba {

/// All papers, the lineage, and the tree of groups, each with its count. Parents come before their children.
class GroupModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role { PathRole = Qt::UserRole + 1, CountRole, KindRole };
    enum class Kind { All, Lineage, Group };

    explicit GroupModel(QObject* parent = nullptr);

    void setGroups(std::vector<Group> groups, int all, int lineage);
    void setLanguage(Language language);
    void retranslate();

    /// Invalid where no group has this path.
    QModelIndex indexOf(const QString& path) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& = {}) const override { return 1; }
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Node {
        Kind kind = Kind::Group;
        int group = -1; ///< into m_groups
        int parent = -1;
        int row = 0; ///< among its siblings
        std::vector<int> children = {};
    };

    QString nameOf(const Node& node) const;
    int countOf(const Node& node) const;
    const std::vector<int>& childrenOf(const QModelIndex& parent) const;
    void add(Node node);

    std::vector<Group> m_groups;
    std::vector<Node> m_nodes;
    std::vector<int> m_top;
    int m_all = 0, m_lineage = 0;
    Language m_language = Language::English;
};

} // namespace kaba
