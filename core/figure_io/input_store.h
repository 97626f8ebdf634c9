// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/figure_io/recipe.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>

namespace kaba {

/// Copies of the files that a reader brought, each named after the hash of what it holds, so that a session or a
/// recipe finds its data again although the file has moved. The copies longest unused go when there is no room.
/// A value without state of its own: any thread, and several programs, may use the same folder.
class InputStore {
public:
    static constexpr std::uintmax_t kRoom = std::uintmax_t{1} << 30; ///< bytes that all copies may take

    /// Of the library in `dataFolder`: the copies lie in its folder `inputs`.
    explicit InputStore(const std::filesystem::path& dataFolder, std::uintmax_t room = kRoom);

    /// Reads the file as readInput() does and keeps a copy; that it could not be kept is a notice of the input.
    Result<std::shared_ptr<const Input>> read(const std::filesystem::path& file,
                                              std::string_view reading = {}) const;

    /// What the copy of `wanted` holds, under its old name. Error::Input where there is no whole copy any more.
    Result<std::shared_ptr<const Input>> copyOf(const InputReference& wanted) const;

    /// Where that copy lies, whether or not there is one.
    std::filesystem::path pathOf(const InputReference& reference) const;

private:
    Status keep(std::string_view bytes, const InputReference& reference) const;
    void makeRoom(const std::filesystem::path& newest) const;

    std::filesystem::path m_folder;
    std::uintmax_t m_room;
};

/// The file that a recipe names: beside the recipe, else its copy in `store`. Error::Input tells of the first.
Result<std::shared_ptr<const Input>> inputOf(const InputReference& wanted,
                                             const std::filesystem::path& recipe, const InputStore& store);

} // namespace kaba
