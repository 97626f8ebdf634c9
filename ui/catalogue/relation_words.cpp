// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/relation_words.h"

#include "papers_db/outline.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

QString nameOf(Library& library, const std::string& id)
{
    const auto paper = library.catalogue().paper(id);
    return paper ? shortNameOf(paper->row) : qstring(id);
}

QString bareSentence(Library& library, const Relation& relation, Language language)
{
    const QString from = nameOf(library, relation.from), to = nameOf(library, relation.to);
    const QString kind = inLanguage(labelOf(relation.kind), language);
    // In Japanese the later paper has the former as its ground.
    if (language == Language::Japanese && relation.kind == Relation::Kind::BuildsOn)
        return u"%1 は %2 %3"_s.arg(to, from, kind);
    return language == Language::Japanese ? u"%1 は %2 %3"_s.arg(from, to, kind)
                                          : u"%1 %3 %2"_s.arg(from, to, kind);
}

} // namespace

QString shortNameOf(const PaperRow& paper)
{
    return qstring(paper.shortName.empty() ? paper.title : paper.shortName);
}

QString relationSentence(Library& library, const Relation& relation, Language language)
{
    const QString sentence = bareSentence(library, relation, language);
    const QString note = inLanguage(filled(relation.note), language);
    return note.isEmpty() ? sentence : u"%1: %2"_s.arg(sentence, note);
}

bool addRelation(Library& library, const Relation& relation, Language language)
{
    const auto add = [&library, relation] { return library.catalogue().addRelation(relation); };
    const auto take = [&library, relation] { return library.catalogue().removeRelation(relation); };
    return library.perform(QCoreApplication::translate("kaba::RelationWords", "Drew the relation “%1”")
                               .arg(bareSentence(library, relation, language)),
                           add, take);
}

bool removeRelation(Library& library, const Relation& relation, Language language)
{
    const auto add = [&library, relation] { return library.catalogue().addRelation(relation); };
    const auto take = [&library, relation] { return library.catalogue().removeRelation(relation); };
    return library.perform(QCoreApplication::translate("kaba::RelationWords", "Deleted the relation “%1”")
                               .arg(bareSentence(library, relation, language)),
                           take, add);
}

} // namespace kaba
