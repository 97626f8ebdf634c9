// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/tag_colours.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

QList<NamedColour> tagColours()
{
    const auto tr = [](const char* name) { return QCoreApplication::translate("kaba::TagColours", name); };
    return {{u"#0072b2"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Blue"))},
            {u"#e69f00"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Orange"))},
            {u"#009e73"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Green"))},
            {u"#cc79a7"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Pink"))},
            {u"#d55e00"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Vermilion"))},
            {u"#56b4e9"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Sky"))},
            {u"#8c6bb1"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Violet"))},
            {u"#7f7f7f"_s, tr(QT_TRANSLATE_NOOP("kaba::TagColours", "Grey"))}};
}

QString nextTagColour(const QStringList& used)
{
    const QList<NamedColour> all = tagColours();
    const auto least =
        std::min_element(all.begin(), all.end(), [&](const NamedColour& a, const NamedColour& b) {
            return used.count(a.colour) < used.count(b.colour);
        });
    return least->colour;
}

QIcon swatch(const QColor& colour)
{
    QPixmap picture(32, 32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(4, 4, 24, 24, 6, 6);
    painter.end();
    return picture;
}

} // namespace kaba
