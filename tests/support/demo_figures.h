// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <algorithm>
#include <memory>
#include <string>

namespace kaba {

/// The figure of a demo under `settings` ("order=8;step=0.1"), or why there is none.
inline Result<Figure> figureOf(std::string_view demo, const std::string& settings,
                               std::shared_ptr<const Input> input = {})
{
    const Demo& found = *findDemo(demo);
    Request request{.values = ParameterSet(found.parameters), .input = std::move(input)};
    const Status set = request.values.setAll(settings);
    return set ? run(found, request, RunContext()) : Result<Figure>(set.error());
}

/// Requires that the figure has it.
inline const Layer& layerOf(const Figure& figure, std::string_view panel, std::string_view layer)
{
    return *std::ranges::find(findPanel(figure, panel)->layers, layer, &Layer::id);
}

inline const Samples& lineOf(const Figure& figure, std::string_view panel, std::string_view layer)
{
    return std::get<Line>(layerOf(figure, panel, layer).data).y;
}

/// −1 where the figure has none.
inline double readoutOf(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.readouts, id, &Readout::id);
    return found == figure.readouts.end() ? -1 : found->value;
}

} // namespace kaba
