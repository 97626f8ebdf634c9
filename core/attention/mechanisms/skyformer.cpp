// SPDX-License-Identifier: GPL-3.0-or-later
// Skyformer (Chen et al., 2021): a Gaussian kernel in place of softmax, lifted to queries and keys together and
// approximated by a sample of landmarks.
#include "core/attention/mechanism.h"
#include "core/attention/nystrom.h"
#include "core/attention/skyformer_params.h"

namespace kaba {
namespace {

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    return nystromAttention(problem, skyformerSettings(settings), context);
}

} // namespace

namespace mechanisms {

Mechanism skyformer()
{
    return {.id = "skyformer",
            .name = {"Skyformer: kernel and landmarks", "Skyformer：カーネルとランドマーク"},
            .budget = {"landmarks d", "ランドマーク数 d"},
            .servesCausal = false,
            .parameters = skyformerParameters(),
            .target = kernelWeights,
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
