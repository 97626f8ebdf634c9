// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/parameter.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace kaba {

/// What a mechanism may ask besides the problem.
struct MechanismSettings {
    const ParameterSet&
        values;      ///< may hold the mechanism's own parameters; where not, their initial values count
    int budget = 32; ///< numbers a query may look at: features, landmarks, slots, window and summary
    int seed = 1;
};

/// One way to attend. Adding one takes core/attention/mechanisms/NAME.cpp and its name in add_mechanisms().
struct Mechanism {
    using Attend = Result<AttentionResult> (*)(const AttentionProblem&, const MechanismSettings&,
                                               const RunContext&);
    std::string_view id; ///< of its paper; `softmax` is exact
    Label name;
    Label budget; ///< what the budget buys: "landmarks"; empty where it buys nothing
    bool servesCausal = true;
    double growth = 1; ///< the power of n that its multiply-adds grow with at a fixed budget
    /// The values of its own parameters with which a budget of 2n or more makes it exact softmax attention; nothing
    /// where there are none.
    std::optional<std::string_view> exactWith = {};
    /// Its own parameters, each enabled where mechanismIs() says so.
    std::vector<Parameter> parameters = {};
    /// The n × n matrix that it stands in for, where that is not softmaxWeights(): a kernel without normalised rows,
    /// say. Null: softmax.
    Eigen::MatrixXd (*target)(const AttentionProblem&) = nullptr;
    /// The outputs, linear in the values, at the mechanism's true cost.
    Attend attend = nullptr;
};

/// The table that CMake writes from add_mechanisms(), in its order; exact softmax first.
std::span<const Mechanism> allMechanisms();
/// Null where there is none of this id.
const Mechanism* findMechanism(std::string_view id);

/// The papers that brought a mechanism, in the order of the table.
std::vector<std::string_view> papersWithMechanisms();

/// Its name up to the colon: "Luna".
Text shortName(const Mechanism& mechanism);

/// Whether a set has chosen this mechanism by its parameter `mechanism`; a set without one belongs to a demo of the
/// mechanism alone.
bool mechanismIs(const ParameterSet& values, std::string_view id);

/// The value of one of the mechanism's own parameters: the set's, or the initial one where the set lacks it.
double ownValue(const MechanismSettings& settings, const RealParam& parameter);
int ownValue(const MechanismSettings& settings, const IntParam& parameter);
int ownValue(const MechanismSettings& settings, const ChoiceParam& parameter); ///< the option's index
bool ownValue(const MechanismSettings& settings, const FlagParam& parameter);

/// The n × n matrix that the mechanism stands in for: its own target, or softmax.
Eigen::MatrixXd targetWeights(const Mechanism& mechanism, const AttentionProblem& problem);

/// The n × n matrix W with outputs = W·values: what the fast path itself makes of the unit vectors.
Result<Eigen::MatrixXd> effectiveWeights(const Mechanism& mechanism, AttentionProblem problem,
                                         const MechanismSettings& settings, const RunContext& context);

} // namespace kaba
