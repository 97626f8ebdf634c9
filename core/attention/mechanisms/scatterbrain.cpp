// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/scatterbrain.h"

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    const Result<ScatterSums> sums = scatterSums(problem, scatterSettingsOf(settings), context);
    if (!sums)
        return sums.error();
    return AttentionResult{sums->outputs(), sums->cost};
}

} // namespace

namespace mechanisms {

Mechanism scatterbrain()
{
    return {.id = kScatterbrainId,
            .name = {"Scatterbrain: sparse and low rank", "Scatterbrain：疎と低ランク"},
            .budget = {"exact pairs and features", "厳密な対と特徴"},
            .exactWith = "scatter-share=1;scatter-support=window",
            .parameters = {kScatterShare, kScatterSupport, kScatterRounds, kScatterFeatures},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
