// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_claims.h"

#include "core/learn/run_claims.h"
#include "core/math/confidence.h"
#include "core/probe/published.h"

#include <algorithm>

namespace kaba::probe {
namespace {

std::optional<Claim> parametersClaim(learn::Mixer mixer)
{
    const auto published = publishedParameters(mixer);
    if (!published)
        return std::nullopt;
    learn::Weights<float> weights;
    addLanguageModel(weights, {.mixer = mixer}, 1);
    return Claim{
        .id = "official-parameters",
        .relation = Claim::Relation::Equal,
        .statement = {"The official model (2 layers, width 32, vocabulary 20, 42 tokens) has as many weights",
                      "公式モデル（2 層、幅 32、語彙 20、42 トークン）の重みの数と一致する"},
        .source = {"safari, synthetics configuration", "safari の合成課題の設定"},
        .expected = static_cast<double>(*published),
        .measured = static_cast<double>(weights.values().size())};
}

Text remarkOf(const Cell& cell)
{
    const bool official = cell.settings.recipe == RecipeKind::Official;
    const std::size_t seeds = cell.accuracies.size();
    const auto [least, most] = std::ranges::minmax(cell.accuracies);
    return {
        fmt::format("Mean over {} {} by the {} recipe, {:.1f} to {:.1f} %; the paper gives neither seeds nor "
                    "spread.",
                    seeds, seeds == 1 ? "seed" : "seeds", official ? "official" : "quick", least, most),
        fmt::format(
            "{}の手順による {} 個の種の平均（{:.1f}〜{:.1f} %）。論文は種の数も散らばりも示していない。",
            official ? "公式" : "短時間", seeds, least, most)};
}

} // namespace

Result<std::vector<Claim>> startingClaims(const Run& run, const RunContext& context)
{
    Result<std::vector<Claim>> claims = learn::startingClaims(run, context);
    if (!claims)
        return claims;
    if (const auto parameters = parametersClaim(run.settings().mixer))
        claims->push_back(*parameters);
    return claims;
}

std::vector<Claim> tableClaims(Task task, const std::vector<Cell>& cells)
{
    std::vector<Claim> claims;
    for (const auto& [mixer, id, label] : kModels) {
        const Settings settings = cellSettings(task, mixer, RecipeKind::Official);
        const auto published = publishedAccuracy(settings);
        const Cell* cell = bestCell(cells, task, mixer);
        if (!published || !cell)
            continue;
        claims.push_back({.id = fmt::format("published-{}", nameOf(mixer).id),
                          .kind = Claim::Kind::Paper,
                          .relation = Claim::Relation::Equal,
                          .statement = {fmt::format("{}: {} reaches {} %", nameOf(task).label.en,
                                                    nameOf(mixer).label.en, *published),
                                        fmt::format("{}：{} は {} % に達する", nameOf(task).label.ja,
                                                    nameOf(mixer).label.ja, *published)},
                          .source = {"H3, table 1", "H3、表 1"},
                          .expected = *published,
                          .measured = mean(cell->accuracies),
                          .tolerance = toleranceOf(*published),
                          .remark = remarkOf(*cell)});
    }
    return claims;
}

std::optional<Text> notComputed(Task task, const std::vector<Cell>& cells)
{
    std::string missing;
    for (const auto& [mixer, id, label] : kModels)
        if (publishedAccuracy(cellSettings(task, mixer, RecipeKind::Official)) &&
            !bestCell(cells, task, mixer))
            missing += (missing.empty() ? "" : ", ") + std::string(label.en);
    if (missing.empty())
        return std::nullopt;
    return text("Not computed yet of the paper's table: {}. No finished run with the usual settings is "
                "stored; train them.",
                "論文の表のうち未計算：{}。通常の設定で終わった学習がない。学習すると計算される。", missing);
}

} // namespace kaba::probe
