// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "papers_db/reader.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTimer;

namespace kaba {

class CompositionGuard;
class Library;
class LinkCompleter;
class MessageBar;

/// The reader's note on a paper, a group or a demo, plain Markdown; [[ offers papers to link to. Saved from the first key press on: within a second of the last
/// change, and when the focus, the paper or the window goes. If another window saved meanwhile, both texts are
/// kept and the reader is told.
class NotesEditor : public QWidget {
    Q_OBJECT
public:
    enum class Form {
        Page,  ///< takes all room, tells its state
        Field, ///< as high as its text, in a frame; a step of the library's undo when it is left
    };

    explicit NotesEditor(Library& library, QWidget* parent = nullptr, Form form = Form::Page);
    ~NotesEditor() override;

    /// Saves the note that is open and opens another.
    void showSubject(const NoteSubject& subject);
    const NoteSubject& subject() const { return m_subject; }
    /// Writes what is not yet written. False: it could not be; the text stays in the editor and the reader is told.
    bool save();
    void setLanguage(Language language);
    QPlainTextEdit* editor() const { return m_edit; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

Q_SIGNALS:
    void noteChanged(); ///< typed here, or read anew

private:
    enum class State { Empty, Saved, Typing, Failed };

    bool isOpen() const { return !m_subject.id.empty(); }
    void build();
    void fitText();
    void rememberStep();
    QString placeholder() const;
    void load();
    void loadIfChangedOutside();
    void textChanged();
    void offerCopy(const NoteCopy& copy);
    void setState(State state);
    void retranslate();

    Library& m_library;
    Form m_form;
    QString m_before; ///< a field's text when it was entered
    NoteSubject m_subject;
    Note m_note;
    State m_state = State::Empty;
    bool m_unsaved = false;
    Language m_language = Language::English;
    QPlainTextEdit* m_edit;
    QLabel* m_stateLine;
    MessageBar* m_message;
    QTimer* m_timer;
    CompositionGuard* m_guard;
    LinkCompleter* m_links;
};

} // namespace kaba
