// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper_facts.h"

#include <QString>

namespace kaba {

class Library;

// Each writes at once as one step of the library's undo; a failure is announced and gives false or nothing.
QString addPaper(Library& library, const Paper& paper); ///< its id
bool editFact(Library& library, const QString& paper, Fact fact, const QString& line);
bool deletePaper(Library& library, const QString& paper);

} // namespace kaba
