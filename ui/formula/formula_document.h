// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/formula/formula.h"

#include <QList>
#include <QObject>
#include <QTextDocument>
#include <QTextObjectInterface>

#include <memory>

class QTextCharFormat;
class QTextCursor;

namespace kaba {

class Formulas;

/// Fills a text document with words and drawn formulas. The formulas stand on the base line of the words, take their
/// size and colour from them, and are outlines: sharp at any zoom and in print. Until one is drawn its LaTeX is
/// shown in its place; a wrong one stays LaTeX, the wrong place marked and told. For documents that are read, not
/// edited. It belongs to the document.
class FormulaDocument : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    explicit FormulaDocument(QTextDocument* document);
    FormulaDocument(QTextDocument* document, Formulas& formulas);

    /// Replaces the document's text. `$…$` and `$$…$$` are formulas (see piecesOf()).
    void setHtml(const QString& html);
    void setMarkdown(const QString& markdown, QTextDocument::MarkdownFeatures features);

    /// Draws what is still waited for at once, for a document that goes to paper.
    void finish();

    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(QPainter* painter, const QRectF& rect, QTextDocument* document, int position,
                    const QTextFormat& format) override;

private:
    struct Measures;

    void place(const QList<FormulaSource>& sources);
    void insert(QTextCursor& cursor, const FormulaSource& source);
    void insertMistake(QTextCursor& cursor, const FormulaSource& source, const FormulaMistake& mistake);
    void settle(const FormulaSource& source);
    Measures measure(const QTextFormat& format) const;

    QTextDocument* m_document;
    Formulas& m_formulas;
};

/// The LaTeX that an inline object stands for, as it is written, dollar signs included; empty for other objects.
QString writtenFormula(const QTextCharFormat& format);

} // namespace kaba
