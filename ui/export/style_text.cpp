// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/style_text.h"

#include "core/base/number_text.h"
#include "ui/base/words.h"

#include <array>
#include <cmath>
#include <optional>
#include <string_view>

namespace kaba {
namespace {

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

std::optional<double> numberWithin(std::string_view words, double low, double high)
{
    const auto number = parseNumber(words);
    return number && *number >= low && *number <= high ? number : std::nullopt;
}

Status setSize(FigureStyle& style, const std::string& words)
{
    constexpr double kSmallest = 10;
    constexpr double kLargest = 2000;
    const auto times = words.find('x');
    const bool named = words.ends_with("mm") && times != std::string::npos;
    const auto width = named ? numberWithin(words.substr(0, times), kSmallest, kLargest) : std::nullopt;
    const auto height =
        named ? numberWithin(words.substr(times + 1, words.size() - times - 3), kSmallest, kLargest)
              : std::nullopt;
    if (!width || !height)
        return usage(text("'size' is a width and a height of 10 to 2000 mm, as in 89x60mm, not '{}'.",
                          "「size」は 89x60mm のように幅と高さを 10〜2000 mm で指定します（{}）。", words));
    style.sizeMm = {*width, *height};
    return Done{};
}

Status setDpi(FigureStyle& style, const std::string& words)
{
    const auto number = numberWithin(words, 36, 2400);
    if (!number || *number != std::floor(*number))
        return usage(text("'dpi' is a whole number between 36 and 2400, not '{}'.",
                          "「dpi」は 36 から 2400 までの整数です（{}）。", words));
    style.dpi = static_cast<int>(*number);
    return Done{};
}

Status setTheme(FigureStyle& style, const std::string& words)
{
    if (words != "light" && words != "dark")
        return usage(
            text("'theme' can be light or dark, not '{}'.", "「theme」は light か dark です（{}）。", words));
    style.theme = words == "dark" ? Theme::Dark : Theme::Light;
    return Done{};
}

Status setColourMap(FigureStyle& style, const std::string& words)
{
    const auto magnitudes = magnitudesFromName(words);
    if (!magnitudes)
        return usage(text("'colour-map' can be viridis or cividis, not '{}'.",
                          "「colour-map」は viridis か cividis です（{}）。", words));
    style.magnitudes = *magnitudes;
    return Done{};
}

Status setFont(FigureStyle& style, const std::string& words)
{
    style.font = qstring(words);
    return Done{};
}

Status setFontSize(FigureStyle& style, const std::string& words)
{
    const auto number = numberWithin(words, 4, 72);
    if (!number)
        return usage(text("'font-size' is a number of points between 4 and 72, not '{}'.",
                          "「font-size」は 4 から 72 までのポイント数です（{}）。", words));
    style.fontSizePt = *number;
    return Done{};
}

Status setTitle(FigureStyle& style, const std::string& words)
{
    style.title = words == "none" ? QString() : qstring(words);
    return Done{};
}

struct Setter {
    std::string_view name;
    Status (*set)(FigureStyle&, const std::string&);
};
constexpr std::array<Setter, 7> kSetters{{{"size", setSize},
                                          {"dpi", setDpi},
                                          {"theme", setTheme},
                                          {"colour-map", setColourMap},
                                          {"font", setFont},
                                          {"font-size", setFontSize},
                                          {"title", setTitle}}};

} // namespace

Result<FigureStyle> styleFrom(const StyleText& text)
{
    FigureStyle style;
    for (const auto& [name, words] : text)
        for (const Setter& setter : kSetters)
            if (setter.name == name)
                if (Status status = setter.set(style, words); !status)
                    return status.error();
    return style;
}

StyleText textOf(const FigureStyle& style)
{
    const FigureStyle plain;
    StyleText text;
    if (style.sizeMm != plain.sizeMm)
        text.emplace_back("size",
                          shortest(style.sizeMm.width()) + "x" + shortest(style.sizeMm.height()) + "mm");
    if (style.dpi != plain.dpi)
        text.emplace_back("dpi", std::to_string(style.dpi));
    if (style.theme != plain.theme)
        text.emplace_back("theme", "dark");
    if (style.magnitudes != plain.magnitudes)
        text.emplace_back("colour-map", nameOf(style.magnitudes));
    if (style.font != plain.font)
        text.emplace_back("font", style.font.toStdString());
    if (style.fontSizePt != plain.fontSizePt)
        text.emplace_back("font-size", shortest(style.fontSizePt));
    if (style.title)
        text.emplace_back("title", style.title->isEmpty() ? "none" : style.title->toStdString());
    return text;
}

} // namespace kaba
