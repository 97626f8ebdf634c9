// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/sdm_panels.h"

#include "core/attention/cap_overlap.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kaba {
namespace {

const Text kMemoryName{"SDM: overlap of balls", "SDM：球の重なり"};
const Text kAttentionName{"attention: exp(βx)", "注意機構：exp(βx)"};

Axis cosineAxis() { return {.label = {"cosine x = 1 − 2v/n", "コサイン x = 1 − 2v/n"}}; }

double relativeLog(const SdmScene& scene, int distance) { return std::log(scene.memory.weightAt(distance)); }

/// The line of the fit, relative to ln I(0) as the points are.
double fitted(const SdmScene& scene, double cosine)
{
    return scene.fit.slope * cosine + scene.fit.offset - std::log(asDouble(scene.overlaps.front()));
}

/// The farthest distance at which the balls still meet.
int reachOf(const SdmScene& scene) { return std::min(2 * scene.settings.radius, scene.settings.bits); }

Scatter overlapPoints(const SdmScene& scene)
{
    Scatter points;
    for (int v = reachOf(scene); v >= 0; --v) {
        points.x.push_back(cosineAt(v, scene.settings.bits));
        points.y.push_back(relativeLog(scene, v));
    }
    return points;
}

Layer fitLayer(const SdmScene& scene)
{
    const Samples ends{cosineAt(reachOf(scene), scene.settings.bits), 1};
    return {.id = "fit",
            .label = text("fit βx + c, β = {:.2f}", "当てはめ βx + c、β = {:.2f}", scene.fit.slope),
            .data = Line{ends, {fitted(scene, ends[0]), fitted(scene, ends[1])}},
            .role = Role::Reference};
}

Panel overlapPanel(const SdmScene& scene)
{
    return {.id = "overlap",
            .title = {"Overlap of two balls: nearly exponential in the cosine",
                      "2 つの球の重なりはコサインのほぼ指数関数"},
            .x = cosineAxis(),
            .y = {.label = {"ln I(v)/I(0)", "ln I(v)/I(0)"}},
            .layers = {
                {.id = "overlap", .label = kMemoryName, .data = overlapPoints(scene), .role = Role::Output},
                fitLayer(scene)}};
}

Panel residualsPanel(const SdmScene& scene)
{
    Stems stems;
    Samples cosines;
    for (int v = reachOf(scene); v >= 0; --v) {
        const double x = cosineAt(v, scene.settings.bits);
        cosines.push_back(x);
        stems.y.push_back(relativeLog(scene, v) - fitted(scene, x));
    }
    stems.x = std::move(cosines);
    return {
        .id = "residuals",
        .title = {"What the fit leaves: steps of pairs, and a fall at the edge",
                  "当てはめの残差：2 つずつの段と端での落ち込み"},
        .x = cosineAxis(),
        .y = {.label = {"ln I(v) − (βx + c)", "ln I(v) − (βx + c)"}},
        .layers = {
            {.id = "residuals", .label = {"residual", "残差"}, .data = std::move(stems), .role = Role::Error},
            {.id = "zero", .label = Text::same("0"), .data = Rule{.at = 0}, .role = Role::Reference}}};
}

/// Shares of the patterns from the nearest on; those that are 0 cannot stand on a logarithmic axis.
Layer sharesLayer(std::string id, Text label, const Samples& shares, const std::vector<std::size_t>& order,
                  Role role)
{
    Scatter points;
    for (std::size_t rank = 0; rank < order.size(); ++rank)
        if (const double share = shares[order[rank]]; share > 0) {
            points.x.push_back(static_cast<double>(rank + 1));
            points.y.push_back(share);
        }
    return {.id = std::move(id), .label = std::move(label), .data = std::move(points), .role = role};
}

Panel readWeightsPanel(const SdmScene& scene)
{
    const std::vector<BitPattern>& patterns = scene.memory.patterns();
    std::vector<std::size_t> order(patterns.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, {},
                             [&](std::size_t i) { return hammingDistance(patterns[i], scene.query); });
    const Samples shares = scene.memory.shares(scene.query);
    const auto unread = std::ranges::count(shares, 0.0);
    Panel panel{.id = "read-weights",
                .title = {"Weight of each stored pattern, the nearest first", "各パターンの重み（近い順）"},
                .x = {.label = {"rank by distance from the query", "クエリからの距離の順位"},
                      .kind = Axis::Kind::Log},
                .y = {.label = {"share of the read", "読み出しに占める割合"}, .kind = Axis::Kind::Log},
                .layers = {sharesLayer("attention", kAttentionName, scene.attention.shares(scene.query),
                                       order, Role::Reference),
                           sharesLayer("memory", kMemoryName, shares, order, Role::Output)}};
    if (unread > 0)
        panel.note = text("{0} of {1} patterns lie beyond 2d = {2} bits: SDM gives them no weight at all.",
                          "{1} 個中 {0} 個のパターンは 2d = {2} ビットより遠く、SDM での重みは 0 です。",
                          unread, patterns.size(), 2 * scene.settings.radius);
    return panel;
}

/// Pictures of bits side by side: blue for a 1 that is right, vermilion for a wrong bit.
class Tiles {
public:
    static constexpr std::size_t kWidth = kGlyphSide;

    Tiles(int bits, std::size_t across, const BitPattern& target)
        : m_bits(bits)
        , m_target(target)
        , m_height((static_cast<std::size_t>(bits) + kWidth - 1) / kWidth)
        , m_map{.rows = 2 * m_height + 1,
                .cols = across * (kWidth + 1),
                .z = {},
                .x = {-1.5, static_cast<double>(across) - 1.5},
                .y = {0, 2},
                .range = Interval{-1.5, 1.5},
                .map = ColourMap::Diverging,
                .rowLabels = std::vector<std::string>(2 * m_height + 1)}
    {
        m_map.rowLabels[m_height / 2] = "SDM";
        m_map.rowLabels[m_height + 1 + m_height / 2] = "softmax";
        m_map.z.assign(m_map.rows * m_map.cols, 0);
        for (std::size_t row = 0; row < m_map.rows; ++row)
            for (std::size_t col = 0; col < m_map.cols; ++col)
                if (row == m_height || col % (kWidth + 1) == kWidth)
                    m_map.z[row * m_map.cols + col] = kGap;
    }

    void put(std::size_t column, bool lower, const BitPattern& pattern)
    {
        for (int bit = 0; bit < m_bits; ++bit) {
            const auto place = static_cast<std::size_t>(bit);
            const std::size_t row = place / kWidth + (lower ? m_height + 1 : 0);
            const bool isWrong = pattern.at(bit) != m_target.at(bit);
            m_map.z[row * m_map.cols + column * (kWidth + 1) + place % kWidth] = isWrong           ? 1
                                                                                 : pattern.at(bit) ? -1
                                                                                                   : 0;
        }
    }
    const Heatmap& map() const { return m_map; }

private:
    static constexpr double kGap = -0.12;

    int m_bits;
    BitPattern m_target;
    std::size_t m_height;
    Heatmap m_map;
};

std::vector<BitPattern> readsOf(const PatternMemory& memory, const SdmScene& scene)
{
    return iterate([&](const BitPattern& state) { return memory.read(state); }, scene.query,
                   scene.settings.steps);
}

Panel recallPanel(const SdmScene& scene)
{
    const int bits = scene.settings.bits;
    const auto across = static_cast<std::size_t>(scene.settings.steps) + 2;
    Tiles tiles(bits, across, scene.target);
    const std::vector<BitPattern> memory = readsOf(scene.memory, scene);
    const std::vector<BitPattern> attention = readsOf(scene.attention, scene);
    for (const bool lower : {false, true}) {
        tiles.put(0, lower, scene.target);
        for (std::size_t step = 0; step + 1 < across; ++step)
            tiles.put(step + 1, lower, (lower ? attention : memory)[step]);
    }
    Panel panel{.id = "recall",
                .title = {"Target, query, and each read; wrong bits in red",
                          "目標・クエリ・各回の読み出し（赤は誤りビット）"},
                .x = {.label = {"reads (−1: target, 0: query)", "読み出し回数（−1：目標、0：クエリ）"}},
                .layers = {{.id = "recall",
                            .label = {"wrong: 1, right 1: −1", "誤り：1、正しい 1：−1"},
                            .data = tiles.map(),
                            .role = Role::State}}};
    if (scene.ofText)
        panel.note = text("“{0}” → SDM “{1}”, attention “{2}”", "「{0}」→ SDM「{1}」、注意機構「{2}」",
                          textOfPattern(scene.query, bits), textOfPattern(memory.back(), bits),
                          textOfPattern(attention.back(), bits));
    return panel;
}

Layer distancesLayer(std::string id, Text label, const std::vector<BitPattern>& states, const SdmScene& scene,
                     Role role)
{
    Samples distances;
    for (const BitPattern& state : states)
        distances.push_back(hammingDistance(state, scene.target));
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{0, 1, distances.size()}, std::move(distances)},
            .role = role};
}

Text sampledName(const SdmScene& scene)
{
    return text("SDM: {} neurons", "SDM：ニューロン {} 個", *scene.settings.neurons);
}

Panel distancePanel(const SdmScene& scene, const std::optional<NeuronMemory>& neurons)
{
    Panel panel{
        .id = "distance",
        .title = {"Wrong bits from read to read", "読み出しごとの誤りビット数"},
        .x = {.label = {"reads", "読み出し回数"}},
        .y = {.label = {"bits that differ from the target", "目標と異なるビット数"}},
        .layers = {distancesLayer("memory", kMemoryName, readsOf(scene.memory, scene), scene, Role::Output),
                   distancesLayer("attention", kAttentionName, readsOf(scene.attention, scene), scene,
                                  Role::Reference)}};
    if (!neurons)
        return panel;
    const auto read = [&](const BitPattern& state) { return neurons->read(state); };
    panel.layers.push_back(distancesLayer(
        "sampled", sampledName(scene), iterate(read, scene.query, scene.settings.steps), scene, Role::State));
    return panel;
}

Panel temperaturePanel(const SdmScene& scene)
{
    const int bits = scene.settings.bits;
    const bool whole = scene.settings.fitLast > scene.settings.radius;
    Samples betas;
    for (int d = 1; d <= bits / 2; ++d)
        betas.push_back(fitOverlaps(ballOverlaps(bits, d), whole ? std::min(2 * d, bits) : d).slope);
    const int best =
        signalToNoiseRadius(bits, static_cast<double>(scene.memory.patterns().size()), scene.log2Neurons());
    const auto rule = [](std::string id, Text label, int at, Role role) {
        return Layer{.id = std::move(id),
                     .label = std::move(label),
                     .data = Rule{Rule::Axis::X, double(at)},
                     .role = role};
    };
    return {
        .id = "temperature",
        .title = {"The smaller the ball, the colder the softmax", "球が小さいほど softmax は低温になる"},
        .x = {.label = {"radius d", "半径 d"}, .unit = "bits"},
        .y = {.label = {"fitted β", "当てはめた β"}, .kind = Axis::Kind::Log},
        .layers = {{.id = "beta",
                    .label = {"β of the fit", "当てはめた β"},
                    .data = Line{RegularGrid{1, 1, betas.size()}, std::move(betas)},
                    .role = Role::Output},
                   rule("radius", text("radius in use: d = {}", "いまの半径：d = {}", scene.settings.radius),
                        scene.settings.radius, Role::Reference),
                   rule("snr", text("best signal to noise: d = {}", "信号対雑音比が最良：d = {}", best), best,
                        Role::Accent)}};
}

Panel spherePanel(const SdmScene& scene)
{
    const int bits = scene.settings.bits;
    const CapOverlap overlap(bits, std::acos(cosineAt(scene.settings.radius, bits)));
    constexpr int kPlaces = 400;
    const double least = cosineAt(reachOf(scene), bits);
    Samples x;
    Samples y;
    for (int i = 1; i <= kPlaces; ++i) {
        const double cosine = least + (1 - least) * i / kPlaces;
        if (const double share = overlap(cosine); share > 0) {
            x.push_back(cosine);
            y.push_back(std::log(share / overlap(1)));
        }
    }
    return {
        .id = "sphere",
        .title = {"On the sphere the same overlap has no steps", "球面では同じ重なりが段なしになる"},
        .x = cosineAxis(),
        .y = {.label = {"ln weight, relative to x = 1", "重みの対数（x = 1 との比）"}},
        .layers = {{.id = "caps",
                    .label = {"caps with cos α = 1 − 2d/n", "cos α = 1 − 2d/n の球冠"},
                    .data = Line{std::move(x), std::move(y)},
                    .role = Role::State},
                   {.id = "bits", .label = kMemoryName, .data = overlapPoints(scene), .role = Role::Output},
                   fitLayer(scene)}};
}

Result<Panel> convergencePanel(const SdmScene& scene, const std::optional<NeuronMemory>& neurons,
                               const RunContext& context)
{
    const Result<RecallCurves> curves = recallCurves(scene, neurons, context);
    if (!curves)
        return curves.error();
    Panel panel{.id = "convergence",
                .title = {"How often the pattern comes back, against the noise",
                          "雑音の量と、パターンが復元される割合"},
                .x = {.label = {"flipped bits of the query", "クエリの反転ビット数"}},
                .y = {.label = {"share of queries recalled", "復元できたクエリの割合"},
                      .range = Interval{-0.03, 1.03}}};
    const auto add = [&](std::string id, Text label, const Samples& rates, Role role) {
        if (!rates.empty())
            panel.layers.push_back({.id = std::move(id),
                                    .label = std::move(label),
                                    .data = Line{curves->flips, rates},
                                    .role = role});
    };
    add("memory", kMemoryName, curves->memory, Role::Output);
    add("attention", kAttentionName, curves->attention, Role::Reference);
    add("sampled", scene.settings.neurons ? sampledName(scene) : Text(), curves->sampled, Role::State);
    return panel;
}

} // namespace

Result<std::vector<Panel>> sdmPanels(const Request& request, const SdmScene& scene, const RunContext& context)
{
    std::vector<Panel> panels;
    using Plain = Panel (*)(const SdmScene&);
    for (const auto& [id, panel] :
         std::initializer_list<std::pair<const char*, Plain>>{{"overlap", overlapPanel},
                                                              {"residuals", residualsPanel},
                                                              {"read-weights", readWeightsPanel},
                                                              {"recall", recallPanel},
                                                              {"temperature", temperaturePanel},
                                                              {"sphere", spherePanel}})
        if (request.wants(id))
            panels.push_back(panel(scene));
    if (!request.wants("distance") && !request.wants("convergence"))
        return panels;
    const Result<std::optional<NeuronMemory>> neurons = scene.sampled(context);
    if (!neurons)
        return neurons.error();
    if (request.wants("distance"))
        panels.push_back(distancePanel(scene, *neurons));
    if (request.wants("convergence")) {
        Result<Panel> panel = convergencePanel(scene, *neurons, context);
        if (!panel)
            return panel.error();
        panels.push_back(*std::move(panel));
    }
    return panels;
}

} // namespace kaba
