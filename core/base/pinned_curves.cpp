// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pinned_curves.h"

#include "core/base/value_text.h"

#include <algorithm>
#include <iterator>
#include <list>
#include <mutex>
#include <ranges>
#include <utility>

namespace kaba {
namespace {

constexpr std::size_t kKeptFigures = 12;
constexpr std::size_t kMostNamed = 3; ///< parameters in the name of a pin

/// Figures by all that they depend on, the newest first.
class KeptFigures {
public:
    std::shared_ptr<const Figure> find(const std::string& key)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = std::ranges::find(m_kept, key, &Kept::first);
        if (found == m_kept.end())
            return nullptr;
        m_kept.splice(m_kept.begin(), m_kept, found);
        return found->second;
    }
    void keep(std::string key, std::shared_ptr<const Figure> figure)
    {
        const std::lock_guard lock(m_mutex);
        m_kept.emplace_front(std::move(key), std::move(figure));
        if (m_kept.size() > kKeptFigures)
            m_kept.pop_back();
    }

private:
    using Kept = std::pair<std::string, std::shared_ptr<const Figure>>;
    std::mutex m_mutex;
    std::list<Kept> m_kept;
};

std::string keyOf(const Demo& demo, const Request& request, const Pin& pin)
{
    std::string key = fmt::format("{}\n{}\n{}\n", demo.id, pin.values.settings(), pin.seed);
    if (request.input)
        key += request.input->sha256 + request.input->reading;
    for (const std::string& panel : request.panels)
        key += "\n" + panel;
    return key;
}

/// Ids of the parameters in which the pins and the request are not all alike, in the demo's order.
std::vector<std::string_view> differing(const Request& request)
{
    std::vector<std::string_view> ids;
    for (const Parameter& parameter : request.values.declared()) {
        const std::string_view id = idOf(parameter);
        const ParameterValue& now = request.values.value(id);
        if (std::ranges::any_of(request.pins, [&](const Pin& pin) { return pin.values.value(id) != now; }))
            ids.push_back(id);
    }
    return ids;
}

void append(Text& name, const Text& part)
{
    name.en += (name.en.empty() ? "" : ", ") + part.en;
    name.ja += (name.ja.empty() ? "" : "、") + part.ja;
}

bool isCurve(const LayerData& data)
{
    return std::holds_alternative<Line>(data) || std::holds_alternative<Stems>(data) ||
           std::holds_alternative<Scatter>(data);
}

Text labelWith(const Layer& layer, const Text& name, bool alone)
{
    if (alone)
        return name;
    return text("{0} ({1})", "{2}（{3}）", layer.label.en, name.en, layer.label.ja, name.ja);
}

bool standsAlone(const Panel& panel)
{
    return std::ranges::count_if(panel.layers, [](const Layer& layer) { return isCurve(layer.data); }) == 1;
}

/// The layers of the pin's panel that differ from those of the panel, as they are to stand under them.
std::vector<Layer> pinnedLayers(const Panel& panel, const Panel& pinned, const Text& name, std::size_t pin)
{
    std::vector<Layer> layers;
    for (const Layer& layer : panel.layers) {
        const auto other = std::ranges::find(pinned.layers, layer.id, &Layer::id);
        if (other == pinned.layers.end() || !isCurve(layer.data) || !isCurve(other->data) ||
            other->data == layer.data)
            continue;
        const std::size_t number = std::min(layers.size(), std::size_t(kPinShadeStep - 1));
        layers.push_back(
            {.id = fmt::format("pin-{}-{}", pin + 1, layer.id),
             .label = labelWith(layer, name, standsAlone(panel)),
             .data = other->data,
             .role = layer.role,
             .shade = kPinShade + static_cast<int>(pin) * kPinShadeStep + static_cast<int>(number)});
    }
    return layers;
}

/// What the pinned curves lie under tells its own values, as they do.
void nameOwn(Panel& panel, std::span<const Layer> under, const Text& name)
{
    const bool alone = standsAlone(panel);
    for (Layer& layer : panel.layers) {
        const auto isPinned = [&](const Layer& pinned) {
            return std::string_view(pinned.id).substr(std::string_view("pin-1-").size()) == layer.id;
        };
        if (!layer.label.empty() && !name.empty() && std::ranges::any_of(under, isPinned))
            layer.label = labelWith(layer, name, alone);
    }
}

void addTo(Panel& panel, const Request& request, std::span<const std::shared_ptr<const Figure>> pinned)
{
    std::vector<Layer> under;
    for (std::size_t pin = 0; pin < pinned.size(); ++pin) {
        const Panel* same = pinned[pin] ? findPanel(*pinned[pin], panel.id) : nullptr;
        if (!same)
            continue;
        std::vector<Layer> layers = pinnedLayers(panel, *same, nameOfPin(request, pin), pin);
        std::ranges::move(layers, std::back_inserter(under));
    }
    nameOwn(panel, under, nameBesidePins(request));
    panel.layers.insert(panel.layers.begin(), std::make_move_iterator(under.begin()),
                        std::make_move_iterator(under.end()));
}

/// These values of the parameters in which the pins and the request are not all alike.
Text nameOfValues(const Request& request, const ParameterSet& values, int seed)
{
    const std::vector<std::string_view> ids = differing(request);
    Text name;
    for (const std::string_view id : ids | std::views::take(kMostNamed)) {
        const Label& label = labelOf(*values.find(id));
        const Text value = valueText(values, id);
        append(name, text("{0} = {1}", "{2} = {3}", label.en, value.en, label.ja, value.ja));
    }
    if (ids.size() > kMostNamed)
        append(name, {"…", "…"});
    if (std::ranges::any_of(request.pins, [&](const Pin& other) { return other.seed != request.seed; }))
        append(name, text("seed {}", "シード {}", seed));
    return name;
}

} // namespace

Text nameOfPin(const Request& request, std::size_t pin)
{
    Text name = nameOfValues(request, request.pins[pin].values, request.pins[pin].seed);
    return name.empty() ? Text{"pinned", "ピン留め"} : name;
}

Text nameBesidePins(const Request& request) { return nameOfValues(request, request.values, request.seed); }

Result<std::shared_ptr<const Figure>> pinnedFigure(const Demo& demo, const Request& request, const Pin& pin,
                                                   const RunContext& context)
{
    static KeptFigures kept;
    std::string key = keyOf(demo, request, pin);
    if (std::shared_ptr<const Figure> found = kept.find(key))
        return found;
    Request alone = request;
    alone.values = pin.values;
    alone.seed = pin.seed;
    alone.pins.clear();
    alone.timings = false;
    Result<Figure> figure = run(demo, alone, context.silent());
    if (!figure)
        return figure.error();
    auto shared = std::make_shared<const Figure>(*std::move(figure));
    kept.keep(std::move(key), shared);
    return std::shared_ptr<const Figure>(shared);
}

void addPinnedCurves(Figure& figure, const Request& request,
                     std::span<const std::shared_ptr<const Figure>> pinned)
{
    for (Panel& panel : figure.panels)
        addTo(panel, request, pinned);
    for (std::size_t pin = 0; pin < pinned.size(); ++pin)
        if (!pinned[pin]) {
            const Text name = nameOfPin(request, pin);
            figure.notices.push_back(text("The pinned settings give no figure any more: {0}.",
                                          "ピン留めした設定では図ができなくなった：{1}。", name.en, name.ja));
        }
}

} // namespace kaba
