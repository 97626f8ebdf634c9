// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/notes_page.h"

#include "core/base/demo.h"
#include "papers_db/note_links.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/page/note_preview.h"
#include "ui/page/notes_editor.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

using Kind = NoteSubject::Kind;

constexpr const char* kViewNames[] = {"write", "both", "read"};
constexpr int kPreviewAfterMs = 150;
constexpr int kWidestChooser = 300;
constexpr int kRoomForBoth = 560; ///< a narrower page shows the writing alone

} // namespace

NotesPage::NotesPage(Library& library, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_chooser(new QComboBox(this))
    , m_views(new QButtonGroup(this))
    , m_splitter(new QSplitter(this))
    , m_editor(new NotesEditor(library, m_splitter))
    , m_preview(new NotePreview(m_splitter))
    , m_timer(new QTimer(this))
{
    build();
    m_timer->setSingleShot(true);
    m_timer->setInterval(kPreviewAfterMs);
    connect(m_timer, &QTimer::timeout, this, &NotesPage::showPreview);
    connect(m_editor, &NotesEditor::noteChanged, this, &NotesPage::noteChanged);
    connect(m_preview, &NotePreview::subjectClicked, this, &NotesPage::subjectClicked);
    connect(m_chooser, &QComboBox::activated, this,
            [this](int index) { showSubject(m_offers[static_cast<std::size_t>(index)].subject); });
    connect(m_views, &QButtonGroup::idClicked, this, &NotesPage::layOut);
    connect(&library, &Library::readerDataChanged, this, [this] {
        m_names.clear();
        fillChooser();
    });
    retranslate();
    setView(View::Both);
}

void NotesPage::build()
{
    m_chooser->setObjectName(u"noteSubject"_s);
    m_chooser->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_chooser->setMaximumWidth(kWidestChooser);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 1);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 4, 8, 0);
    head->setSpacing(0);
    head->addWidget(m_chooser);
    head->addStretch(1);
    const std::pair<View, QString> views[] = {
        {View::Write, u"noteWrite"_s}, {View::Both, u"noteBoth"_s}, {View::Read, u"noteRead"_s}};
    for (const auto& [view, name] : views) {
        auto* button = new QToolButton(this);
        button->setObjectName(name);
        button->setCheckable(true);
        button->setAutoRaise(true);
        m_views->addButton(button, static_cast<int>(view));
        head->addWidget(button);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_splitter, 1);
}

void NotesPage::offerSubjects(const std::vector<Offer>& offers)
{
    m_offers = offers;
    const bool stays = std::ranges::find(m_offers, m_editor->subject(), &Offer::subject) != m_offers.end();
    if (!stays && !m_offers.empty())
        showSubject(m_offers.front().subject);
    else
        fillChooser();
}

void NotesPage::showSubject(const NoteSubject& subject)
{
    if (std::ranges::find(m_offers, subject, &Offer::subject) == m_offers.end())
        m_offers.push_back({subject, Text::same(nameOf(subject).toStdString())});
    m_editor->showSubject(subject);
    fillChooser();
}

void NotesPage::fillChooser()
{
    m_chooser->clear();
    for (const Offer& offer : m_offers) {
        const QString name = inLanguage(offer.name, m_language);
        const QString words = offer.subject.kind == Kind::Demo    ? tr("On the demo: %1").arg(name)
                              : offer.subject.kind == Kind::Group ? tr("On the group: %1").arg(name)
                                                                  : tr("On this paper");
        const auto note = m_library.catalogue().note(offer.subject);
        m_chooser->addItem(note && !note->markdown.empty() ? words + u" ●"_s : words);
        if (offer.subject == m_editor->subject())
            m_chooser->setCurrentIndex(m_chooser->count() - 1);
    }
}

void NotesPage::noteChanged()
{
    if (m_preview->isVisible() && !m_timer->isActive())
        m_timer->start();
}

void NotesPage::showPreview()
{
    m_preview->showNote(m_editor->editor()->toPlainText(),
                        [this](const NoteSubject& subject) { return nameOf(subject); });
}

QString NotesPage::nameOf(const NoteSubject& subject)
{
    const QString key = qstring(linkTargetOf(subject));
    if (!m_names.contains(key))
        m_names.insert(key, nameInLibrary(subject));
    return m_names.value(key);
}

QString NotesPage::nameInLibrary(const NoteSubject& subject) const
{
    if (subject.kind == Kind::Demo) {
        const Demo* demo = findDemo(subject.id);
        return demo ? inLanguage(demo->title, m_language) : QString();
    }
    if (subject.kind == Kind::Paper) {
        const auto paper = m_library.catalogue().paper(subject.id);
        return !paper                         ? QString()
               : paper->row.shortName.empty() ? qstring(paper->row.title)
                                              : qstring(paper->row.shortName);
    }
    const qsizetype slash = static_cast<qsizetype>(subject.id.find('/'));
    const QString id = qstring(subject.id);
    if (const auto groups = m_library.catalogue().groups(id.left(slash).toStdString()))
        for (const Group& group : *groups)
            if (qstring(group.key) == id.mid(slash + 1))
                return inLanguage(group.label, m_language);
    return {};
}

void NotesPage::setView(View view)
{
    m_views->button(static_cast<int>(view))->setChecked(true);
    layOut();
}

NotesPage::View NotesPage::view() const { return static_cast<View>(m_views->checkedId()); }

void NotesPage::setViewNamed(const QString& name)
{
    const auto found = std::ranges::find(kViewNames, name.toStdString());
    setView(found == std::end(kViewNames) ? View::Both : static_cast<View>(found - std::begin(kViewNames)));
}

QString NotesPage::viewName() const { return QLatin1String(kViewNames[m_views->checkedId()]); }

void NotesPage::layOut()
{
    const bool room = width() >= kRoomForBoth;
    m_editor->setVisible(view() != View::Read);
    m_preview->setVisible(view() == View::Read || (view() == View::Both && room));
    if (!m_preview->isHidden())
        showPreview();
}

void NotesPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool room = width() >= kRoomForBoth;
    if (view() == View::Both && room == m_preview->isHidden())
        layOut();
}

void NotesPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_preview->isHidden())
        showPreview();
}

void NotesPage::setLanguage(Language language)
{
    m_language = language;
    m_names.clear();
    m_editor->setLanguage(language);
    fillChooser();
}

void NotesPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void NotesPage::retranslate()
{
    m_views->button(static_cast<int>(View::Write))->setText(tr("Write"));
    m_views->button(static_cast<int>(View::Both))->setText(tr("Side by side"));
    m_views->button(static_cast<int>(View::Read))->setText(tr("Read"));
    m_chooser->setAccessibleName(tr("What the note is on"));
    m_chooser->setToolTip(tr("What the note is on; ● marks those that are written"));
    m_preview->setAccessibleName(tr("The note as it reads"));
    fillChooser();
}

} // namespace kaba
