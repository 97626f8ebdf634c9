// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "papers_db/search.h"

#include <QStringList>

namespace kaba {

class Library;

enum class CopyForm { BibTeX, Markdown, Title };

/// Puts the papers on the clipboard, as the command line prints them; titles one a line. No papers: nothing happens.
void copyPapers(Library& library, const QStringList& papers, CopyForm form, Language language);

/// The papers of the filter below the headings of its grouping, as a nested list in Markdown.
void copyGroup(Library& library, const Filter& filter, Language language);

} // namespace kaba
