// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/attention/luna.h"
#include "core/base/demo.h"

namespace kaba {

struct LunaSettings {
    LunaSlots kind = LunaSlots::Rows;
    LunaValues values = LunaValues::Tied; ///< tied: the problem's values are its keys
    int slotCount = 32;
    int seed = 1;
};

/// One head through slots and through softmax.
struct LunaScene {
    const Request& request;
    AttentionInput input;
    LunaSettings settings;
    SlotSet places; ///< P
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
/// `spectrum`.
Status addLunaSpectrum(const LunaScene& scene, Figure& figure, const RunContext& context);
/// `multiply-adds`, `memory`, and `time`, which is measured: against the tokens.
Status addLunaCost(const LunaScene& scene, Figure& figure, const RunContext& context);

} // namespace kaba
