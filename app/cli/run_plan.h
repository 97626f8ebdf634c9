// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "core/base/sweep.h"
#include "core/base/trainer.h"
#include "core/figure_io/recipe.h"
#include "ui/export/style_text.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace kaba {

/// What `kaba run` was asked for, checked as far as can be without computing.
struct RunPlan {
    const Demo* demo = nullptr;
    Request request;
    TrainingJob job = {};
    StyleText style = {};
    std::vector<std::filesystem::path> outs = {};
    std::optional<Sweep> sweep = {}; ///< frames instead of one figure: `outs` are then patterns, or a .webp
    int frameMs = 100;
    std::vector<Text> notices = {};
};

/// Starts from the demo's defaults or from a recipe, puts the options on top and reads the input. Errors: Usage,
/// Input, and Io where a file to write has no folder.
Result<RunPlan> planRun(const Arguments& arguments);

} // namespace kaba
