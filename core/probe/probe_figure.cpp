// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_figure.h"

#include "core/learn/ops_tokens.h"
#include "core/learn/run_figure.h"
#include "core/learn/token_names.h"
#include "core/probe/published.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>

namespace kaba::probe {
namespace {

constexpr std::size_t kMostConfused = 128; ///< rows that a picture still tells apart

std::vector<int> answersOf(const learn::TaskSet& test)
{
    std::vector<int> answers;
    for (const int answer : test.scored)
        if (answer != learn::kIgnored)
            answers.push_back(answer);
    return answers;
}

/// Row-wise shares; the ids in `tokens` ascend.
Heatmap sharesOf(const std::vector<int>& answers, const std::vector<int>& predictions,
                 const std::vector<int>& tokens, const Settings& settings)
{
    const auto placeOf = [&](int token) {
        return static_cast<std::size_t>(std::ranges::lower_bound(tokens, token) - tokens.begin());
    };
    const std::size_t count = tokens.size();
    Samples z(count * count);
    Samples totals(count);
    for (std::size_t at = 0; at < answers.size(); ++at) {
        z[placeOf(answers[at]) * count + placeOf(predictions[at])] += 1;
        totals[placeOf(answers[at])] += 1;
    }
    for (std::size_t at = 0; at < z.size(); ++at)
        z[at] /= std::max(1.0, totals[at / count]);
    Heatmap map{.rows = count, .cols = count, .z = std::move(z), .x = cells(count), .y = cells(count)};
    map.range = Interval{0, 1};
    for (const int token : tokens)
        map.rowLabels.push_back(tokenName(settings, token));
    map.colLabels = map.rowLabels;
    return map;
}

} // namespace

std::string tokenName(const Settings& settings, int token)
{
    if (settings.task == Task::MultiQueryRecall)
        return std::to_string(token);
    if (settings.task != Task::SelectiveCopying)
        return learn::recallTokenNames(settings.vocabulary)[static_cast<std::size_t>(token)];
    if (token == 0)
        return ".";
    return token == settings.vocabulary - 1 ? "?" : std::to_string(token);
}

Panel accuracyPanel(const Run& run)
{
    Panel panel = learn::accuracyPanel(run);
    if (const auto paper = publishedAccuracy(run.settings()))
        panel.layers.push_back(learn::rule("published", {"published", "論文の値"}, *paper, Role::Accent));
    return panel;
}

Panel confusionPanel(const Run& run)
{
    Panel panel{.id = "confusion",
                .title = {"What the model answers", "モデルの答え"},
                .x = {.label = {"answer of the model", "モデルの答え"}},
                .y = {.label = {"answer that is due", "正しい答え"}}};
    const std::vector<int> answers = answersOf(run.tested());
    const std::vector<int>& predictions = run.record().predictions;
    std::vector<int> tokens = answers;
    tokens.insert(tokens.end(), predictions.begin(), predictions.end());
    std::ranges::sort(tokens);
    tokens.erase(std::ranges::unique(tokens).begin(), tokens.end());
    if (predictions.size() != answers.size() || tokens.size() > kMostConfused) {
        panel.note = text("{} different answers are too many for one picture: choose a smaller vocabulary.",
                          "答えが {} 種類あり、一枚の図には多すぎる。語彙を小さくする。", tokens.size());
        return panel;
    }
    panel.layers = {{.id = "confusion",
                     .label = {"share of the row", "行の中の割合"},
                     .data = sharesOf(answers, predictions, tokens, run.settings()),
                     .role = Role::State}};
    return panel;
}

} // namespace kaba::probe
