// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/heads_and_layers.h"

#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"

namespace kaba {

Result<Eigen::MatrixXd> rolloutOf(const Request& request, const RunContext& context)
{
    Eigen::MatrixXd rollout;
    for (int layer = 0; layer < request.values[kLayers]; ++layer) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Result<AttentionInput> input = attentionInputOf(request, layer);
        if (!input)
            return input.error();
        rollout = rolledThrough(softmaxWeights(input->problem), rollout);
    }
    return rollout;
}

Result<Eigen::MatrixXd> weightsOfHead(const Request& request, int head)
{
    Request other = request;
    if (Status set = other.values.set(kHead.id, head + 1); !set)
        return set.error();
    const Result<AttentionInput> input = attentionInputOf(other);
    if (!input)
        return input.error();
    return softmaxWeights(input->problem);
}

} // namespace kaba
