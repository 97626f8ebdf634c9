// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/figure_difference.h"

#include <algorithm>
#include <functional>
#include <optional>

namespace kaba {
namespace {

Samples minus(const Samples& now, const Samples& then)
{
    Samples difference(now.size());
    std::ranges::transform(now, then, difference.begin(), std::minus<>());
    return difference;
}

Text counts(std::size_t now, std::size_t then)
{
    return text("{} and {} samples", "{} 個と {} 個", now, then);
}

/// The difference of two layers of one kind, or why there is none.
struct Outcome {
    std::optional<LayerData> data = {};
    Text reason = {};
};

template <class Curve>
Outcome ofCurves(const Curve& now, const Curve& then)
{
    if (now.y.size() != then.y.size())
        return {.reason = counts(now.y.size(), then.y.size())};
    if (!(now.x == then.x))
        return {.reason = {"not over the same x", "横軸の値が違います"}};
    Curve difference = now;
    difference.y = minus(now.y, then.y);
    return {.data = difference};
}

Outcome ofMaps(const Heatmap& now, const Heatmap& then)
{
    if (now.rows != then.rows || now.cols != then.cols)
        return {.reason = text("{} × {} and {} × {} cells", "{} × {} と {} × {}", now.rows, now.cols,
                               then.rows, then.cols)};
    Heatmap difference = now;
    difference.z = minus(now.z, then.z);
    difference.map = ColourMap::Diverging;
    difference.range.reset();
    return {.data = difference};
}

Outcome difference(const LayerData& now, const LayerData& then)
{
    if (now.index() != then.index())
        return {.reason = {"of another kind", "種類が違います"}};
    if (const auto* line = std::get_if<Line>(&now))
        return ofCurves(*line, std::get<Line>(then));
    if (const auto* stems = std::get_if<Stems>(&now))
        return ofCurves(*stems, std::get<Stems>(then));
    if (const auto* points = std::get_if<Scatter>(&now))
        return ofCurves(*points, std::get<Scatter>(then));
    if (const auto* bars = std::get_if<Bars>(&now))
        return ofCurves(*bars, std::get<Bars>(then));
    if (const auto* map = std::get_if<Heatmap>(&now))
        return ofMaps(*map, std::get<Heatmap>(then));
    return {};
}

Panel panelDifference(const Panel& now, const Panel& then, const Text& names, std::vector<Text>& notices)
{
    Panel panel = now;
    panel.layers.clear();
    panel.title = text("{0}: {1}", "{2}：{3}", names.en, now.title.en, names.ja, now.title.ja);
    panel.y.range.reset();
    panel.y.kind = Axis::Kind::Linear;
    for (const Layer& layer : now.layers) {
        const auto other = std::ranges::find(then.layers, layer.id, &Layer::id);
        if (other == then.layers.end() || layer.id.starts_with("pin-"))
            continue;
        Outcome outcome = difference(layer.data, other->data);
        if (!outcome.reason.empty())
            notices.push_back(text("No difference of “{0}”: {1}.", "「{2}」の差はありません：{3}。",
                                   layer.label.en, outcome.reason.en, layer.label.ja, outcome.reason.ja));
        if (!outcome.data)
            continue;
        Layer changed = layer;
        changed.data = *std::move(outcome.data);
        changed.handles.reset();
        panel.layers.push_back(std::move(changed));
    }
    if (panel.layers.empty())
        panel.note = {"The two states share nothing here that can be subtracted.",
                      "二つの状態に、引き算できる共通のものがありません。"};
    return panel;
}

} // namespace

Figure figureDifference(const Figure& now, const Figure& then, const Text& names)
{
    Figure figure = now;
    figure.panels.clear();
    for (const Panel& panel : now.panels) {
        const Panel* other = findPanel(then, panel.id);
        figure.panels.push_back(panelDifference(panel, other ? *other : Panel{}, names, figure.notices));
    }
    return figure;
}

} // namespace kaba
