// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/skyformer_scene.h"

#include "core/attention/attention_controls.h"
#include "core/math/spectral_norm.h"

#include <algorithm>

namespace kaba {

bool SkyformerScene::wantsAny(std::initializer_list<std::string_view> panels) const
{
    return std::ranges::any_of(panels, [&](std::string_view panel) { return request.wants(panel); });
}

double SkyformerScene::relative(const Eigen::MatrixXd& difference) const
{
    const double distance = spectralNorm(difference);
    return distance == 0 ? 0 : distance / norm;
}

Result<SkyformerScene> makeSkyformerScene(const Request& request, const NystromSettings& settings,
                                          double accuracy, const RunContext& context)
{
    Result<AttentionInput> input = attentionInputOf(request);
    if (!input)
        return input.error();
    Result<AttentionResult> found = nystromAttention(input->problem, settings, context);
    if (!found)
        return found.error();
    SkyformerScene scene{.request = request,
                         .input = *std::move(input),
                         .settings = settings,
                         .accuracy = accuracy,
                         .kernel = {},
                         .norm = 0,
                         .exact = {},
                         .found = *std::move(found)};
    const Eigen::MatrixXd rows = liftedRows(scene.problem());
    const Eigen::Index n = scene.problem().tokens();
    scene.kernel = gaussianKernel(scene.exact.cost, rows.topRows(n), rows.bottomRows(n));
    scene.norm = spectralNorm(scene.kernel);
    scene.exact.outputs = counted(scene.exact.cost, scene.kernel, scene.problem().values);
    return scene;
}

Result<Eigen::MatrixXd> landmarkWeights(const SkyformerScene& scene, const NystromSettings& settings,
                                        const RunContext& context)
{
    AttentionProblem problem = scene.problem();
    problem.values = Eigen::MatrixXd::Identity(problem.tokens(), problem.tokens());
    Result<AttentionResult> result = nystromAttention(problem, settings, context);
    if (!result)
        return result.error();
    return std::move(result->outputs);
}

} // namespace kaba
