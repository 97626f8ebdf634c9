// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/formula.h"

#include "ui/formula/outline.h"

#include <QByteArray>
#include <QColor>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPainterPathStroker>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr double kUnitsPerEm = 1000;  ///< of MathJax's outlines
constexpr double kTexXHeight = 0.442; ///< in em, of MathJax's TeX font

QTransform transformFrom(const QJsonArray& m)
{
    return {m[0].toDouble(), m[1].toDouble(), m[2].toDouble(),
            m[3].toDouble(), m[4].toDouble(), m[5].toDouble()};
}

QRectF boxFrom(const QJsonArray& box)
{
    return {box[0].toDouble(), box[1].toDouble(), box[2].toDouble(), box[3].toDouble()};
}

QPainterPath stroked(const QPainterPath& line, double width)
{
    QPainterPathStroker pen;
    pen.setWidth(width);
    pen.setCapStyle(Qt::FlatCap);
    return pen.createStroke(line);
}

/// A shape in its own coordinates.
QPainterPath outlineOf(const QJsonObject& shape)
{
    const QString kind = shape["kind"_L1].toString();
    QPainterPath outline;
    if (kind == "glyph"_L1)
        return outlineFrom(shape["d"_L1].toString());
    if (kind == "box"_L1) {
        outline.addRect(boxFrom(shape["box"_L1].toArray()));
    } else if (kind == "frame"_L1) {
        outline.addRect(boxFrom(shape["box"_L1].toArray()));
        outline = stroked(outline, shape["stroke"_L1].toDouble());
    } else if (kind == "line"_L1) {
        const QJsonArray ends = shape["ends"_L1].toArray();
        outline.moveTo(ends[0].toDouble(), ends[1].toDouble());
        outline.lineTo(ends[2].toDouble(), ends[3].toDouble());
        outline = stroked(outline, shape["stroke"_L1].toDouble());
    } else if (kind == "text"_L1) { // letters that the formula's font lacks, such as Japanese
        QFont font;
        font.setPixelSize(static_cast<int>(shape["size"_L1].toDouble()));
        outline.addText(0, 0, font, shape["text"_L1].toString());
    }
    return outline;
}

QPainterPath placed(const QJsonObject& shape)
{
    QPainterPath outline = transformFrom(shape["m"_L1].toArray()).map(outlineOf(shape));
    const QJsonObject clip = shape["clip"_L1].toObject();
    if (clip.isEmpty())
        return outline;
    QPainterPath window;
    window.addRect(boxFrom(clip["box"_L1].toArray()));
    return outline.intersected(transformFrom(clip["m"_L1].toArray()).map(window));
}

Formula formulaOf(const QJsonObject& answer)
{
    Formula formula{.outline = {},
                    .width = answer["width"_L1].toDouble() / kUnitsPerEm,
                    .ascent = answer["ascent"_L1].toDouble() / kUnitsPerEm,
                    .depth = answer["depth"_L1].toDouble() / kUnitsPerEm};
    QPainterPath all;
    for (const QJsonValue value : answer["shapes"_L1].toArray()) {
        const QJsonObject shape = value.toObject();
        all.addPath(placed(shape));
        formula.glyphs += shape["kind"_L1].toString() == "glyph"_L1 ? 1 : 0;
    }
    formula.outline = QTransform::fromScale(1 / kUnitsPerEm, 1 / kUnitsPerEm).map(all);
    formula.outline.setFillRule(Qt::WindingFill);
    return formula;
}

} // namespace

std::optional<FormulaAnswer> formulaFrom(const QByteArray& json)
{
    const QJsonObject answer = QJsonDocument::fromJson(json).object();
    if (answer.contains("mistake"_L1))
        return FormulaMistake{answer["id"_L1].toString(), answer["mistake"_L1].toString(),
                              answer["at"_L1].toInteger(), answer["length"_L1].toInteger()};
    if (answer["shapes"_L1].isArray() && answer["width"_L1].isDouble())
        return formulaOf(answer);
    return std::nullopt;
}

QString FormulaMistake::sentence(const QString& tex) const
{
    const auto say = [](const char* words) { return QCoreApplication::translate("kaba::Formula", words); };
    static constexpr std::array<std::pair<const char*, const char*>, 12> kKnown{{
        {"UndefinedControlSequence", QT_TRANSLATE_NOOP("kaba::Formula", "The command %1 is not known.")},
        {"MissingCloseBrace", QT_TRANSLATE_NOOP("kaba::Formula", "A closing brace } is missing.")},
        {"ExtraCloseMissingOpen", QT_TRANSLATE_NOOP("kaba::Formula", "This } closes nothing.")},
        {"ExtraOpenMissingClose", QT_TRANSLATE_NOOP("kaba::Formula", "A { is never closed.")},
        {"MissingLeftExtraRight", QT_TRANSLATE_NOOP("kaba::Formula", "\\right without its \\left.")},
        {"ExtraLeftMissingRight", QT_TRANSLATE_NOOP("kaba::Formula", "\\left without its \\right.")},
        {"DoubleExponent", QT_TRANSLATE_NOOP("kaba::Formula", "Two exponents in a row: use braces.")},
        {"DoubleSubscripts", QT_TRANSLATE_NOOP("kaba::Formula", "Two indices in a row: use braces.")},
        {"MissingArgFor", QT_TRANSLATE_NOOP("kaba::Formula", "A command lacks its argument.")},
        {"EnvMissingEnd", QT_TRANSLATE_NOOP("kaba::Formula", "A \\begin is without its \\end.")},
        {"UnknownEnv", QT_TRANSLATE_NOOP("kaba::Formula", "This environment is not known.")},
        {"TooLong", QT_TRANSLATE_NOOP("kaba::Formula", "The formula takes too long to draw.")},
    }};
    const auto known =
        std::ranges::find(kKnown, kind, [](const auto& pair) { return QLatin1StringView(pair.first); });
    if (known == kKnown.end())
        return english;
    const QString words = say(known->second);
    return words.contains(u"%1"_s) ? words.arg(tex.mid(at, length)) : words;
}

double formulaEm(const QFontMetricsF& metrics) { return metrics.xHeight() / kTexXHeight; }

void paintFormula(QPainter& painter, const QPointF& origin, const Formula& formula, double em,
                  const QColor& colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(origin);
    painter.scale(em, em);
    painter.fillPath(formula.outline, colour);
    painter.restore();
}

} // namespace kaba
