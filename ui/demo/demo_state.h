// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <QString>

#include <optional>

namespace kaba {

/// The settings, seed and panels of a request as one line of JSON; its input stays out.
QString stateText(const Demo& demo, const Request& request);

/// Reads such a line; nothing where it is not one of this demo or a value is refused.
std::optional<Request> stateFromText(const Demo& demo, const QString& text);

} // namespace kaba
