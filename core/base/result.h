// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <cassert>
#include <utility>
#include <variant>

namespace kaba {

/// What went wrong, in a sentence that says what to do. The kind decides the exit code of the command line.
struct Error {
    enum class Kind {
        Cancelled,     ///< stopped on request
        Usage,         ///< unknown id, value out of its range, malformed option
        CannotCompute, ///< these settings cannot be computed together
        Numerical,     ///< the computation overflowed or lost its meaning
        Input,         ///< an input file is unreadable or invalid
        Io,            ///< a file could not be written
        Database,      ///< the library cannot be opened or written
    };
    Kind kind = Kind::Usage;
    Text message = {};
};

/// Either a value or an Error (std::expected's names; GCC 12 lacks the header).
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {}
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {}

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    /// Requires has_value().
    const T& value() const&
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    T& value() &
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    T&& value() &&
    {
        assert(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    /// Requires !has_value().
    const Error& error() const
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

} // namespace kaba
