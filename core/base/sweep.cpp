// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sweep.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <regex>

namespace kaba {
namespace {

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

Error notOfTheForm(std::string_view written)
{
    return usage(text(
        "'--sweep {0}' is not of the form ID=FROM:TO:COUNT, as in --sweep step=1e-3:1e-1:30:log.",
        "「--sweep {0}」は ID=始め:終わり:コマ数 の形ではありません（例：--sweep step=1e-3:1e-1:30:log）。",
        written));
}

Status checkCount(int count)
{
    if (count >= 2 && count <= kMostFrames)
        return Done{};
    return usage(text("A sweep has 2 to {0} frames, not {1}.", "コマ数は 2 から {0} までです（{1}）。",
                      kMostFrames, count));
}

/// The place of a frame between the ends, 0…1, on the scale.
double between(double from, double to, double part, Scale scale)
{
    const double exact = scale == Scale::Log ? from * std::pow(to / from, part) : from + part * (to - from);
    return parseNumber(fmt::format("{:.6g}", exact)).value_or(exact);
}

std::vector<std::string> parted(std::string_view words, char at)
{
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= words.size();) {
        const std::size_t end = std::min(words.find(at, begin), words.size());
        parts.emplace_back(words.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::optional<Scale> ownScale(const Parameter* parameter)
{
    if (const auto* real = parameter ? std::get_if<RealParam>(parameter) : nullptr)
        return real->scale;
    if (const auto* whole = parameter ? std::get_if<IntParam>(parameter) : nullptr)
        return whole->scale;
    return std::nullopt;
}

const std::regex& framePlace()
{
    static const std::regex kPlace("%(0[1-9])?d");
    return kPlace;
}

} // namespace

Result<Sweep> makeSweep(const ParameterSet& values, std::string_view parameter, double from, double to,
                        int count, Scale scale)
{
    ParameterSet probe = values;
    for (const double end : {from, to})
        if (Status status = probe.setText(parameter, shortest(end)); !status)
            return status.error();
    if (!ownScale(values.find(parameter)))
        return usage(text("'{0}' is no number: only numbers can be swept.",
                          "「{0}」は数値ではないので動かせません。", parameter));
    if (Status status = checkCount(count); !status)
        return status.error();
    if (scale == Scale::Log && !(from * to > 0))
        return usage(text("A logarithmic sweep of '{0}' cannot touch zero: use lin.",
                          "「{0}」を対数で動かすとき、0 は含められません。lin を使ってください。",
                          parameter));
    Sweep sweep{std::string(parameter), {}};
    const bool whole = std::holds_alternative<IntParam>(*values.find(parameter));
    for (int frame = 0; frame < count; ++frame) {
        const double part = static_cast<double>(frame) / (count - 1);
        const double number = frame == 0 ? from : frame == count - 1 ? to : between(from, to, part, scale);
        sweep.values.push_back(whole ? ParameterValue(static_cast<int>(std::lround(number)))
                                     : ParameterValue(number));
    }
    return sweep;
}

Result<Sweep> parseSweep(std::string_view written, const ParameterSet& values)
{
    const auto equals = written.find('=');
    if (equals == std::string_view::npos)
        return notOfTheForm(written);
    const std::string_view id = written.substr(0, equals);
    const std::vector<std::string> parts = parted(written.substr(equals + 1), ':');
    const bool named = parts.size() == 4 && (parts[3] == "log" || parts[3] == "lin");
    if (parts.size() != 3 && !named)
        return notOfTheForm(written);
    const auto from = parseNumber(parts[0]), to = parseNumber(parts[1]), count = parseNumber(parts[2]);
    if (!from || !to || !count || *count != std::floor(*count))
        return notOfTheForm(written);
    if (std::abs(*count) > kMostFrames)
        return checkCount(kMostFrames + 1).error();
    Scale scale = ownScale(values.find(id)).value_or(Scale::Linear);
    if (named)
        scale = parts[3] == "log" ? Scale::Log : Scale::Linear;
    return makeSweep(values, id, *from, *to, static_cast<int>(*count), scale);
}

bool hasFrameNumber(const std::filesystem::path& pattern)
{
    const std::string name = pattern.filename().string();
    return std::distance(std::sregex_iterator(name.begin(), name.end(), framePlace()),
                         std::sregex_iterator()) == 1;
}

std::filesystem::path frameName(const std::filesystem::path& pattern, int frame)
{
    const std::string name = pattern.filename().string();
    std::smatch place;
    std::regex_search(name, place, framePlace());
    const std::string digits = std::to_string(frame);
    const std::size_t width = place[1].matched ? static_cast<std::size_t>(place[1].str().back() - '0') : 0;
    const std::string zeros(digits.size() < width ? width - digits.size() : 0, '0');
    return pattern.parent_path() / (place.prefix().str() + zeros + digits + place.suffix().str());
}

} // namespace kaba
