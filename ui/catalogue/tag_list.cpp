// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/tag_list.h"

#include "ui/base/words.h"
#include "ui/catalogue/count_delegate.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/tag_colours.h"
#include "ui/catalogue/tag_model.h"
#include "ui/theme/shades.h"

#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

TagList::TagList(Library& library, QWidget* parent)
    : QListView(parent)
    , m_library(library)
    , m_model(new TagModel(library, this))
{
    setObjectName(u"tags"_s);
    setModel(m_model);
    setItemDelegate(new CountDelegate(TagModel::CountRole, this));
    setUniformItemSizes(true);
    setFrameShape(NoFrame);
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setAcceptDrops(true);
    setDragDropMode(DropOnly);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        if (!indexAt(position).isValid())
            return;
        setCurrentIndex(indexAt(position));
        QMenu* menu = menuOfCurrent();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(viewport()->mapToGlobal(position));
    });
    connect(&library, &Library::readerDataChanged, this, &TagList::reload);
    retranslate();
}

void TagList::choose(std::optional<std::int64_t> tag)
{
    const QModelIndex index = tag ? m_model->indexOf(*tag) : QModelIndex();
    if (index.isValid())
        setCurrentIndex(index);
    else
        clearSelection();
}

void TagList::reload()
{
    if (state() == EditingState)
        return; // the reader is typing a name; the edit itself will reload
    m_reloading = true;
    m_model->reload();
    const auto before = m_chosen;
    choose(before);
    m_reloading = false;
    selectionChanged({}, {});
    updateGeometry();
}

void TagList::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (m_reloading)
        return;
    const QModelIndexList rows = selectedIndexes();
    const auto chosen = rows.isEmpty() ? std::nullopt : std::optional(m_model->tag(rows.front()).id);
    if (std::exchange(m_chosen, chosen) != chosen)
        Q_EMIT chosenChanged();
}

QString TagList::freeName() const
{
    QStringList taken;
    for (int row = 0; row < m_model->rowCount(); ++row)
        taken.append(m_model->index(row).data().toString());
    QString name = tr("New tag");
    for (int i = 2; taken.contains(name, Qt::CaseInsensitive); ++i)
        name = tr("New tag %1").arg(i);
    return name;
}

void TagList::addTag()
{
    QStringList used;
    for (const Tag& tag : m_library.tags())
        used.append(qstring(tag.colour));
    const auto made = m_library.createTag(freeName(), nextTagColour(used));
    if (made)
        edit(m_model->indexOf(made->id));
}

QMenu* TagList::menuOfCurrent()
{
    auto* menu = new QMenu(this);
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return menu;
    const Tag tag = m_model->tag(current);
    menu->addAction(tr("&Rename"), this, [this, id = tag.id] { edit(m_model->indexOf(id)); });
    QMenu* colours = menu->addMenu(tr("&Colour"));
    for (const NamedColour& colour : tagColours())
        colours->addAction(swatch(QColor(colour.colour)), colour.name, this,
                           [this, tag, to = colour.colour] { m_library.recolourTag(tag, to); });
    menu->addAction(tr("&Delete"), this, [this, tag] { m_library.removeTag(tag); });
    for (QAction* action : menu->actions())
        action->setEnabled(m_library.writable());
    return menu;
}

void TagList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_chosen)
        clearSelection();
    else if (event->key() == Qt::Key_Delete && currentIndex().isValid() && m_library.writable())
        m_library.removeTag(Tag(m_model->tag(currentIndex())));
    else
        QListView::keyPressEvent(event);
}

QSize TagList::sizeHint() const
{
    const int rows = std::clamp(m_model->rowCount(), 1, 6);
    return {120, rows * (fontMetrics().height() + 8) + 2};
}

void TagList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QListView::changeEvent(event);
}

void TagList::retranslate()
{
    setAccessibleName(tr("Tags"));
    setAccessibleDescription(
        tr("Choosing a tag shows its papers. F2 renames, Delete removes, Escape chooses none."));
}

void TagList::initViewItemOption(QStyleOptionViewItem* option) const
{
    QListView::initViewItemOption(option);
    shades::paleSelection(option->palette);
}

} // namespace kaba
