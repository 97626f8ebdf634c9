// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/demo_equations.h"

#include "core/base/embedded_file.h"
#include "papers_db/page_lines.h"

#include <span>
#include <utility>

namespace kaba {

std::span<const EmbeddedFile> embeddedPages();

namespace {

constexpr std::string_view kPart = "# equations", kDemo = "## demo ";

/// What follows `key` on the line; nothing if the line begins otherwise.
std::string_view after(std::string_view line, std::string_view key)
{
    return line.starts_with(key) ? trimmed(line.substr(key.size())) : std::string_view();
}

std::vector<std::string_view> splitAtCommas(std::string_view words)
{
    std::vector<std::string_view> parts;
    while (!words.empty()) {
        const std::size_t comma = words.find(',');
        parts.push_back(trimmed(words.substr(0, comma)));
        words = comma == std::string_view::npos ? std::string_view() : words.substr(comma + 1);
    }
    return parts;
}

/// "rule = bilinear, gbt"
bool readCondition(std::string_view words, Equation& equation)
{
    const std::size_t equals = words.find('=');
    if (equals == std::string_view::npos)
        return false;
    equation.parameter = trimmed(words.substr(0, equals));
    for (const std::string_view value : splitAtCommas(words.substr(equals + 1)))
        equation.values.emplace_back(value);
    return !equation.parameter.empty() && !equation.values.empty();
}

/// "$N$ = order, $\Delta$ = step"
bool readSymbols(std::string_view words, std::vector<Symbol>& symbols)
{
    while (!words.empty()) {
        const std::size_t close = words.find('$', 1);
        if (!words.starts_with('$') || close == std::string_view::npos)
            return false;
        const std::string_view tex = words.substr(1, close - 1);
        words = trimmed(words.substr(close + 1));
        const std::size_t comma = words.find(',');
        const std::string_view parameter = after(words.substr(0, comma), "=");
        if (parameter.empty())
            return false;
        symbols.push_back({std::string(tex), std::string(parameter)});
        words = comma == std::string_view::npos ? std::string_view() : trimmed(words.substr(comma + 1));
    }
    return true;
}

/// Reads one line into the equations; false where it is none of the known ones.
bool readLine(std::string_view line, DemoEquations& demo)
{
    if (line.starts_with("$$") && line.ends_with("$$") && line.size() > 4) {
        demo.equations.push_back({.tex = std::string(line.substr(2, line.size() - 4)), .meaning = {}});
        return true;
    }
    if (const std::string_view words = after(line, "where "); !words.empty())
        return readSymbols(words, demo.symbols);
    if (demo.equations.empty())
        return false;
    Equation& equation = demo.equations.back();
    if (const std::string_view words = after(line, "en: "); !words.empty())
        equation.meaning.en = words;
    else if (const std::string_view japanese = after(line, "ja: "); !japanese.empty())
        equation.meaning.ja = japanese;
    else if (const std::string_view choice = after(line, "when "); !choice.empty())
        return readCondition(choice, equation);
    else
        return false;
    return true;
}

Result<DemoEquations> readDemo(PageLines& lines)
{
    DemoEquations demo{.demo = std::string(after(lines.line(), kDemo))};
    const PageLines heading = lines;
    lines.take();
    for (; !lines.atEnd() && !lines.line().starts_with('#'); lines.take())
        if (!lines.line().empty() && !readLine(lines.line(), demo))
            return lines.expected("$$…$$, en: …, ja: …, when ID = …, where $…$ = ID");
    for (const Equation& equation : demo.equations)
        if (equation.meaning.en.empty() || equation.meaning.ja.empty())
            return heading.error(text("the equation '{0}' lacks its line en: or ja:.",
                                      "数式「{0}」に en: または ja: の行がありません。", equation.tex));
    if (demo.equations.empty())
        return heading.error({"the demo has no equation.", "デモに数式がありません。"});
    return demo;
}

} // namespace

Result<std::vector<DemoEquations>> readEquations(PageLines& lines)
{
    std::vector<DemoEquations> all;
    if (lines.line() != kPart)
        return all;
    lines.take();
    lines.skipBlank();
    while (lines.line().starts_with(kDemo)) {
        Result<DemoEquations> demo = readDemo(lines);
        if (!demo)
            return demo.error();
        all.push_back(*std::move(demo));
    }
    return all;
}

Result<DemoEquations> equationsOf(std::string_view demo)
{
    for (const EmbeddedFile& file : embeddedPages()) {
        const std::size_t part = file.bytes.find(fmt::format("\n{}\n", kPart));
        if (part == std::string_view::npos ||
            file.bytes.find(fmt::format("\n{}{}\n", kDemo, demo), part) == std::string_view::npos)
            continue;
        PageLines lines(file.name, file.bytes.substr(part + 1));
        Result<std::vector<DemoEquations>> all = readEquations(lines);
        if (!all)
            return all.error();
        for (DemoEquations& found : *all)
            if (found.demo == demo)
                return std::move(found);
    }
    return DemoEquations{.demo = std::string(demo)};
}

} // namespace kaba
