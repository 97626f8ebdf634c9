// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/formula/formula.h"

#include <QList>
#include <QString>

namespace kaba {

enum class Markup { Plain, Markdown, Html };

/// A stretch of text: words, or a formula without its dollar signs.
struct TextPiece {
    QString words = {};
    std::optional<FormulaSource> formula = {};
};

/// Cuts text at `$…$` and `$$…$$`. The first dollar has no blank behind it, the last none before it and no digit
/// behind it, so that "$5 and $6" are prices; `\$` is a dollar sign. Code, in backquotes or in <code>, is left
/// alone. In HTML the formulas are freed of entities.
QList<TextPiece> piecesOf(const QString& text, Markup markup);

/// Text whose formulas are marks that no markup touches.
struct MarkedFormulas {
    QString text;
    QList<FormulaSource> formulas;
};
MarkedFormulas withMarks(const QString& text, Markup markup);

/// What stands for the n-th formula.
inline constexpr char16_t kMarkOpen = 0xE0F0, kMarkClose = 0xE0F1; // of the area for private use
QString markOf(qsizetype index);

} // namespace kaba
