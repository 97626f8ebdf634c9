// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QAction>
#include <QWidget>

#include <functional>

class QComboBox;
class QStackedLayout;
class QToolButton;

namespace kaba {

class ComposingLineEdit;
class GroupCommands;
class Library;

/// The head of the group pane: which grouping is shown, and what can be done with groupings. A name is typed in
/// the place of the chooser.
class GroupingBar : public QWidget {
    Q_OBJECT
public:
    GroupingBar(Library& library, GroupCommands& groups, QWidget* parent = nullptr);

    QString current() const; ///< id
    const Grouping& currentGrouping() const { return m_groupings[static_cast<std::size_t>(m_row)]; }
    void choose(const QString& id); ///< an unknown one changes nothing
    /// Reads the groupings again; where the current one is gone the first takes its place.
    void reload();
    void setLanguage(Language language);
    void copyCurrent(); ///< and lets the reader type its name

Q_SIGNALS:
    void currentChanged();
    void paperOpened(const QString& id); ///< from the comparison

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildMenu();
    void fill();
    void askName(const QString& suggested, std::function<void(const QString&)> act);
    void endName(bool accepted);
    void makeNew();
    void renameCurrent();
    void removeCurrent();
    void compare();
    void retranslate();

    Library& m_library;
    GroupCommands& m_commands;
    Language m_language = Language::English;
    std::vector<Grouping> m_groupings;
    int m_row = 0;
    QStackedLayout* m_places;
    QComboBox* m_chooser;
    ComposingLineEdit* m_name;
    QToolButton* m_add;
    QToolButton* m_more;
    QAction *m_new, *m_copy, *m_rename, *m_remove, *m_compare;
    std::function<void(const QString&)> m_named; ///< what to do with the name that is being typed
};

} // namespace kaba
