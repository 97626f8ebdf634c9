// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/grouping_bar.h"

#include "ui/base/words.h"
#include "ui/catalogue/compare_dialog.h"
#include "ui/catalogue/group_commands.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/library.h"
#include "ui/widgets/composing_line_edit.h"

#include <QComboBox>
#include <QEvent>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {

GroupingBar::GroupingBar(Library& library, GroupCommands& groups, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_commands(groups)
    , m_places(new QStackedLayout)
    , m_chooser(new QComboBox(this))
    , m_name(new ComposingLineEdit(this))
    , m_add(new QToolButton(this))
    , m_more(new QToolButton(this))
    , m_new(new QAction(this))
    , m_copy(new QAction(this))
    , m_rename(new QAction(this))
    , m_remove(new QAction(this))
    , m_compare(new QAction(this))
{
    build();
    buildMenu();
    reload();
    retranslate();
    connect(m_chooser, &QComboBox::activated, this, [this](int row) {
        m_row = row;
        fill();
        Q_EMIT currentChanged();
    });
    connect(m_name, &QLineEdit::editingFinished, this, [this] { endName(true); });
    connect(m_name, &ComposingLineEdit::escaped, this, [this] { endName(false); });
    connect(m_new, &QAction::triggered, this, &GroupingBar::makeNew);
    connect(m_copy, &QAction::triggered, this, &GroupingBar::copyCurrent);
    connect(m_rename, &QAction::triggered, this, &GroupingBar::renameCurrent);
    connect(m_remove, &QAction::triggered, this, &GroupingBar::removeCurrent);
    connect(m_compare, &QAction::triggered, this, &GroupingBar::compare);
    connect(m_add, &QToolButton::clicked, groups.add, &QAction::trigger);
}

void GroupingBar::build()
{
    m_chooser->setObjectName(u"grouping"_s);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_chooser->setMinimumContentsLength(8);
    m_name->setObjectName(u"groupingName"_s);
    m_places->addWidget(m_chooser);
    m_places->addWidget(m_name);
    m_add->setObjectName(u"addGroup"_s);
    m_add->setText(u"+"_s);
    m_more->setObjectName(u"groupingMenu"_s);
    m_more->setText(u"⋯"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(2);
    row->addLayout(m_places, 1);
    for (QToolButton* button : {m_add, m_more}) {
        button->setAutoRaise(true);
        row->addWidget(button);
    }
}

void GroupingBar::buildMenu()
{
    m_new->setObjectName(u"newGrouping"_s);
    m_copy->setObjectName(u"copyGrouping"_s);
    m_rename->setObjectName(u"renameGrouping"_s);
    m_remove->setObjectName(u"removeGrouping"_s);
    m_compare->setObjectName(u"compareGroupings"_s);
    auto* menu = new QMenu(this);
    connect(m_more, &QToolButton::clicked, menu,
            [this, menu] { // without the arrow that setMenu() would bring
                menu->clear();
                menu->addActions({m_new, m_copy, m_rename, m_remove, m_compare});
                menu->addSeparator();
                m_commands.addTo(*menu);
                menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
            });
}

void GroupingBar::reload()
{
    const std::string before = m_groupings.empty() ? std::string() : currentGrouping().id;
    auto groupings = m_library.catalogue().groupings();
    if (groupings)
        m_groupings = *std::move(groupings);
    if (m_groupings.empty())
        m_groupings.emplace_back();
    const auto kept = std::find_if(m_groupings.begin(), m_groupings.end(),
                                   [&](const Grouping& grouping) { return grouping.id == before; });
    m_row = kept == m_groupings.end() ? 0 : static_cast<int>(kept - m_groupings.begin());
    fill();
    if (currentGrouping().id != before)
        Q_EMIT currentChanged();
}

void GroupingBar::fill()
{
    const QSignalBlocker quiet(m_chooser);
    m_chooser->clear();
    for (const Grouping& grouping : m_groupings)
        m_chooser->addItem(inLanguage(grouping.label, m_language), qstring(grouping.id));
    m_chooser->setCurrentIndex(m_row);
    m_chooser->setToolTip(inLanguage(filled(currentGrouping().source), m_language));
    for (QAction* action : {m_rename, m_remove})
        action->setEnabled(currentGrouping().own && m_library.writable());
    for (QAction* action : {m_new, m_copy})
        action->setEnabled(m_library.writable());
    m_add->setEnabled(m_library.writable());
    m_compare->setEnabled(m_groupings.size() > 1);
}

QString GroupingBar::current() const { return qstring(currentGrouping().id); }

void GroupingBar::choose(const QString& id)
{
    const int row = m_chooser->findData(id);
    if (row < 0 || row == m_row)
        return;
    m_row = row;
    fill();
    Q_EMIT currentChanged();
}

void GroupingBar::askName(const QString& suggested, std::function<void(const QString&)> act)
{
    m_named = std::move(act);
    m_name->setText(suggested);
    m_places->setCurrentWidget(m_name);
    m_name->setFocus(Qt::OtherFocusReason);
    m_name->selectAll();
}

/// A name that is left unfinished counts as typed; Esc takes it back.
void GroupingBar::endName(bool accepted)
{
    const auto act = std::exchange(m_named, {});
    const QString name = m_name->text().trimmed();
    m_places->setCurrentWidget(m_chooser);
    if (accepted && act && !name.isEmpty())
        act(name);
}

void GroupingBar::makeNew()
{
    askName(tr("My grouping"), [this](const QString& name) {
        if (const auto made = GroupingEdits(m_library, m_language).create(name))
            choose(*made);
    });
}

void GroupingBar::copyCurrent()
{
    askName(tr("%1, my copy").arg(m_chooser->currentText()), [this, id = current()](const QString& name) {
        if (const auto made = GroupingEdits(m_library, m_language).copy(id, name))
            choose(*made);
    });
}

void GroupingBar::renameCurrent()
{
    askName(m_chooser->currentText(), [this, id = current()](const QString& name) {
        GroupingEdits(m_library, m_language).rename(id, name);
    });
}

void GroupingBar::removeCurrent() { GroupingEdits(m_library, m_language).remove(current()); }

void GroupingBar::compare()
{
    auto* dialog = new CompareDialog(m_library, current(), m_language, window());
    connect(dialog, &CompareDialog::paperOpened, this, &GroupingBar::paperOpened);
    dialog->show();
}

void GroupingBar::setLanguage(Language language)
{
    m_language = language;
    fill();
    retranslate();
}

void GroupingBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void GroupingBar::retranslate()
{
    m_chooser->setAccessibleName(tr("Grouping"));
    m_chooser->setAccessibleDescription(tr("One way to sort the papers; several may stand side by side."));
    m_name->setAccessibleName(tr("Name of the grouping"));
    m_add->setToolTip(tr("New group (Ins)"));
    m_add->setAccessibleName(tr("New group"));
    m_more->setToolTip(tr("Groupings: make, copy, rename, delete"));
    m_more->setAccessibleName(tr("Groupings and groups"));
    m_new->setText(tr("New &grouping…"));
    m_copy->setText(tr("&Copy this grouping…"));
    m_rename->setText(tr("Rename this grouping…"));
    m_remove->setText(tr("Delete this grouping"));
    m_compare->setText(tr("Compare two groupings…"));
    m_commands.retranslate();
}

} // namespace kaba
