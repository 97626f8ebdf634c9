// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/facts_dialog.h"

#include "papers_db/names.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"
#include "ui/window/paper_edits.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace kaba {

FactsDialog::FactsDialog(Library& library, const QString& paper, Language language, QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_paper(paper)
    , m_language(language)
    , m_message(new InlineMessage(this))
{
    setObjectName(u"factsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Facts of the paper"));
    auto* column = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const Named<Fact>& name : namesOf<Fact>())
        addRow(*form, name.value);
    column->addLayout(form);
    column->addWidget(m_message);
    column->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    column->addWidget(buttons);
    connect(&library, &Library::readerDataChanged, this, &FactsDialog::refresh);
    connect(&library, &Library::failed, this, [this](const QString& english, const QString& japanese) {
        m_message->say(m_language == Language::Japanese ? japanese : english);
    });
    resize(640, 480);
    refresh();
}

void FactsDialog::addRow(QFormLayout& form, Fact fact)
{
    Row row{fact, new ComposingLineEdit(this), new QPushButton(this), {}};
    const QString name = inLanguage(labelOf(fact), m_language);
    row.line->setObjectName(qstring(idOf(fact)));
    row.line->setAccessibleName(name);
    row.line->setReadOnly(!m_library.writable());
    row.shipped->setObjectName(row.line->objectName() + u"-shipped"_s);
    row.shipped->setFlat(true);
    row.shipped->setAutoDefault(false);
    row.shipped->hide();
    auto* box = new QVBoxLayout;
    box->setSpacing(0);
    box->addWidget(row.line);
    box->addWidget(row.shipped, 0, Qt::AlignLeft);
    form.addRow(name, box);
    const std::size_t index = m_rows.size();
    connect(row.line, &QLineEdit::editingFinished, this,
            [this, index] { save(m_rows[index], m_rows[index].line->text()); });
    connect(row.shipped, &QPushButton::clicked, this,
            [this, index] { save(m_rows[index], m_rows[index].before); });
    if (fact == Fact::Authors)
        row.line->setPlaceholderText(tr("Albert Gu; Karan Goel"));
    m_rows.push_back(row);
}

void FactsDialog::save(const Row& row, const QString& text)
{
    m_message->say({});
    editFact(m_library, m_paper, row.fact, text);
}

void FactsDialog::refresh()
{
    const auto facts = m_library.catalogue().facts(m_paper.toStdString());
    if (!facts)
        return;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        const FactLine& line = (*facts)[i];
        if (!row.line->hasFocus() || !row.line->isModified()) {
            row.line->setText(qstring(line.text));
            row.line->setCursorPosition(0);
        }
        row.before = qstring(line.shipped.value_or(""));
        row.shipped->setVisible(line.shipped.has_value());
        const QString words = row.before.isEmpty() ? tr("empty") : row.before;
        row.shipped->setText(tr("As shipped: %1").arg(words.size() > 60 ? words.left(60) + u"…"_s : words));
        row.shipped->setToolTip(tr("Take back: %1").arg(words));
    }
}

} // namespace kaba
