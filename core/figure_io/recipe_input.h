// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/figure_io/recipe.h"

#include <filesystem>
#include <memory>

namespace kaba {

/// What a recipe or an exported figure asks for; the input of the request is still unread.
struct OpenedRecipe {
    const Demo* demo = nullptr;
    Request request;
    Recipe recipe;
};

/// Reads the file and checks it against the demos of this program. Error::Input names the file.
Result<OpenedRecipe> openRecipe(const std::filesystem::path& path);

/// The file that a recipe names, looked for beside the recipe; it must hold what it held then. Error::Input.
Result<std::shared_ptr<const Input>> inputBeside(const InputReference& wanted,
                                                 const std::filesystem::path& recipe);

} // namespace kaba
