// SPDX-License-Identifier: GPL-3.0-or-later
// Every intermediate of the layer over the tokens, and what it answers at the last one.
#include "core/base/unicode.h"
#include "core/h3/h3_scene.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace kaba {

using Eigen::Index;

namespace {

using Name = std::string (H3Scene::*)(Index) const;

std::vector<std::string> namesOf(const H3Scene& scene, Index count, Name name)
{
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(count));
    for (Index row = 0; row < count; ++row)
        names.push_back((scene.*name)(row));
    return names;
}

std::vector<std::string> keyNames(const H3Scene& scene)
{
    return namesOf(scene, scene.layer.width(), &H3Scene::keyName);
}
std::vector<std::string> valueNames(const H3Scene& scene)
{
    return namesOf(scene, scene.layer.width(), &H3Scene::valueName);
}
/// The rows of a picture of the cells: all of them, or of a large table those that are ever written where these are few
/// enough to be named.
std::vector<Index> shownCells(const H3Scene& scene)
{
    constexpr std::size_t kSmallTable = 12;
    constexpr double kEmpty = 1e-12;
    std::vector<Index> all;
    std::vector<Index> used;
    for (Index cell = 0; cell < scene.layer.cells(); ++cell) {
        all.push_back(cell);
        if (scene.run.memory.row(cell).cwiseAbs().maxCoeff() > kEmpty)
            used.push_back(cell);
    }
    const bool fewer = all.size() > kSmallTable && !used.empty() && used.size() <= kMostNamedRows;
    return fewer ? used : all;
}

/// In the layer's order of output channels.
std::vector<std::string> mixedNames(const H3Scene& scene)
{
    std::vector<std::string> names(static_cast<std::size_t>(scene.layer.width()));
    for (Index head = 0; head < scene.layer.heads(); ++head)
        for (Index j = 0; j < scene.layer.headSize; ++j)
            names[static_cast<std::size_t>(scene.layer.mixedChannel(head, j))] =
                scene.valueName(head * scene.layer.headSize + j);
    return names;
}

/// A panel of one intermediate: what its rows mean where the layer is whole and made by hand, else what is computed.
struct Words {
    std::string id;
    Text story, formula;
    Text rows = {"channel", "チャネル"};

    const Text& title(const H3Scene& scene) const { return scene.isWhole() ? story : formula; }
};

const Words kQuery{
    "query", {"Queries q: the key that is asked for", "クエリ q：尋ねているキー"}, {"Queries q", "クエリ q"}};
const Words kKey{
    "key", {"Keys k: the token, where it is a key", "キー k：キーであるトークン"}, {"Keys k", "キー k"}};
const Words kValue{
    "value", {"Values v: the token, where it is a value", "値 v：値であるトークン"}, {"Values v", "値 v"}};
const Words kShifted{
    "shifted",
    {"After the shift, K\u0303: the key that came just before", "シフトのあと K\u0303：直前に現れたキー"},
    {"K\u0303 = shift(k) + D ⊙ k", "K\u0303 = シフト(k) + D ⊙ k"},
    {"key", "キー"}};
const Words kWritten{"written",
                     {"Written, K\u0303 ⊗ v: this value came after that key",
                      "書き込み K\u0303 ⊗ v：どのキーのあとにどの値が来たか"},
                     {"Written: K\u0303 ⊗ v", "書き込み：K\u0303 ⊗ v"},
                     {"key → value", "キー → 値"}};
const Words kMemory{
    "memory",
    {"Kept by the diagonal system: all that was written so far", "対角系が保つもの：それまでの書き込み"},
    {"Memory: diagonal(K\u0303 ⊗ v)", "記憶：対角系(K\u0303 ⊗ v)"},
    {"key → value", "キー → 値"}};

Panel channelsPanel(const H3Scene& scene, const Words& words, const Eigen::MatrixXd& matrix,
                    std::vector<std::string> names)
{
    return overTokens(scene, words.id, words.title(scene), words.rows, matrix, std::move(names));
}

/// `matrix` has a row for each cell.
Panel cellsPanel(const H3Scene& scene, const Words& words, const Eigen::MatrixXd& matrix)
{
    const std::vector<Index> rows = shownCells(scene);
    std::vector<std::string> names;
    names.reserve(rows.size());
    for (const Index row : rows)
        names.push_back(scene.cellName(row));
    Panel panel = channelsPanel(scene, words, matrix(rows, Eigen::all), std::move(names));
    if (std::ssize(rows) < matrix.rows())
        panel.note = text("{} cells that stay empty are left out.", "空のままの {} セルは省いた。",
                          matrix.rows() - std::ssize(rows));
    return panel;
}

Panel queryPanel(const H3Scene& scene)
{
    return channelsPanel(scene, kQuery, scene.run.projections.query, keyNames(scene));
}
Panel keyPanel(const H3Scene& scene)
{
    return channelsPanel(scene, kKey, scene.run.projections.key, keyNames(scene));
}
Panel valuePanel(const H3Scene& scene)
{
    return channelsPanel(scene, kValue, scene.run.projections.value, valueNames(scene));
}
Panel shiftedPanel(const H3Scene& scene)
{
    return channelsPanel(scene, kShifted, scene.run.shifted, keyNames(scene));
}
Panel writtenPanel(const H3Scene& scene) { return cellsPanel(scene, kWritten, scene.run.written); }
Panel memoryPanel(const H3Scene& scene) { return cellsPanel(scene, kMemory, scene.run.memory); }

Panel mixedPanel(const H3Scene& scene)
{
    const bool official = scene.layer.order == ChannelOrder::Official;
    return overTokens(scene, "mixed",
                      official ? Text{"Read by the queries, channels in the order of the authors' code",
                                      "クエリで読んだもの（公式コードのチャネル順）"}
                               : Text{"Read by the queries, channels head by head",
                                      "クエリで読んだもの（ヘッドごとのチャネル順）"},
                      {"channel", "チャネル"}, scene.run.mixed, mixedNames(scene));
}

Panel scoresPanel(const H3Scene& scene)
{
    return overTokens(scene, "scores",
                      {"Scores of the vocabulary after every token", "各トークンのあとの、語彙ごとのスコア"},
                      {"vocabulary", "語彙"}, scene.run.output, scene.shortVocabulary());
}

std::optional<int> answerIn(const H3Scene& scene) { return answerOf(scene.run.output.rightCols(1)); }

Text verdictOn(const H3Scene& scene)
{
    const auto answer = answerIn(scene);
    const std::string& asked = scene.tokenName(scene.sequence.tokens.back());
    if (!answer)
        return text("After “{0}” no token scores higher than all others",
                    "「{0}」のあとに最高点の語が一つに定まらない", asked);
    const std::string& given = scene.tokenName(*answer);
    if (scene.sequence.expected && scene.sequence.expected != answer)
        return text("After “{0}” the answer is “{1}”; “{2}” came after it last",
                    "「{0}」への答えは「{1}」（最後に続いたのは「{2}」）", asked, given,
                    scene.tokenName(*scene.sequence.expected));
    return text("After “{0}” the answer is “{1}”", "「{0}」への答えは「{1}」", asked, given);
}

/// Long words side by side would run into each other: of these only what has a score is named.
std::vector<std::string> barNames(const H3Scene& scene, const Eigen::VectorXd& scores)
{
    constexpr std::size_t kShort = 3;
    constexpr double kNone = 1e-9;
    std::vector<std::string> names = scene.shortVocabulary();
    if (std::ranges::all_of(names, [](const std::string& name) { return displayWidth(name) <= kShort; }))
        return names;
    for (std::size_t token = 0; token < names.size(); ++token)
        if (std::abs(scores(static_cast<Index>(token))) < kNone)
            names[token].clear();
    return names;
}

Panel answerPanel(const H3Scene& scene)
{
    const Eigen::VectorXd scores = scene.run.output.rightCols(1);
    const RegularGrid places{0, 1, scene.sequence.vocabulary.size()};
    return {.id = "answer",
            .title = verdictOn(scene),
            .x = {.label = {"vocabulary", "語彙"}},
            .y = {.label = {"score", "スコア"}},
            .layers = {{.id = "answer",
                        .label = {"score at the last token", "最後のトークンでのスコア"},
                        .data = Bars{places, {scores.begin(), scores.end()}, barNames(scene, scores)},
                        .role = Role::Output}}};
}

/// The best score less the second; of a vocabulary of one token its score.
double marginOf(const H3Scene& scene)
{
    Eigen::VectorXd scores = scene.run.output.rightCols(1);
    std::sort(scores.begin(), scores.end(), std::greater<>());
    return scores.size() > 1 ? scores(0) - scores(1) : scores(0);
}

} // namespace

Status addH3Flow(const H3Scene& scene, Figure& figure, const RunContext&)
{
    struct Entry {
        std::string_view id;
        Panel (*draw)(const H3Scene&);
    };
    static constexpr Entry kPanels[] = {
        {"shifted", shiftedPanel}, {"written", writtenPanel}, {"memory", memoryPanel},
        {"answer", answerPanel},   {"query", queryPanel},     {"key", keyPanel},
        {"value", valuePanel},     {"mixed", mixedPanel},     {"scores", scoresPanel},
    };
    for (const auto& [id, draw] : kPanels)
        if (scene.request.wants(id))
            figure.panels.push_back(draw(scene));
    if (scene.trained) {
        const bool right = scene.sequence.expected == scene.pass.answer;
        figure.readouts.push_back(
            {.id = "model-answers",
             .label = text("The whole model answers “{0}”, {1}", "モデル全体の答えは「{0}」（{2}）",
                           scene.tokenName(scene.pass.answer), right ? "rightly" : "wrongly",
                           right ? "正解" : "不正解"),
             .value = right ? 1.0 : 0.0});
    }
    figure.readouts.push_back({.id = "margin",
                               .label = {"Best score less the second", "最高点と次点の差"},
                               .value = marginOf(scene)});
    return Done{};
}

} // namespace kaba
