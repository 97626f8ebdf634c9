// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/relation_dialog.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/relation_words.h"
#include "ui/widgets/composing_line_edit.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kMostPapers = 100;

/// The rows of the chooser of kinds: what it is, and whether the paper at hand is where it begins.
struct Choice {
    Relation::Kind kind;
    bool begins;
};
constexpr Choice kChoices[] = {
    {Relation::Kind::BuildsOn, false}, {Relation::Kind::BuildsOn, true},  {Relation::Kind::Answers, true},
    {Relation::Kind::Answers, false},  {Relation::Kind::Resembles, true},
};

} // namespace

RelationDialog::RelationDialog(Library& library, const QString& paper, Language language, QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_paper(paper)
    , m_language(language)
    , m_kind(new QComboBox(this))
    , m_words(new ComposingLineEdit(this))
    , m_list(new QListWidget(this))
    , m_note(new ComposingLineEdit(this))
    , m_complaint(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"relation"_s);
    setWindowTitle(tr("Draw a relation"));
    const auto found = library.catalogue().paper(paper.toStdString());
    build(found ? shortNameOf(found->row) : paper);
    list();
    connect(m_words, &QLineEdit::textChanged, this, &RelationDialog::list);
    connect(m_words, &ComposingLineEdit::stepped, this,
            [this](int direction) { step(direction > 0 ? -1 : 1); });
    for (ComposingLineEdit* line : {m_words, m_note})
        connect(line, &ComposingLineEdit::escaped, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &RelationDialog::draw);
    m_words->setFocus();
}

void RelationDialog::build(const QString& name)
{
    m_kind->setObjectName(u"relationKind"_s);
    m_kind->addItems({tr("%1 builds on …").arg(name), tr("%1 is built upon by …").arg(name),
                      tr("%1 answers …").arg(name), tr("%1 is answered by …").arg(name),
                      tr("%1 resembles …").arg(name)});
    m_kind->setAccessibleName(tr("Kind of relation"));
    m_words->setObjectName(u"relationWords"_s);
    m_words->setPlaceholderText(tr("Some words of the other paper"));
    m_words->setAccessibleName(m_words->placeholderText());
    m_list->setObjectName(u"relationPapers"_s);
    m_list->setAccessibleName(tr("Papers"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // long titles are cut, the tooltip has them
    m_list->setMinimumSize(m_list->fontMetrics().averageCharWidth() * 56,
                           m_list->fontMetrics().height() * 10);
    m_note->setObjectName(u"relationNote"_s);
    m_note->setPlaceholderText(tr("In one sentence: how (may stay empty)"));
    m_note->setAccessibleName(m_note->placeholderText());
    m_complaint->setWordWrap(true);
    m_complaint->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Draw"));
    connect(buttons, &QDialogButtonBox::accepted, this, &RelationDialog::draw);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_kind, m_words, m_list, m_note, m_complaint, buttons})
        column->addWidget(widget);
}

void RelationDialog::list()
{
    m_list->clear();
    const auto hits = m_library.catalogue().search(m_words->text().toStdString(), {}, kMostPapers);
    if (!hits)
        return;
    for (const Hit& hit : *hits) {
        if (qstring(hit.paper.id) == m_paper)
            continue;
        const QString title = qstring(hit.paper.title);
        const QString name = qstring(hit.paper.shortName);
        auto* item = new QListWidgetItem(name.isEmpty() ? title : name + u" – "_s + title, m_list);
        item->setData(Qt::UserRole, qstring(hit.paper.id));
        item->setToolTip(title);
    }
    m_list->setCurrentRow(0);
}

void RelationDialog::step(int rows)
{
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + rows, 0, std::max(0, m_list->count() - 1)));
}

void RelationDialog::draw()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item) {
        m_complaint->setText(tr("No paper has these words: change them, then choose a paper of the list."));
        m_complaint->show();
        return;
    }
    const Choice choice = kChoices[m_kind->currentIndex()];
    Relation relation{.from = m_paper.toStdString(),
                      .to = item->data(Qt::UserRole).toString().toStdString(),
                      .kind = choice.kind,
                      .own = true};
    if (!choice.begins)
        std::swap(relation.from, relation.to);
    (m_language == Language::Japanese ? relation.note.ja : relation.note.en) =
        m_note->text().trimmed().toStdString();
    if (addRelation(m_library, relation, m_language))
        accept();
}

} // namespace kaba
