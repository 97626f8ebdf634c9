// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/learn/recipe.h"
#include "core/learn/training.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kaba::probe {

using Task = learn::TaskKind;
/// The tasks of the probe: the first ones of learn::kTasks.
inline constexpr std::size_t kTasks = 4;
/// Its models: the first ones of learn::kMixers.
inline constexpr std::size_t kModelCount = 6;
inline constexpr auto kModels = std::span(learn::kMixers).first<kModelCount>();

enum class RecipeKind { Official, Quick };

/// What a run of the probe is determined by, its seed aside.
struct Settings {
    Task task = Task::AssociativeRecall;
    learn::Mixer mixer = learn::Mixer::H3;
    RecipeKind recipe = RecipeKind::Official;
    int vocabulary = 10;
    int length = 20;
    int pairs = 4; ///< of multi-query recall; data tokens of selective copying
    learn::Index layers = 2;
    learn::Index width = 32;
    learn::Index state = 64;
    learn::Index batch = 32;
    double rate = 5e-4;
    learn::Index examples = 5000;
    learn::Index steps = 31400;
    std::optional<double> stopAt = 99.5; ///< %
    bool operator==(const Settings&) const = default;
};

/// All parameters of the probe, in their order.
std::vector<Parameter> probeParameters();

/// With every keyword replaced by what it stands for.
Settings settingsOf(const ParameterSet& values);

/// The canonical text of the settings: what a stored run is named after.
std::string textOf(const Settings& settings);
/// The settings of such a text; nothing where it is none of this program.
std::optional<Settings> settingsFrom(std::string_view text);

/// The recipe with the settings' own rate, batch, examples and steps.
learn::Recipe recipeOf(const Settings& settings);

/// The sequences that a run is tested on, those it trains on. CannotCompute names the limit that the settings break.
Result<learn::TaskSet> testSet(const Settings& settings, int seed);
Result<learn::TaskSet> trainingSet(const Settings& settings, int seed);
inline constexpr learn::Index kTestSequences = 500;

/// `length` = tokens that the model reads of each sequence.
learn::ModelSettings modelOf(const Settings& settings, learn::Index length);
learn::TrainingSettings trainingOf(const Settings& settings, int seed);

} // namespace kaba::probe
