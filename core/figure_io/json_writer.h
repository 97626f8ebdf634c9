// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// Writes JSON text piece by piece, members in the order given. Numbers in the shortest form that reads back the
/// same double, NaN and infinities as null; members of objects on lines of their own, lists of scalars on one line.
class JsonWriter {
public:
    enum class Layout { Lines, Compact };
    explicit JsonWriter(Layout layout = Layout::Lines)
        : m_layout(layout)
    {}

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    /// The next value belongs to `name`. Requires an open object.
    void key(std::string_view name);

    void value(double number);
    template <std::integral Whole>
    requires(!std::same_as<Whole, bool>) void value(Whole number) { literal(std::to_string(number)); }
    void value(bool flag) { literal(flag ? "true" : "false"); }
    void value(std::string_view words);
    void value(const char* words) { value(std::string_view(words)); }
    void value(std::span<const double> numbers);
    void value(std::span<const std::string> words);

    template <class Value>
    void member(std::string_view name, const Value& content)
    {
        key(name);
        value(content);
    }

    /// The text so far; the writer is empty afterwards. Requires that everything is closed.
    std::string take();

private:
    void open(char bracket);
    void close(char bracket);
    void literal(std::string_view words);
    void separate(bool breakLine);
    void newLine();

    struct Level {
        bool empty = true;
        bool broken = false;
    };
    Layout m_layout;
    std::string m_text;
    std::vector<Level> m_levels;
    bool m_afterKey = false;
};

} // namespace kaba
