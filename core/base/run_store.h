// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// Where long computations keep what they have come to, each under a name of its own. The bytes say themselves whether
/// they are whole. Any thread may ask.
class RunStore {
public:
    virtual ~RunStore() = default;

    /// Nothing where there is none, or none that can be read.
    virtual std::optional<std::string> find(std::string_view name) const = 0;
    /// In place of what stood there, in one step: an error leaves that as it was.
    virtual Status keep(std::string_view name, std::string_view bytes) = 0;
    virtual void forget(std::string_view name) = 0;
    /// In the order of their letters.
    virtual std::vector<std::string> names() const = 0;
};

} // namespace kaba
