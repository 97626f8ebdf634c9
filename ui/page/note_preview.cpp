// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/note_preview.h"

#include "papers_db/names.h"
#include "papers_db/note_links.h"
#include "ui/base/words.h"
#include "ui/formula/formula_document.h"
#include "ui/theme/shades.h"

#include <QDesktopServices>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextList>
#include <QTextTable>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kLineHeightPercent = 140;
constexpr int kAboveHeading = 16, kAboveParagraph = 8, kAboveItem = 2, kQuoteIndent = 16;
const QString kSubjectScheme = u"kaba-note"_s;

QUrl addressOf(const NoteSubject& subject)
{
    QUrl url;
    url.setScheme(kSubjectScheme);
    url.setPath(qstring(idOf(subject.kind)) + u'/' + qstring(subject.id));
    return url;
}

NoteSubject subjectAt(const QUrl& url)
{
    const QString path = url.path();
    const qsizetype slash = path.indexOf(u'/');
    return {readId<NoteSubject::Kind>(path.left(slash).toStdString()), path.mid(slash + 1).toStdString()};
}

/// Words inside the brackets of a Markdown link: nothing in them is markup.
QString escaped(const QString& words)
{
    QString safe;
    for (const QChar character : words) {
        if (character.unicode() < 0x80 && character.isPunct())
            safe += u'\\';
        safe += character;
    }
    return safe;
}

/// Takes the space above its lines from a cell, and the empty line that the reader of Markdown leaves in the first.
void closeCell(const QTextTableCell& cell)
{
    QTextCursor first = cell.firstCursorPosition();
    if (first.block().length() == 1 && first.block() != cell.lastCursorPosition().block())
        first.deleteChar();
    for (QTextCursor at = cell.firstCursorPosition();; at.movePosition(QTextCursor::NextBlock)) {
        QTextBlockFormat format = at.blockFormat();
        format.setTopMargin(0);
        at.setBlockFormat(format);
        if (at.block() == cell.lastCursorPosition().block())
            return;
    }
}

} // namespace

QString withNamedLinks(const QString& markdown, const NotePreview::NameOf& nameOf)
{
    const std::string text = markdown.toStdString();
    std::string out;
    std::size_t done = 0;
    for (const NoteLink& link : noteLinks(text)) {
        const QString name = nameOf(link.target);
        if (name.isEmpty())
            continue; // stays as it was typed
        const QString words = link.words.empty() ? name : qstring(link.words);
        out += text.substr(done, link.span.begin - done);
        out += u"[%1](<%2>)"_s.arg(escaped(words), qstring(addressOf(link.target).toEncoded().toStdString()))
                   .toStdString();
        done = link.span.end;
    }
    return qstring(out + text.substr(done));
}

NotePreview::NotePreview(QWidget* parent)
    : MeasuredBrowser(parent)
{
    setObjectName(u"notePreview"_s);
    setUndoRedoEnabled(false);
    connect(this, &QTextBrowser::anchorClicked, this, &NotePreview::follow);
}

void NotePreview::showNote(const QString& markdown, const NameOf& nameOf)
{
    const int scrolled = verticalScrollBar()->value();
    formulas().setMarkdown(withNamedLinks(markdown, nameOf),
                           QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) |
                               QTextDocument::MarkdownNoHTML);
    nameImages();
    airLines();
    calmTables();
    verticalScrollBar()->setValue(scrolled);
}

void NotePreview::nameImages()
{
    QTextCursor cursor(document());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        for (int at = block.length() - 2; at >= 0; --at) {
            cursor.setPosition(block.position() + at);
            cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
            if (!cursor.charFormat().isImageFormat())
                continue;
            const QTextImageFormat image = cursor.charFormat().toImageFormat();
            const QString alt = image.property(QTextFormat::ImageAltText).toString();
            QTextCharFormat plain;
            plain.setFontItalic(true);
            cursor.insertText(tr("[picture: %1]").arg(alt.isEmpty() ? image.name() : alt), plain);
        }
    }
}

void NotePreview::airLines()
{
    QTextCursor cursor(document());
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat air = block.blockFormat();
        const bool before = block.previous().isValid(),
                   listed = block.textList() && block.previous().textList();
        const bool quoted = air.hasProperty(QTextFormat::BlockQuoteLevel);
        air.setLineHeight(kLineHeightPercent, QTextBlockFormat::ProportionalHeight);
        air.setTopMargin(!before                  ? 0
                         : air.headingLevel() > 0 ? kAboveHeading
                         : listed                 ? kAboveItem
                                                  : kAboveParagraph);
        air.setBottomMargin(0);
        if (quoted)
            air.setLeftMargin(kQuoteIndent);
        cursor.setPosition(block.position());
        cursor.setBlockFormat(air);
        if (quoted || air.headingLevel() > 0) {
            QTextCharFormat look;
            if (quoted)
                look.setForeground(shades::muted(palette()));
            else
                look.setProperty(QTextFormat::FontSizeAdjustment, std::max(0, 3 - air.headingLevel()));
            cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(look);
        }
    }
}

void NotePreview::calmTables()
{
    for (QTextFrame* frame : document()->rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderCollapse(true);
        format.setBorderBrush(shades::hairline(palette()));
        format.setCellPadding(4);
        format.setCellSpacing(0);
        format.setTopMargin(kAboveParagraph);
        table->setFormat(format);
        for (int row = 0; row < table->rows(); ++row)
            for (int column = 0; column < table->columns(); ++column)
                closeCell(table->cellAt(row, column));
    }
}

QVariant NotePreview::loadResource(int, const QUrl&) { return {}; }

void NotePreview::follow(const QUrl& link)
{
    if (link.scheme() == kSubjectScheme)
        Q_EMIT subjectClicked(subjectAt(link));
    else if (link.scheme() == "http"_L1 || link.scheme() == "https"_L1)
        QDesktopServices::openUrl(link);
}

} // namespace kaba
