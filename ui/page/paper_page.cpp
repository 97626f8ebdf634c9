// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/paper_page.h"

#include "core/base/demo.h"
#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/relation_dialog.h"
#include "ui/catalogue/relation_words.h"
#include "ui/formula/equations_html.h"
#include "ui/page/measured_browser.h"
#include "ui/page/notes_page.h"
#include "ui/page/own_words.h"
#include "ui/page/tag_bar.h"
#include "ui/theme/shades.h"

#include <QDesktopServices>
#include <QEvent>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kOwnWidth = 240;
constexpr int kRoomBeside = 640; ///< a narrower page has the reader's words beneath

std::vector<DemoLink> demosOf(const Page& page, const std::string& paper, Language language)
{
    std::vector<DemoLink> links;
    for (const Demo& demo : allDemos()) {
        if (std::find(demo.papers.begin(), demo.papers.end(), paper) == demo.papers.end())
            continue;
        DemoLink link{qstring(demo.id), inLanguage(demo.title, language), {}};
        if (const Result<DemoEquations> equations = equationsOf(demo.id))
            link.equations =
                equationsHtml(*equations, ParameterSet(demo.parameters), language, EquationNumbers::None);
        for (const DemoNote& note : page.demos)
            if (note.demo == demo.id)
                link.whatToTry = inLanguage(note.text, language);
        links.push_back(std::move(link));
    }
    return links;
}

/// "Gu, Johnson, Goel, … Ré · NeurIPS 2021"
QString bylineOf(const Paper& paper)
{
    QStringList families;
    for (const Author& author : paper.authors)
        families.append(author.family.empty() ? qstring(author.name).section(u' ', -1)
                                              : qstring(author.family));
    if (families.size() > 4)
        families = families.mid(0, 3) + QStringList{u"… "_s + families.back()};
    QStringList parts{families.join(u", "_s), qstring(paper.row.venue)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace

PaperPage::PaperPage(Library& library, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_title(new QLabel(this))
    , m_byline(new QLabel(this))
    , m_tags(new TagBar(library, this))
    , m_tabs(new QTabWidget(this))
    , m_browser(new MeasuredBrowser(m_tabs))
    , m_paperTab(new QSplitter(m_tabs))
    , m_own(new OwnWords(library, m_paperTab))
    , m_notes(new NotesPage(library, m_tabs))
{
    build();
    retranslate();
    connect(m_browser, &QTextBrowser::anchorClicked, this, &PaperPage::follow);
    connect(&library, &Library::readerDataChanged, this, [this] {
        const auto relations = m_library.catalogue().relations(m_paper.toStdString());
        if (relations && *relations != m_facts.relations)
            refresh();
    });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() == m_paperTab)
            refresh(); // a note may mention the paper since
    });
}

void PaperPage::build()
{
    m_title->setObjectName(u"title"_s);
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_byline->setObjectName(u"byline"_s);
    m_byline->setTextFormat(Qt::PlainText);
    m_byline->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_browser->setObjectName(u"paperText"_s);
    m_tabs->setDocumentMode(true);
    m_paperTab->insertWidget(0, m_browser);
    m_paperTab->setHandleWidth(1);
    m_paperTab->setChildrenCollapsible(false);
    m_paperTab->setStretchFactor(0, 1);
    m_own->setMinimumWidth(kOwnWidth);
    m_tabs->addTab(m_paperTab, QString());
    m_tabs->addTab(m_notes, QString());
    auto* head = new QVBoxLayout;
    head->setContentsMargins(16, 8, 16, 0);
    head->setSpacing(4);
    head->addWidget(m_title);
    auto* line = new QHBoxLayout;
    line->setSpacing(16);
    line->addWidget(m_byline, 1);
    line->addWidget(m_tags, 1);
    head->addLayout(line);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_tabs, 1);
}

Result<PaperFacts> PaperPage::facts(const std::string& id) const
{
    Catalogue& catalogue = m_library.catalogue();
    auto paper = catalogue.paper(id);
    if (!paper)
        return paper.error();
    auto page = catalogue.page(id);
    if (!page)
        return page.error();
    auto relations = catalogue.relations(id);
    if (!relations)
        return relations.error();
    auto groups = catalogue.groups();
    if (!groups)
        return groups.error();
    auto mentions = catalogue.mentions({NoteSubject::Kind::Paper, id});
    if (!mentions)
        return mentions.error();
    PaperFacts facts{.paper = std::move(*paper),
                     .page = std::move(*page),
                     .relations = std::move(*relations),
                     .groups = std::move(*groups),
                     .mentions = std::move(*mentions)};
    for (const Relation& relation : facts.relations) {
        const std::string& other = relation.from == id ? relation.to : relation.from;
        if (const auto related = catalogue.paper(other))
            facts.names.insert(
                qstring(other),
                qstring(related->row.shortName.empty() ? related->row.title : related->row.shortName));
    }
    return facts;
}

void PaperPage::showPaper(const QString& id)
{
    auto found = facts(id.toStdString());
    if (!found) {
        m_browser->setPlainText(inLanguage(found.error().message, m_language));
        return;
    }
    const bool another = id != m_paper;
    m_paper = id;
    m_facts = std::move(*found);
    m_tags->showPaper(id);
    m_own->showPaper(id);
    render();
    offerNotes();
    if (another)
        m_browser->verticalScrollBar()->setValue(0);
}

void PaperPage::refresh()
{
    if (auto found = m_paper.isEmpty() ? Result<PaperFacts>(PaperFacts{}) : facts(m_paper.toStdString())) {
        m_facts = std::move(*found);
        render();
    }
}

void PaperPage::offerNotes()
{
    using Kind = NoteSubject::Kind;
    std::vector<NotesPage::Offer> offers;
    const auto offer = [&offers](Kind kind, std::string id, Text name) {
        NotesPage::Offer& made = offers.emplace_back();
        made.subject.kind = kind;
        made.subject.id = std::move(id);
        made.name = std::move(name);
    };
    offer(Kind::Paper, m_paper.toStdString(), {});
    for (const DemoLink& link : m_facts.demos)
        if (const Demo* demo = findDemo(link.id.toStdString()))
            offer(Kind::Demo, std::string(demo->id), demo->title);
    const auto groupings = m_library.catalogue().groupings();
    for (const Group& group : m_facts.groups)
        if (groupings && std::ranges::find(m_facts.paper.groups, group.path) != m_facts.paper.groups.end())
            offer(Kind::Group, groupings->front().id + '/' + group.key, group.label);
    m_notes->offerSubjects(offers);
}

void PaperPage::render()
{
    if (m_paper.isEmpty())
        return;
    const Paper& paper = m_facts.paper;
    const QString name = m_language == Language::Japanese && !paper.name.ja.empty()
                             ? qstring(paper.name.ja)
                             : qstring(paper.row.title);
    const QString shortName = qstring(paper.row.shortName);
    m_title->setText(shortName.isEmpty() || name.startsWith(shortName) ? name : shortName + u" – "_s + name);
    m_byline->setText(bylineOf(paper));
    m_facts.demos = demosOf(m_facts.page, paper.row.id, m_language);
    const int scrolled = m_browser->verticalScrollBar()->value();
    m_browser->showHtml(paperHtml(m_facts, m_language, palette()));
    m_browser->verticalScrollBar()->setValue(scrolled);
}

QWidget* PaperPage::setDemo(QWidget* demo)
{
    if (demo == m_demo)
        return nullptr;
    QWidget* before = m_demo;
    const bool wasOpen = before && m_tabs->currentWidget() == before;
    if (before) {
        m_tabs->removeTab(m_tabs->indexOf(before));
        before->setParent(nullptr);
    }
    m_demo = demo;
    if (demo) {
        m_tabs->insertTab(0, demo, tr("Demo"));
        if (wasOpen || !before)
            m_tabs->setCurrentWidget(demo);
    }
    return before;
}

void PaperPage::openTab(Tab tab)
{
    if (tab == Tab::Notes)
        m_tabs->setCurrentWidget(m_notes);
    else
        m_tabs->setCurrentWidget(tab == Tab::Demo && m_demo ? m_demo : m_paperTab);
}

PaperPage::Tab PaperPage::currentTab() const
{
    if (m_tabs->currentWidget() == m_notes)
        return Tab::Notes;
    return m_demo && m_tabs->currentWidget() == m_demo ? Tab::Demo : Tab::Paper;
}

void PaperPage::openNextTab() { m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % m_tabs->count()); }

void PaperPage::follow(const QUrl& link)
{
    const QString text = link.toString();
    const auto after = [&text](std::u16string_view scheme) {
        return text.startsWith(QStringView(scheme)) ? text.mid(static_cast<qsizetype>(scheme.size()))
                                                    : QString();
    };
    if (const QString author = after(kAuthorScheme); !author.isEmpty())
        Q_EMIT authorClicked(author);
    else if (const QString group = after(kGroupScheme); !group.isEmpty())
        Q_EMIT groupClicked(group);
    else if (const QString paper = after(kPaperScheme); !paper.isEmpty())
        Q_EMIT paperClicked(paper);
    else if (const QString demo = after(kDemoScheme); !demo.isEmpty())
        Q_EMIT demoClicked(demo);
    else if (const QString note = after(kNoteScheme); !note.isEmpty())
        followMention(note);
    else if (const QString relation = after(kRelationScheme); !relation.isEmpty())
        followRelation(relation);
    else
        QDesktopServices::openUrl(link);
}

void PaperPage::followRelation(const QString& what)
{
    bool isNumber = false;
    const auto at = what.toUInt(&isNumber);
    if (!m_library.writable())
        return;
    if (!isNumber)
        (new RelationDialog(m_library, m_paper, m_language, window()))->show();
    else if (at < m_facts.relations.size())
        removeRelation(m_library, Relation(m_facts.relations[at]), m_language);
}

void PaperPage::followMention(const QString& number)
{
    const auto at = number.toUInt();
    if (at < m_facts.mentions.size())
        Q_EMIT noteClicked(NoteSubject(m_facts.mentions[at].subject));
}

void PaperPage::setLanguage(Language language)
{
    m_language = language;
    m_tags->setLanguage(language);
    m_notes->setLanguage(language);
    m_own->setLanguage(language);
    render();
}

void PaperPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_paperTab->setOrientation(width() >= kRoomBeside ? Qt::Horizontal : Qt::Vertical);
}

void PaperPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        render(); // colours stand in the rich text
    QWidget::changeEvent(event);
}

void PaperPage::retranslate()
{
    QFont strong = font();
    strong.setBold(true);
    strong.setPointSizeF(strong.pointSizeF() * 1.15);
    m_title->setFont(strong);
    m_tabs->setTabText(m_tabs->indexOf(m_paperTab), tr("Paper"));
    m_tabs->setTabText(m_tabs->indexOf(m_notes), tr("Notes"));
    if (m_demo)
        m_tabs->setTabText(m_tabs->indexOf(m_demo), tr("Demo"));
    m_tabs->setAccessibleName(tr("What is shown of the paper"));
    m_browser->setAccessibleName(tr("Facts and summary"));
    render();
}

} // namespace kaba
