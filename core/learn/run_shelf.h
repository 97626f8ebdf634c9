// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_store.h"
#include "core/learn/run_record.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kaba::learn {

/// The runs that come with the program and, over them, the reader's own.
class RunShelf {
public:
    explicit RunShelf(std::shared_ptr<RunStore> own);

    /// The finished run of these settings, or the paused one. A damaged one is passed over with a notice.
    std::optional<RunRecord> finished(std::string_view settings, int seed);
    std::optional<RunRecord> paused(std::string_view settings, int seed);
    /// The finished runs of any of these settings that can be read, of all seeds, in the order of their names; those that
    /// come with the program without their weights.
    std::vector<RunRecord> allFinished(std::span<const std::string> settings);

    /// Under its name as finished or paused. A finished one takes the place of the paused one.
    Status keep(const RunRecord& record);

    const std::vector<Text>& notices() const { return m_notices; }

private:
    std::optional<RunRecord> read(const std::string& name);

    std::shared_ptr<RunStore> m_own;
    std::vector<Text> m_notices;
};

} // namespace kaba::learn
