// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/s4_scene.h"

#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/s4_kernel.h"

#include <algorithm>
#include <utility>

namespace kaba {

bool S4Scene::wantsAny(std::initializer_list<std::string_view> panels) const
{
    return std::ranges::any_of(panels, [&](std::string_view panel) { return request.wants(panel); });
}

double S4Scene::tolerance() const { return kernelRounding(layer, length); }

Result<S4Scene> makeS4Scene(const Request& request, const S4Settings& settings, const RunContext& context)
{
    auto layer = makeLayer(settings.layer, nullptr);
    if (!layer)
        return layer.error();
    auto dplr = dplrOf(*measureOf(settings.layer.system), settings.layer.order, settings.layer.window);
    if (!dplr)
        return dplr.error();
    if (context.stopRequested())
        return RunContext::cancelled();
    S4Scene scene{request,
                  *std::move(layer),
                  settings.length,
                  settings.corrected,
                  settings.width,
                  *std::move(dplr),
                  {},
                  {},
                  {}};
    scene.readout = scene.corrected ? truncatedReadout(scene.continuous(), scene.step(), scene.length)
                                    : scene.continuous().c;
    if (context.stopRequested())
        return RunContext::cancelled();
    auto kernel =
        s4Kernel(scene.dplr, scene.step(), scene.dplr.inModes(scene.readout), scene.length, context);
    if (!kernel)
        return kernel.error();
    scene.kernel = *std::move(kernel);
    scene.dense = giantStepKernel(scene.discrete(), scene.length);
    return scene;
}

} // namespace kaba
