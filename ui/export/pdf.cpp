// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPdfWriter>

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

/// Overwrites what follows `key` up to `end` with `fill`, in place: the length stays, and so do all offsets.
void blank(QByteArray& pdf, const QByteArray& key, char end, const QByteArray& fill)
{
    for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1)) {
        const qsizetype from = at + key.size(), to = pdf.indexOf(end, from);
        for (qsizetype i = from; i < to; ++i)
            pdf[i] = fill[(i - from) % fill.size()];
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
    blank(bytes, "/CreationDate (D:", ')', "20000101000000Z");
    blank(bytes, "/ModDate (D:", ')', "20000101000000Z");
    return bytes;
}

} // namespace kaba
