// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_folder.h"

#include "core/base/file.h"

#include <algorithm>

namespace kaba::learn {

namespace fs = std::filesystem;

std::optional<std::string> RunFolder::find(std::string_view name) const
{
    Result<std::string> bytes = readFile(m_folder / name);
    return bytes ? std::optional(*std::move(bytes)) : std::nullopt;
}

Status RunFolder::keep(std::string_view name, std::string_view bytes)
{
    std::error_code ignored; // writeFile() names a folder that cannot be had
    fs::create_directories(m_folder, ignored);
    return writeFile(m_folder / name, bytes);
}

void RunFolder::forget(std::string_view name)
{
    std::error_code ignored;
    fs::remove(m_folder / name, ignored);
}

std::vector<std::string> RunFolder::names() const
{
    std::vector<std::string> found;
    std::error_code failure;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_folder, failure))
        if (std::string name = entry.path().filename().string(); !name.starts_with('.'))
            found.push_back(std::move(name));
    std::ranges::sort(found);
    return found;
}

} // namespace kaba::learn
