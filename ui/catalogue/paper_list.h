// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/paper_query.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace kaba {

class Library;
class MessageBar;
class PaperListModel;
class PaperSearch;
class PaperView;
class SearchField;

/// The middle pane: search, the papers of the chosen scope, what can be done with the selected ones.
class PaperList : public QWidget {
    Q_OBJECT
public:
    explicit PaperList(Library& library, QWidget* parent = nullptr);
    ~PaperList() override;

    void setScope(const Scope& scope);
    void setWords(const QString& words);
    void setLanguage(Language language);
    /// Makes a paper the current one without paperChosen(); it need not be in the list.
    void setCurrentPaper(const QString& id);
    /// Ctrl+L: the search field, its words selected.
    void focusSearch();
    QStringList selectedPapers() const;
    /// Moves to the next (+1) or previous (−1) row, as the arrow keys do; nothing at the ends.
    void step(int rows);

    /// The menu of the selected papers, built afresh; the caller owns it.
    QMenu* menuOfSelection();

Q_SIGNALS:
    void paperChosen(const QString& id); ///< the reader moved to it
    void paperOpened(const QString& id); ///< Enter or a double click: the reader wants to be there
    void scopeCleared();                 ///< by the way out of an empty list
    void copyWanted();                   ///< the reader tried to change a shipped grouping

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectAll();
    void ask();
    void showAnswer(const PaperAnswer& answer);
    void showCount(const PaperAnswer& answer);
    void showEmptySentence(const PaperAnswer& answer);
    void leaveEmptyList();
    void goToList();
    void fillOrders();
    void addTagMenu(QMenu& menu, const QStringList& papers);
    void addReadingMenu(QMenu& menu, const QStringList& papers);
    void putIntoGroup();
    void takeOutOfGroup();
    void retranslate();

    Library& m_library;
    PaperQuery m_query;
    PaperAnswer m_shown;
    QString m_current;
    bool m_sameQuestion = false; ///< the answer under way refreshes the rows that are shown
    SearchField* m_search;
    QLabel* m_count;
    QToolButton* m_open; ///< only papers with an open question
    QComboBox* m_order;
    PaperView* m_view;
    PaperListModel* m_model;
    MessageBar* m_message;
    PaperSearch* m_searcher;
    QAction *m_put, *m_take;
};

} // namespace kaba
