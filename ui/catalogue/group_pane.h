// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/paper_query.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QToolButton;

namespace kaba {

class GroupModel;
class GroupTree;
class Library;
class LineagePicture;
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
    void selectGroup(const QString& path); ///< an unknown path changes nothing
    void setCurrentPaper(const QString& id);
    void setLanguage(Language language);

Q_SIGNALS:
    void scopeChanged(const kaba::Scope& scope);
    void paperOpened(const QString& id); ///< from the lineage

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildReadingRow();
    void drawReadingIcons();
    void loadGroups();
    void loadLineage();
    void tell();
    void retranslate();
    std::optional<Reading> chosenReading() const;

    Library& m_library;
    Language m_language = Language::English;
    GroupModel* m_groups;
    GroupTree* m_tree;
    QWidget* m_readingRow;
    QButtonGroup* m_reading;
    TagList* m_tags;
    QLabel* m_noTags;
    QToolButton* m_addTag;
    QToolButton* m_clearTag;
    LineagePicture* m_lineage;
    Section* m_tagSection;
    Section* m_lineageSection;
};

} // namespace kaba

Q_DECLARE_METATYPE(kaba::Scope)
