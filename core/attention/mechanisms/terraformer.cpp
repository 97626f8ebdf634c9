// SPDX-License-Identifier: GPL-3.0-or-later
// Terraformer (Jaszczur et al., 2021), section 4: for long sequences its attention is that of Reformer, restricted to
// buckets of similar vectors.
#include "core/attention/lsh_params.h"

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    return lshAttention(problem, lshSettings(settings, problem.tokens()), context);
}

} // namespace

namespace mechanisms {

Mechanism terraformer()
{
    return {.id = "terraformer",
            .name = {"Terraformer: buckets of hashed vectors", "Terraformer：ハッシュによるバケット"},
            .budget = {"keys over all rounds", "全回で参照するキーの数"},
            .exactWith = "",
            .parameters = lshParameters(),
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
