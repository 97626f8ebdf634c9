// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/list_dialog.h"

#include "ui/widgets/inline_message.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace kaba {

ListDialog::ListDialog(const QString& title, const QString& action, QWidget* parent)
    : QDialog(parent)
    , m_column(new QVBoxLayout(this))
    , m_list(new QListWidget(this))
    , m_words(new QLabel(this))
    , m_message(new InlineMessage(this))
    , m_action(new QPushButton(action, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_list->setObjectName(u"list"_s);
    m_list->setAccessibleName(title);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setSpacing(2);
    m_words->setObjectName(u"words"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    m_action->setObjectName(u"action"_s);
    m_action->setDefault(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_action, QDialogButtonBox::AcceptRole);
    m_column->setSpacing(8);
    m_column->addWidget(m_list, 1);
    m_column->addWidget(m_words);
    m_column->addWidget(m_message);
    m_column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(m_action, &QPushButton::clicked, this, [this] { act(); });
    connect(m_list, &QListWidget::itemDoubleClicked, this, [this] { act(); });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        m_action->setEnabled(row >= 0);
        if (row >= 0)
            choose();
    });
    resize(560, 420);
}

void ListDialog::begin(const QString& sentence)
{
    m_list->clear();
    m_message->say({});
    m_action->setEnabled(false);
    describe(sentence);
}

void ListDialog::add(const QString& words, const QVariant& value)
{
    auto* item = new QListWidgetItem(words, m_list); // the list owns it
    item->setData(Qt::UserRole, value);
    item->setToolTip(words);
    if (m_list->count() == 1) {
        describe({});
        m_list->setCurrentRow(0);
    }
}

QVariant ListDialog::chosen() const
{
    return m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole) : QVariant();
}

void ListDialog::describe(const QString& words) { m_words->setText(words); }

void ListDialog::complain(const QString& sentence) { m_message->say(sentence); }

} // namespace kaba
