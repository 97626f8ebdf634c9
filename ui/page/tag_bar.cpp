// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/tag_bar.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/reading_mark.h"
#include "ui/catalogue/tag_menu.h"
#include "ui/page/tag_chip.h"
#include "ui/widgets/flow_layout.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

TagBar::TagBar(Library& library, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_reading(new QComboBox(this))
    , m_add(new QToolButton(this))
    , m_chips(new QWidget(this))
{
    m_reading->setObjectName(u"readingState"_s);
    m_reading->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_reading->setEnabled(library.writable());
    for (const Reading reading : {Reading::Unread, Reading::Reading, Reading::Read})
        m_reading->addItem(QString(), static_cast<int>(reading));
    m_add->setObjectName(u"assignTag"_s);
    m_add->setAutoRaise(true);
    m_add->setEnabled(library.writable());
    m_chips->setObjectName(u"chips"_s);
    new FlowLayout(m_chips); // the widget owns it
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_reading, 0, Qt::AlignTop);
    row->addWidget(m_add, 0, Qt::AlignTop);
    row->addWidget(m_chips, 1);
    connect(m_reading, &QComboBox::activated, this, [this] {
        m_library.setReading({m_paper}, static_cast<Reading>(m_reading->currentData().toInt()));
    });
    connect(m_add, &QToolButton::clicked, this, [this] {
        auto* menu = new QMenu(m_add);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillTagMenu(*menu, m_library, {m_paper});
        menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
    });
    connect(&library, &Library::readerDataChanged, this, &TagBar::refresh);
    retranslate();
}

void TagBar::showPaper(const QString& id)
{
    m_paper = id;
    refresh();
}

void TagBar::setLanguage(Language language)
{
    m_language = language;
    retranslate();
}

void TagBar::refresh()
{
    const auto paper = m_library.catalogue().paper(m_paper.toStdString());
    if (!paper)
        return;
    m_reading->setCurrentIndex(m_reading->findData(static_cast<int>(paper->row.reading)));
    qDeleteAll(m_chips->findChildren<TagChip*>());
    for (const Tag& tag : m_library.tags()) {
        if (std::find(paper->row.tags.begin(), paper->row.tags.end(), tag.id) == paper->row.tags.end())
            continue;
        auto* chip = new TagChip(qstring(tag.name), QColor(qstring(tag.colour)), m_chips);
        chip->setEnabled(m_library.writable());
        chip->setAccessibleName(tr("Tag %1").arg(chip->text()));
        chip->setToolTip(tr("Take this tag off"));
        // The chip is deleted by what it causes, so not while its own signal is on the way.
        connect(
            chip, &QAbstractButton::clicked, this, [this, tag] { m_library.unassignTag({m_paper}, tag); },
            Qt::QueuedConnection);
        m_chips->layout()->addWidget(chip);
    }
}

void TagBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TagBar::retranslate()
{
    for (int i = 0; i < m_reading->count(); ++i)
        m_reading->setItemText(i,
                               readingName(static_cast<Reading>(m_reading->itemData(i).toInt()), m_language));
    m_reading->setAccessibleName(tr("Reading state"));
    m_reading->setToolTip(tr("How far you have come with this paper"));
    m_add->setText(tr("+ Tag"));
    m_add->setAccessibleName(tr("Tags of this paper"));
    refresh();
}

} // namespace kaba
