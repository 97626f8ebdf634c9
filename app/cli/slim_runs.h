// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/run_folder.h"
#include "core/learn/run_record.h"

namespace kaba {

/// A folder in which ended runs are kept without their weights: a hundredth of the size, for records that only their curve and
/// their last test are wanted of.
class SlimRuns : public learn::RunFolder {
public:
    using RunFolder::RunFolder;

    Status keep(std::string_view name, std::string_view bytes) override
    {
        Result<learn::RunRecord> record = learn::readRun(bytes, name);
        if (!record || !record->ended())
            return RunFolder::keep(name, bytes);
        record->weights.clear();
        return RunFolder::keep(name, learn::runBytes(*record));
    }
};

} // namespace kaba
