// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainterPath>
#include <QStringView>

namespace kaba {

/// The outline that the `d` of an SVG path describes, for the commands that fonts use: M L H V Q T C Z, absolute.
/// What follows an unknown command or a broken number is left out.
QPainterPath outlineFrom(QStringView data);

} // namespace kaba
