// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QString>

namespace kaba {

class Library;

/// What a list calls a paper for short.
QString shortNameOf(const PaperRow& paper);

/// "LSSL answers HiPPO" and, where there is one, its sentence. Unknown ids stand for themselves.
QString relationSentence(Library& library, const Relation& relation, Language language);

// Saved, can be undone and announced; a failure is announced too.
bool addRelation(Library& library, const Relation& relation, Language language);
bool removeRelation(Library& library, const Relation& relation, Language language);

} // namespace kaba
