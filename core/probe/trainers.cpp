// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/trainer.h"
#include "core/probe/probe.h"

#include <array>
#include <utility>

namespace kaba {

Trainer trainerOf(const Demo& demo)
{
    static constexpr std::array<std::pair<std::string_view, Trainer>, 1> kTrainers{
        {{"probe", probe::trainProbe}}};
    for (const auto& [id, trainer] : kTrainers)
        if (id == demo.id)
            return trainer;
    return nullptr;
}

} // namespace kaba
