// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/lineage_pane.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/lineage_picture.h"
#include "ui/catalogue/relation_dialog.h"
#include "ui/catalogue/relation_words.h"

#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

bool derives(Relation::Kind kind)
{
    return kind == Relation::Kind::BuildsOn || kind == Relation::Kind::SimplifiedBy;
}

/// Tasks belong to their benchmark's page, unless the reader drew something to them.
bool inPicture(const PaperRow& entry, const std::vector<Relation>& own)
{
    return entry.kind != PaperKind::Task ||
           std::any_of(own.begin(), own.end(), [&](const Relation& relation) {
               return relation.from == entry.id || relation.to == entry.id;
           });
}

QList<LineageNode> nodesOf(const Lineage& lineage, const std::vector<Relation>& own)
{
    QList<LineageNode> nodes;
    for (const PaperRow& entry : lineage.entries)
        if (inPicture(entry, own))
            nodes.append({.id = qstring(entry.id),
                          .name = shortNameOf(entry),
                          .description = qstring(entry.title),
                          .model = entry.kind == PaperKind::Model || entry.kind == PaperKind::Paper});
    return nodes;
}

} // namespace

LineagePane::LineagePane(Library& library, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_picture(new LineagePicture(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_picture);
    load();
    connect(m_picture, &LineagePicture::opened, this, &LineagePane::opened);
    connect(m_picture, &LineagePicture::menuWanted, this, &LineagePane::showMenu);
    connect(&library, &Library::readerDataChanged, this, &LineagePane::load);
}

void LineagePane::load()
{
    const auto lineage = m_library.catalogue().lineage();
    if (!lineage)
        return;
    m_own.clear();
    QList<LineageEdge> edges;
    for (const Relation& relation : lineage->edges) {
        if (relation.own)
            m_own.push_back(relation);
        edges.append({.from = qstring(relation.from),
                      .to = qstring(relation.to),
                      .note = relationSentence(m_library, relation, m_language),
                      .mainLine = relation.mainLine,
                      .derives = derives(relation.kind),
                      .own = relation.own ? static_cast<int>(m_own.size()) - 1 : -1});
    }
    m_picture->setLineage(nodesOf(*lineage, m_own), edges);
}

void LineagePane::showMenu(const QString& id, const QList<int>& own, const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"lineageMenu"_s);
    if (!id.isEmpty()) {
        menu->addAction(tr("&Open"), this, [this, id] { Q_EMIT opened(id); });
        menu->addAction(tr("&Draw a relation…"), this,
                        [this, id] { (new RelationDialog(m_library, id, m_language, window()))->show(); });
    }
    for (const int number : own) {
        const Relation relation = m_own[static_cast<std::size_t>(number)];
        QString sentence = relationSentence(m_library, relation, m_language);
        menu->addAction(tr("Delete “%1”").arg(sentence.replace(u'&', u"&&"_s)), this,
                        [this, relation] { removeRelation(m_library, relation, m_language); });
    }
    for (QAction* action : menu->actions().mid(id.isEmpty() ? 0 : 1))
        action->setEnabled(m_library.writable());
    menu->popup(position);
}

void LineagePane::setCurrent(const QString& id) { m_picture->setCurrent(id); }

void LineagePane::setLanguage(Language language)
{
    m_language = language;
    load();
}

} // namespace kaba
