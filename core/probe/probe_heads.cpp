// SPDX-License-Identifier: GPL-3.0-or-later
// Which head of attention is the induction head, by what it looks at and what it copies.
#include "core/learn/head_scores.h"
#include "core/probe/probe_inside.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <array>

namespace kaba::probe {
namespace {

using learn::HeadScores;
using learn::Index;

constexpr std::array<std::string_view, 3> kPanels{"heads", "previous-head", "induction-head"};
constexpr double kFound = 0.5; ///< of both scores, from which on a head is called by the name

bool isInductionHead(const HeadScores& head) { return head.prefix >= kFound && head.copying >= kFound; }

Text nameOf(const HeadScores& head)
{
    return text("Layer {}, head {}", "層 {} のヘッド {} ", head.layer + 1, head.head + 1);
}

Text titleOf(const HeadScores& best)
{
    const Text name = nameOf(best);
    if (isInductionHead(best))
        return text("{0} is the induction head: prefix matching {2:.2f}, copying {3:.2f}",
                    "{1}が誘導ヘッドである：接頭辞の照合 {2:.2f}、複写 {3:.2f}", name.en, name.ja,
                    best.prefix, best.copying);
    return text("{0} comes nearest to an induction head: prefix matching {2:.2f}, copying {3:.2f}",
                "{1}が誘導ヘッドに最も近い：接頭辞の照合 {2:.2f}、複写 {3:.2f}", name.en, name.ja,
                best.prefix, best.copying);
}

Panel scoresPanel(const std::vector<HeadScores>& scores)
{
    Heatmap map{.rows = scores.size(), .cols = 3, .x = cells(3), .y = cells(scores.size())};
    map.range = Interval{0, 1};
    map.colLabels = {"P", "M", "C"};
    for (const HeadScores& head : scores) {
        map.z.insert(map.z.end(), {head.previous, head.prefix, head.copying});
        map.rowLabels.push_back(fmt::format("{}.{}", head.layer + 1, head.head + 1));
    }
    return {.id = "heads",
            .title = titleOf(inductionHead(scores)),
            .x = {.label = {"P previous token · M prefix matching · C copying",
                            "P 直前の語 · M 接頭辞の照合 · C 複写"}},
            .y = {.label = {"layer.head", "層.ヘッド"}},
            .layers = {
                {.id = "heads", .label = {"score", "スコア"}, .data = std::move(map), .role = Role::State}}};
}

Panel headPanel(const Run& run, const std::string& id, Text title, const HeadScores& head)
{
    learn::Tape<float> tape(learn::Keeping::Nothing);
    learn::Inspection<float> inspection;
    evaluate(tape, run.training().weights(), run.training().model(), run.test().test().part(0, 1),
             &inspection);
    return attentionPanel(run, id, std::move(title),
                          *inspection.find(head.layer, learn::Inner::AttentionWeights), head.head);
}

void addReadouts(const std::vector<HeadScores>& scores, Figure& figure)
{
    const HeadScores& best = inductionHead(scores);
    figure.readouts.push_back({.id = "prefix-matching",
                               .label = {"Prefix matching of the best head", "最高のヘッドの接頭辞の照合"},
                               .value = best.prefix});
    figure.readouts.push_back(
        {.id = "copying", .label = {"Its copying", "そのヘッドの複写"}, .value = best.copying});
}

/// What a reader needs to compute the scores elsewhere: the weights by name, and the sequences.
void addArrays(const Run& run, const learn::TaskSet& test, Figure& figure)
{
    const auto values = run.training().weights().values();
    for (const auto& entry : run.training().weights().entries()) {
        const auto from = values.begin() + entry.ref.offset;
        figure.arrays.push_back({.name = entry.name,
                                 .shape = {static_cast<std::size_t>(entry.ref.shape.rows()),
                                           static_cast<std::size_t>(entry.ref.shape.channels)},
                                 .re = Samples(from, from + entry.ref.shape.size())});
    }
    const auto rows = static_cast<std::size_t>(test.sequences);
    const auto cols = static_cast<std::size_t>(test.length);
    for (const auto& [name, tokens] :
         {std::pair("test-inputs", &test.inputs), std::pair("test-answers", &test.scored),
          std::pair("test-distances", &test.distances)})
        figure.arrays.push_back(
            {.name = name, .shape = {rows, cols}, .re = Samples(tokens->begin(), tokens->end())});
}

} // namespace

Status addHeads(const Run& run, const Request& request, Figure& figure, const RunContext& context)
{
    if (std::ranges::none_of(kPanels, [&](std::string_view id) { return request.wants(id); }))
        return Done{};
    const bool attention = run.settings().mixer == learn::Mixer::Attention;
    if (!attention || !run.hasWeights()) {
        const Text why = attention ? weightsLeftOut()
                                   : Text{"Only attention has heads: choose it in “model”.",
                                          "ヘッドをもつのは注意機構だけである。「モデル」で選ぶ。"};
        for (const std::string_view id : kPanels)
            if (request.wants(id))
                addSentence(figure, std::string(id), {"Heads of attention", "注意のヘッド"}, why);
        return Done{};
    }
    const learn::TaskSet test = run.test().first(learn::lookedAt(run.test()));
    const auto scores = headScores(test, run.training().weights(), run.training().model(), context);
    if (!scores)
        return scores.error();
    addReadouts(*scores, figure);
    addArrays(run, test, figure);
    if (request.wants("heads"))
        figure.panels.push_back(scoresPanel(*scores));
    const HeadScores& previous = previousTokenHead(*scores);
    const HeadScores& best = inductionHead(*scores);
    const auto titled = [](const HeadScores& head, const char* en, const char* ja, double score) {
        const Text name = nameOf(head);
        return text("{0} {2}: {4:.2f}", "{1}{3}：{4:.2f}", name.en, name.ja, en, ja, score);
    };
    if (request.wants("previous-head"))
        figure.panels.push_back(headPanel(
            run, "previous-head",
            titled(previous, "looks one token back most", "は直前の語を最もよく見る", previous.previous),
            previous));
    if (request.wants("induction-head"))
        figure.panels.push_back(headPanel(
            run, "induction-head",
            titled(best, "looks at the answer most", "は答えの語を最もよく見る", best.prefix), best));
    return Done{};
}

} // namespace kaba::probe
