// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/formula_text.h"

#include <QStringView>

#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

QString withoutEntities(QString tex)
{
    return tex.replace(u"&lt;"_s, u"<"_s)
        .replace(u"&gt;"_s, u">"_s)
        .replace(u"&quot;"_s, u"\""_s)
        .replace(u"&#39;"_s, u"'"_s)
        .replace(u"&amp;"_s, u"&"_s);
}

/// Walks over a text and cuts it.
class Cutter {
public:
    Cutter(const QString& text, Markup markup)
        : m_text(text)
        , m_markup(markup)
    {}

    QList<TextPiece> cut()
    {
        while (m_at < m_text.size())
            if (!skipCode() && !skipEscape() && !takeFormula())
                ++m_at;
        flush(m_text.size());
        return std::move(m_pieces);
    }

private:
    QStringView rest() const { return QStringView(m_text).mid(m_at); }

    /// Moves behind code that begins here.
    bool skipCode()
    {
        qsizetype end = -1, length = 0;
        if (m_markup == Markup::Html && rest().startsWith(u"<code"_s)) {
            end = m_text.indexOf(u"</code>"_s, m_at);
            length = 7;
        } else if (m_markup != Markup::Html && rest().startsWith(u'`')) {
            while (m_at + length < m_text.size() && m_text[m_at + length] == u'`')
                ++length;
            end = closingTicks(length);
        }
        if (length == 0)
            return false;
        m_at = end < 0 ? m_at + length : end + length;
        return true;
    }

    /// Where as many backquotes stand as opened the code, no more and no fewer.
    qsizetype closingTicks(qsizetype length) const
    {
        const QString ticks(length, u'`');
        for (qsizetype at = m_text.indexOf(ticks, m_at + length); at >= 0; at = m_text.indexOf(ticks, at)) {
            qsizetype end = at;
            while (end < m_text.size() && m_text[end] == u'`')
                ++end;
            if (end - at == length)
                return at;
            at = end;
        }
        return -1;
    }

    bool skipEscape()
    {
        if (!rest().startsWith(u"\\$"_s))
            return false;
        flush(m_at); // the backslash has done its work
        m_from = m_at + 1;
        m_at += 2;
        return true;
    }

    bool takeFormula()
    {
        if (m_text[m_at] != u'$')
            return false;
        const bool display = rest().startsWith(u"$$"_s);
        const qsizetype width = display ? 2 : 1, from = m_at + width;
        const qsizetype end = display ? m_text.indexOf(u"$$"_s, from) : inlineEnd(from);
        const QString tex = end < 0 ? QString() : m_text.mid(from, end - from).trimmed();
        if (tex.isEmpty() || tex.contains(u"\n\n"_s)) {
            m_at += width;
            return true;
        }
        flush(m_at);
        const QString plain = m_markup == Markup::Html ? withoutEntities(tex) : tex;
        m_pieces.append({.formula = FormulaSource{plain, display}});
        m_at = m_from = end + width;
        return true;
    }

    qsizetype inlineEnd(qsizetype from) const
    {
        if (from >= m_text.size() || m_text[from].isSpace())
            return -1;
        for (qsizetype at = m_text.indexOf(u'$', from); at >= 0; at = m_text.indexOf(u'$', at + 1)) {
            const QChar before = m_text[at - 1], after = at + 1 < m_text.size() ? m_text[at + 1] : QChar();
            if (before == u'\\')
                continue;
            return before.isSpace() || after.isDigit() ? -1 : at;
        }
        return -1;
    }

    void flush(qsizetype end)
    {
        if (end > m_from)
            m_pieces.append({.words = m_text.mid(m_from, end - m_from)});
        m_from = end;
    }

    QString m_text;
    Markup m_markup;
    QList<TextPiece> m_pieces;
    qsizetype m_from = 0, m_at = 0;
};

} // namespace

QList<TextPiece> piecesOf(const QString& text, Markup markup) { return Cutter(text, markup).cut(); }

QString markOf(qsizetype index) { return QChar(kMarkOpen) + QString::number(index) + QChar(kMarkClose); }

MarkedFormulas withMarks(const QString& text, Markup markup)
{
    MarkedFormulas marked;
    for (const TextPiece& piece : piecesOf(text, markup)) {
        if (piece.formula)
            marked.formulas.append(*piece.formula);
        marked.text += piece.formula ? markOf(marked.formulas.size() - 1) : piece.words;
    }
    return marked;
}

} // namespace kaba
