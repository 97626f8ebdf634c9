// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/outline.h"

#include <QAction>

class QMenu;

namespace kaba {

class GroupModel;
class GroupTree;
class Library;

/// What can be done with the groups of the tree, by key and by menu. On a shipped grouping each command asks for a
/// copy instead.
class GroupCommands : public QObject {
    Q_OBJECT
public:
    GroupCommands(Library& library, GroupModel& model, GroupTree& tree);

    QAction *add, *addInside, *rename, *describe, *remove;
    QAction *up, *down, *in, *out;
    QAction* copy; ///< of shipped groups too

    /// Those that make sense for the current row, for a menu.
    void addTo(QMenu& menu);
    void retranslate();

Q_SIGNALS:
    void copyWanted(); ///< the reader tried to change a grouping that is not their own

private:
    QAction* make(const char* name, const QKeySequence& keys, void (GroupCommands::*act)());
    void addGroup(const GroupPlace& place);
    void addBeside();
    void addBelow();
    void renameCurrent();
    void describeCurrent();
    void removeCurrent();
    void moveUp();
    void moveDown();
    void moveIn();
    void moveOut();
    void copyCurrent();
    void moveTo(const GroupPlace& place);
    QString freeTitle() const;

    Library& m_library;
    GroupModel& m_model;
    GroupTree& m_tree;
    QList<QAction*> m_all;
};

} // namespace kaba
