// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/reader.h"
#include "ui/catalogue/paper_query.h"

#include <QListWidget>

#include <memory>

class QPlainTextEdit;

namespace kaba {

class CompositionGuard;
class Library;
class PaperSearch;

/// Offers papers and demos while a link is being typed: after [[ in a text, until ]] or Esc. The text keeps the
/// focus; arrows choose, Enter and Tab take. Nothing happens while a conversion is open.
class LinkCompleter : public QListWidget {
    Q_OBJECT
public:
    LinkCompleter(QPlainTextEdit& text, CompositionGuard& guard, Library& library, QWidget* parent);
    ~LinkCompleter() override;

    void setLanguage(Language language) { m_language = language; }
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// What stands between [[ and the cursor; nothing where no link is being typed.
    std::optional<QString> typed() const;
    void dress();
    void look();
    void offer(const PaperAnswer& answer);
    void addOffer(const QString& target, const QString& words);
    void place();
    void take();
    bool onKey(int key);

    QPlainTextEdit& m_text;
    CompositionGuard& m_guard;
    Library& m_library;
    Language m_language = Language::English;
    std::unique_ptr<PaperSearch> m_search; ///< from the first link on: it holds a connection
    QString m_asked;
    bool m_dismissed = false; ///< until the link is left
};

} // namespace kaba
