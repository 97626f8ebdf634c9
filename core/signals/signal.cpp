// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/signal.h"

#include "core/base/number_text.h"
#include "core/signals/generators.h"
#include "core/signals/input_file.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kaba {
namespace {

/// A run of values inside an input array: a vector, or one column of a matrix.
struct Column {
    std::string name;
    const InputArray* array;
    std::size_t offset;
    std::size_t stride;
    std::size_t count;
};

Error cannot(Text message) { return {Error::Kind::CannotCompute, std::move(message)}; }

void appendColumns(const InputArray& array, std::vector<Column>& columns)
{
    if (!array.im.empty() || array.re.empty())
        return;
    const bool matrix = array.shape.size() == 2 && array.shape[0] > 1 && array.shape[1] > 1;
    if (!matrix) {
        columns.push_back({array.name, &array, 0, 1, array.re.size()});
        return;
    }
    const std::size_t width = array.shape[1];
    for (std::size_t c = 0; c < width; ++c)
        columns.push_back({fmt::format("{}[{}]", array.name, c + 1), &array, c, width, array.shape[0]});
}

std::vector<Column> realColumns(const Input& input)
{
    std::vector<Column> columns;
    for (const InputArray& array : input.arrays)
        appendColumns(array, columns);
    return columns;
}

/// The number that calls for a column: its place in the table of text, else that among the real columns.
std::size_t numberOf(const std::vector<Column>& columns, std::size_t index)
{
    const std::size_t inTable = columns[index].array->number;
    return inTable > 0 ? inTable : index + 1;
}

/// "1 (t), 2 (value), …"
std::string listed(const std::vector<Column>& columns)
{
    constexpr std::size_t kShown = 12;
    std::string names;
    for (std::size_t i = 0; i < std::min(columns.size(), kShown); ++i)
        names += fmt::format("{}{}{}", i == 0 ? "" : ", ", numberOf(columns, i),
                             columns[i].name.empty() ? "" : fmt::format(" ({})", columns[i].name));
    return columns.size() > kShown ? names + ", …" : names;
}

Result<Column> chosenColumn(const Input& input, const std::string& wanted)
{
    const std::vector<Column> columns = realColumns(input);
    if (columns.empty())
        return Error{Error::Kind::Input,
                     text("{} holds no column of real numbers: give a file that does.",
                          "{} に実数の列がありません。実数の列を含むファイルを指定してください。",
                          input.name)};
    if (trimmed(wanted).empty())
        return columns.front();
    if (const auto named = std::ranges::find(columns, wanted, &Column::name); named != columns.end())
        return *named;
    if (const auto number = parseNumber(wanted))
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (*number == static_cast<double>(numberOf(columns, i)))
                return columns[i];
    return cannot(text("{0} has no column of numbers '{1}'. Set column to one of: {2}.",
                       "{0} に数値の列「{1}」はありません。次のいずれかを指定してください：{2}。", input.name,
                       wanted, listed(columns)));
}

std::optional<std::size_t> firstNonFinite(const Samples& values)
{
    const auto found = std::ranges::find_if_not(values, [](double v) { return std::isfinite(v); });
    if (found == values.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - values.begin());
}

void noteWhatWasLeft(const Column& column, std::size_t start, std::size_t wanted, Signal& signal)
{
    const std::size_t taken = signal.values.size();
    if (const std::size_t left = column.count - start - taken; left > 0)
        signal.notices.push_back(text("Samples {0} to {1} of {2} are shown; the {3} after them are left out.",
                                      "{2} サンプルのうち {0} から {1} までを使い、その後の {3} "
                                      "サンプルは省きました。",
                                      start, start + taken - 1, column.count, left));
    else if (taken < wanted)
        signal.notices.push_back(
            text("The file has {0} samples from sample {1} on: all are taken.",
                 "ファイルにはサンプル {1} 以降 {0} 個しかないため、そのすべてを使います。", taken, start));
}

std::size_t maxLength(const ParameterSet& values)
{
    return static_cast<std::size_t>(std::get<IntParam>(*values.find("length")).max);
}

std::optional<std::size_t> givenLength(const ParameterSet& values)
{
    const auto* number = std::get_if<int>(&values.value("length"));
    return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

std::size_t initialLength(const ParameterSet& values)
{
    return static_cast<std::size_t>(std::get<IntParam>(*values.find("length")).initial);
}

Error notFinite(const Input& input, const Column& column, std::size_t sample)
{
    std::string place = input.name;
    if (sample < input.lines.size())
        place += fmt::format(", line {}, column {}", input.lines[sample], column.array->number);
    return {
        Error::Kind::Input,
        text("{0}: sample {1} is not a finite number. Repair it, or choose start and length so that it is "
             "not used.",
             "{0}：サンプル {1} が有限の数ではありません。修正するか、start と length "
             "で避けてください。",
             place, sample)};
}

Result<Signal> fromFile(const Request& request)
{
    if (!request.input)
        return cannot(
            text("The signal is to come from a file, but none is open: give one ({0}), or choose another "
                 "signal.",
                 "信号をファイルから読む設定ですが、ファイルがありません。ファイルを指定するか（{1}）、"
                 "別の信号を選んでください。",
                 kWaysToGiveAFile.en, kWaysToGiveAFile.ja));
    const Input& input = *request.input;
    const Result<Column> column = chosenColumn(input, request.values[kColumn]);
    if (!column)
        return column.error();
    const auto start = static_cast<std::size_t>(request.values[kStart]);
    if (start >= column->count)
        return cannot(text("{0} ends before sample {1}: set start to at most {2}.",
                           "{0} はサンプル {1} より前に終わります。start は {2} 以下にしてください。",
                           input.name, start, column->count == 0 ? 0 : column->count - 1));
    const std::optional<std::size_t> given = givenLength(request.values);
    const std::size_t length = std::min(given.value_or(maxLength(request.values)), column->count - start);
    Signal signal{.values = Samples(length),
                  .sampleRate = input.sampleRate,
                  .label = Text::same(column->name.empty() ? input.name : input.name + ", " + column->name),
                  .notices = input.notices};
    for (std::size_t k = 0; k < length; ++k)
        signal.values[k] = column->array->re[column->offset + (start + k) * column->stride];
    if (const auto bad = firstNonFinite(signal.values))
        return notFinite(input, *column, start + *bad);
    noteWhatWasLeft(*column, start, given.value_or(0), signal);
    return signal;
}

Samples generated(SignalKind kind, std::size_t length, std::uint64_t seed)
{
    switch (kind) {
    case SignalKind::Chirp:
        return chirp(length);
    case SignalKind::Noise:
        return noise(length, seed);
    case SignalKind::Steps:
        return steps(length, seed);
    case SignalKind::MackeyGlass:
        return mackeyGlass(length);
    case SignalKind::Impulse:
        return impulse(length);
    case SignalKind::Sines:
    case SignalKind::File:
    case SignalKind::Drawn:
        break;
    }
    return sines(length);
}

} // namespace

bool asksForFile(const ParameterSet& values)
{
    return std::ranges::any_of(values.declared(), [&](const Parameter& parameter) {
        const std::string chosen = values.textOf(idOf(parameter));
        return std::holds_alternative<ChoiceParam>(parameter) && (chosen == "file" || chosen == "custom");
    });
}

int lastSample(const ParameterSet& values)
{
    const bool isFile = values.as<SignalKind>(kSignal) == SignalKind::File;
    const std::size_t length =
        givenLength(values).value_or(isFile ? maxLength(values) : initialLength(values));
    return static_cast<int>(length) - 1;
}

std::size_t momentOf(const ParameterSet& values, const IntParam& moment, std::size_t length)
{
    return std::min(static_cast<std::size_t>(values.given(moment).value_or(moment.max)), length - 1);
}

Result<Signal> signalFor(const Request& request)
{
    const auto kind = request.values.as<SignalKind>(kSignal);
    if (kind == SignalKind::File)
        return fromFile(request);
    const std::size_t length = givenLength(request.values).value_or(initialLength(request.values));
    Signal signal{.values = {}, .label = kSignalOptions[static_cast<std::size_t>(kind)].label};
    if (kind == SignalKind::Drawn) {
        const std::vector<double>& curve = request.values[kCurve];
        if (curve.empty())
            return cannot(
                text("The signal is to be drawn, but the curve is empty: draw one, or set curve to a "
                     "list such as 0,0.5,-1.",
                     "手描きの信号を使う設定ですが、曲線がありません。描くか、curve に 0,0.5,-1 "
                     "のような数の並びを指定してください。"));
        signal.values = drawn(curve, length);
    } else {
        signal.values = generated(kind, length, static_cast<std::uint64_t>(request.seed));
    }
    return signal;
}

} // namespace kaba
