// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/paper.h"
#include "ui/page/paper_html.h"

#include <QWidget>

class QLabel;
class QSplitter;
class QTabWidget;
class QTextBrowser;

namespace kaba {

class Library;
class MeasuredBrowser;
class NotesPage;
class OwnWords;
class TagBar;

/// The right pane: what the catalogue knows of one paper, its demo where there is one, and the reader's notes.
class PaperPage : public QWidget {
    Q_OBJECT
public:
    enum class Tab { Demo, Paper, Notes };

    explicit PaperPage(Library& library, QWidget* parent = nullptr);

    /// Keeps the tab that is open where the paper has it. An unknown id leaves the page and is told in place.
    void showPaper(const QString& id);
    const QString& paper() const { return m_paper; }

    /// Puts the live demo into the Demo tab (nullptr: no such tab). The page does not own `demo`: what was there
    /// before is handed back without a parent.
    QWidget* setDemo(QWidget* demo);
    void openTab(Tab tab);
    Tab currentTab() const;
    void openNextTab(); ///< the first after the last
    void setLanguage(Language language);
    NotesPage* notes() const { return m_notes; }
    OwnWords& ownWords() const { return *m_own; }

Q_SIGNALS:
    void authorClicked(const QString& name);
    void groupClicked(const QString& path);
    void paperClicked(const QString& id);
    void demoClicked(const QString& id);
    void noteClicked(const kaba::NoteSubject& subject); ///< where this paper is mentioned

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void refresh();
    void offerNotes();
    void followRelation(const QString& what);
    void followMention(const QString& number);
    Result<PaperFacts> facts(const std::string& id) const;
    void render();
    void follow(const QUrl& link);
    void retranslate();

    Library& m_library;
    QString m_paper;
    PaperFacts m_facts;
    Language m_language = Language::English;
    QLabel* m_title;
    QLabel* m_byline;
    TagBar* m_tags;
    QTabWidget* m_tabs;
    MeasuredBrowser* m_browser;
    QSplitter* m_paperTab; ///< what ships, and beside it the reader's own words
    OwnWords* m_own;
    NotesPage* m_notes;
    QWidget* m_demo = nullptr;
};

} // namespace kaba
