// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/exact_attention.h"
#include "core/attention/mechanism.h"

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings&,
                               const RunContext& context)
{
    return exactAttention(problem, context);
}

} // namespace

namespace mechanisms {

Mechanism softmax()
{
    return {.id = "softmax",
            .name = {"Softmax (exact)", "softmax（厳密）"},
            .budget = {},
            .growth = 2,
            .exactWith = "",
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
