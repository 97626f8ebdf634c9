// SPDX-License-Identifier: GPL-3.0-or-later
// What a model answers: by distance, by the size of the task, and with parts taken out.
#include "core/learn/evaluation.h"
#include "core/learn/ops_tokens.h"
#include "core/learn/run_figure.h"
#include "core/math/confidence.h"
#include "core/probe/probe_inside.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <map>

namespace kaba::probe {
namespace {

using learn::Index;
using learn::Mixer;
using learn::Score;

constexpr double kPercent = 100;

/// Scores in the order of what they stand against.
using Scores = std::map<int, Score>;

Text answeredTitle() { return {"right answers", "正答率"}; }

Axis percentAxis() { return {.label = answeredTitle(), .unit = "%", .range = Interval{0, 104}}; }

/// A line with points, its 95 % interval round it.
Panel scoresPanel(const Run& run, const std::string& id, Text title, Axis x, const Scores& scores)
{
    Samples at;
    Samples share;
    Samples low;
    Samples high;
    for (const auto& [place, score] : scores) {
        const ShareInterval interval = shareInterval(score.right, score.asked);
        at.push_back(place);
        share.push_back(kPercent * score.share());
        low.push_back(kPercent * interval.low);
        high.push_back(kPercent * interval.high);
    }
    return {.id = id,
            .title = std::move(title),
            .x = std::move(x),
            .y = percentAxis(),
            .layers = {{.id = "interval",
                        .label = {"95 % interval", "95 % 区間"},
                        .data = Band{at, std::move(low), std::move(high)},
                        .role = Role::Output},
                       {.id = id, .label = answeredTitle(), .data = Line{at, share}, .role = Role::Output},
                       {.id = "tested",
                        .label = {"tested", "試した値"},
                        .data = Scatter{at, share},
                        .role = Role::Output},
                       learn::rule("majority", {"commonest answer", "最も多い答え"},
                                   kPercent * learn::majorityAccuracy(run.test()))}};
}

/// Neighbouring distances together until so many answers speak for each, under their mean.
Scores binned(const Scores& scores)
{
    constexpr Index kLeast = 25;
    Scores bins;
    Score bin;
    Index sum = 0;
    const auto close = [&] {
        Score& to = bins[static_cast<int>((sum + bin.asked / 2) / bin.asked)];
        to.asked += bin.asked;
        to.right += bin.right;
        bin = {};
        sum = 0;
    };
    for (const auto& [distance, score] : scores) {
        bin.asked += score.asked;
        bin.right += score.right;
        sum += distance * score.asked;
        if (bin.asked >= kLeast)
            close();
    }
    if (bin.asked > 0)
        close();
    return bins;
}

/// The answers of the last test are in the record: no pass is needed, and no weights.
Panel distancePanel(const Run& run)
{
    const learn::TaskSet& test = run.tested();
    std::vector<learn::Answer> answers;
    for (std::size_t at = 0; at < test.scored.size(); ++at)
        if (test.scored[at] != learn::kIgnored)
            answers.push_back({.target = test.scored[at],
                               .said = run.record().predictions[answers.size()],
                               .distance = test.distances[at]});
    return scoresPanel(run, "by-distance",
                       {"Right answers by how far back the answer stood", "答えの位置までの距離ごとの正答率"},
                       {.label = {"distance", "距離"}, .unit = "tokens"}, binned(scoresByDistance(answers)));
}

/// The task of a run in another size.
struct Sized {
    int at = 0;
    Settings settings = {};
};

/// How many sequences of so many tokens speak for one size.
Index sequencesFor(const Run& run, Index length)
{
    constexpr Index kTokens = 6144;
    constexpr Index kUsualWidth = 32;
    return std::clamp<Index>(
        kTokens * kUsualWidth / (length * std::max<Index>(kUsualWidth, run.settings().width)), 16, 100);
}

/// Sizes whose task cannot be, or that the model cannot read, are left out.
Result<Scores> scoresOf(const Run& run, const std::vector<Sized>& sizes, const RunContext& context)
{
    const bool positions = run.settings().mixer == Mixer::Attention;
    Scores scores;
    for (const Sized& size : sizes) {
        const auto set = testSet(size.settings, run.seed());
        if (!set || (positions && set->length > run.test().length))
            continue;
        const auto answers = answersTo(set->first(sequencesFor(run, set->length)), run.training().weights(),
                                       run.training().model(), context);
        if (!answers)
            return answers.error();
        scores[size.at] = learn::scoreOf(*answers);
    }
    return scores;
}

std::vector<Sized> pairsToTry(const Settings& settings)
{
    const bool recall = settings.task == Task::AssociativeRecall;
    const int trained = recall ? settings.length / 2 : settings.pairs;
    std::vector<Sized> sizes;
    for (const int pairs : {1, 2, 4, 6, 8, 12, 16, 32, 64, trained}) {
        if (pairs > 2 * trained && settings.task != Task::MultiQueryRecall)
            continue;
        Sized size{pairs, settings};
        (recall ? size.settings.length : size.settings.pairs) = recall ? 2 * pairs : pairs;
        sizes.push_back(size);
    }
    return sizes;
}

std::vector<Sized> lengthsToTry(const Settings& settings)
{
    std::vector<Sized> sizes;
    for (const int length : {10, 20, 30, 50, 100, 200, 300, settings.length}) {
        Sized size{length, settings};
        size.settings.length = length;
        sizes.push_back(size);
    }
    return sizes;
}

Layer trainedRule(int at)
{
    return {.id = "trained",
            .label = {"trained at", "学習時の値"},
            .data = Rule{Rule::Axis::X, static_cast<double>(at)},
            .role = Role::Accent};
}

Result<Panel> pairsPanel(const Run& run, const RunContext& context)
{
    const Settings& settings = run.settings();
    const auto scores = scoresOf(run, pairsToTry(settings), context);
    if (!scores)
        return scores.error();
    const bool copying = settings.task == Task::SelectiveCopying;
    Panel panel = scoresPanel(
        run, "by-pairs",
        copying ? Text{"Right answers by how many tokens are to be copied", "写す語の数ごとの正答率"}
                : Text{"Right answers by the number of pairs", "組の数ごとの正答率"},
        {.label = copying ? Text{"tokens to copy", "写す語の数"} : Text{"pairs", "組の数"},
         .kind = Axis::Kind::Log},
        *scores);
    panel.layers.push_back(
        trainedRule(settings.task == Task::AssociativeRecall ? settings.length / 2 : settings.pairs));
    return panel;
}

Result<Panel> lengthsPanel(const Run& run, const RunContext& context)
{
    const Settings& settings = run.settings();
    const auto scores = scoresOf(run, lengthsToTry(settings), context);
    if (!scores)
        return scores.error();
    Panel panel = scoresPanel(
        run, "lengths",
        text("Trained at length {}, tested at others", "長さ {} で学習し、別の長さで試す", settings.length),
        {.label = {"length of the test", "テストの長さ"}, .unit = "tokens", .kind = Axis::Kind::Log},
        *scores);
    panel.layers.push_back(trainedRule(settings.length));
    if (settings.mixer == Mixer::Attention)
        panel.note = {
            "Attention has learned a vector for each position and has none beyond: longer sequences "
            "cannot be read.",
            "注意機構は位置ごとのベクトルを学習し、その先にはない。より長い系列は読めない。"};
    return panel;
}

struct Cut {
    std::string label;
    std::vector<learn::Ablation> without = {};
};

/// Everything, then one part after another of each layer.
std::vector<Cut> cutsOf(const Settings& settings)
{
    using learn::Part;
    std::vector<std::pair<std::string, Part>> parts;
    switch (settings.mixer) {
    case Mixer::H3:
        parts = {{"S", Part::Shift}, {"D", Part::Memory}};
        break;
    case Mixer::S4d:
    case Mixer::Gss:
    case Mixer::Lssl:
        parts = {{"D", Part::Memory}};
        break;
    case Mixer::Attention:
        parts = {{"A", Part::Head}};
        break;
    case Mixer::Rnn:
    case Mixer::Lstm:
        parts = {{"R", Part::Mixer}};
        break;
    }
    std::vector<Cut> cuts{{"–"}};
    for (Index layer = 0; layer < settings.layers; ++layer)
        for (const auto& [name, part] : parts)
            cuts.push_back({fmt::format("{}{}", name, subscript(static_cast<std::size_t>(layer) + 1)),
                            {{.layer = layer, .part = part}}});
    return cuts;
}

Text cutAxis(Mixer mixer)
{
    switch (mixer) {
    case Mixer::H3:
        return {"left out: – nothing · S shift · D diagonal, of layer 1, 2 …",
                "外した部分：– なし · S シフト · D 対角系（添字は層）"};
    case Mixer::S4d:
    case Mixer::Gss:
    case Mixer::Lssl:
        return {"left out: – nothing · D diagonal, of layer 1, 2 …",
                "外した部分：– なし · D 対角系（添字は層）"};
    case Mixer::Attention:
        return {"left out: – nothing · A head of attention, of layer 1, 2 …",
                "外した部分：– なし · A 注意のヘッド（添字は層）"};
    case Mixer::Rnn:
    case Mixer::Lstm:
        break;
    }
    return {"left out: – nothing · R recurrence, of layer 1, 2 …",
            "外した部分：– なし · R 漸化式（添字は層）"};
}

Result<Panel> ablationsPanel(const Run& run, const RunContext& context)
{
    const learn::TaskSet test = run.test().first(learn::lookedAt(run.test()));
    Samples percent;
    std::vector<std::string> labels;
    for (const Cut& cut : cutsOf(run.settings())) {
        const auto answers =
            answersTo(test, run.training().weights(), run.training().model(), context, cut.without);
        if (!answers)
            return answers.error();
        percent.push_back(kPercent * learn::scoreOf(*answers).share());
        labels.push_back(cut.label);
    }
    const RegularGrid places{0, 1, percent.size()};
    return Panel{.id = "ablations",
                 .title = text("Right answers of {} test sequences with a part left out",
                               "部品を外したときの正答率（テスト系列 {} 個）", test.sequences),
                 .x = {.label = cutAxis(run.settings().mixer)},
                 .y = percentAxis(),
                 .layers = {{.id = "ablations",
                             .label = answeredTitle(),
                             .data = Bars{places, std::move(percent), std::move(labels)},
                             .role = Role::Output},
                            learn::rule("majority", {"commonest answer", "最も多い答え"},
                                        kPercent * learn::majorityAccuracy(run.test()))}};
}

} // namespace

Status addScores(const Run& run, const Request& request, Figure& figure, const RunContext& context)
{
    struct Entry {
        std::string_view id;
        Text title;
        Result<Panel> (*draw)(const Run&, const RunContext&);
    };
    const Entry kPanels[] = {
        {"by-pairs", {"Right answers by the number of pairs", "組の数ごとの正答率"}, pairsPanel},
        {"lengths", {"Right answers by the length of the test", "テストの長さごとの正答率"}, lengthsPanel},
        {"ablations", {"Right answers with a part left out", "部品を外したときの正答率"}, ablationsPanel},
    };
    if (request.wants("by-distance") && !run.record().predictions.empty())
        figure.panels.push_back(distancePanel(run));
    for (const Entry& entry : kPanels) {
        if (!request.wants(entry.id))
            continue;
        const std::string id(entry.id);
        if (!run.hasWeights())
            addSentence(figure, id, entry.title, weightsLeftOut());
        else if (id == "by-pairs" && run.settings().task == Task::InductionHead)
            addSentence(figure, id, entry.title,
                        {"The induction head has one pair only: choose another task.",
                         "誘導ヘッドの組は一つだけである。別の課題を選ぶ。"});
        else if (Result<Panel> panel = entry.draw(run, context))
            figure.panels.push_back(*std::move(panel));
        else
            return panel.error();
    }
    return Done{};
}

} // namespace kaba::probe
