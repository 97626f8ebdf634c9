// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/catalogue.h"

#include <cstdint>
#include <string>

namespace kaba {

/// A JSON array of `count` made-up papers in the form of seed/papers.json, with English and Japanese titles and
/// ids "synthetic-<first>", …; the same seed gives the same papers.
std::string syntheticPapers(std::uint64_t seed, int first, int count);

/// Adds `count` made-up papers to the library of `folder`, in one transaction. For measuring: a folder of its own.
Status addSyntheticPapers(const std::filesystem::path& folder, std::uint64_t seed, int count);

/// Writes a note of some lines on each of the first `count` made-up papers, in one transaction.
Status addSyntheticNotes(const std::filesystem::path& folder, int count);

} // namespace kaba
