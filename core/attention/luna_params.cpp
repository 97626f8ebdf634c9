// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/luna_params.h"

#include "core/attention/attention_controls.h"

namespace kaba {
namespace {

/// Causal attention takes noise.
bool choosesSlots(const ParameterSet& values)
{
    return mechanismIs(values, "luna") && !(values.find(kCausal.id) && values[kCausal]);
}

/// In the order of LunaSlots.
constexpr Option kSlotOptions[] = {
    {"rows", {"Keys, evenly spaced", "等間隔に選んだキー"}},
    {"normal", {"Random normal", "正規乱数"}},
    {"k-means", {"Centres of the keys", "キーのクラスタ中心"}},
};
constexpr ChoiceParam kSlots{
    .id = "luna-slots",
    .label = {"Luna: slots from", "Luna：スロットの初期値"},
    .options = kSlotOptions,
    .help =
        {"The paper trains them; here they are keys of the input, their centres (k-means), or noise. Causal "
         "attention always takes noise: keys would tell of what comes later.",
         "論文では学習しますが、ここでは入力のキー、その中心（k-"
         "means）、または乱数を使います。キーは後の内容を"
         "漏らすため、因果的な場合は常に乱数です。"},
    .enabledWhen = choosesSlots,
};

} // namespace

std::vector<Parameter> lunaParameters() { return {kSlots}; }

LunaSlots lunaSlotsOf(const MechanismSettings& settings)
{
    return static_cast<LunaSlots>(ownValue(settings, kSlots));
}

Label lunaSlotsName(LunaSlots kind) { return kSlotOptions[static_cast<std::size_t>(kind)].label; }

} // namespace kaba
