// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/read_options.h"

#include <array>

namespace kaba {

bool readsAsTable(const ParameterSet& set) { return set.as<TextContents>(kContents) != TextContents::Bytes; }

std::span<const Parameter> readingParameters()
{
    static const std::array<Parameter, 5> kAll{kContents, kEncoding, kSeparator, kDecimal, kHeading};
    return kAll;
}

Result<ParameterSet> readingFrom(std::string_view settings)
{
    ParameterSet options(readingParameters());
    if (Status status = options.setAll(settings); !status)
        return status.error();
    return options;
}

} // namespace kaba
