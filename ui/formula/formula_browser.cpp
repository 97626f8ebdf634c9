// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/formula_browser.h"

#include "ui/formula/formula_document.h"

#include <QMimeData>
#include <QTextCursor>
#include <QTextDocumentFragment>

namespace kaba {

FormulaBrowser::FormulaBrowser(QWidget* parent)
    : QTextBrowser(parent)
    , m_formulas(new FormulaDocument(document()))
{}

void FormulaBrowser::showHtml(const QString& html)
{
    m_formulas->setHtml(html);
    setTextCursor(QTextCursor(document())); // what fills a document leaves the cursor of its view at the end
}

QMimeData* FormulaBrowser::createMimeDataFromSelection() const
{
    const QTextCursor selection = textCursor();
    QString text = selection.selection().toPlainText();
    QTextCursor each(document());
    qsizetype from = 0;
    for (int position = selection.selectionStart(); position < selection.selectionEnd(); ++position) {
        if (document()->characterAt(position) != QChar::ObjectReplacementCharacter)
            continue;
        each.setPosition(position + 1);
        const QString written = writtenFormula(each.charFormat());
        from = text.indexOf(QChar::ObjectReplacementCharacter, from);
        if (from < 0)
            break;
        text.replace(from, 1, written);
        from += written.size();
    }
    auto* copied = new QMimeData;
    copied->setText(text);
    return copied;
}

} // namespace kaba
