// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/formula_document.h"

#include "ui/formula/formula_text.h"
#include "ui/formula/formulas.h"
#include "ui/theme/shades.h"

#include <QAbstractTextDocumentLayout>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kObject = QTextFormat::UserObject + 37;
constexpr int kTex = QTextFormat::UserProperty + 37, kDisplay = kTex + 1;
constexpr double kIndent = 24; ///< of a formula on a line of its own

FormulaSource sourceOf(const QTextFormat& format)
{
    return {format.stringProperty(kTex), format.boolProperty(kDisplay)};
}

QTextCharFormat sourceFormat(QTextCharFormat format)
{
    format.setFontFamilies(QFontDatabase::systemFont(QFontDatabase::FixedFont).families());
    format.setFontFixedPitch(true);
    return format;
}

/// Gives a formula on a line of its own a block of its own. `cursor` stands where it is to be.
void openBlock(QTextCursor& cursor)
{
    const QString words = cursor.block().text();
    const qsizetype at = cursor.positionInBlock();
    if (!words.mid(at).trimmed().isEmpty()) {
        cursor.insertBlock();
        cursor.movePosition(QTextCursor::PreviousBlock);
        cursor.movePosition(QTextCursor::EndOfBlock);
    }
    if (!words.left(at).trimmed().isEmpty())
        cursor.insertBlock();
    QTextBlockFormat format = cursor.blockFormat();
    format.setLeftMargin(format.leftMargin() + kIndent);
    format.setTopMargin(std::max(8.0, format.topMargin()));
    format.setBottomMargin(std::max(8.0, format.bottomMargin()));
    format.setLineHeight(0, QTextBlockFormat::SingleHeight);
    cursor.setBlockFormat(format);
}

/// Every character of the document that stands for `source`, last first.
QList<int> positionsOf(const QTextDocument& document, const FormulaSource& source)
{
    QList<int> found;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part)
            if (const QTextCharFormat format = part.fragment().charFormat();
                format.objectType() == kObject && sourceOf(format) == source)
                for (int i = 0; i < part.fragment().length(); ++i)
                    found.prepend(part.fragment().position() + i);
    return found;
}

} // namespace

/// How a formula stands in its line.
struct FormulaDocument::Measures {
    std::shared_ptr<const FormulaAnswer> answer;
    QFont font; ///< of the words around it
    double em = 0;
    QSizeF size;         ///< what the line keeps free
    bool middle = false; ///< reaches deeper than the line does by itself
    const Formula* formula() const { return answer ? std::get_if<Formula>(answer.get()) : nullptr; }
};

FormulaDocument::FormulaDocument(QTextDocument* document)
    : FormulaDocument(document, Formulas::shared())
{}

FormulaDocument::FormulaDocument(QTextDocument* document, Formulas& formulas)
    : QObject(document)
    , m_document(document)
    , m_formulas(formulas)
{
    document->documentLayout()->registerHandler(kObject, this);
    connect(&formulas, &Formulas::answered, this, &FormulaDocument::settle);
}

void FormulaDocument::setHtml(const QString& html)
{
    const MarkedFormulas marked = withMarks(html, Markup::Html);
    m_document->setHtml(marked.text);
    place(marked.formulas);
}

void FormulaDocument::setMarkdown(const QString& markdown, QTextDocument::MarkdownFeatures features)
{
    const MarkedFormulas marked = withMarks(markdown, Markup::Markdown);
    m_document->setMarkdown(marked.text, features);
    place(marked.formulas);
}

void FormulaDocument::place(const QList<FormulaSource>& sources)
{
    const bool undo = m_document->isUndoRedoEnabled();
    m_document->setUndoRedoEnabled(false);
    for (qsizetype i = 0; i < sources.size(); ++i) {
        QTextCursor cursor = m_document->find(markOf(i));
        if (cursor.isNull())
            continue;
        const QTextCharFormat around = cursor.charFormat();
        cursor.removeSelectedText();
        if (sources[i].display)
            openBlock(cursor);
        cursor.setCharFormat(around);
        insert(cursor, sources[i]);
    }
    m_document->setUndoRedoEnabled(undo);
    m_formulas.want(this, sources);
}

void FormulaDocument::insert(QTextCursor& cursor, const FormulaSource& source)
{
    const auto answer = m_formulas.find(source);
    if (!answer && !m_formulas.canDraw()) {
        cursor.insertText(source.tex, sourceFormat(cursor.charFormat()));
        return;
    }
    if (answer && std::holds_alternative<FormulaMistake>(*answer)) {
        insertMistake(cursor, source, std::get<FormulaMistake>(*answer));
        return;
    }
    QTextCharFormat format = cursor.charFormat();
    format.setObjectType(kObject);
    format.setProperty(kTex, source.tex);
    format.setProperty(kDisplay, source.display);
    format.setToolTip(source.tex);
    format.setVerticalAlignment(measure(format).middle ? QTextCharFormat::AlignMiddle
                                                       : QTextCharFormat::AlignNormal);
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
}

void FormulaDocument::insertMistake(QTextCursor& cursor, const FormulaSource& source,
                                    const FormulaMistake& mistake)
{
    const QColor warning = shades::warning(QGuiApplication::palette());
    const QTextCharFormat around = cursor.charFormat(), plain = sourceFormat(around);
    QTextCharFormat wrong = plain, words = around;
    wrong.setForeground(warning);
    wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    wrong.setUnderlineColor(warning);
    words.setForeground(warning);
    const QString sentence = mistake.sentence(source.tex);
    wrong.setToolTip(sentence);
    cursor.insertText(source.tex.left(mistake.at), plain);
    cursor.insertText(source.tex.mid(mistake.at, mistake.length), wrong);
    cursor.insertText(source.tex.mid(mistake.at + mistake.length), plain);
    cursor.insertText(u' ' + tr("⚠ %1 (character %2)").arg(sentence).arg(mistake.at + 1), words);
    cursor.setCharFormat(around);
}

void FormulaDocument::settle(const FormulaSource& source)
{
    const QList<int> positions = positionsOf(*m_document, source);
    if (positions.isEmpty())
        return;
    const bool undo = m_document->isUndoRedoEnabled();
    m_document->setUndoRedoEnabled(false);
    for (const int position : positions) {
        QTextCursor cursor(m_document);
        cursor.setPosition(position);
        cursor.setPosition(position + 1, QTextCursor::KeepAnchor);
        QTextCharFormat around = cursor.charFormat();
        for (const int property : {int(QTextFormat::ObjectType), kTex, kDisplay,
                                   int(QTextFormat::TextToolTip), int(QTextFormat::TextVerticalAlignment)})
            around.clearProperty(property);
        cursor.removeSelectedText();
        cursor.setCharFormat(around);
        insert(cursor, source);
    }
    m_document->setUndoRedoEnabled(undo);
}

void FormulaDocument::finish()
{
    QList<FormulaSource> waiting;
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part)
            if (part.fragment().charFormat().objectType() == kObject)
                waiting.append(sourceOf(part.fragment().charFormat()));
    for (const FormulaSource& source : waiting)
        if (!m_formulas.find(source) && m_formulas.draw(source))
            settle(source);
}

FormulaDocument::Measures FormulaDocument::measure(const QTextFormat& format) const
{
    const QTextCharFormat characters = format.toCharFormat();
    Measures measures{.answer = m_formulas.find(sourceOf(format)),
                      .font = characters.font().resolve(m_document->defaultFont()),
                      .size = {}};
    const QFontMetricsF metrics(measures.font, m_document->documentLayout()->paintDevice());
    const Formula* formula = measures.formula();
    if (!formula) {
        const QFontMetricsF fixed(sourceFormat(characters).font().resolve(measures.font),
                                  m_document->documentLayout()->paintDevice());
        measures.size = {fixed.horizontalAdvance(format.stringProperty(kTex)), metrics.ascent()};
        return measures;
    }
    measures.em = formulaEm(metrics);
    const double room = m_document->textWidth() - 2 * m_document->documentMargin() - kIndent;
    if (m_document->textWidth() > 0 && room > 0 && formula->width * measures.em > room)
        measures.em = room / formula->width; // smaller rather than cut off
    const double ascent = formula->ascent * measures.em, depth = formula->depth * measures.em;
    // Words lend an object of the line their depth; on a line of its own there are none.
    measures.middle = depth > (format.boolProperty(kDisplay) ? 0 : metrics.descent() + 1);
    // Qt knows two places for an object: on the base line, or with its middle this much above it.
    const double half = QFontMetrics(characters.font()).xHeight() / 2.0;
    measures.size = {formula->width * measures.em,
                     measures.middle ? std::max(2 * depth + half, 2 * ascent - half) : ascent};
    return measures;
}

QSizeF FormulaDocument::intrinsicSize(QTextDocument*, int, const QTextFormat& format)
{
    return measure(format).size;
}

void FormulaDocument::drawObject(QPainter* painter, const QRectF& rect, QTextDocument* document, int position,
                                 const QTextFormat& format)
{
    // The base line is that of the line of text, whatever place Qt gave the object in it.
    const QTextBlock block = document->findBlock(position);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    const QRectF place = document->documentLayout()->blockBoundingRect(block);
    const double top = place.top() - block.layout()->boundingRect().top();
    const QPointF origin(rect.left(), line.isValid() ? top + line.y() + line.ascent() : rect.bottom());
    const Measures measures = measure(format);
    const QColor ink = painter->pen().color();
    if (const Formula* formula = measures.formula()) {
        paintFormula(*painter, origin, *formula, measures.em, ink);
        return;
    }
    painter->setFont(sourceFormat(format.toCharFormat()).font().resolve(measures.font));
    painter->drawText(origin, format.stringProperty(kTex));
}

QString writtenFormula(const QTextCharFormat& format)
{
    if (format.objectType() != kObject)
        return {};
    const FormulaSource source = sourceOf(format);
    const QString dollars = source.display ? u"$$"_s : u"$"_s;
    return dollars + source.tex + dollars;
}

} // namespace kaba
