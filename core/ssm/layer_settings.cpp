// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/layer_settings.h"

#include <string_view>
#include <variant>

namespace kaba {
namespace {

template <class Value>
void take(const ParameterSet& values, std::string_view id, Value& into)
{
    if (values.find(id))
        into = std::get<Value>(values.value(id));
}

} // namespace

bool systemHasWindow(const ParameterSet& values)
{
    const auto measure = measureOf(static_cast<LayerSystem>(std::get<int>(values.value("system"))));
    return measure && hasWindow(*measure);
}

LayerSettings layerSettingsOf(const ParameterSet& values, LayerSystem system, int seed)
{
    LayerSettings settings{.system = system, .seed = seed};
    take(values, "order", settings.order);
    take(values, "step", settings.step);
    take(values, "window", settings.window);
    take(values, "poles", settings.poles);
    int readout = static_cast<int>(settings.readout);
    take(values, "readout", readout);
    settings.readout = static_cast<LayerReadout>(readout);
    if (values.find(kRule.id))
        settings.method = discretizationOf(values);
    return settings;
}

} // namespace kaba
