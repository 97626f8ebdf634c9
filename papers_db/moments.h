// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

class Catalogue;
class Database;

/// A state of a demo's parameters, and the state from which it was reached.
struct Moment {
    std::int64_t id = 0;     ///< grows with time
    std::int64_t parent = 0; ///< 0, or an id that is not there any more: a first one
    std::string settings;    ///< ParameterSet::settings()
    int seed = 1;
    bool operator==(const Moment&) const = default;
};

/// The history of the parameters in the library.
class Moments {
public:
    static constexpr int kKept = 1000; ///< of each demo

    /// The catalogue outlives this object.
    explicit Moments(Catalogue& catalogue);

    Result<std::vector<Moment>> of(std::string_view demo) const; ///< oldest first
    /// One transaction for all of them; an id that is there already keeps what it holds. Only the newest kKept stay.
    Status append(std::string_view demo, std::span<const Moment> moments);

private:
    Database& m_database;
};

} // namespace kaba
