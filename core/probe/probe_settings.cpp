// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_settings.h"

#include "core/base/number_text.h"
#include "core/learn/ops_tokens.h"
#include "core/learn/split_mix.h"

#include <algorithm>
#include <array>

namespace kaba::probe {
namespace {

using learn::Mixer;

/// The first `count` names as options.
template <std::size_t count>
constexpr std::array<Option, count> optionsFrom(const auto& names)
{
    std::array<Option, count> options{};
    for (std::size_t at = 0; at < count; ++at)
        options[at] = {names[at].id, names[at].label};
    return options;
}

constexpr auto kTaskOptions = optionsFrom<kTasks>(learn::kTasks);
constexpr auto kModelOptions = optionsFrom<kModelCount>(learn::kMixers);
constexpr std::array<Option, 2> kRecipeOptions{{
    {"official", {"Official (H3 paper's code)", "公式（H3 論文のコード）"}},
    {"quick", {"Quick", "短時間"}},
}};

constexpr Keyword kAuto{"auto", {"auto", "自動"}};

bool isOfficial(const ParameterSet& values);
bool hasPairs(const ParameterSet& values);
bool hasState(const ParameterSet& values);

constexpr ChoiceParam kTask{
    .id = "task",
    .label = {"Task", "課題"},
    .options = kTaskOptions,
    .initial = static_cast<int>(Task::AssociativeRecall),
    .help =
        {"What the model must learn: which token followed the prefix (induction head), which value belongs "
         "to a "
         "key (associative recall; many keys: MQAR), or which tokens stood among noise (selective copying).",
         "モデルが学ぶこと。接頭辞の次にあった語（誘導ヘッド）、キーに対応する値（連想想起、複数なら MQAR）、"
         "雑音の中にあった語（選択的コピー）。"},
};
constexpr ChoiceParam kModel{
    .id = "model",
    .label = {"Model", "モデル"},
    .options = kModelOptions,
    .initial = static_cast<int>(Mixer::H3),
    .help = {"What mixes the positions; everything round it is the same for all.",
             "位置どうしを混ぜる部分。それ以外はどのモデルも同じである。"},
};
constexpr ChoiceParam kRecipe{
    .id = "recipe",
    .label = {"Recipe", "学習の手順"},
    .options = kRecipeOptions,
    .help = {"The official experiments, or a shorter way to the same accuracy with a rate of its own.",
             "公式実験の手順か、独自の学習率で同じ正解率に早く達する手順。"},
};
constexpr IntParam kVocabulary{
    .id = "vocabulary",
    .label = {"Vocabulary", "語彙"},
    .min = 4,
    .max = 1024,
    .initial = 10,
    .scale = Scale::Log,
    .keyword = kAuto,
    .keywordIsInitial = true,
    .help = {"Tokens, the two special ones among them.", "トークンの種類。特別な 2 種も含む。"},
};
constexpr IntParam kLength{
    .id = "length",
    .label = {"Length", "長さ"},
    .min = 4,
    .max = 512,
    .initial = 20,
    .scale = Scale::Log,
    .unit = "tokens",
    .keyword = kAuto,
    .keywordIsInitial = true,
    .help = {"Tokens before the question; for associative recall twice the pairs.",
             "問いの前にあるトークンの数。連想想起では組の数の 2 倍。"},
};
constexpr IntParam kPairs{
    .id = "pairs",
    .label = {"Pairs", "組の数"},
    .min = 1,
    .max = 64,
    .initial = 4,
    .scale = Scale::Log,
    .keyword = kAuto,
    .keywordIsInitial = true,
    .help = {"Keys that are asked for in MQAR; tokens to copy in selective copying.",
             "MQAR で問われるキーの数。選択的コピーでは写す語の数。"},
    .enabledWhen = hasPairs,
};
constexpr IntParam kLayers{.id = "layers", .label = {"Layers", "層数"}, .min = 1, .max = 4, .initial = 2};
constexpr IntParam kWidth{
    .id = "width", .label = {"Width", "幅"}, .min = 8, .max = 128, .initial = 32, .scale = Scale::Log};
constexpr IntParam kState{
    .id = "state",
    .label = {"State size N", "状態の大きさ N"},
    .min = 4,
    .max = 256,
    .initial = 64,
    .scale = Scale::Log,
    .help = {"N real states of each channel's system: N/2 complex modes; even.",
             "チャネルごとの系の状態の数。複素モードは N/2 個。偶数にする。"},
    .enabledWhen = hasState,
};
constexpr IntParam kBatch{.id = "batch",
                          .label = {"Batch", "バッチ"},
                          .min = 1,
                          .max = 256,
                          .initial = 32,
                          .scale = Scale::Log,
                          .unit = "sequences",
                          .enabledWhen = isOfficial};
constexpr RealParam kRate{
    .id = "learning-rate",
    .label = {"Learning rate", "学習率"},
    .min = 1e-5,
    .max = 1,
    .initial = 5e-4,
    .scale = Scale::Log,
    .help = {"The greatest of its schedule; A, B and Δ of a state space stay below 10⁻³.",
             "スケジュールの最大値。状態空間の A、B、Δ は 10⁻³ 以下に抑える。"},
    .enabledWhen = isOfficial};
constexpr IntParam kExamples{.id = "examples",
                             .label = {"Training sequences", "学習系列"},
                             .min = 32,
                             .max = 50000,
                             .initial = 5000,
                             .scale = Scale::Log,
                             .enabledWhen = isOfficial};
constexpr IntParam kSteps{
    .id = "steps",
    .label = {"Steps at most", "最大ステップ数"},
    .min = 1,
    .max = 1000000,
    .initial = 31400,
    .scale = Scale::Log,
    .keyword = {"auto", {"auto", "自動"}},
    .keywordIsInitial = true,
    .help = {"The learning rate's schedule ends here.", "学習率のスケジュールはここで終わる。"},
};
constexpr RealParam kStopAt{
    .id = "stop-at",
    .label = {"Stop at accuracy", "終了する正解率"},
    .min = 1,
    .max = 100,
    .initial = 99.5,
    .unit = "%",
    .keyword = {"never", {"never", "終了しない"}},
    .help = {"Training ends once two tests in a row reach this; “never” is official.",
             "続けて 2 回のテストがこれに達すると終わる。公式は「終了しない」。"},
};

Task taskOf(const ParameterSet& values) { return values.as<Task>(kTask); }
Mixer mixerOf(const ParameterSet& values) { return values.as<Mixer>(kModel); }

bool isOfficial(const ParameterSet& values) { return values.as<RecipeKind>(kRecipe) == RecipeKind::Official; }
bool hasPairs(const ParameterSet& values)
{
    return taskOf(values) == Task::MultiQueryRecall || taskOf(values) == Task::SelectiveCopying;
}
bool hasState(const ParameterSet& values)
{
    const Mixer mixer = mixerOf(values);
    return mixer == Mixer::S4d || mixer == Mixer::Gss || mixer == Mixer::H3;
}

/// What `auto` stands for.
struct Sizes {
    int vocabulary, length, pairs;
};
constexpr std::array<Sizes, kTasks> kSizes{{{20, 30, 1}, {10, 20, 10}, {256, 64, 4}, {16, 64, 8}}};

learn::Recipe namedRecipe(RecipeKind kind, Task task, Mixer mixer)
{
    return kind == RecipeKind::Official ? learn::officialRecipe(task, mixer)
                                        : learn::quickRecipe(task, mixer);
}

/// `count` sequences of the task; a limit that the settings break becomes CannotCompute.
Result<learn::TaskSet> sequencesOf(const Settings& settings, learn::Index count, std::uint64_t seed)
{
    auto made = [&]() -> Result<learn::TaskSet> {
        switch (settings.task) {
        case Task::InductionHead:
            return makeTask(learn::InductionHead{settings.vocabulary, settings.length}, count, seed);
        case Task::AssociativeRecall:
            return makeTask(learn::AssociativeRecall{settings.vocabulary, settings.length / 2}, count, seed);
        case Task::MultiQueryRecall:
            return makeTask(learn::MultiQueryRecall{settings.vocabulary, settings.length, settings.pairs},
                            count, seed);
        case Task::SelectiveCopying:
        case Task::DelayedCopy:
            break;
        }
        return makeTask(learn::SelectiveCopying{settings.vocabulary, settings.length, settings.pairs}, count,
                        seed);
    }();
    if (!made)
        return Error{Error::Kind::CannotCompute, made.error().message};
    return made;
}

std::span<const Parameter> declaredParameters()
{
    static const std::vector<Parameter> kAll = probeParameters();
    return kAll;
}

} // namespace

std::vector<Parameter> probeParameters()
{
    return {kTask,  kModel, kRecipe, kVocabulary, kLength,   kPairs, kLayers,
            kWidth, kState, kBatch,  kRate,       kExamples, kSteps, kStopAt};
}

Settings settingsOf(const ParameterSet& values)
{
    const Task task = taskOf(values);
    const Sizes& sizes = kSizes[static_cast<std::size_t>(task)];
    const auto kind = values.as<RecipeKind>(kRecipe);
    const bool own = kind == RecipeKind::Official;
    const learn::Recipe recipe = namedRecipe(kind, task, mixerOf(values));
    return {.task = task,
            .mixer = mixerOf(values),
            .recipe = kind,
            .vocabulary = values.given(kVocabulary).value_or(sizes.vocabulary),
            .length = values.given(kLength).value_or(sizes.length),
            .pairs = hasPairs(values) ? values.given(kPairs).value_or(sizes.pairs) : sizes.pairs,
            .layers = values[kLayers],
            .width = values[kWidth],
            .state = hasState(values) ? values[kState] : kState.initial,
            .batch = own ? values[kBatch] : recipe.batch,
            .rate = own ? values[kRate] : recipe.optimiser.rate,
            .examples = own ? values[kExamples] : recipe.examples,
            .steps = values.given(kSteps).value_or(static_cast<int>(recipe.schedule.steps)),
            .stopAt = values.given(kStopAt)};
}

std::string textOf(const Settings& settings)
{
    return fmt::format(
        "task={};model={};recipe={};vocabulary={};length={};pairs={};layers={};width={};state={};"
        "batch={};learning-rate={};examples={};steps={};stop-at={}",
        nameOf(settings.task).id, nameOf(settings.mixer).id,
        kRecipeOptions[static_cast<std::size_t>(settings.recipe)].id, settings.vocabulary, settings.length,
        settings.pairs, settings.layers, settings.width, settings.state, settings.batch,
        shortest(settings.rate), settings.examples, settings.steps,
        settings.stopAt ? shortest(*settings.stopAt) : "never");
}

std::optional<Settings> settingsFrom(std::string_view text)
{
    ParameterSet values(declaredParameters());
    if (!values.setAll(text))
        return std::nullopt;
    return settingsOf(values);
}

learn::Recipe recipeOf(const Settings& settings)
{
    learn::Recipe recipe = namedRecipe(settings.recipe, settings.task, settings.mixer);
    recipe.examples = settings.examples;
    recipe.batch = settings.batch;
    recipe.optimiser.rate = settings.rate;
    recipe.schedule.warmUp = recipe.schedule.warmUp * settings.steps / recipe.schedule.steps;
    recipe.schedule.steps = settings.steps;
    return recipe;
}

Result<learn::TaskSet> testSet(const Settings& settings, int seed)
{
    return sequencesOf(settings, kTestSequences, learn::splitMix(2 * static_cast<std::uint64_t>(seed) + 1));
}

Result<learn::TaskSet> trainingSet(const Settings& settings, int seed)
{
    Result<learn::TaskSet> set =
        sequencesOf(settings, settings.examples, learn::splitMix(2 * static_cast<std::uint64_t>(seed)));
    return set ? trainedBy(recipeOf(settings), *std::move(set)) : set;
}

learn::ModelSettings modelOf(const Settings& settings, learn::Index length)
{
    const learn::Recipe recipe = recipeOf(settings);
    return {.mixer = settings.mixer,
            .vocabulary = settings.vocabulary,
            .length = length,
            .layers = settings.layers,
            .width = settings.width,
            .inner = 4 * settings.width,
            .order = settings.state,
            .embeddingDropout = recipe.embeddingDropout,
            .attentionDropout = recipe.attentionDropout};
}

learn::TrainingSettings trainingOf(const Settings& settings, int seed)
{
    const learn::Recipe recipe = recipeOf(settings);
    return {.batch = recipe.batch,
            .optimiser = recipe.optimiser,
            .schedule = recipe.schedule,
            .mostNorm = recipe.mostNorm,
            .seed = static_cast<std::uint64_t>(seed)};
}

} // namespace kaba::probe
