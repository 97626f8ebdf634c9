// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"
#include "ui/plot/figure_canvas.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>

#include <algorithm>

namespace kaba {

namespace {

QByteArray xmpPacket(const QByteArray& recipe)
{
    return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
           "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
           "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
           "<rdf:Description rdf:about=\"\">\n" +
           recipeElement(recipe) + "\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n";
}

/// Writes `text` over the bytes at `from`: the length stays, and so do all offsets of the file.
void overwrite(QByteArray& pdf, qsizetype from, const QByteArray& text)
{
    std::ranges::copy(text, pdf.begin() + from);
}

/// Moves what the table of offsets says lies behind `from` by `by`: n lines of 20 bytes after "xref\n0 n\n".
void shiftOffsets(QByteArray& pdf, qsizetype from, qsizetype by)
{
    constexpr qsizetype kLine = 20, kDigits = 10;
    const qsizetype table = pdf.lastIndexOf("\nxref\n") + 1, end = pdf.lastIndexOf("trailer");
    for (qsizetype line = pdf.indexOf('\n', table + 5) + 1; line + kLine <= end; line += kLine)
        if (const qsizetype offset = pdf.mid(line, kDigits).toLongLong(); offset > from)
            overwrite(pdf, line, QByteArray::number(offset + by).rightJustified(kDigits, '0'));
    const QByteArray key = "startxref\n";
    const qsizetype start = pdf.lastIndexOf(key) + key.size();
    pdf.replace(start, pdf.indexOf('\n', start) - start, QByteArray::number(table));
}

/// Fixes the date: the only thing in the file that depends on the time of writing, and on the time zone of the
/// writer, which Qt states as "Z" or in six characters.
void fixDate(QByteArray& pdf)
{
    const QByteArray key = "/CreationDate (";
    const QByteArray date = "D:20000101000000Z";
    const qsizetype from = pdf.indexOf(key) + key.size(), to = pdf.indexOf(')', from);
    if (from < key.size())
        return;
    pdf.replace(from, to - from, date);
    shiftOffsets(pdf, from, date.size() - (to - from));
}

/// Qt rounds the page to whole points.
void fixPageSize(QByteArray& pdf, const QSizeF& sizeMm)
{
    const QByteArray key = "/MediaBox [0 0 ";
    const qsizetype from = pdf.indexOf(key) + key.size(), to = pdf.indexOf(']', from);
    const QSizeF points = sizeMm / kMmPerInch * kPointsPerInch;
    const QByteArray exact =
        QByteArray::number(points.width(), 'f', 4) + ' ' + QByteArray::number(points.height(), 'f', 4);
    if (from >= key.size() && exact.size() <= to - from)
        overwrite(pdf, from, exact.leftJustified(to - from, ' '));
}

/// The character that a reader means by one that Qt found for its glyph: fonts share glyphs between characters,
/// and Qt takes the first, so 入 would be copied from the page as the radical ⼊, and a space as a tab.
char16_t meant(char16_t found)
{
    if (found == u'\t')
        return u' ';
    const bool twin = (found >= 0x2E80 && found <= 0x2FDF) || (found >= 0xF900 && found <= 0xFAFF);
    const QString plain = twin ? QString(QChar(found)).normalized(QString::NormalizationForm_KC) : QString();
    return plain.size() == 1 ? plain.front().unicode() : found;
}

/// Mends the tables from glyphs to characters, `<2F0A>` and the like between the two words below.
void fixCharacters(QByteArray& pdf)
{
    for (qsizetype from = pdf.indexOf("beginbfrange"); from >= 0;
         from = pdf.indexOf("beginbfrange", from + 1)) {
        const qsizetype end = pdf.indexOf("endbfrange", from);
        for (qsizetype open = pdf.indexOf('[', from); open >= 0 && open < end;
             open = pdf.indexOf('[', open + 1)) {
            const qsizetype close = pdf.indexOf(']', open);
            for (qsizetype at = pdf.indexOf('<', open); at >= 0 && at < close;
                 at = pdf.indexOf('<', at + 1)) {
                const auto found = static_cast<char16_t>(pdf.mid(at + 1, 4).toUShort(nullptr, 16));
                overwrite(pdf, at + 1, QByteArray::number(meant(found), 16).toUpper().rightJustified(4, '0'));
            }
        }
    }
}

} // namespace

QByteArray pdfOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style)
{
    return pdfOf(figure, recipe, style, {.sizeMm = style.sizeMm});
}

QByteArray pdfOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style,
                 const PdfPage& page)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(
            QPageSize(page.sizeMm, QPageSize::Millimeter, QStringLiteral("figure"), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        // One painter unit is one device unit: pixel sizes of fonts are then neither scaled nor rounded twice.
        writer.setResolution(static_cast<int>(kPointsPerInch) * kVectorUnits);
        writer.setCreator(QStringLiteral("Kaba " KABA_VERSION));
        writer.setDocumentXmpMetadata(xmpPacket(recipe));
        writer.addFileAttachment(QStringLiteral("recipe.kaba"), recipe, QStringLiteral("application/json"));
        QCPPainter painter(&writer);
        painter.translate(page.figureAtMm / kMmPerInch * kPointsPerInch * kVectorUnits);
        paintFigure(painter, figure, style, kVectorUnits, Medium::Vector);
        painter.resetTransform();
        if (page.rest)
            page.rest(painter);
    }
    fixDate(bytes);
    fixPageSize(bytes, page.sizeMm);
    fixCharacters(bytes);
    return bytes;
}

} // namespace kaba
