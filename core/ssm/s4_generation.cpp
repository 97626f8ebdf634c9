// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/operation_counts.h"
#include "core/ssm/s4_scene.h"

#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr double kPaperFactor = 60;

/// 1, 2, 4, … 65536.
Samples positions()
{
    constexpr int kDoublings = 16;
    Samples all;
    all.reserve(kDoublings + 1);
    for (int doublings = 0; doublings <= kDoublings; ++doublings)
        all.push_back(std::exp2(doublings));
    return all;
}

double statePerToken(const S4Scene& scene)
{
    return s4LayerStepOperations(scene.order(), static_cast<double>(scene.dplr.p.cols()), scene.width);
}

template <class Value>
Layer overPositions(std::string id, Text label, const Value& value, Role role)
{
    Samples values;
    for (const double position : positions())
        values.push_back(value(position));
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{positions(), std::move(values)},
            .role = role};
}

/// An empty panel over positions, with a rule at the length of the kernel.
Panel panelOverPositions(const S4Scene& scene, std::string id, Text title, Text quantity)
{
    return {.id = std::move(id),
            .title = std::move(title),
            .x = {.label = {"position t", "位置 t"},
                  .unit = "samples",
                  .kind = Axis::Kind::Log,
                  .link = "position"},
            .y = {.label = std::move(quantity), .kind = Axis::Kind::Log},
            .layers = {{.id = "position",
                        .label = {"t = length", "t = 長さ"},
                        .data = Rule{Rule::Axis::X, static_cast<double>(scene.length)},
                        .role = Role::Accent}}};
}

Panel operationsPanel(const S4Scene& scene)
{
    Panel panel = panelOverPositions(scene, "generation-operations",
                                     {"One more step: the state's cost stays, attention's grows",
                                      "次の 1 ステップ：状態では一定、注意では増え続ける"},
                                     {"multiply-adds a step", "1 ステップの積和"});
    panel.layers.insert(
        panel.layers.begin(),
        {overPositions(
             "attention", {"attention with a cache", "キャッシュを使う注意"},
             [&](double t) { return attentionStepOperations(scene.width, t); }, Role::Reference),
         overPositions(
             "state", {"S4 as a recurrence", "漸化式としての S4"},
             [&](double) { return statePerToken(scene); }, Role::State)});
    return panel;
}

Panel generationMemoryPanel(const S4Scene& scene)
{
    Panel panel = panelOverPositions(
        scene, "generation-memory",
        {"What has to be kept: a state, or the whole past", "保持するもの：状態、または過去のすべて"},
        {"numbers kept", "保持する数"});
    panel.layers.insert(
        panel.layers.begin(),
        {overPositions(
             "attention", {"keys and values", "キーと値"}, [&](double t) { return 2 * t * scene.width; },
             Role::Reference),
         overPositions(
             "state", {"states of S4", "S4 の状態"},
             [&](double) { return static_cast<double>(scene.order()) * scene.width; }, Role::State)});
    return panel;
}

Claim fasterGeneration(const S4Scene& scene)
{
    const double state = statePerToken(scene);
    const double now = attentionStepOperations(scene.width, static_cast<double>(scene.length)) / state;
    const double from =
        (kPaperFactor * state - attentionStepOperations(scene.width, 0)) / (2.0 * scene.width);
    return {.id = "generation-factor",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtLeast,
            .statement = text(
                "Generating a token is 60 times cheaper than with attention: counted multiply-adds of one "
                "layer of width {} at position {}.",
                "1 トークンの生成は注意の 60 分の 1 の計算で済む：幅 {} の 1 層、位置 {} での積和の比。",
                scene.width, scene.length),
            .source = {"S4 (2022), experiments on fast generation (WikiText-103: 48K against 0.8K tokens a "
                       "second on a GPU)",
                       "S4 (2022)、高速生成の実験（WikiText-103：GPU で毎秒 48K 対 0.8K トークン）"},
            .expected = kPaperFactor,
            .measured = now,
            .remark = text(
                "By operations alone a factor of 60 begins at position {:.0f} for this N and width; "
                "the paper timed whole models in batches, where the cache also limits the batch.",
                "演算数だけでは、この N と幅で 60 倍になるのは位置 {:.0f} からです。論文の値はモデル全体を"
                "バッチで計時したもので、キャッシュがバッチの大きさも制限します。",
                std::ceil(from))};
}

} // namespace

Status addS4Generation(const S4Scene& scene, Figure& figure, const RunContext&)
{
    figure.claims.push_back(fasterGeneration(scene));
    if (scene.request.wants("generation-operations"))
        figure.panels.push_back(operationsPanel(scene));
    if (scene.request.wants("generation-memory"))
        figure.panels.push_back(generationMemoryPanel(scene));
    return Done{};
}

} // namespace kaba
