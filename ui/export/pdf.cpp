// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"

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

/// Fixes a date: the only thing in the file that depends on the time of writing.
void fixDates(QByteArray& pdf)
{
    for (const char* key : {"/CreationDate (D:", "/ModDate (D:"})
        for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1))
            overwrite(pdf, at + static_cast<qsizetype>(qstrlen(key)), "20000101000000");
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
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPageSize(
            QPageSize(style.sizeMm, QPageSize::Millimeter, QStringLiteral("figure"), QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        // One painter unit is one device unit: pixel sizes of fonts are then neither scaled nor rounded twice.
        writer.setResolution(static_cast<int>(kPointsPerInch) * kVectorUnits);
        writer.setCreator(QStringLiteral("Kaba " KABA_VERSION));
        writer.setDocumentXmpMetadata(xmpPacket(recipe));
        writer.addFileAttachment(QStringLiteral("recipe.kaba"), recipe, QStringLiteral("application/json"));
        paintFigure(writer, figure, style, kVectorUnits, Medium::Vector);
    }
    fixDates(bytes);
    fixPageSize(bytes, style.sizeMm);
    fixCharacters(bytes);
    return bytes;
}

} // namespace kaba
