// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/add_paper_dialog.h"

#include "papers_db/bibtex_reader.h"
#include "papers_db/names.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/composition_guard.h"
#include "ui/widgets/inline_message.h"
#include "ui/window/paper_edits.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kCompareAfterMs = 250;
constexpr Fact kAsked[] = {Fact::Title, Fact::Authors, Fact::ShortName,    Fact::Venue, Fact::Year,
                           Fact::Doi,   Fact::ArxivId, Fact::OpenreviewId, Fact::Link};

} // namespace

AddPaperDialog::AddPaperDialog(Library& library, Language language, QWidget* parent)
    : QDialog(parent)
    , m_library(library)
    , m_language(language)
    , m_bibtex(new QPlainTextEdit(this))
    , m_message(new InlineMessage(this))
    , m_left(new QLabel(this))
    , m_like(new QLabel(this))
    , m_add(new QPushButton(tr("&Add"), this))
    , m_skip(new QPushButton(tr("&Skip this entry"), this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"addPaperDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add a paper"));
    build();
    new CompositionGuard(m_bibtex); // lives with the text
    m_timer->setSingleShot(true);
    m_timer->setInterval(kCompareAfterMs);
    connect(m_timer, &QTimer::timeout, this, &AddPaperDialog::compare);
    connect(m_bibtex, &QPlainTextEdit::textChanged, this, &AddPaperDialog::readPasted);
    connect(m_add, &QPushButton::clicked, this, &AddPaperDialog::add);
    connect(m_skip, &QPushButton::clicked, this, [this] {
        m_waiting.erase(m_waiting.begin());
        showNext();
    });
    connect(m_like, &QLabel::linkActivated, this, &AddPaperDialog::paperWanted);
    connect(&library, &Library::failed, this, [this](const QString& english, const QString& japanese) {
        m_message->say(m_language == Language::Japanese ? japanese : english);
    });
    compare();
}

void AddPaperDialog::build()
{
    m_bibtex->setObjectName(u"bibtex"_s);
    m_bibtex->setPlaceholderText(tr("Paste BibTeX here, or fill in the lines below."));
    m_bibtex->setAccessibleName(tr("BibTeX"));
    m_bibtex->setTabChangesFocus(true);
    m_bibtex->setMaximumHeight(120);
    m_like->setObjectName(u"likePapers"_s);
    m_like->setWordWrap(true);
    m_like->setTextFormat(Qt::RichText);
    m_add->setObjectName(u"addPaper"_s);
    m_skip->setObjectName(u"skipEntry"_s);
    m_left->hide();
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const Fact fact : kAsked) {
        auto* line = new ComposingLineEdit(this);
        line->setObjectName(qstring(idOf(fact)));
        line->setAccessibleName(inLanguage(labelOf(fact), m_language));
        form->addRow(line->accessibleName(), line);
        connect(line, &QLineEdit::textChanged, m_timer, qOverload<>(&QTimer::start));
        m_lines.emplace_back(fact, line);
    }
    m_lines[1].second->setPlaceholderText(tr("Albert Gu; Karan Goel"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->addButton(m_skip, QDialogButtonBox::ActionRole);
    buttons->addButton(m_add, QDialogButtonBox::AcceptRole);
    m_skip->hide(); // the box shows what it takes in
    m_add->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(m_bibtex);
    column->addWidget(m_message);
    column->addWidget(m_left);
    column->addLayout(form);
    column->addWidget(m_like);
    column->addStretch(1);
    column->addWidget(buttons);
    resize(600, 520);
}

void AddPaperDialog::readPasted()
{
    m_message->say({});
    if (m_bibtex->toPlainText().trimmed().isEmpty())
        return;
    auto papers = readBibtex(m_bibtex->toPlainText().toStdString());
    if (!papers)
        return m_message->say(inLanguage(papers.error().message, m_language));
    m_waiting = *std::move(papers);
    showNext();
}

void AddPaperDialog::showNext()
{
    const auto left = m_waiting.size();
    m_left->setVisible(left > 1);
    m_left->setText(tr("%n entries are left; this is the next.", nullptr, static_cast<int>(left)));
    m_skip->setVisible(left > 1);
    m_base = m_waiting.empty() ? Paper{} : m_waiting.front();
    for (const auto& [fact, line] : m_lines) {
        line->setText(qstring(factOf(m_base, fact)));
        line->setCursorPosition(0);
    }
    compare();
}

Result<Paper> AddPaperDialog::written() const
{
    Paper paper = m_base;
    for (const auto& [fact, line] : m_lines) {
        const std::string text = line->text().trimmed().toStdString();
        if (text == factOf(paper, fact) && fact != Fact::Title)
            continue; // keeps what a line cannot say
        if (Status set = setFact(paper, fact, text); !set)
            return set.error();
    }
    return paper;
}

void AddPaperDialog::compare()
{
    m_timer->stop();
    m_add->setEnabled(m_library.writable() && !m_lines.front().second->text().trimmed().isEmpty());
    const auto paper = written();
    const auto like =
        paper ? m_library.catalogue().likenesses(*paper) : Result<std::vector<Likeness>>(paper.error());
    QString html;
    if (like)
        for (const Likeness& one : *like)
            html += u"<br><a href=\"%1\">%2</a> – %3 (%4)"_s.arg(
                qstring(one.paper.id).toHtmlEscaped(), qstring(one.paper.title).toHtmlEscaped(),
                inLanguage(labelOf(one.by), m_language), qstring(one.what).toHtmlEscaped());
    m_like->setText(html.isEmpty() ? html : tr("The library may have it already:") + html);
    m_like->setVisible(!html.isEmpty());
    m_add->setText(html.isEmpty() ? tr("&Add") : tr("&Add all the same"));
}

void AddPaperDialog::add()
{
    const auto paper = written();
    if (!paper)
        return m_message->say(inLanguage(paper.error().message, m_language));
    const QString id = addPaper(m_library, *paper);
    if (id.isEmpty())
        return;
    Q_EMIT added(id);
    if (!m_waiting.empty())
        m_waiting.erase(m_waiting.begin());
    if (m_waiting.empty())
        close();
    else
        showNext();
}

} // namespace kaba
