// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/group_words_dialog.h"

#include "ui/base/words.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/library.h"
#include "ui/widgets/composing_line_edit.h"

#include <QDialogButtonBox>
#include <QFormLayout>

using namespace Qt::StringLiterals;

namespace kaba {

GroupWordsDialog::GroupWordsDialog(Library& library, const QString& grouping, const QString& key,
                                   Language language, QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_grouping(grouping)
    , m_key(key)
    , m_language(language)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"groupWords"_s);
    setWindowTitle(tr("Title and description"));
    const Result<Outline> outline = library.catalogue().outline(grouping.toStdString());
    const OutlineGroup* group = outline ? findGroup(*outline, key.toStdString()) : nullptr;
    const OutlineGroup words = group ? *group : OutlineGroup{};
    auto* form = new QFormLayout(this);
    m_titles[0] = addLine(*form, tr("Title in English"), "titleEn", words.title.en);
    m_titles[1] = addLine(*form, tr("Title in Japanese"), "titleJa", words.title.ja);
    m_descriptions[0] = addLine(*form, tr("In one line, English"), "descriptionEn", words.description.en);
    m_descriptions[1] = addLine(*form, tr("In one line, Japanese"), "descriptionJa", words.description.ja);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &GroupWordsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    form->addRow(buttons);
    m_titles[language == Language::Japanese ? 1 : 0]->setFocus();
}

QLineEdit* GroupWordsDialog::addLine(QFormLayout& form, const QString& label, const char* name,
                                     const std::string& words)
{
    auto* line = new ComposingLineEdit(this);
    line->setObjectName(QLatin1String(name));
    line->setText(qstring(words));
    line->setMinimumWidth(line->fontMetrics().averageCharWidth() * 48);
    line->setPlaceholderText(tr("empty: the words of the other language"));
    form.addRow(label, line);
    return line;
}

void GroupWordsDialog::save()
{
    const auto typed = [](QLineEdit* const(&lines)[2]) {
        return Text{lines[0]->text().toStdString(), lines[1]->text().toStdString()};
    };
    if (GroupingEdits(m_library, m_language)
            .describeGroup(m_grouping, m_key, typed(m_titles), typed(m_descriptions)))
        accept();
}

} // namespace kaba
