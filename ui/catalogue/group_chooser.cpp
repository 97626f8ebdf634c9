// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_chooser.h"

#include "papers_db/search.h"
#include "ui/base/words.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/library.h"
#include "ui/widgets/composing_line_edit.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kKeyRole = Qt::UserRole;

} // namespace

GroupChooser::GroupChooser(Library& library, const Scope& scope, const QStringList& papers, Language language,
                           QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_scope(scope)
    , m_papers(papers)
    , m_language(language)
    , m_words(new ComposingLineEdit(this))
    , m_list(new QListWidget(this))
    , m_move(new QCheckBox(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"groupChooser"_s);
    if (auto groups = library.catalogue().groups(scope.filter.grouping))
        m_groups = *std::move(groups);
    build();
    list();
    connect(m_words, &QLineEdit::textChanged, this, &GroupChooser::list);
    connect(m_words, &ComposingLineEdit::stepped, this,
            [this](int direction) { step(direction > 0 ? -1 : 1); });
    connect(m_words, &ComposingLineEdit::escaped, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &GroupChooser::choose);
}

void GroupChooser::build()
{
    setWindowTitle(m_papers.size() == 1 ? tr("Put 1 paper into a group")
                                        : tr("Put %1 papers into a group").arg(m_papers.size()));
    m_words->setObjectName(u"groupWords"_s);
    m_words->setPlaceholderText(tr("Name of a group, or of a new one"));
    m_words->setAccessibleName(m_words->placeholderText());
    m_list->setObjectName(u"groupChoices"_s);
    m_list->setAccessibleName(tr("Groups"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // long titles are cut, the tooltip has them
    m_list->setMinimumSize(m_list->fontMetrics().averageCharWidth() * 52,
                           m_list->fontMetrics().height() * 14);
    m_move->setObjectName(u"moveOut"_s);
    m_move->setHidden(true);
    for (const Group& group : m_groups)
        if (qstring(group.key) == m_scope.groupKey) {
            m_move->setText(tr("Take out of “%1”").arg(inLanguage(group.label, m_language)));
            m_move->setVisible(true);
        }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Put in"));
    connect(buttons, &QDialogButtonBox::accepted, this, &GroupChooser::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    for (QWidget* widget : {static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_list),
                            static_cast<QWidget*>(m_move), static_cast<QWidget*>(buttons)})
        column->addWidget(widget);
}

/// "Attention › Cost › Low rank"
QString GroupChooser::titleOf(const Group& group) const
{
    QString title = inLanguage(group.label, m_language);
    for (const Group& above : m_groups)
        if (!group.parent.empty() && above.path == group.parent)
            return titleOf(above) + u" › "_s + title;
    return title;
}

void GroupChooser::list()
{
    m_list->clear();
    const QString words = m_words->text().trimmed();
    bool known = words.isEmpty();
    for (const Group& group : m_groups) {
        const QString title = titleOf(group);
        const bool found = words.isEmpty() || !matchSpans(title.toStdString(), words.toStdString()).empty();
        known = known || inLanguage(group.label, m_language).compare(words, Qt::CaseInsensitive) == 0;
        if (!found)
            continue;
        auto* item = new QListWidgetItem(title, m_list); // the list owns it
        item->setData(kKeyRole, qstring(group.key));
        item->setToolTip(
            group.description.empty() ? title : title + u'\n' + inLanguage(group.description, m_language));
    }
    if (!known)
        new QListWidgetItem(tr("New group “%1”").arg(words), m_list);
    m_list->setCurrentRow(0);
}

void GroupChooser::step(int rows)
{
    m_list->setCurrentRow(std::clamp(m_list->currentRow() + rows, 0, std::max(0, m_list->count() - 1)));
}

void GroupChooser::choose()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const QString grouping = qstring(m_scope.filter.grouping);
    GroupingEdits edits(m_library, m_language);
    QString key = item->data(kKeyRole).toString();
    if (key.isEmpty()) {
        const auto made = edits.addGroup(grouping, m_words->text().trimmed(), {});
        if (!made)
            return;
        key = *made;
    }
    const bool done = m_move->isChecked() ? edits.movePapers(grouping, m_scope.groupKey, key, m_papers)
                                          : edits.putPapers(grouping, key, m_papers);
    if (done)
        accept();
}

} // namespace kaba
