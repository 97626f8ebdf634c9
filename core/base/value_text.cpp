// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/value_text.h"

#include <variant>

namespace kaba {
namespace {

Text keywordLabel(const Parameter& parameter)
{
    return std::visit(
        [](const auto& declared) -> Text {
            if constexpr (requires { declared.keyword; })
                return declared.keyword.label;
            else
                return {};
        },
        parameter);
}

} // namespace

Text valueText(const ParameterSet& values, std::string_view id)
{
    const Parameter& parameter = *values.find(id);
    const std::string written = values.textOf(id);
    if (std::holds_alternative<KeywordChosen>(values.value(id)))
        return keywordLabel(parameter);
    if (const auto* choice = std::get_if<ChoiceParam>(&parameter))
        for (const Option& option : choice->options)
            if (option.id == written)
                return option.label;
    return {written, written};
}

} // namespace kaba
