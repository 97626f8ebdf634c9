// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace kaba {

/// A folder that goes away with the test, and files in it.
class TemporaryFolder {
public:
    std::filesystem::path path(std::string_view name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    std::filesystem::path write(std::string_view name, std::string_view bytes) const
    {
        std::ofstream(path(name), std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path(name);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace kaba
