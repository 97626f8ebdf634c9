// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/search_field.h"

#include "ui/widgets/composition_guard.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace kaba {

SearchField::SearchField(QWidget* parent)
    : QLineEdit(parent)
    , m_guard(new CompositionGuard(this))
{
    setObjectName(u"search"_s);
    setClearButtonEnabled(true);
    connect(this, &QLineEdit::textChanged, this, &SearchField::tell);
    connect(m_guard, &CompositionGuard::committed, this, &SearchField::tell);
    retranslate();
}

void SearchField::setWords(const QString& words) { setText(words); }

void SearchField::tell()
{
    const QString words = text(); // a blank at the end tells that the last word is finished
    if (m_guard->composing() || words == m_told)
        return;
    m_told = words;
    Q_EMIT wordsChanged(words);
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            return event->ignore();
        return clear();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        Q_EMIT resultsWanted();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QLineEdit::changeEvent(event);
}

void SearchField::retranslate()
{
    setPlaceholderText(tr("Search titles, authors, notes (Ctrl+L)"));
    setAccessibleName(tr("Search"));
    setAccessibleDescription(tr("Words in English or Japanese; the list follows as you type."));
}

} // namespace kaba
