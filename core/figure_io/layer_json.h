// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/figure_io/json_writer.h"

namespace kaba {

/// One layer as a JSON object: id, label, kind, role and its data.
void writeLayer(JsonWriter& json, const Layer& layer, Language language);

/// `"name": [low, high]`.
void writeInterval(JsonWriter& json, std::string_view name, const Interval& interval);

/// "line", "heatmap", …: the kind of a layer as it is called in every file.
std::string_view kindOf(const LayerData& data);

} // namespace kaba
