// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"

#include <cmath>

namespace kaba {
namespace {

bool has(const ParameterSet& values, const Parameter& parameter) { return values.find(idOf(parameter)); }

} // namespace

std::vector<Parameter> attentionSourceParameters(const IntParam& tokens, AttentionSource first)
{
    ChoiceParam source = kSource;
    source.initial = static_cast<int>(first);
    return {source, kText, kTokenKind, tokens, kDim, kSharpness, kClusters, kSpread};
}

void addDistanceBias(double slope, AttentionProblem& problem)
{
    const Eigen::Index n = problem.tokens();
    if (slope == 0)
        return;
    problem.bias.clear();
    for (Eigen::Index offset = 1 - n; offset < n; ++offset)
        problem.bias.push_back(-slope * std::abs(static_cast<double>(offset)));
}

Result<AttentionInput> attentionInputOf(const Request& request, int layer)
{
    const ParameterSet& values = request.values;
    const int head = has(values, kHead) ? values[kHead] - 1 : 0;
    Result<AttentionInput> input = attentionInputFor(request, head + kHead.max * layer);
    if (!input)
        return input;
    AttentionProblem& problem = input->problem;
    if (has(values, kCausal))
        problem.causal = values[kCausal];
    if (has(values, kTemperature))
        problem.temperature = values[kTemperature];
    if (has(values, kDistance))
        addDistanceBias(values[kDistance], problem);
    return input;
}

} // namespace kaba
