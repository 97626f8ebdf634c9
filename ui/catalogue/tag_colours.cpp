// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/tag_colours.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(kaba::TagColours)
};

} // namespace

QList<NamedColour> tagColours()
{
    return {{u"#0072b2"_s, Words::tr("Blue")},      {u"#e69f00"_s, Words::tr("Orange")},
            {u"#009e73"_s, Words::tr("Green")},     {u"#cc79a7"_s, Words::tr("Pink")},
            {u"#d55e00"_s, Words::tr("Vermilion")}, {u"#56b4e9"_s, Words::tr("Sky")},
            {u"#8c6bb1"_s, Words::tr("Violet")},    {u"#7f7f7f"_s, Words::tr("Grey")}};
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
