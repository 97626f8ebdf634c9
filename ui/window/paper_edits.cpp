// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/paper_edits.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"

#include <QCoreApplication>

#include <memory>

namespace kaba {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(kaba::PaperEdits)
};

/// Out of the catalogue; `item` remembers where the trash has it.
Status remove(Library& library, const std::string& id, std::int64_t& item)
{
    const auto removed = library.catalogue().removePaper(id);
    if (!removed)
        return removed.error();
    item = *removed;
    return Done{};
}

} // namespace

QString addPaper(Library& library, const Paper& paper)
{
    struct Added {
        std::string id;
        std::int64_t item = 0;
    };
    const auto added = std::make_shared<Added>();
    const auto redo = [&library, added, paper]() -> Status {
        if (added->item != 0)
            return library.catalogue().restoreFromTrash(added->item);
        const auto id = library.catalogue().addPaper(paper);
        if (!id)
            return id.error();
        added->id = *id;
        return Done{};
    };
    const bool done = library.perform(Words::tr("Added “%1”").arg(qstring(paper.row.title)), redo,
                                      [&library, added] { return remove(library, added->id, added->item); });
    return done ? qstring(added->id) : QString();
}

bool editFact(Library& library, const QString& paper, Fact fact, const QString& line)
{
    const std::string id = paper.toStdString(), after = line.trimmed().toStdString();
    const auto facts = library.catalogue().paper(id);
    if (!facts)
        return false;
    const std::string before = factOf(*facts, fact);
    if (before == after)
        return true;
    return library.perform(
        Words::tr("Changed a fact of “%1”").arg(qstring(facts->row.title)),
        [&library, id, fact, after] { return library.catalogue().editFact(id, fact, after); },
        [&library, id, fact, before] { return library.catalogue().editFact(id, fact, before); });
}

bool deletePaper(Library& library, const QString& paper)
{
    const std::string id = paper.toStdString();
    const auto facts = library.catalogue().paper(id);
    if (!facts)
        return false;
    const auto item = std::make_shared<std::int64_t>(0);
    return library.perform(
        Words::tr("Deleted “%1”").arg(qstring(facts->row.title)),
        [&library, id, item] { return remove(library, id, *item); },
        [&library, item] { return library.catalogue().restoreFromTrash(*item); });
}

} // namespace kaba
