// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_pane.h"

#include "ui/base/words.h"
#include "ui/catalogue/group_commands.h"
#include "ui/catalogue/group_model.h"
#include "ui/catalogue/group_tree.h"
#include "ui/catalogue/grouping_bar.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/lineage_pane.h"
#include "ui/catalogue/reading_mark.h"
#include "ui/catalogue/tag_list.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/section.h"

#include <QButtonGroup>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
GroupPane::GroupPane(Library& library, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_groups(new GroupModel(library, this))
    , m_tree(new GroupTree(this))
    , m_commands(new GroupCommands(library, *m_groups, *m_tree))
    , m_bar(new GroupingBar(library, *m_commands, this))
    , m_noGroups(new QLabel(this))
    , m_message(new MessageBar(this))
    , m_readingRow(new QWidget(this))
    , m_reading(new QButtonGroup(this))
    , m_tags(new TagList(library, this))
    , m_noTags(new QLabel(this))
    , m_addTag(new QToolButton(this))
    , m_clearTag(new QToolButton(this))
    , m_lineage(new LineagePane(library, this))
    , m_tagSection(new Section(this))
    , m_lineageSection(new Section(this))
{
    build();
    showOtherGrouping();
    retranslate();
    selectAll();
    connectAll();
    connectGroups();
}

void GroupPane::connectAll()
{
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &GroupPane::tell);
    connect(m_reading, &QButtonGroup::idToggled, this, &GroupPane::tell);
    connect(m_tags, &TagList::chosenChanged, this, &GroupPane::tell);
    connect(m_addTag, &QToolButton::clicked, m_tags, &TagList::addTag);
    connect(m_clearTag, &QToolButton::clicked, m_tags, [this] { m_tags->choose({}); });
    connect(m_lineage, &LineagePane::opened, this, &GroupPane::paperOpened);
    connect(&m_library, &Library::readerDataChanged, this,
            [this] { m_noTags->setHidden(m_tags->model()->rowCount() > 0); });
}

void GroupPane::connectGroups()
{
    connect(&m_library, &Library::readerDataChanged, this, &GroupPane::loadGroups);
    connect(m_tree, &GroupTree::editingEnded, this, &GroupPane::loadGroups, Qt::QueuedConnection);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &GroupPane::showGroupMenu);
    connect(m_bar, &GroupingBar::currentChanged, this, &GroupPane::showOtherGrouping);
    connect(m_bar, &GroupingBar::paperOpened, this, &GroupPane::paperOpened);
    connect(m_commands, &GroupCommands::copyWanted, this, &GroupPane::offerCopy);
}

void GroupPane::build()
{
    m_tree->setModel(m_groups);
    m_addTag->setObjectName(u"addTag"_s);
    m_addTag->setText(u"+"_s);
    m_addTag->setAutoRaise(true);
    m_addTag->setEnabled(m_library.writable());
    m_clearTag->setText(u"×"_s);
    m_clearTag->setAutoRaise(true);
    m_clearTag->hide();
    for (QLabel* hint : {m_noTags, m_noGroups}) {
        hint->setWordWrap(true);
        hint->setContentsMargins(12, 0, 8, 4);
    }
    m_tagSection->contents().addWidget(m_noTags);
    m_tagSection->contents().addWidget(m_tags);
    m_tagSection->addCorner(m_clearTag);
    m_tagSection->addCorner(m_addTag);
    m_lineageSection->contents().addWidget(m_lineage);
    for (Section* section : {m_tagSection, m_lineageSection}) {
        section->contents().setContentsMargins(0, 0, 0, 0);
        section->setOpen(true);
    }
    buildReadingRow();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 8);
    column->setSpacing(8);
    column->addWidget(m_bar);
    column->addWidget(m_tree, 1);
    column->addWidget(m_noGroups);
    column->addWidget(m_message);
    column->addWidget(m_readingRow);
    column->addWidget(m_tagSection);
    column->addWidget(m_lineageSection);
}

void GroupPane::buildReadingRow()
{
    auto* row = new QHBoxLayout(m_readingRow);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(4);
    m_reading->setExclusive(false);
    for (const Reading reading : {Reading::Unread, Reading::Reading, Reading::Read}) {
        auto* button = new QToolButton(m_readingRow);
        button->setObjectName(u"reading%1"_s.arg(static_cast<int>(reading)));
        button->setCheckable(true);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({10, 10});
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_reading->addButton(button, static_cast<int>(reading));
        row->addWidget(button);
        // At most one is chosen, and choosing it again chooses none.
        connect(button, &QToolButton::toggled, this, [this, button](bool on) {
            for (QAbstractButton* other : m_reading->buttons())
                if (on && other != button) {
                    const QSignalBlocker quiet(m_reading);
                    other->setChecked(false);
                }
        });
    }
}

void GroupPane::drawReadingIcons()
{
    for (QAbstractButton* button : m_reading->buttons())
        button->setIcon(readingIcon(static_cast<Reading>(m_reading->id(button)), palette()));
}

/// Keeps what is chosen and unfolded. A name that is being typed is not disturbed: its end calls again.
void GroupPane::loadGroups()
{
    if (m_tree->isEditing())
        return;
    m_loading = true;
    m_bar->reload();
    const QStringList unfolded = m_tree->unfoldedKeys();
    const QModelIndex before = m_tree->currentIndex();
    const QString key = before.data(GroupModel::KeyRole).toString();
    const int kind = before.data(GroupModel::KindRole).toInt();
    readGroups();
    if (!m_tree->currentIndex().isValid()) { // the model was reset
        m_tree->unfold(unfolded);
        const QModelIndex again = m_groups->indexOfKey(key);
        const QModelIndex other = kind == static_cast<int>(GroupModel::Kind::Lineage) ? m_groups->index(1, 0)
                                  : kind == static_cast<int>(GroupModel::Kind::NotGrouped)
                                      ? m_groups->notGrouped()
                                      : QModelIndex();
        m_tree->setCurrentIndex(again.isValid() ? again : other.isValid() ? other : m_groups->index(0, 0));
    }
    m_loading = false;
    tell();
}

void GroupPane::showOtherGrouping()
{
    const bool wasLoading = std::exchange(m_loading, true);
    readGroups();
    m_message->dismiss();
    m_tree->expandToDepth(m_groups->editable() ? 9 : 0);
    m_tree->setCurrentIndex(m_groups->index(0, 0));
    m_loading = wasLoading;
    if (!m_loading)
        tell();
    Q_EMIT groupingChanged(grouping());
}

void GroupPane::readGroups()
{
    const Catalogue& catalogue = m_library.catalogue();
    const std::string grouping = m_bar->currentGrouping().id;
    auto groups = catalogue.groups(grouping);
    const auto all = catalogue.paperCount(), notGrouped = catalogue.notGrouped(grouping);
    const auto lineage = catalogue.lineage();
    m_groups->setGroups(m_bar->currentGrouping(), groups ? std::move(*groups) : std::vector<Group>(),
                        {.all = all ? *all : 0,
                         .lineage = lineage ? static_cast<int>(lineage->entries.size()) : 0,
                         .notGrouped = notGrouped ? *notGrouped : 0});
    m_noGroups->setVisible(m_groups->editable() && !m_groups->hasGroups());
}

void GroupPane::showGroupMenu(const QPoint& position)
{
    if (const QModelIndex there = m_tree->indexAt(position); there.isValid())
        m_tree->setCurrentIndex(there);
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_commands->addTo(*menu);
    menu->setEnabled(m_library.writable());
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

void GroupPane::offerCopy()
{
    m_message->say(tr("The shipped grouping stays as it is. A copy is yours to change."), tr("Copy it"),
                   [this] { m_bar->copyCurrent(); });
}

QString GroupPane::grouping() const { return m_bar->current(); }

void GroupPane::chooseGrouping(const QString& id) { m_bar->choose(id); }

std::optional<Reading> GroupPane::chosenReading() const
{
    for (QAbstractButton* button : m_reading->buttons())
        if (button->isChecked())
            return static_cast<Reading>(m_reading->id(button));
    return {};
}

Scope GroupPane::scope() const
{
    const QModelIndex current = m_tree->currentIndex();
    return {.filter = {.group = current.data(GroupModel::PathRole).toString().toStdString(),
                       .grouping = m_groups->grouping().id,
                       .tag = m_tags->chosenTag(),
                       .reading = chosenReading()},
            .lineageOnly =
                current.data(GroupModel::KindRole).toInt() == static_cast<int>(GroupModel::Kind::Lineage),
            .groupKey = current.data(GroupModel::KeyRole).toString(),
            .ownGrouping = m_groups->grouping().own};
}

void GroupPane::tell()
{
    m_clearTag->setVisible(m_tags->chosenTag().has_value());
    const Scope now = scope();
    if (m_loading || now == m_told)
        return;
    m_told = now;
    Q_EMIT scopeChanged(now);
}

void GroupPane::selectAll()
{
    m_tags->choose({});
    for (QAbstractButton* button : m_reading->buttons())
        button->setChecked(false);
    m_tree->setCurrentIndex(m_groups->index(0, 0));
}

void GroupPane::selectLineage() { m_tree->setCurrentIndex(m_groups->index(1, 0)); }

void GroupPane::selectGroup(const QString& path)
{
    if (!m_groups->indexOf(path).isValid() && m_groups->grouping().own) { // the pages name shipped groups
        const auto shipped = m_library.catalogue().groups();
        const auto groupings = m_library.catalogue().groupings();
        const bool known = shipped && std::any_of(shipped->begin(), shipped->end(), [&](const Group& group) {
                               return qstring(group.path) == path;
                           });
        if (known && groupings)
            m_bar->choose(qstring(groupings->front().id));
    }
    const QModelIndex group = m_groups->indexOf(path);
    if (!group.isValid())
        return;
    m_tree->setCurrentIndex(group); // opens its parents
    m_tree->scrollTo(group);
}

void GroupPane::setCurrentPaper(const QString& id) { m_lineage->setCurrent(id); }

void GroupPane::setLanguage(Language language)
{
    m_language = language;
    m_groups->setLanguage(language);
    m_bar->setLanguage(language);
    m_lineage->setLanguage(language);
    retranslate();
}

void GroupPane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        drawReadingIcons();
    QWidget::changeEvent(event);
}

void GroupPane::retranslate()
{
    m_groups->retranslate();
    drawReadingIcons();
    m_tree->setAccessibleName(tr("Groups"));
    for (QAbstractButton* button : m_reading->buttons()) {
        button->setText(readingName(static_cast<Reading>(m_reading->id(button)), m_language));
        button->setAccessibleName(tr("Only: %1").arg(button->text()));
    }
    m_tagSection->setTitle(tr("Tags"));
    m_lineageSection->setTitle(tr("Lineage"));
    m_noGroups->setText(tr("No groups yet. Make one with + and drop papers on it."));
    m_noTags->setText(tr("No tags yet. Make one with + and drop papers on it."));
    m_noTags->setHidden(m_tags->model()->rowCount() > 0);
    m_addTag->setToolTip(tr("New tag"));
    m_addTag->setAccessibleName(tr("New tag"));
    m_clearTag->setToolTip(tr("Papers of any tag"));
    m_clearTag->setAccessibleName(tr("Papers of any tag"));
}

} // namespace kaba
