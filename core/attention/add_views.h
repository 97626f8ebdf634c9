// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <array>
#include <cstddef>

namespace kaba {

/// Adds the panels of one view after another, and tells after each how many of them are done. Errors: those of a view;
/// stops when asked.
template <class Scene, std::size_t count>
Status addViews(const std::array<Status (*)(const Scene&, Figure&, const RunContext&), count>& views,
                const Scene& scene, Figure& figure, const RunContext& context)
{
    for (std::size_t view = 0; view < count; ++view) {
        if (Status added = views[view](scene, figure, context); !added)
            return added;
        if (!context.advance(static_cast<std::ptrdiff_t>(view + 1), count))
            return RunContext::cancelled();
    }
    return Done{};
}

} // namespace kaba
