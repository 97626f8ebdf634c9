// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/tag_menu.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/tag_colours.h"
#include "ui/widgets/composition_guard.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QWidgetAction>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

bool allCarry(Library& library, const QStringList& papers, std::int64_t tag)
{
    return std::all_of(papers.begin(), papers.end(), [&](const QString& id) {
        const auto paper = library.catalogue().paper(id.toStdString());
        return paper &&
               std::find(paper->row.tags.begin(), paper->row.tags.end(), tag) != paper->row.tags.end();
    });
}

void addNewTagField(QMenu& menu, Library& library, const QStringList& papers)
{
    auto* holder = new QWidget(&menu);
    auto* name = new QLineEdit(holder);
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(name);
    new CompositionGuard(name); // lives with the field
    name->setObjectName(u"newTag"_s);
    name->setPlaceholderText(QCoreApplication::translate("kaba::TagMenu", "New tag"));
    name->setAccessibleName(name->placeholderText());
    QObject::connect(name, &QLineEdit::returnPressed, &menu, [&menu, &library, papers, name] {
        QStringList used;
        for (const Tag& tag : library.tags())
            used.append(qstring(tag.colour));
        if (name->text().trimmed().isEmpty())
            return;
        if (const auto tag = library.createTag(name->text().trimmed(), nextTagColour(used)))
            library.assignTag(papers, *tag);
        menu.close();
    });
    auto* action = new QWidgetAction(&menu);
    action->setDefaultWidget(holder);
    menu.addAction(action);
}

} // namespace

void fillTagMenu(QMenu& menu, Library& library, const QStringList& papers)
{
    const std::vector<Tag> tags = library.tags();
    for (const Tag& tag : tags) {
        QString name = qstring(tag.name);
        QAction* action = menu.addAction(swatch(QColor(qstring(tag.colour))), name.replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(allCarry(library, papers, tag.id));
        QObject::connect(action, &QAction::triggered, &menu, [&library, papers, tag](bool carry) {
            carry ? library.assignTag(papers, tag) : library.unassignTag(papers, tag);
        });
    }
    if (!tags.empty())
        menu.addSeparator();
    addNewTagField(menu, library, papers);
}

} // namespace kaba
