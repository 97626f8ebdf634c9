// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/recall_maps.h"

#include "core/base/number_text.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace kaba {
namespace {

constexpr std::size_t kMostRows = 24;
constexpr std::size_t kMostColumns = 512;

/// LMU is LegT in other coordinates: the same poles, the same memory.
constexpr Measure kCompared[] = {Measure::LegS, Measure::LegSLti, Measure::LegT, Measure::LagT,
                                 Measure::Fourier};
struct Look {
    Role role;
    int shade;
};
constexpr std::array<Look, 5> kLooks{
    {{Role::Input, 0}, {Role::Output, 0}, {Role::State, 0}, {Role::Reference, 0}, {Role::Error, 0}}};

int evenFor(Measure measure, int order)
{
    return measure == Measure::Fourier ? std::max(2, order - order % 2) : order;
}

std::string idOf(Measure measure)
{
    return std::string(kMeasureOptions[static_cast<std::size_t>(measure)].id);
}

Text nameAt(Measure measure)
{
    const Label& label = measureLabel(measure);
    return measure == Measure::LegT ? Text(std::string(label.en) + ", LMU", std::string(label.ja) + "・LMU")
                                    : Text(label);
}

/// m of other settings; nothing where their state never settles. Orders of scaled LegS stand within each other.
Result<Samples> capacityOf(const MemorySettings& settings, const RecallScene& scene,
                           const RunContext& context)
{
    const bool within = settings.order <= scene.settings.order && !isTimeInvariant(settings.measure) &&
                        !isTimeInvariant(scene.settings.measure);
    if (within)
        return scene.recall.capacityOfFirst(
            std::min(static_cast<std::size_t>(settings.order), scene.recall.states()));
    const Result<Recall> recall = recallOf(settings, scene.recall.lags(), context);
    if (recall)
        return recall->capacity();
    if (recall.error().kind == Error::Kind::Cancelled)
        return recall.error();
    return Samples{};
}

Text unsettledNote(std::string_view names)
{
    return text("No steady state, so nothing to show: {}.", "状態が落ち着かないため表示できません：{}。",
                names);
}

Result<Panel> measuresPanel(const RecallScene& scene, const RunContext& context)
{
    Panel panel{.id = "measures",
                .title = text("The same {} states spent by each measure",
                              "同じ {} 個の状態を各測度はどう使うか", scene.settings.order),
                .x = lagAxis(),
                .y = {.label = {"share m known", "覚えている割合 m"}, .range = Interval{0, 1.05}}};
    std::string unsettled;
    for (std::size_t i = 0; i < std::size(kCompared); ++i) {
        MemorySettings settings = scene.settings;
        settings.measure = kCompared[i];
        settings.order = evenFor(settings.measure, settings.order);
        Result<Samples> capacity = capacityOf(settings, scene, context);
        if (!capacity)
            return capacity.error();
        if (capacity->empty()) {
            unsettled += (unsettled.empty() ? "" : ", ") + idOf(settings.measure);
            continue;
        }
        panel.layers.push_back({.id = idOf(settings.measure),
                                .label = nameAt(settings.measure),
                                .data = Line{RegularGrid{0, 1, capacity->size()}, *std::move(capacity)},
                                .role = kLooks[i].role,
                                .shade = kLooks[i].shade});
    }
    if (!unsettled.empty())
        panel.note = unsettledNote(unsettled);
    return panel;
}

/// N states spread over hundreds of lags know a few per cent of each: up to 1 the colours would show only the first.
constexpr double kEndOfColours = 0.25;
Text endOfColours() { return text("Brightest: {} or more.", "最も明るい色は {} 以上です。", kEndOfColours); }

/// A picture of m: one row per memory, lag across.
class Map {
public:
    explicit Map(std::size_t lags)
        : m_every((lags + kMostColumns - 1) / kMostColumns)
        , m_columns((lags + m_every - 1) / m_every)
    {}

    /// Gaps where there is no m.
    void addRow(std::string name, const Samples& capacity)
    {
        for (std::size_t column = 0; column < m_columns; ++column)
            m_z.push_back(capacity.empty() ? std::numeric_limits<double>::quiet_NaN()
                                           : capacity[column * m_every]);
        if (capacity.empty())
            m_unsettled += (m_unsettled.empty() ? "" : ", ") + name;
        m_names.push_back(std::move(name));
    }

    Panel panel(std::string id, Text title, Axis up) &&
    {
        const auto cell = static_cast<double>(m_every);
        Panel panel{.id = id, .title = std::move(title), .x = lagAxis(), .y = std::move(up)};
        panel.note = m_unsettled.empty() ? endOfColours() : unsettledNote(m_unsettled);
        const std::size_t rows = m_names.size();
        panel.layers = {{.id = std::move(id),
                         .label = {"share m known", "覚えている割合 m"},
                         .data = Heatmap{.rows = rows,
                                         .cols = m_columns,
                                         .z = std::move(m_z),
                                         .x = {-cell / 2, (static_cast<double>(m_columns) - 0.5) * cell},
                                         .y = cells(rows),
                                         .range = Interval{0, kEndOfColours},
                                         .rowLabels = std::move(m_names),
                                         .everySample = m_every},
                         .role = Role::State}};
        return panel;
    }

private:
    std::size_t m_every, m_columns;
    Samples m_z;
    std::vector<std::string> m_names;
    std::string m_unsettled;
};

/// At most kMostRows orders up to `largest`, evenly spread; even ones for Fourier.
std::vector<int> ordersUpTo(int largest, Measure measure)
{
    std::vector<int> orders;
    for (std::size_t row = 1; row <= kMostRows; ++row) {
        const int order =
            evenFor(measure, std::max(1, static_cast<int>(row) * largest / static_cast<int>(kMostRows)));
        if (orders.empty() || order > orders.back())
            orders.push_back(order);
    }
    return orders;
}

Result<Panel> orderMap(const RecallScene& scene, const RunContext& context)
{
    Map map(scene.recall.lags());
    MemorySettings settings = scene.settings;
    for (const int order : ordersUpTo(settings.order, settings.measure)) {
        settings.order = order;
        const Result<Samples> capacity = capacityOf(settings, scene, context);
        if (!capacity)
            return capacity.error();
        map.addRow(std::to_string(order), *capacity);
    }
    return std::move(map).panel(
        "map-order", {"More states: a longer or a sharper memory", "状態が増えると記憶は長く、鋭くなる"},
        {.label = {"order N", "次数 N"}});
}

/// From an eighth to eight times the step, half an octave a row.
Result<Panel> stepMap(const RecallScene& scene, const RunContext& context)
{
    constexpr int kOctaves = 3;
    Map map(scene.recall.lags());
    MemorySettings settings = scene.settings;
    for (int half = -2 * kOctaves; half <= 2 * kOctaves; ++half) {
        settings.step = scene.settings.step * std::exp2(half / 2.0);
        const Result<Samples> capacity = capacityOf(settings, scene, context);
        if (!capacity)
            return capacity.error();
        map.addRow(fmt::format("{:.3g}", settings.step), *capacity);
    }
    Panel panel = std::move(map).panel("map-step",
                                       {"A larger step: a shorter memory that knows each sample better",
                                        "刻み幅を広げると、短いが鮮明な記憶になる"},
                                       {.label = {"step Δ", "刻み幅 Δ"}});
    if (!isTimeInvariant(settings.measure))
        panel.note = {"Scaled LegS has no step: every row is the same.",
                      "時間伸縮型の LegS は刻み幅をもたないため、どの行も同じです。"};
    return panel;
}

constexpr RecallMap kMaps[] = {{"measures", measuresPanel}, {"map-order", orderMap}, {"map-step", stepMap}};

} // namespace

std::span<const RecallMap> recallMaps() { return kMaps; }

} // namespace kaba
