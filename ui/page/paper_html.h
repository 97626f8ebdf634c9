// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"
#include "papers_db/reader.h"

#include <QHash>
#include <QPalette>
#include <QString>

#include <string_view>
#include <vector>

namespace kaba {

struct DemoLink {
    QString id, title;
    QString whatToTry;      ///< may be empty
    QString equations = {}; ///< HTML; may be empty
};

/// All that the Paper tab tells of one paper.
struct PaperFacts {
    Paper paper;
    Page page;
    std::vector<Relation> relations = {};
    QHash<QString, QString> names = {}; ///< of related papers, by id
    std::vector<Group> groups = {};     ///< the whole grouping, for the words of the paths
    std::vector<DemoLink> demos = {};
    std::vector<NoteHead> mentions = {}; ///< notes that link to the paper
};

/// What a link of the page leads to. Anything else is an address for the desktop's browser.
inline constexpr std::u16string_view kAuthorScheme = u"author:";
inline constexpr std::u16string_view kGroupScheme = u"group:";
inline constexpr std::u16string_view kPaperScheme = u"paper:";
inline constexpr std::u16string_view kDemoScheme = u"demo:";
inline constexpr std::u16string_view kNoteScheme = u"note:"; ///< with the number of a mention

inline constexpr std::u16string_view kRelationScheme =
    u"relation:"; ///< "draw", or the number of one to delete

/// The page as rich text. Words of the program are in its language, words of the catalogue in `language`.
QString paperHtml(const PaperFacts& facts, Language language, const QPalette& palette);

/// Plain text with `code` in backquotes, as HTML; formulas between dollar signs stay as they are, for FormulaDocument.
QString inlineHtml(const QString& text);

} // namespace kaba
