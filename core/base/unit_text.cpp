// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unit_text.h"

#include <algorithm>
#include <array>

namespace kaba {

namespace {

constexpr std::array<Label, 7> kWords{{
    {"samples", "サンプル"},
    {"time units", "単位時間"},
    {"cycles per sample", "周期/サンプル"},
    {"cycles per time unit", "周期/単位時間"},
    {"channels", "チャネル"},
    {"tokens", "トークン"},
    {"sequences", "系列"},
}};

} // namespace

std::string unitText(std::string_view unit, Language language)
{
    const auto* const found = std::ranges::find(kWords, unit, &Label::en);
    return std::string(language == Language::Japanese && found != kWords.end() ? found->ja : unit);
}

} // namespace kaba
