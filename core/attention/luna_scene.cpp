// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/luna_scene.h"

#include "core/attention/attention_controls.h"
#include "core/attention/exact_attention.h"

namespace kaba {

Result<LunaScene> makeLunaScene(const Request& request, const LunaSettings& settings,
                                const RunContext& context)
{
    Result<AttentionInput> input = attentionInputOf(request);
    if (!input)
        return input.error();
    if (settings.values == LunaValues::Tied)
        input->problem.values = input->problem.keys;
    Result<SlotSet> places =
        lunaSlots(input->problem, settings.kind, settings.slotCount, settings.seed, context);
    if (!places)
        return places.error();
    LunaLayerInput first{input->problem, places->rows};
    Result<LunaRun> run = lunaAttention(input->problem, places->rows, settings.values, context);
    for (int layer = 1; run && layer < settings.layer; ++layer) {
        LunaLayerInput next = nextLunaLayer({std::move(input->problem), std::move(places->rows)}, *run);
        input->problem = std::move(next.problem);
        places->rows = std::move(next.places);
        run = lunaAttention(input->problem, places->rows, settings.values, context);
    }
    if (!run)
        return run.error();
    Result<AttentionResult> exact = exactAttention(input->problem, context);
    if (!exact)
        return exact.error();
    Eigen::MatrixXd effective = lunaWeights(*run, input->problem.causal);
    return LunaScene{request,           *std::move(input),   settings,
                     std::move(first),  *std::move(places),  *std::move(run),
                     *std::move(exact), std::move(effective)};
}

} // namespace kaba
