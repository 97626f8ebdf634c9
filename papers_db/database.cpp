// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/database.h"

#include "papers_db/fold.h"

#include <sqlite3.h>

namespace kaba {
namespace {

constexpr int kBusyMilliseconds = 5000;

int flagsOf(Database::Mode mode)
{
    switch (mode) {
    case Database::Mode::ReadWrite:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Database::Mode::ReadOnly:
        return SQLITE_OPEN_READONLY;
    case Database::Mode::Immutable:
        return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case Database::Mode::Memory:
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY;
    }
    return SQLITE_OPEN_READONLY;
}

/// A file: address with every byte escaped that could mean something else.
std::string addressOf(const std::filesystem::path& file)
{
    std::string address = "file:";
    for (const char c : std::filesystem::absolute(file).string()) {
        const bool plain =
            std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '/' || c == '.' || c == '-';
        address += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return address + "?immutable=1";
}

std::string nameOf(const std::filesystem::path& file, Database::Mode mode)
{
    switch (mode) {
    case Database::Mode::Memory:
        return ":memory:";
    case Database::Mode::Immutable:
        return addressOf(file);
    default:
        return std::filesystem::absolute(file).string();
    }
}

/// An SQL function of one text, null for null.
template <std::string (*Function)(std::string_view)>
void textFunction(sqlite3_context* context, int, sqlite3_value** values)
{
    const unsigned char* text = sqlite3_value_text(values[0]);
    if (text == nullptr)
        return sqlite3_result_null(context);
    const auto length = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
    const std::string result = Function({reinterpret_cast<const char*>(text), length});
    sqlite3_result_text64(context, result.data(), result.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

} // namespace

Database::Database(const std::filesystem::path& file, Mode mode)
{
    const int flags = flagsOf(mode) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (sqlite3_open_v2(nameOf(file, mode).c_str(), &m_handle, flags, nullptr) != SQLITE_OK) {
        const DatabaseFailure failure(m_handle ? sqlite3_extended_errcode(m_handle) : SQLITE_NOMEM,
                                      m_handle ? sqlite3_errmsg(m_handle) : "out of memory");
        sqlite3_close(m_handle);
        throw failure;
    }
    sqlite3_busy_timeout(m_handle, kBusyMilliseconds);
    addFunctions();
}

Database::~Database() { sqlite3_close(m_handle); }

void Database::addFunctions()
{
    constexpr int kFlags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const auto add = [&](const char* name, void (*function)(sqlite3_context*, int, sqlite3_value**)) {
        sqlite3_create_function(m_handle, name, 1, kFlags, nullptr, function, nullptr, nullptr);
    };
    add("fold", textFunction<fold>);
    add("words", textFunction<words>);
    add("pairs", textFunction<pairs>);
}

bool Database::isReadOnly() const { return sqlite3_db_readonly(m_handle, "main") == 1; }

void Database::script(std::string_view sql)
{
    if (sqlite3_exec(m_handle, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        fail();
}

void Database::copyTo(Database& target) const
{
    sqlite3_backup* backup = sqlite3_backup_init(target.m_handle, "main", m_handle, "main");
    if (backup == nullptr)
        target.fail();
    const int copied = sqlite3_backup_step(backup, -1);
    sqlite3_backup_finish(backup);
    if (copied != SQLITE_DONE)
        throw DatabaseFailure(copied, sqlite3_errstr(copied));
}

void Database::interrupt() const noexcept { sqlite3_interrupt(m_handle); }

void Database::fail() const
{
    throw DatabaseFailure(sqlite3_extended_errcode(m_handle), sqlite3_errmsg(m_handle));
}

Statement::Statement(const Database& database, std::string_view sql, Unbound)
    : m_database(database)
{
    if (sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()), &m_handle, nullptr) !=
        SQLITE_OK)
        database.fail();
}

Statement::~Statement() { sqlite3_finalize(m_handle); }

bool Statement::step()
{
    const int result = sqlite3_step(m_handle);
    if (result != SQLITE_ROW && result != SQLITE_DONE)
        m_database.fail();
    return result == SQLITE_ROW;
}

void Statement::reset()
{
    sqlite3_reset(m_handle);
    sqlite3_clear_bindings(m_handle);
}

void Statement::bindAt(int index, std::int64_t value)
{
    if (sqlite3_bind_int64(m_handle, index, value) != SQLITE_OK)
        m_database.fail();
}

void Statement::bindAt(int index, std::string_view value)
{
    if (sqlite3_bind_text64(m_handle, index, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8) !=
        SQLITE_OK)
        m_database.fail();
}

void Statement::bindAt(int index, std::nullopt_t)
{
    if (sqlite3_bind_null(m_handle, index) != SQLITE_OK)
        m_database.fail();
}

bool Statement::isNull(int column) const { return sqlite3_column_type(m_handle, column) == SQLITE_NULL; }

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(m_handle, column); }

std::string Statement::text(int column) const
{
    const unsigned char* text = sqlite3_column_text(m_handle, column);
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(m_handle, column));
    return text ? std::string(reinterpret_cast<const char*>(text), length) : std::string();
}

Transaction::Transaction(Database& database)
    : m_database(database)
{
    m_database.script("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (m_open)
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database.script("COMMIT");
    m_open = false;
}

} // namespace kaba
