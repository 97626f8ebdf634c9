// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_store.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// A store that a test can look into; one that is full keeps nothing.
class RunsInMemory : public RunStore {
public:
    std::optional<std::string> find(std::string_view name) const override
    {
        const auto found = runs.find(std::string(name));
        return found == runs.end() ? std::nullopt : std::optional(found->second);
    }
    Status keep(std::string_view name, std::string_view bytes) override
    {
        if (full)
            return Error{Error::Kind::Io, {"The disk is full.", "ディスクが一杯である。"}};
        runs[std::string(name)] = bytes;
        return Done{};
    }
    void forget(std::string_view name) override { runs.erase(std::string(name)); }
    std::vector<std::string> names() const override
    {
        std::vector<std::string> all;
        for (const auto& [name, bytes] : runs)
            all.push_back(name);
        return all;
    }

    std::map<std::string, std::string> runs;
    bool full = false;
};

} // namespace kaba
