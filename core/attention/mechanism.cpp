// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/mechanism.h"

#include "core/attention/exact_attention.h"

#include <algorithm>

namespace kaba {
namespace {

template <class Value, class Param>
Value ownValueOf(const MechanismSettings& settings, const Param& parameter)
{
    if (settings.values.find(parameter.id))
        return std::get<Value>(settings.values.value(parameter.id));
    return std::get<Value>(initialValue(parameter));
}

} // namespace

const Mechanism* findMechanism(std::string_view id)
{
    const auto found = std::ranges::find(allMechanisms(), id, &Mechanism::id);
    return found == allMechanisms().end() ? nullptr : &*found;
}

std::vector<std::string_view> papersWithMechanisms()
{
    std::vector<std::string_view> papers;
    for (const Mechanism& mechanism : allMechanisms().subspan(1))
        papers.push_back(mechanism.id);
    return papers;
}

Text shortName(const Mechanism& mechanism)
{
    const auto before = [](std::string_view name, std::string_view colon) {
        return std::string(name.substr(0, name.find(colon)));
    };
    return {before(mechanism.name.en, ":"), before(mechanism.name.ja, "：")};
}

bool mechanismIs(const ParameterSet& values, std::string_view id)
{
    return !values.find("mechanism") || values.textOf("mechanism") == id;
}

double ownValue(const MechanismSettings& settings, const RealParam& parameter)
{
    return ownValueOf<double>(settings, parameter);
}
int ownValue(const MechanismSettings& settings, const IntParam& parameter)
{
    return ownValueOf<int>(settings, parameter);
}
int ownValue(const MechanismSettings& settings, const ChoiceParam& parameter)
{
    return ownValueOf<int>(settings, parameter);
}
bool ownValue(const MechanismSettings& settings, const FlagParam& parameter)
{
    return ownValueOf<bool>(settings, parameter);
}

Eigen::MatrixXd targetWeights(const Mechanism& mechanism, const AttentionProblem& problem)
{
    return mechanism.target ? mechanism.target(problem) : softmaxWeights(problem);
}

Result<Eigen::MatrixXd> effectiveWeights(const Mechanism& mechanism, AttentionProblem problem,
                                         const MechanismSettings& settings, const RunContext& context)
{
    problem.values = Eigen::MatrixXd::Identity(problem.tokens(), problem.tokens());
    Result<AttentionResult> result = mechanism.attend(problem, settings, context);
    if (!result)
        return result.error();
    return std::move(result->outputs);
}

} // namespace kaba
