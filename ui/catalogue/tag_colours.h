// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QList>
#include <QString>

namespace kaba {

struct NamedColour {
    QString colour; ///< "#rrggbb"
    QString name;   ///< in the language of the program
};

/// The colours that tags may have (after Okabe and Ito, told apart by colour-blind readers too).
QList<NamedColour> tagColours();

/// The colour for the next tag: the first that the fewest of `used` have.
QString nextTagColour(const QStringList& used);

QIcon swatch(const QColor& colour);

} // namespace kaba
