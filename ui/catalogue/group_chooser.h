// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"
#include "ui/catalogue/paper_query.h"

#include <QDialog>

class QCheckBox;
class QListWidget;

namespace kaba {

class ComposingLineEdit;
class Library;

/// Puts papers into a group of the reader's grouping: some letters of its name and Enter, or a name that no group
/// has yet. Not modal.
class GroupChooser : public QDialog {
    Q_OBJECT
public:
    GroupChooser(Library& library, const Scope& scope, const QStringList& papers, Language language,
                 QWidget* parent);

private:
    void build();
    void list();
    void choose();
    void step(int rows);
    QString titleOf(const Group& group) const;

    Library& m_library;
    Scope m_scope;
    QStringList m_papers;
    Language m_language;
    std::vector<Group> m_groups;
    ComposingLineEdit* m_words;
    QListWidget* m_list;
    QCheckBox* m_move;
};

} // namespace kaba
