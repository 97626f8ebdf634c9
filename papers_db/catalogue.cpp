// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/catalogue.h"

#include "papers_db/failure.h"
#include "papers_db/library_file.h"

namespace kaba {

Catalogue::Catalogue(std::unique_ptr<Database> database, std::filesystem::path folder)
    : m_database(std::move(database))
    , m_folder(std::move(folder))
{}

Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue& Catalogue::operator=(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

Result<Catalogue> Catalogue::open(const std::filesystem::path& folder)
{
    Result<OpenedLibrary> opened = openLibrary(folder);
    if (!opened)
        return opened.error();
    Catalogue catalogue(std::move(opened->database), folder);
    catalogue.m_access = opened->access;
    catalogue.m_notices = std::move(opened->notices);
    return catalogue;
}

Result<std::int64_t> Catalogue::outsideChanges() const
{
    return attempt([&] { return integerOf(*m_database, "PRAGMA data_version"); });
}

} // namespace kaba
