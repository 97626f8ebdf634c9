// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/fmmformer.h"

#include <algorithm>

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    const Eigen::Index band = std::max(1, (settings.budget + 1) / 2);
    return fmmAttention(problem, fmmSettingsOf(settings, band), context);
}

} // namespace

namespace mechanisms {

Mechanism fmmformer()
{
    return {.id = kFmmformerId,
            .name = {"FMMformer: near and far field", "FMMformer：近接場と遠方場"},
            .budget = {"width of the band", "帯の幅"},
            .exactWith = "near-weight=1;far-weight=0",
            .parameters = {kNearWeight, kFarWeight, kFarKernels},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
