// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace kaba {

/// An SQLite call that failed. Stays inside papers_db: attempt() (failure.h) turns it into an Error.
class DatabaseFailure : public std::exception {
public:
    DatabaseFailure(int extendedCode, std::string detail)
        : code(extendedCode)
        , message(std::move(detail))
    {}
    const char* what() const noexcept override { return message.c_str(); }

    int code = 0; ///< SQLite's extended result code
    std::string message;
};

/// A connection. Knows the functions fold(), words() and pairs() in SQL. Every member may throw DatabaseFailure.
class Database {
public:
    enum class Mode {
        ReadWrite, ///< made where it is missing
        ReadOnly,
        Immutable, ///< nobody else writes, and no file may appear beside it
        Memory,    ///< the path is ignored
    };
    Database(const std::filesystem::path& file, Mode mode);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    sqlite3* handle() const { return m_handle; }
    bool isReadOnly() const;
    /// Runs statements that give no rows, separated by semicolons.
    void script(std::string_view sql);
    /// Copies every page into `target`, which loses what it held.
    void copyTo(Database& target) const;
    /// Makes what another thread is running on this connection fail with SQLITE_INTERRUPT.
    void interrupt() const noexcept;
    [[noreturn]] void fail() const;

private:
    void addFunctions();

    sqlite3* m_handle = nullptr;
};

/// A prepared statement. Columns count from 0.
class Statement {
public:
    template <class... Arguments>
    Statement(const Database& database, std::string_view sql, const Arguments&... arguments)
        : Statement(database, sql, Unbound{})
    {
        bind(arguments...);
    }
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Moves to the next row; false after the last.
    bool step();
    void run()
    {
        while (step()) {
        }
    }
    /// Gives all parameters new values, in order, and starts over.
    template <class... Arguments>
    Statement& bind(const Arguments&... arguments)
    {
        reset();
        int index = 0;
        (bindAt(++index, arguments), ...);
        return *this;
    }

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    int number(int column) const { return static_cast<int>(integer(column)); }
    std::string text(int column) const; ///< empty for null

private:
    struct Unbound {};
    Statement(const Database& database, std::string_view sql, Unbound);
    void reset();
    void bindAt(int index, std::int64_t value);
    void bindAt(int index, int value) { bindAt(index, static_cast<std::int64_t>(value)); }
    void bindAt(int index, std::string_view value);
    void bindAt(int index, const std::string& value) { bindAt(index, std::string_view(value)); }
    void bindAt(int index, const char* value) { bindAt(index, std::string_view(value)); }
    void bindAt(int index, std::nullopt_t);
    template <class T>
    void bindAt(int index, const std::optional<T>& value)
    {
        if (value)
            bindAt(index, *value);
        else
            bindAt(index, std::nullopt);
    }

    const Database& m_database;
    sqlite3_stmt* m_handle = nullptr;
};

/// Runs one statement with its parameters.
template <class... Arguments>
void run(const Database& database, std::string_view sql, const Arguments&... arguments)
{
    Statement(database, sql, arguments...).run();
}

/// The first column of the first row as a number; 0 without rows.
template <class... Arguments>
std::int64_t integerOf(const Database& database, std::string_view sql, const Arguments&... arguments)
{
    Statement statement(database, sql, arguments...);
    return statement.step() ? statement.integer(0) : 0;
}

/// Everything until commit() happens or, when it is left out, nothing. Waits for other writers at the start.
class Transaction {
public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

} // namespace kaba
