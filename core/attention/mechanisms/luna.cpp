// SPDX-License-Identifier: GPL-3.0-or-later
// Luna: Linear Unified Nested Attention (Ma et al., 2021), section 3. A short extra sequence P of l slots packs the keys and
// values, and the queries unpack them: W = softmax(Q K_Pᵀ) softmax(P Kᵀ), of rank l.
#include "core/attention/luna.h"

#include "core/attention/luna_params.h"
#include "core/attention/mechanism.h"

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    const Result<SlotSet> slots =
        lunaSlots(problem, lunaSlotsOf(settings), settings.budget, settings.seed, context);
    if (!slots)
        return slots.error();
    Result<LunaRun> run = lunaAttention(problem, slots->rows, LunaValues::Separate, context);
    if (!run)
        return run.error();
    run->result.cost += slots->cost;
    return std::move(run->result);
}

} // namespace

namespace mechanisms {

Mechanism luna()
{
    return {.id = "luna",
            .name = {"Luna: pack and unpack", "Luna：パックとアンパック"},
            .budget = {"slots l", "スロット数 l"},
            .parameters = lunaParameters(),
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
