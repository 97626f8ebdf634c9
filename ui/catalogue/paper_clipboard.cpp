// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/paper_clipboard.h"

#include "papers_db/bibtex.h"
#include "papers_db/listing.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"

#include <QClipboard>
#include <QGuiApplication>

namespace kaba {
namespace {

std::string entryOf(const Paper& paper, CopyForm form, Language language)
{
    switch (form) {
    case CopyForm::BibTeX:
        return bibtexOf(paper);
    case CopyForm::Markdown:
        return "- " + markdownOf(paper, language) + '\n';
    case CopyForm::Title:
        return paper.row.title + '\n';
    }
    return {};
}

} // namespace

void copyPapers(Library& library, const QStringList& papers, CopyForm form, Language language)
{
    std::string text;
    for (const QString& id : papers)
        if (const auto paper = library.catalogue().paper(id.toStdString()))
            text += entryOf(*paper, form, language);
    if (!text.empty())
        QGuiApplication::clipboard()->setText(qstring(text).trimmed());
}

void copyGroup(Library& library, const Filter& filter, Language language)
{
    const auto text = listing(library.catalogue(), {}, filter, ListingFormat::Markdown, language);
    if (!text)
        library.complain(text.error());
    else
        QGuiApplication::clipboard()->setText(qstring(text->text));
}

} // namespace kaba
