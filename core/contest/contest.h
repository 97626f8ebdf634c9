// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/contest/model.h"
#include "core/learn/run_record.h"
#include "core/learn/tasks.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace kaba::contest {

/// One of the mechanisms that learn the same task.
struct Contestant {
    std::string id;
    std::string name; ///< the same in both languages
    MechanismPlan mechanism;
    Role role = Role::Output; ///< how its curves look
    int shade = 0;
};

/// What a test says of a model.
enum class Score {
    Accuracy,     ///< the part of what is due that is said, 0 … 1
    BitsPerSymbol ///< mean −log₂ of the probability of what is due
};

/// How all contestants are trained.
struct Recipe {
    Index steps = 1000;
    Index batch = 32;
    double rate = 3e-3; ///< after a tenth of the steps, then down to 0 by a cosine
    double mostNorm = 1;
    Index examples = 8192;
    Index testSequences = 200;
    bool keepsNorms = false;
};

/// The records of the contestants in their order; nothing where one has not been trained.
using Outcome = std::vector<std::optional<learn::RunRecord>>;

/// A task, those who learn it one after another, and how.
struct Contest {
    std::string demo;
    std::string task;  ///< in the canonical text
    Text refusal = {}; ///< why nothing can be trained; empty: it can
    ModelPlan model = {};
    Recipe recipe = {};
    Score score = Score::Accuracy;
    double guess = 0; ///< what a guess scores
    std::vector<Contestant> contestants = {};
    /// So many sequences from a seed.
    std::function<learn::TaskSet(Index count, std::uint64_t seed)> training = {}, test = {};
    /// What the paper says, beside what came out. Called with an outcome that is complete.
    std::function<std::vector<Claim>(const Contest&, const Outcome&)> claims = {};
    Text convention = {};
};

/// Canonical text of one contestant's run: what its record is stored under, with the seed.
std::string settingsOf(const Contest& contest, const Contestant& contestant);

/// How many numbers a contestant trains.
Index trainedNumbers(const Contest& contest, const Contestant& contestant);

/// Steps of the training: the parameter of every contest.
inline constexpr IntParam stepsParam(int initial)
{
    return {
        .id = "training-steps",
        .label = {"Training: steps", "学習：ステップ数"},
        .min = 20,
        .max = 20000,
        .initial = initial,
        .scale = Scale::Log,
        .help = {"Steps that each contestant is trained for, in the view of the training. Another number is "
                 "another run.",
                 "学習のビューで各方式を学習するステップ数です。変えると別の学習になります。"}};
}

} // namespace kaba::contest
