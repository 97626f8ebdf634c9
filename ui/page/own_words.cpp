// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/own_words.h"

#include "papers_db/names.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/page/notes_editor.h"
#include "ui/theme/shades.h"
#include "ui/widgets/ink.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

using Kind = NoteSubject::Kind;

OwnWords::OwnWords(Library& library, QWidget* parent)
    : QScrollArea(parent)
    , m_library(library)
    , m_heading(new QLabel(this))
    , m_done(new QCheckBox(this))
    , m_evidenceName(new QLabel(this))
    , m_evidence(new QComboBox(this))
    , m_date(new QLabel(this))
    , m_entries{}
{
    constexpr Kind kKinds[] = {Kind::Question, Kind::Method, Kind::Data, Kind::Baselines};
    std::ranges::transform(kKinds, m_entries.begin(), [&](Kind kind) {
        return Entry{kind, new QLabel(this), new NotesEditor(library, this, NotesEditor::Form::Field)};
    });
    build();
    connect(m_done, &QCheckBox::clicked, this, &OwnWords::setDone);
    connect(m_evidence, &QComboBox::activated, this,
            [this](int index) { setEvidence(namesOf<Evidence>()[static_cast<std::size_t>(index)].value); });
    connect(&library, &Library::readerDataChanged, this, &OwnWords::refresh);
    connect(entryOf(Kind::Question).text, &NotesEditor::noteChanged, this, [this] {
        m_done->setEnabled(m_library.writable() &&
                           !entryOf(Kind::Question).text->editor()->toPlainText().trimmed().isEmpty());
    });
    retranslate();
}

void OwnWords::build()
{
    setObjectName(u"ownWords"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_done->setObjectName(u"questionDone"_s);
    m_evidence->setObjectName(u"evidence"_s);
    m_evidence->setEnabled(m_library.writable());
    m_date->setObjectName(u"evidenceDate"_s);
    auto* body = new QWidget(this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(16, 8, 16, 8);
    column->setSpacing(4);
    column->addWidget(m_heading);
    for (const Entry& entry : m_entries) {
        entry.text->setObjectName(qstring(idOf(entry.kind)));
        column->addSpacing(8);
        if (entry.kind == Kind::Question) {
            auto* line = new QHBoxLayout;
            line->addWidget(entry.name, 1);
            line->addWidget(m_done);
            column->addLayout(line);
        } else
            column->addWidget(entry.name);
        column->addWidget(entry.text);
        if (entry.kind != Kind::Question)
            continue;
        column->addSpacing(8);
        column->addWidget(m_evidenceName);
        auto* line = new QHBoxLayout;
        line->addWidget(m_evidence);
        line->addWidget(m_date, 1);
        column->addLayout(line);
    }
    column->addStretch(1);
    setWidget(body);
}

OwnWords::Entry& OwnWords::entryOf(Kind kind) { return *std::ranges::find(m_entries, kind, &Entry::kind); }

void OwnWords::showPaper(const QString& id)
{
    m_paper = id;
    for (const Entry& entry : m_entries)
        entry.text->showSubject({entry.kind, id.toStdString()});
    refresh();
}

void OwnWords::enter(Kind kind)
{
    const auto found = std::ranges::find(m_entries, kind, &Entry::kind);
    if (found != m_entries.end())
        found->text->editor()->setFocus();
}

bool OwnWords::save()
{
    return std::ranges::all_of(m_entries, [](const Entry& entry) { return entry.text->save(); });
}

void OwnWords::refresh()
{
    const auto state = m_paper.isEmpty() ? Result<OwnState>(OwnState{})
                                         : m_library.catalogue().ownState(m_paper.toStdString());
    if (!state)
        return;
    m_state = *state;
    const QSignalBlocker quiet(m_done);
    m_done->setChecked(m_state.questionDone);
    m_evidence->setCurrentIndex(static_cast<int>(m_state.evidence));
    m_date->setText(qstring(m_state.evidenceDate));
    takeInk(*m_date, shades::muted(palette()));
}

void OwnWords::setDone(bool done)
{
    OwnState state = m_state;
    state.questionDone = done;
    m_library.setOwnState(m_paper, state,
                          done ? tr("Marked the question as answered") : tr("Reopened the question"));
}

void OwnWords::setEvidence(Evidence evidence)
{
    if (evidence == m_state.evidence)
        return;
    OwnState state = m_state;
    state.evidence = evidence;
    state.evidenceDate =
        evidence == Evidence::None ? std::string() : QDate::currentDate().toString(Qt::ISODate).toStdString();
    m_library.setOwnState(m_paper, state, tr("Changed how far you have looked"));
}

void OwnWords::setLanguage(Language language)
{
    m_language = language;
    for (const Entry& entry : m_entries)
        entry.text->setLanguage(language);
    retranslate();
}

void OwnWords::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        refresh();
    QScrollArea::changeEvent(event);
}

void OwnWords::retranslate()
{
    m_heading->setText(u"<b>"_s + tr("In your own words").toHtmlEscaped() + u"</b>"_s);
    m_done->setText(tr("answered"));
    m_evidenceName->setText(tr("How far you have looked"));
    m_evidenceName->setBuddy(m_evidence);
    m_evidence->setAccessibleName(m_evidenceName->text());
    const QString names[] = {tr("Open question"), tr("Proposed method"), tr("Data"), tr("Baselines")};
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_entries[i].name->setText(names[i]);
        m_entries[i].text->editor()->setAccessibleName(names[i]);
    }
    m_evidence->clear();
    for (const Named<Evidence>& name : namesOf<Evidence>())
        m_evidence->addItem(inLanguage(name.label, m_language));
    refresh();
}

} // namespace kaba
