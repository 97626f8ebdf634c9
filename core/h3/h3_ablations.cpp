// SPDX-License-Identifier: GPL-3.0-or-later
// What is left of the answers when a part of the layer made by hand is taken out.
#include "core/h3/h3_params.h"
#include "core/h3/h3_scene.h"

namespace kaba {

namespace {

constexpr learn::Index kTested = 500; ///< sequences, as the official tests have

struct Variant {
    std::string label;
    H3Layer layer;
};

/// The layer for the task itself, with the settings of the scene.
Result<H3Layer> taskLayer(const H3Scene& scene, int vocabulary)
{
    return constructedH3(scene.settings, vocabulary,
                         RecallTable(rolesOf(scene.task, vocabulary), scene.settings.headSize));
}

Result<std::vector<Variant>> variantsOf(const H3Scene& scene, int vocabulary)
{
    const auto whole = taskLayer(scene, vocabulary);
    const auto drawn =
        randomH3(scene.settings, vocabulary, 4, static_cast<std::uint64_t>(scene.request.seed));
    if (!whole || !drawn)
        return whole ? drawn.error() : whole.error();
    return std::vector<Variant>{{"H3", *whole},
                                {"K\u0303 = k", withoutShift(*whole)},
                                {"Ā = 0", withoutMemory(*whole)},
                                {"q = 1", withoutGate(*whole)},
                                {"N(0, 1)", *drawn}};
}

Text taskName(RecallTask task)
{
    return task == RecallTask::InductionHead ? Text{"induction head", "誘導ヘッド"}
                                             : Text{"associative recall", "連想想起"};
}

Panel ablationsPanel(const H3Scene& scene, std::vector<std::string> labels, Samples percent, double majority)
{
    const RegularGrid places{0, 1, percent.size()};
    const Text task = taskName(scene.task);
    return {.id = "ablations",
            .title = text("Right answers to {0} sequences of {1}", "{2}の {0} 系列への正答率", kTested,
                          task.en, task.ja),
            .x = {.label = {"whole · no shift · no memory · no queries · random",
                            "全体 · シフトなし · 記憶なし · クエリなし · 乱数"}},
            .y = {.label = {"right answers", "正答率"}, .unit = "%", .range = Interval{0, 105}},
            .layers = {{.id = "accuracy",
                        .label = {"right answers", "正答率"},
                        .data = Bars{places, std::move(percent), std::move(labels)},
                        .role = Role::Output},
                       {.id = "majority",
                        .label = {"always the most frequent answer", "常に最頻の答え"},
                        .data = Rule{Rule::Axis::Y, 100 * majority},
                        .role = Role::Reference}}};
}

} // namespace

Status addH3Ablations(const H3Scene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("ablations"))
        return Done{};
    const ParameterSet& values = scene.request.values;
    const int vocabulary = values[kVocabulary];
    const auto set = recallTask(scene.task, vocabulary, values[kTaskLength], kTested,
                                static_cast<std::uint64_t>(scene.request.seed));
    const auto variants = variantsOf(scene, vocabulary);
    if (!set || !variants)
        return set ? variants.error() : set.error();
    std::vector<std::string> labels;
    Samples percent;
    for (const Variant& variant : *variants) {
        const auto accuracy = accuracyOf(variant.layer, *set, context);
        if (!accuracy)
            return accuracy.error();
        labels.push_back(variant.label);
        percent.push_back(100 * *accuracy);
    }
    figure.readouts.push_back({.id = "accuracy-without-queries",
                               .label = {"Right answers without queries", "クエリなしの正答率"},
                               .value = percent[3],
                               .unit = "%"});
    figure.panels.push_back(
        ablationsPanel(scene, std::move(labels), std::move(percent), majorityShare(*set)));
    return Done{};
}

Result<double> h3TaskAccuracy(const H3Scene& scene, const RunContext& context)
{
    const ParameterSet& values = scene.request.values;
    const auto layer = taskLayer(scene, values[kVocabulary]);
    const auto set = recallTask(scene.task, values[kVocabulary], values[kTaskLength], kTested,
                                static_cast<std::uint64_t>(scene.request.seed));
    if (!layer || !set)
        return layer ? set.error() : layer.error();
    return accuracyOf(*layer, *set, context);
}

} // namespace kaba
