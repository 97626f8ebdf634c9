// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/paper_query.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QToolButton;

namespace kaba {

class GroupCommands;
class GroupModel;
class GroupingBar;
class GroupTree;
class Library;
class LineagePane;
class MessageBar;
class Section;
class TagList;

/// The left pane: groups, reading states, tags and the lineage. Group, reading state and tag together make the
/// scope of the list.
class GroupPane : public QWidget {
    Q_OBJECT
public:
    explicit GroupPane(Library& library, QWidget* parent = nullptr);

    Scope scope() const;
    void selectAll(); ///< everything, no tag and no reading state
    void selectLineage();
    void selectGroup(const QString& path);  ///< an unknown path changes nothing
    QString grouping() const;               ///< id of the one that is shown
    void chooseGrouping(const QString& id); ///< an unknown one changes nothing
    void offerCopy();                       ///< to a reader who tried to change a shipped grouping
    void setCurrentPaper(const QString& id);
    void setLanguage(Language language);

Q_SIGNALS:
    void scopeChanged(const kaba::Scope& scope);
    void groupingChanged(const QString& id);
    void paperOpened(const QString& id); ///< from the lineage

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildReadingRow();
    void drawReadingIcons();
    void connectAll();
    void connectGroups();
    void loadGroups();
    void showOtherGrouping();
    void readGroups();
    void showGroupMenu(const QPoint& position);
    void tell();
    void retranslate();
    std::optional<Reading> chosenReading() const;

    Library& m_library;
    Language m_language = Language::English;
    GroupModel* m_groups;
    GroupTree* m_tree;
    GroupCommands* m_commands;
    GroupingBar* m_bar;
    QLabel* m_noGroups;
    MessageBar* m_message;
    Scope m_told; ///< the scope that the list knows
    bool m_loading = false;
    QWidget* m_readingRow;
    QButtonGroup* m_reading;
    TagList* m_tags;
    QLabel* m_noTags;
    QToolButton* m_addTag;
    QToolButton* m_clearTag;
    LineagePane* m_lineage;
    Section* m_tagSection;
    Section* m_lineageSection;
};

} // namespace kaba

Q_DECLARE_METATYPE(kaba::Scope)
