// SPDX-License-Identifier: GPL-3.0-or-later
// Combiner (Ren et al., 2021), sections 3 and 4: near tokens directly, far ones through spans, under one softmax.
#include "core/attention/combiner.h"

#include "core/attention/combiner_params.h"
#include "core/attention/mechanism.h"

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    const auto pattern = static_cast<SpanPattern>(ownValue(settings, kCombinerPattern));
    return combinerAttention(problem,
                             {.pattern = pattern,
                              .block = blockWithin(pattern, problem.tokens(), settings.budget),
                              .pooling = static_cast<Pooling>(ownValue(settings, kCombinerPooling)),
                              .sizeTerm = ownValue(settings, kCombinerSizeTerm)},
                             context);
}

} // namespace

namespace mechanisms {

Mechanism combiner()
{
    return {.id = kCombinerId,
            .name = {"Combiner: direct terms and spans", "Combiner：直接項とスパン"},
            .budget = {"tokens and spans in sight", "参照するトークンとスパンの数"},
            .growth = 1.5,
            .exactWith = "",
            .parameters = {kCombinerPattern, kCombinerPooling, kCombinerSizeTerm},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
