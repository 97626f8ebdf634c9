// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/notes_editor.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/page/link_completer.h"
#include "ui/widgets/composition_guard.h"
#include "ui/widgets/message_bar.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QTextCursor>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kSaveAfterMs = 700;

} // namespace

NotesEditor::NotesEditor(Library& library, QWidget* parent, Form form)
    : QWidget(parent)
    , m_library(library)
    , m_form(form)
    , m_edit(new QPlainTextEdit(this))
    , m_stateLine(new QLabel(this))
    , m_message(new MessageBar(this))
    , m_timer(new QTimer(this))
    , m_guard(new CompositionGuard(m_edit))
    , m_links(new LinkCompleter(*m_edit, *m_guard, library, this))
{
    build();
    m_timer->setSingleShot(true);
    m_timer->setInterval(kSaveAfterMs);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &NotesEditor::textChanged);
    connect(m_timer, &QTimer::timeout, this, [this] { save(); });
    connect(&library, &Library::readerDataChanged, this, &NotesEditor::loadIfChangedOutside);
    retranslate();
}

void NotesEditor::build()
{
    m_edit->setObjectName(u"note"_s);
    m_edit->setTabChangesFocus(true);
    m_edit->setReadOnly(!m_library.writable());
    m_edit->installEventFilter(this);
    m_stateLine->setObjectName(u"noteState"_s);
    m_stateLine->setContentsMargins(8, 0, 8, 4);
    const bool page = m_form == Form::Page;
    m_stateLine->setVisible(page);
    m_edit->document()->setDocumentMargin(page ? 8 : 4);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_message);
    column->addWidget(m_edit, 1);
    column->addWidget(m_stateLine);
    if (page) {
        m_edit->setFrameShape(QFrame::NoFrame);
        return;
    }
    m_edit->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(m_edit->document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this,
            &NotesEditor::fitText);
    fitText();
}

void NotesEditor::fitText()
{
    // A plain text's document counts its height in lines.
    const int lines = std::max(1, static_cast<int>(m_edit->document()->size().height()));
    const double margins = 2 * (m_edit->document()->documentMargin() + m_edit->frameWidth());
    m_edit->setFixedHeight(static_cast<int>(lines * m_edit->fontMetrics().lineSpacing() + margins) + 1);
}

/// What was written between entering and leaving a field becomes one step of the library's undo.
void NotesEditor::rememberStep()
{
    const QString now = qstring(m_note.markdown);
    if (m_form == Form::Field && isOpen() && !m_unsaved && now != m_before)
        m_library.noteWritten(m_subject, m_before, now);
    m_before = now;
}

NotesEditor::~NotesEditor()
{
    save();
    m_edit->document()->documentLayout()->disconnect(this);
}

void NotesEditor::showSubject(const NoteSubject& subject)
{
    if (subject == m_subject)
        return;
    if (!save())
        return; // the text that could not be written stays in sight
    rememberStep();
    m_subject = subject;
    retranslate();
    load();
}

void NotesEditor::load()
{
    const auto note = m_library.catalogue().note(m_subject);
    if (!note)
        return m_message->say(inLanguage(note.error().message, m_language));
    m_note = *note;
    m_unsaved = false;
    if (!m_edit->hasFocus())
        m_before = qstring(m_note.markdown);
    m_message->dismiss();
    const QSignalBlocker quiet(m_edit);
    m_edit->setPlainText(qstring(m_note.markdown)); // also forgets the undo steps of the note before
    setState(m_note.markdown.empty() ? State::Empty : State::Saved);
    if (!m_note.copies.empty())
        offerCopy(m_note.copies.front());
    Q_EMIT noteChanged();
}

void NotesEditor::loadIfChangedOutside()
{
    if (!isOpen() || m_unsaved)
        return; // the save to come will find the other text and keep both
    const auto note = m_library.catalogue().note(m_subject);
    if (!note || note->revision == m_note.revision)
        return;
    const int place = m_edit->textCursor().position();
    load();
    QTextCursor cursor = m_edit->textCursor();
    cursor.setPosition(std::min<int>(place, static_cast<int>(m_edit->toPlainText().size())));
    m_edit->setTextCursor(cursor);
}

void NotesEditor::textChanged()
{
    m_unsaved = true;
    setState(State::Typing);
    if (!m_timer->isActive())
        m_timer->start(); // not restarted: whoever types without a pause is saved too
    Q_EMIT noteChanged();
}

bool NotesEditor::save()
{
    m_timer->stop();
    if (!m_unsaved || !isOpen() || !m_library.writable())
        return true;
    if (m_guard->composing()) {
        m_timer->start();
        return true;
    }
    const std::string text = m_edit->toPlainText().toStdString();
    const auto saved = m_library.catalogue().saveNote(m_subject, text, m_note.revision);
    if (!saved) {
        setState(State::Failed);
        m_message->say(inLanguage(saved.error().message, m_language), tr("Try again"), [this] { save(); });
        return false;
    }
    m_unsaved = false;
    m_note.markdown = text;
    m_note.revision = saved->revision;
    setState(State::Saved);
    if (saved->displaced)
        offerCopy(*saved->displaced);
    return true;
}

void NotesEditor::offerCopy(const NoteCopy& copy)
{
    m_message->say(tr("Another window changed this note at the same time. Both texts are kept."),
                   tr("Append the other text"), [this, copy] {
                       QTextCursor end(m_edit->document());
                       end.movePosition(QTextCursor::End);
                       end.insertText(u"\n\n"_s + qstring(copy.markdown));
                       if (save() && !m_unsaved)
                           if (const Status gone = m_library.catalogue().dismissCopy(copy.id); !gone)
                               m_message->say(inLanguage(gone.error().message, m_language));
                   });
}

void NotesEditor::setState(State state)
{
    m_state = state;
    QString line;
    switch (state) {
    case State::Empty:
        line = tr("Markdown. Saved as you type.");
        break;
    case State::Saved:
        line = tr("Saved");
        break;
    case State::Typing:
        line = tr("Saving …");
        break;
    case State::Failed:
        line = tr("Not saved");
        break;
    }
    if (!m_library.writable())
        line = tr("The library is open for reading only: notes cannot be changed.");
    m_stateLine->setText(line);
    m_stateLine->setAccessibleName(line);
}

bool NotesEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::FocusOut && save())
        rememberStep();
    return QWidget::eventFilter(watched, event);
}

void NotesEditor::hideEvent(QHideEvent* event)
{
    save();
    QWidget::hideEvent(event);
}

void NotesEditor::setLanguage(Language language)
{
    m_language = language;
    m_links->setLanguage(language);
}

void NotesEditor::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

QString NotesEditor::placeholder() const
{
    const QString links = u"\n\n"_s + tr("[[ links to a paper or a demo.");
    switch (m_subject.kind) {
    case NoteSubject::Kind::Paper:
        return tr("Your notes on this paper") + links;
    case NoteSubject::Kind::Group:
        return tr("Your notes on this group") + links;
    case NoteSubject::Kind::Demo:
        return tr("Your notes on this demo") + links;
    case NoteSubject::Kind::Question:
        return tr("What you want to know");
    default:
        return tr("In your words");
    }
}

void NotesEditor::retranslate()
{
    m_edit->setPlaceholderText(placeholder());
    m_edit->setAccessibleName(tr("Notes"));
    setState(m_state);
}

} // namespace kaba
