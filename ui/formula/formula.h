// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>
#include <QMetaType>
#include <QPainterPath>
#include <QString>

#include <optional>
#include <variant>

class QByteArray;
class QColor;
class QFontMetricsF;
class QPainter;

namespace kaba {

/// LaTeX as it stands between dollar signs.
struct FormulaSource {
    QString tex;
    bool display = false; ///< on a line of its own: $$…$$
    bool operator==(const FormulaSource&) const = default;
};
inline size_t qHash(const FormulaSource& source, size_t seed = 0) noexcept
{
    return qHashMulti(seed, source.tex, source.display);
}

/// A formula ready to be filled: one outline in em, y downwards, the origin at the left end of its base line.
struct Formula {
    QPainterPath outline;
    double width = 0, ascent = 0, depth = 0; ///< in em; depth is what lies below the base line
    int glyphs = 0;
};

/// What is wrong with a formula, and which of its characters are.
struct FormulaMistake {
    QString kind;    ///< MathJax's name for it
    QString english; ///< MathJax's sentence
    qsizetype at = 0, length = 0;
    /// The sentence in the language of the program, the common kinds translated.
    QString sentence(const QString& tex) const;
};

using FormulaAnswer = std::variant<Formula, FormulaMistake>;

/// Reads what kabaFormula() of resources/formulas/formulas.js answers. Nothing where it is no such answer.
std::optional<FormulaAnswer> formulaFrom(const QByteArray& json);

/// The size of an em at which the small letters of a formula are as high as those of a font.
double formulaEm(const QFontMetricsF& metrics);

/// Fills the formula with its base line's left end at `origin`. Any painter, vector devices too.
void paintFormula(QPainter& painter, const QPointF& origin, const Formula& formula, double em,
                  const QColor& colour);

} // namespace kaba

Q_DECLARE_METATYPE(kaba::FormulaSource)
