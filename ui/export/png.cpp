// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/embedded_recipe.h"
#include "ui/export/picture.h"

#include <QBuffer>
#include <QtEndian>

#include <array>
#include <cmath>

namespace kaba {

namespace {

/// CRC-32 of a PNG chunk (ISO 3309).
quint32 crcOf(const QByteArray& bytes)
{
    quint32 crc = 0xFFFFFFFFU;
    for (const char byte : bytes) {
        crc ^= static_cast<quint8>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc & 1U) != 0 ? (crc >> 1) ^ 0xEDB88320U : crc >> 1;
    }
    return ~crc;
}

QByteArray bigEndian(quint32 number)
{
    QByteArray bytes(4, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

/// International text, not compressed, so that anyone can read it.
QByteArray textChunk(const QByteArray& keyword, const QByteArray& utf8)
{
    const QByteArray body = "iTXt" + keyword + QByteArray(5, '\0') + utf8;
    return bigEndian(static_cast<quint32>(body.size() - 4)) + body + bigEndian(crcOf(body));
}

} // namespace

QImage renderImage(const Figure& figure, const FigureStyle& style)
{
    QImage image(deviceSize(style, style.dpi), QImage::Format_RGB32);
    image.setDotsPerMeterX(static_cast<int>(std::lround(style.dpi * 1000 / kMmPerInch)));
    image.setDotsPerMeterY(image.dotsPerMeterX());
    paintFigure(image, figure, style, style.dpi / kPointsPerInch, Medium::Pixels);
    return image;
}

QByteArray pngOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    renderImage(figure, style).save(&buffer, "PNG");
    constexpr qsizetype kSignatureAndHeader = 8 + 25;
    return bytes.insert(kSignatureAndHeader,
                        textChunk(QByteArray::fromStdString(std::string(kRecipeKeyword)), recipe));
}

} // namespace kaba
