// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/figure_io/recipe.h"

#include <QString>

#include <optional>

namespace kaba {

/// What a session remembers of a demo.
struct DemoState {
    Request request;                          ///< its input left out
    std::optional<InputReference> input = {}; ///< the file that the reader brought
    std::vector<std::string> starred = {};    ///< parameters for presentations
};

/// A state as one line of JSON.
QString stateText(const Demo& demo, const DemoState& state);

/// Reads such a line; nothing where it is not one of this demo or a value is refused.
std::optional<DemoState> stateFromText(const Demo& demo, const QString& text);

} // namespace kaba
