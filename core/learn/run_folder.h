// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_store.h"

#include <filesystem>

namespace kaba::learn {

/// Runs as files of one folder, each written whole or not at all. The folder is made when the first is kept.
class RunFolder : public RunStore {
public:
    explicit RunFolder(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {}

    std::optional<std::string> find(std::string_view name) const override;
    Status keep(std::string_view name, std::string_view bytes) override;
    void forget(std::string_view name) override;
    std::vector<std::string> names() const override;

private:
    std::filesystem::path m_folder;
};

} // namespace kaba::learn
