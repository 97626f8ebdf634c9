// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/catalogue.h"
#include "papers_db/library_file.h"
#include "tests/support/temporary_file.h"

#include <QString>
#include <QtGlobal>

#include <utility>

namespace kaba {

/// The value, or the end of the test program with the error's words.
template <class T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.en.c_str());
    return *std::move(result);
}

inline Catalogue opened(const std::filesystem::path& folder) { return must(Catalogue::open(folder)); }

inline std::filesystem::path libraryIn(const std::filesystem::path& folder) { return folder / kLibraryFile; }

inline QStringList idsOf(const std::vector<Hit>& hits)
{
    QStringList ids;
    for (const Hit& hit : hits)
        ids << QString::fromStdString(hit.paper.id);
    return ids;
}

} // namespace kaba
