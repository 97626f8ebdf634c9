// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/input_store.h"
#include "core/signals/input_file.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace kaba {

using InputResult = Result<std::shared_ptr<const Input>>;

/// Where the bytes of the reader's file can be read, once more if need be, and how. A value for any thread; what goes
/// wrong while reading, exceptions among it, comes as an Error.
struct InputSource {
    enum class Place { File, BesideRecipe, Store };

    Place place = Place::File;
    std::filesystem::path path = {}; ///< of the file or of the recipe
    InputReference reference = {};   ///< name and reading at any place; the hash where it is known beforehand
    std::optional<InputStore> store = {};

    InputResult read() const;
    Result<TextLook> look() const; ///< of a file of text
};

} // namespace kaba
