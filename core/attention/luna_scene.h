// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/attention/luna_stack.h"
#include "core/base/demo.h"

namespace kaba {

struct LunaSettings {
    LunaSlots kind = LunaSlots::Rows;
    LunaValues values = LunaValues::Tied; ///< tied: the problem's values are its keys
    int slotCount = 32;
    int layer = 1; ///< the one that is shown, from 1; later ones want tied values
    int seed = 1;
};

inline constexpr int kMostLunaLayers = 4;

/// One head through slots and through softmax, in the layer that is shown.
struct LunaScene {
    const Request& request;
    AttentionInput input; ///< the tokens that reach the layer
    LunaSettings settings;
    LunaLayerInput first; ///< what goes into the first layer
    SlotSet places;       ///< P
    LunaRun run;
    AttentionResult exact;     ///< softmax
    Eigen::MatrixXd effective; ///< E

    const AttentionProblem& problem() const { return input.problem; }
};

/// Errors: those of attentionInputOf(); stops when asked.
Result<LunaScene> makeLunaScene(const Request& request, const LunaSettings& settings,
                                const RunContext& context);

/// Each adds the wanted panels of one view with their readouts and claims. They fail only when cancelled.

/// `pack`, `unpack`, `effective`, `softmax`, `output`.
Status addLunaMatrices(const LunaScene& scene, Figure& figure, const RunContext& context);
/// `error`: of slots from rows, noise and centres against their number.
Status addLunaError(const LunaScene& scene, Figure& figure, const RunContext& context);
/// `depth`: how far the tokens stray from those of a stack with softmax, layer by layer.
Status addLunaDepth(const LunaScene& scene, Figure& figure, const RunContext& context);
/// `spectrum`.
Status addLunaSpectrum(const LunaScene& scene, Figure& figure, const RunContext& context);
/// `multiply-adds`, `memory`, and `time`, which is measured: against the tokens.
Status addLunaCost(const LunaScene& scene, Figure& figure, const RunContext& context);

} // namespace kaba
