// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matters/matters_settings.h"

#include "core/base/number_text.h"
#include "core/learn/split_mix.h"

#include <algorithm>

namespace kaba::matters {
namespace {

using learn::Index;
using learn::Mixer;

constexpr auto kModelOptions = [] {
    std::array<Option, kArms.size()> options{};
    for (std::size_t at = 0; at < options.size(); ++at)
        options[at] = {kArms[at].id, kArms[at].label};
    return options;
}();

constexpr ChoiceParam kModel{
    .id = "model",
    .label = {"Model", "モデル"},
    .options = kModelOptions,
    .initial = static_cast<int>(Arm::RnnLegT),
    .help =
        {"Whose single run is shown or trained. Each pair shares everything but its memory: the same initial "
         "values, sequences and order for the same seed.",
         "表示または学習する一つのモデル。対をなすモデルは記憶以外のすべて（初期値、系列とその順序）を"
         "同じ種で共有する。"},
};
constexpr IntParam kLag{
    .id = "lag",
    .label = {"Lag", "遅れ"},
    .min = 1,
    .max = 60,
    .initial = 32,
    .unit = "tokens",
    .help = {"The model must say at each position the token that stood so many positions before.",
             "各位置で、この数だけ前にあった語を答える。"},
};
constexpr IntParam kVocabulary{.id = "vocabulary",
                               .label = {"Vocabulary", "語彙"},
                               .min = 2,
                               .max = 16,
                               .initial = 4,
                               .scale = Scale::Log};
constexpr IntParam kWidth{
    .id = "width", .label = {"Width", "幅"}, .min = 8, .max = 64, .initial = 16, .scale = Scale::Log};
constexpr IntParam kState{
    .id = "state",
    .label = {"State size N", "状態の大きさ N"},
    .min = 4,
    .max = 64,
    .initial = 64,
    .scale = Scale::Log,
    .help =
        {"Numbers that the memory of the RNN keeps; real states of each channel's system (S4D: N/2 complex "
         "modes).",
         "RNN の記憶がもつ数の個数。状態空間ではチャネルごとの実状態の数（S4D では複素モード N/2 個）。"},
};
constexpr IntParam kSteps{.id = "steps",
                          .label = {"Steps", "ステップ数"},
                          .min = 1,
                          .max = 20000,
                          .initial = 400,
                          .scale = Scale::Log};
constexpr RealParam kRate{.id = "learning-rate",
                          .label = {"Learning rate", "学習率"},
                          .min = 1e-5,
                          .max = 0.1,
                          .initial = 5e-3,
                          .scale = Scale::Log};

std::span<const Parameter> declaredParameters()
{
    static const std::vector<Parameter> kAll = mattersParameters();
    return kAll;
}

constexpr Index kBatch = 32;
constexpr Index kExamples = 4000;
constexpr Index kTestSequences = 12;
constexpr Index kLossPoints = 20;
constexpr Index kTests = 4;

learn::TaskSet sequencesOf(const Settings& settings, Index count, std::uint64_t seed)
{
    const learn::DelayedCopy task{settings.vocabulary, settings.lag + kScored, settings.lag};
    return makeTask(task, count, seed).value();
}

learn::TrainingSettings recipeOf(const Settings& settings, int seed)
{
    learn::TrainingSettings recipe{.batch = kBatch,
                                   .schedule = {.steps = settings.steps,
                                                .warmUp = settings.steps / 8,
                                                .decay = learn::Schedule::Decay::Cosine,
                                                .floor = 0.05},
                                   .mostNorm = 1,
                                   .seed = static_cast<std::uint64_t>(seed)};
    recipe.optimiser.rate = settings.rate;
    recipe.optimiser.groups.front().decay = 0;
    return recipe;
}

} // namespace

std::vector<Parameter> mattersParameters()
{
    return {kModel, kLag, kVocabulary, kWidth, kState, kSteps, kRate};
}

Settings settingsOf(const ParameterSet& values)
{
    return {.arm = values.as<Arm>(kModel),
            .lag = values[kLag],
            .vocabulary = values[kVocabulary],
            .width = values[kWidth],
            .state = values[kState],
            .steps = values[kSteps],
            .rate = values[kRate]};
}

std::string textOf(const Settings& settings)
{
    return fmt::format("model={};lag={};vocabulary={};width={};state={};steps={};learning-rate={}",
                       nameOf(settings.arm).id, settings.lag, settings.vocabulary, settings.width,
                       settings.state, settings.steps, shortest(settings.rate));
}

std::optional<Settings> settingsFrom(std::string_view text)
{
    ParameterSet values(declaredParameters());
    if (!values.setAll(text))
        return std::nullopt;
    return settingsOf(values);
}

learn::ModelSettings modelOf(const Settings& settings)
{
    learn::ModelSettings model{.vocabulary = settings.vocabulary,
                               .length = settings.lag + kScored,
                               .layers = 1,
                               .width = settings.width,
                               .inner = 4 * settings.width,
                               .order = settings.state,
                               .window = kWindow,
                               .embeddingDropout = 0,
                               .attentionDropout = 0};
    constexpr std::array kMixers{Mixer::Rnn, Mixer::S4d, Mixer::Lssl};
    model.mixer = kMixers[static_cast<std::size_t>(nameOf(settings.arm).pair)];
    if (settings.arm == Arm::RnnLegS)
        model.memory = learn::RecurrentMemory::LegS;
    if (settings.arm == Arm::RnnLegT)
        model.memory = learn::RecurrentMemory::LegT;
    using learn::Poles;
    constexpr std::array kPoles{Poles::Usual, Poles::Usual, Poles::Usual,  Poles::Random, Poles::Spread,
                                Poles::LegS,  Poles::Lin,   Poles::Random, Poles::LegS};
    model.poles = kPoles[static_cast<std::size_t>(settings.arm)];
    return model;
}

learn::TrainingPlan planOf(const Settings& settings, int seed, bool trains)
{
    const auto bits = static_cast<std::uint64_t>(seed);
    learn::TrainingPlan plan{.settings = textOf(settings),
                             .seed = seed,
                             .model = modelOf(settings),
                             .training = recipeOf(settings, seed),
                             .course = {.steps = settings.steps,
                                        .testEvery = std::max<Index>(1, settings.steps / kTests),
                                        .lossEvery = std::max<Index>(1, settings.steps / kLossPoints)},
                             .test = sequencesOf(settings, kTestSequences, learn::splitMix(2 * bits + 1))};
    if (trains)
        plan.examples = sequencesOf(settings, kExamples, learn::splitMix(2 * bits));
    return plan;
}

} // namespace kaba::matters
