// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_figure.h"

#include "core/learn/ops_tokens.h"

#include <algorithm>
#include <cmath>

namespace kaba::learn {
namespace {

constexpr double kPercent = 100;

/// 31400 → "31 400".
std::string grouped(Index number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, "\u2009");
    return digits;
}

Text spanOfTime(double seconds)
{
    const auto whole = static_cast<Index>(std::lround(seconds));
    if (whole < 100)
        return text("{} s", "{} 秒", whole);
    return text("{} min", "{} 分", (whole + 30) / 60);
}

} // namespace

Line curveOf(const std::vector<CurvePoint>& points, double scale)
{
    Samples x;
    Samples y;
    for (const CurvePoint& point : points) {
        x.push_back(static_cast<double>(point.step));
        y.push_back(scale * point.value);
    }
    return {std::move(x), std::move(y)};
}

Axis stepAxis(Index steps)
{
    return {.label = {"step", "ステップ"}, .range = Interval{0, static_cast<double>(steps)}, .link = "steps"};
}

Layer rule(std::string id, Text label, double at, Role role)
{
    return {.id = std::move(id), .label = std::move(label), .data = Rule{Rule::Axis::Y, at}, .role = role};
}

Panel lossPanel(const TrainingRun& run)
{
    Panel panel{
        .id = "loss",
        .title = {"Training loss", "学習の損失"},
        .x = stepAxis(run.plan().course.steps),
        .y = {.label = {"loss", "損失"}, .unit = "nats"},
        .layers = {{.id = "loss",
                    .label = {"loss", "損失"},
                    .data = curveOf(run.record().losses, 1),
                    .role = Role::Output},
                   rule("uniform", {"guess, ln V", "当て推量 ln V"}, std::log(run.plan().model.vocabulary))}};
    return panel;
}

Panel accuracyPanel(const TrainingRun& run)
{
    Panel panel{.id = "accuracy",
                .title = {"Accuracy on the test sequences", "テスト系列での正解率"},
                .x = stepAxis(run.plan().course.steps),
                .y = {.label = {"accuracy", "正解率"}, .unit = "%", .range = Interval{0, 104}},
                .layers = {{.id = "accuracy",
                            .label = {"accuracy", "正解率"},
                            .data = curveOf(run.record().accuracies, kPercent),
                            .role = Role::Output},
                           rule("majority", {"commonest answer", "最も多い答え"},
                                kPercent * majorityAccuracy(run.test()))}};
    return panel;
}

std::vector<Readout> readoutsOf(const TrainingRun& run)
{
    const RunRecord& record = run.record();
    const auto parameters = static_cast<double>(run.training().weights().values().size());
    std::vector<Readout> readouts{
        {.id = "test-accuracy",
         .label = {"Test accuracy", "テストの正解率"},
         .value = kPercent * run.accuracy(),
         .unit = "%"},
        {.id = "majority-accuracy",
         .label = {"Commonest answer", "最も多い答え"},
         .value = kPercent * majorityAccuracy(run.test()),
         .unit = "%"},
        {.id = "parameters", .label = {"Parameters", "パラメータ数"}, .value = parameters},
        {.id = "steps-done", .label = {"Steps", "ステップ数"}, .value = static_cast<double>(record.steps)}};
    if (record.seconds > 0 && record.steps > 0) {
        readouts.push_back({.id = "tokens-per-second",
                            .label = {"Tokens per second", "毎秒トークン数"},
                            .value = static_cast<double>(record.tokens) / record.seconds,
                            .unit = "1/s",
                            .measured = true});
        readouts.push_back({.id = "seconds",
                            .label = {"Time", "時間"},
                            .value = record.seconds,
                            .unit = "s",
                            .measured = true});
    }
    return readouts;
}

Text statusOf(const TrainingRun& run, bool training)
{
    return statusOf(run.record(), run.plan().course.steps, training ? run.secondsLeft() : 0);
}

Text statusOf(const RunRecord& record, Index allSteps, double secondsLeft)
{
    const std::string step = grouped(record.steps);
    const std::string steps = grouped(allSteps);
    if (secondsLeft > 0) {
        const Text left = spanOfTime(secondsLeft);
        return {fmt::format("step {} of {}, at most {} left", step, steps, left.en),
                fmt::format("ステップ {} / {}、残り最大 {}", step, steps, left.ja)};
    }
    switch (record.end) {
    case RunRecord::End::AllSteps:
        return text("finished: all {} steps", "完了：全 {} ステップ", step);
    case RunRecord::End::AccuracyHeld:
        return text("finished: accuracy reached at step {}", "完了：ステップ {} で正解率に達した", step);
    case RunRecord::End::Diverged:
        return text("diverged after step {}", "ステップ {} の後に発散", step);
    case RunRecord::End::Paused:
        break;
    }
    if (record.steps > 0)
        return text("paused at step {} of {}", "ステップ {} / {} で一時停止", step, steps);
    return {"not trained yet", "未学習"};
}

std::vector<Text> noticesOf(const TrainingRun& run, bool trained)
{
    const RunRecord& record = run.record();
    std::vector<Text> notices;
    if (!trained)
        notices.push_back(
            text("Not trained yet: press Train. Until then {0} of the {1} test sequences are tried. Always "
                 "giving the "
                 "commonest answer would score {2:.1f} %.",
                 "まだ学習していない。「学習」を押す。それまではテスト系列 {1} 個のうち {0} 個で試す。"
                 "最も多い答えだけを返すと正解率は {2:.1f} % になる。",
                 run.tested().sequences, run.test().sequences, kPercent * majorityAccuracy(run.test())));
    if (record.end == RunRecord::End::Diverged)
        notices.push_back(text(
            "Training diverged at step {}: the loss or its gradient was no longer a number. The learning "
            "rate of {} is likely too high: lower it.",
            "学習はステップ {} で発散した。損失かその勾配が数でなくなった。学習率 {} "
            "が高すぎると思われる。下げるとよい。",
            record.steps + 1, run.plan().training.optimiser.rate));
    if (!run.hasWeights())
        notices.emplace_back(
            "The weights of this run were left out; the curve and the test are its own. Train it again to "
            "look inside.",
            "この記録は重みを含まない（曲線とテスト結果は実測）。内部を見るにはもう一度学習する。");
    if (!run.keepFailure().empty())
        notices.emplace_back("The run could not be kept: " + run.keepFailure().en,
                             "学習記録を保存できなかった。" + run.keepFailure().ja);
    return notices;
}

double majorityAccuracy(const TaskSet& test)
{
    std::vector<std::size_t> counts(static_cast<std::size_t>(test.vocabulary));
    std::size_t scored = 0;
    for (const int answer : test.scored)
        if (answer != kIgnored) {
            ++counts[static_cast<std::size_t>(answer)];
            ++scored;
        }
    return static_cast<double>(*std::ranges::max_element(counts)) / static_cast<double>(scored);
}

} // namespace kaba::learn
