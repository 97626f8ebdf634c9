// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "core/base/pinned_curves.h"
#include "ui/theme/mixed.h"

#include <QApplication>
#include <QFont>
#include <QFontDatabase>
#include <QStyle>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {

const Colours& colours(Theme theme)
{
    static const Colours kLight{.paper = QColor(0xFC, 0xFC, 0xFA),
                                .raised = QColor(0xF3, 0xF2, 0xEE),
                                .ink = QColor(0x1F, 0x23, 0x28),
                                .mutedInk = QColor(0x5C, 0x63, 0x6B),
                                .hairline = QColor(0xE3, 0xE1, 0xDC),
                                .grid = QColor(0xEC, 0xEA, 0xE6),
                                .accent = QColor(0x0B, 0x6E, 0x8F),
                                .positiveInk = QColor(0x00, 0x70, 0x4F),
                                .negativeInk = QColor(0xB3, 0x47, 0x00)};
    static const Colours kDark{.paper = QColor(0x17, 0x19, 0x1C),
                               .raised = QColor(0x20, 0x23, 0x27),
                               .ink = QColor(0xE6, 0xE4, 0xDF),
                               .mutedInk = QColor(0xA3, 0xA7, 0xAD),
                               .hairline = QColor(0x2C, 0x30, 0x36),
                               .grid = QColor(0x26, 0x2A, 0x2F),
                               .accent = QColor(0x5C, 0xB8, 0xD6),
                               .positiveInk = QColor(0x2C, 0xC2, 0x95),
                               .negativeInk = QColor(0xFF, 0x8A, 0x4C)};
    return theme == Theme::Light ? kLight : kDark;
}

namespace {

SeriesLook firstLook(Theme theme, Role role)
{
    const auto pick = [theme](QRgb light, QRgb dark) {
        return QColor::fromRgb(theme == Theme::Light ? light : dark);
    };
    switch (role) {
    case Role::Input:
        return {pick(0x868B92, 0x8D9299), {}, Marker::Circle, false, 1.6};
    case Role::Output:
        return {pick(0x0072B2, 0x56B4E9), {}, Marker::Circle};
    case Role::Reference:
        return {pick(0xC77700, 0xE69F00), {5, 2.5}, Marker::Cross};
    case Role::State:
        return {pick(0x8F5AA5, 0xCC8FC0), {}, Marker::Diamond};
    case Role::Error:
        return {pick(0xD55E00, 0xF0793A), {2, 2}, Marker::Square};
    case Role::Accent:
        return {pick(0x008F68, 0x2CC295), {8, 2.5, 2, 2.5}, Marker::Triangle};
    }
    return {};
}

/// Towards the ink, never towards the paper: contrast only grows with the shade.
QColor shaded(const QColor& colour, const QColor& ink, int shade)
{
    return mixed(colour, ink, 1.0 - std::pow(0.72, shade));
}

double luminance(const QColor& colour)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

/// An ink and a dash of its own for each pin, whatever the role; further layers of the pin go towards the ink.
SeriesLook pinnedLook(Theme theme, Role role, int pin, int number)
{
    static constexpr std::array<std::array<QRgb, 2>, kMostPins> kInks{{{0xC2307F, 0xF27DB8},
                                                                       {0x3F7D1B, 0x8CCB5E},
                                                                       {0x8A6A00, 0xD8C24A},
                                                                       {0x6B3FC4, 0xA98BFF},
                                                                       {0x007F86, 0x3FD0C9},
                                                                       {0xB3261E, 0xFF7A6B}}};
    static const std::array<QList<qreal>, kMostPins> kDashes{
        QList<qreal>{6, 2},   QList<qreal>{1.5, 2}, QList<qreal>{8, 2, 1.5, 2},
        QList<qreal>{3, 1.5}, QList<qreal>{12, 3},  QList<qreal>{6, 2, 1.5, 2, 1.5, 2}};
    const auto index = static_cast<std::size_t>(pin) % kMostPins;
    SeriesLook look = firstLook(theme, role);
    const QColor ink = QColor::fromRgb(kInks.at(index).at(theme == Theme::Light ? 0 : 1));
    look.colour = shaded(ink, colours(theme).ink, number);
    look.dash = kDashes.at(index);
    look.marker = static_cast<Marker>((static_cast<int>(look.marker) + pin + 1) % 6);
    return look;
}

} // namespace

SeriesLook seriesLook(Theme theme, Role role, int shade)
{
    if (shade >= kPinShade)
        return pinnedLook(theme, role, (shade - kPinShade) / kPinShadeStep,
                          (shade - kPinShade) % kPinShadeStep);
    SeriesLook look = firstLook(theme, role);
    if (shade <= 0)
        return look;
    static const std::array<QList<qreal>, 3> kDashes{QList<qreal>{6, 2}, QList<qreal>{1.5, 2},
                                                     QList<qreal>{}};
    look.colour = shaded(look.colour, colours(theme).ink, shade);
    look.dash = kDashes.at(static_cast<std::size_t>(shade - 1) % kDashes.size());
    look.marker = static_cast<Marker>((static_cast<int>(look.marker) + shade) % 6);
    return look;
}

QPalette paletteOf(Theme theme)
{
    const Colours& c = colours(theme);
    QPalette palette(c.raised, c.raised);
    const auto set = [&palette](QPalette::ColorRole role, const QColor& colour) {
        palette.setColor(role, colour);
    };
    set(QPalette::Window, c.paper);
    set(QPalette::Base, c.paper);
    set(QPalette::AlternateBase, c.raised);
    set(QPalette::Button, c.raised);
    set(QPalette::ToolTipBase, c.raised);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        set(role, c.ink);
    set(QPalette::PlaceholderText, c.mutedInk);
    set(QPalette::Link, c.accent);
    set(QPalette::LinkVisited, c.accent);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.paper);
    set(QPalette::BrightText, c.negativeInk);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, shaded(c.mutedInk, c.paper, 1));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.hairline);
    return palette;
}

namespace {

/// Fusion outlines fields and check boxes with a darker shade of their window colour, which nothing else of them
/// shows: on dark paper a darker line is not seen, so they are told of a lighter window.
QPalette fieldPaletteOf(Theme theme)
{
    QPalette palette = paletteOf(theme);
    if (theme == Theme::Dark) {
        palette.setColor(QPalette::Window, colours(theme).mutedInk);
        palette.setColor(QPalette::Base, colours(theme).raised);
    }
    return palette;
}

} // namespace

void applyTheme(QApplication& application, Theme theme)
{
    if (application.style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(theme));
    for (const char* field : {"QLineEdit", "QCheckBox", "QRadioButton"})
        QApplication::setPalette(fieldPaletteOf(theme), field);
    QToolTip::setPalette(paletteOf(theme));
}

Theme desktopTheme(const QPalette& desktop)
{
    return luminance(desktop.color(QPalette::Window)) < luminance(desktop.color(QPalette::WindowText))
               ? Theme::Dark
               : Theme::Light;
}

double contrast(const QColor& one, const QColor& other)
{
    const auto [low, high] = std::minmax({luminance(one), luminance(other)});
    return (high + 0.05) / (low + 0.05);
}

std::optional<Text> missingCjkFontHint()
{
    if (!QFontDatabase::families(QFontDatabase::Japanese).isEmpty())
        return std::nullopt;
    return Text(
        "No installed font has Japanese letters. Install the package fonts-noto-cjk and start Kaba again.",
        "日本語の文字を含むフォントがありません。パッケージ fonts-noto-cjk を入れて Kaba "
        "を起動し直してください。");
}

QFont figureFont(const QString& family)
{
    QStringList families{QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP")};
    if (!family.isEmpty() && family != families.front())
        families.prepend(family);
    QFont font;
    font.setFamilies(families);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace kaba
