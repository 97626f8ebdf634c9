// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/learn/training_run.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace kaba::matters {

/// Models that are compared with one another.
enum class Pair { Rnn, Diagonal, Fixed };
inline constexpr std::size_t kPairs = 3;

/// The models. The first of each pair is the one without structure.
enum class Arm { Rnn, RnnLegS, RnnLegT, S4dRandom, S4dSpread, S4dLegS, S4dLin, LsslRandom, LsslLegS };

struct ArmName {
    Arm arm = Arm::Rnn;
    std::string_view id = {};
    Label label = {};
    Pair pair = Pair::Rnn;
};

/// In the order of the enum.
inline constexpr std::array<ArmName, 9> kArms{{
    {Arm::Rnn, "rnn", {"tanh RNN", "tanh RNN"}, Pair::Rnn},
    {Arm::RnnLegS, "rnn-legs", {"RNN + HiPPO-LegS", "RNN + HiPPO-LegS"}, Pair::Rnn},
    {Arm::RnnLegT, "rnn-legt", {"RNN + HiPPO-LegT", "RNN + HiPPO-LegT"}, Pair::Rnn},
    {Arm::S4dRandom, "s4d-random", {"S4D, random poles", "S4D、乱数の極"}, Pair::Diagonal},
    {Arm::S4dSpread, "s4d-spread", {"S4D, random, spread as Lin", "S4D、Lin と同じ幅の乱数"}, Pair::Diagonal},
    {Arm::S4dLegS, "s4d-legs", {"S4D-LegS", "S4D-LegS"}, Pair::Diagonal},
    {Arm::S4dLin, "s4d-lin", {"S4D-Lin", "S4D-Lin"}, Pair::Diagonal},
    {Arm::LsslRandom, "lssl-random", {"LSSL, random A", "LSSL、乱数の A"}, Pair::Fixed},
    {Arm::LsslLegS, "lssl-legs", {"LSSL, LegS", "LSSL、LegS"}, Pair::Fixed},
}};

constexpr const ArmName& nameOf(Arm arm) { return kArms[static_cast<std::size_t>(arm)]; }
/// The model without structure that an arm is compared with.
constexpr Arm controlOf(Pair pair)
{
    return std::array{Arm::Rnn, Arm::S4dRandom, Arm::LsslRandom}[static_cast<std::size_t>(pair)];
}
constexpr bool isControl(const ArmName& name) { return name.arm == controlOf(name.pair); }

/// The lags of the curves, and the seeds 1 … kSeeds of each of their points.
inline constexpr std::array kLags{2, 8, 16, 32, 60};
inline constexpr int kSeeds = 5;

/// What a run is determined by, its seed aside.
struct Settings {
    Arm arm = Arm::RnnLegT;
    int lag = 32;
    int vocabulary = 4;
    learn::Index width = 16;
    learn::Index state = 64; ///< N of memories and systems
    learn::Index steps = 400;
    double rate = 5e-3;
    bool operator==(const Settings&) const = default;
};

std::vector<Parameter> mattersParameters();
Settings settingsOf(const ParameterSet& values);

/// The canonical text of the settings: what a stored run is named after.
std::string textOf(const Settings& settings);
/// The settings of such a text; nothing where it is none of this demo.
std::optional<Settings> settingsFrom(std::string_view text);

/// The window of LegT and how many positions of each sequence are scored, those behind the lag.
inline constexpr learn::Index kWindow = 64;
inline constexpr int kScored = 32;

learn::ModelSettings modelOf(const Settings& settings);
/// Tests, examples where the run is to train, model and recipe. Sequences and their order depend on lag, vocabulary and
/// seed alone: arms with the same seed see the same.
learn::TrainingPlan planOf(const Settings& settings, int seed, bool trains);

} // namespace kaba::matters
