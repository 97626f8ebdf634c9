// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/trainers.h"

#include "core/base/trainer.h"
#include "core/matters/hippo_matters.h"
#include "core/probe/probe.h"

#include <algorithm>
#include <array>
#include <utility>

namespace kaba {

Trainer trainerOf(const Demo& demo)
{
    static constexpr std::array<std::pair<std::string_view, Trainer>, 7> kTrainers{
        {{"probe", probe::trainProbe},
         {"hippo-matters", matters::trainMatters},
         {"fmmformer", contest::trainFmmformer},
         {"transformer-ls", contest::trainTransformerLs},
         {"transevolve", contest::trainTransevolve},
         {"kernelized-attention-rpe", contest::trainKernelizedRpe},
         {"combiner", contest::trainCombiner}}};
    for (const auto& [id, trainer] : kTrainers)
        if (id == demo.id)
            return trainer;
    return nullptr;
}

bool trainsBeside(const Demo& demo)
{
    return std::ranges::any_of(demo.panels,
                               [](const PanelName& panel) { return panel.id.starts_with(kTrainingPanels); });
}

} // namespace kaba
