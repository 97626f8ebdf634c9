// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/database.h"

#include <filesystem>
#include <type_traits>
#include <utility>

namespace kaba {

/// A sentence for the reader; kind Database, or Cancelled after an interrupt.
Error errorOf(const DatabaseFailure& failure);
Error errorOf(const std::filesystem::filesystem_error& failure);

/// Whether the file itself is broken, rather than the moment unlucky.
bool isDamage(const DatabaseFailure& failure);
/// Whether the place refuses to be written: rights, a read-only or a full disk.
bool isRefusal(const DatabaseFailure& failure);

template <class T>
struct AsResult {
    using type = Result<T>;
};
template <class T>
struct AsResult<Result<T>> {
    using type = Result<T>;
};
template <>
struct AsResult<void> {
    using type = Status;
};

/// Calls `work` at the border of papers_db: its value (or its own Result), or the failure as an Error.
template <class Work>
auto attempt(Work&& work) -> typename AsResult<std::invoke_result_t<Work>>::type
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            std::forward<Work>(work)();
            return Done{};
        } else {
            return std::forward<Work>(work)();
        }
    } catch (const DatabaseFailure& failure) {
        return errorOf(failure);
    } catch (const std::filesystem::filesystem_error& failure) {
        return errorOf(failure);
    }
}

} // namespace kaba
