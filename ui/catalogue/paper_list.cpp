// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/paper_list.h"

#include "ui/base/words.h"
#include "ui/catalogue/group_chooser.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/library.h"
#include "ui/catalogue/paper_clipboard.h"
#include "ui/catalogue/paper_list_model.h"
#include "ui/catalogue/paper_search.h"
#include "ui/catalogue/paper_view.h"
#include "ui/catalogue/reading_mark.h"
#include "ui/catalogue/search_field.h"
#include "ui/catalogue/tag_menu.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

PaperList::PaperList(Library& library, QWidget* parent)
    : QWidget(parent)
    , m_library(library)
    , m_search(new SearchField(this))
    , m_count(new QLabel(this))
    , m_open(new QToolButton(this))
    , m_order(new QComboBox(this))
    , m_view(new PaperView(this))
    , m_model(new PaperListModel(this))
    , m_message(new MessageBar(this))
    , m_searcher(new PaperSearch(library.folder(), this))
    , m_put(new QAction(this))
    , m_take(new QAction(this))
{
    build();
    connectAll();
    retranslate();
    ask();
}

PaperList::~PaperList() = default;

void PaperList::build()
{
    m_view->setModel(m_model);
    m_put->setObjectName(u"putIntoGroup"_s);
    m_put->setShortcut(Qt::CTRL | Qt::Key_G);
    m_take->setObjectName(u"takeOutOfGroup"_s);
    m_take->setShortcut(Qt::Key_Delete);
    m_count->setObjectName(u"count"_s);
    m_order->setObjectName(u"order"_s);
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    head->addWidget(m_count, 1);
    m_open->setObjectName(u"openQuestions"_s);
    m_open->setCheckable(true);
    m_open->setAutoRaise(true);
    m_open->setText(u"?"_s);
    head->addWidget(m_open);
    head->addWidget(m_order);
    auto* searchRow = new QHBoxLayout;
    searchRow->setContentsMargins(8, 8, 8, 0);
    searchRow->addWidget(m_search);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(searchRow);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    column->addWidget(m_message);
    setFocusProxy(m_view);
}

void PaperList::connectAll()
{
    connect(m_search, &SearchField::wordsChanged, this, [this](const QString& words) {
        const bool searching = !m_query.words.isEmpty();
        m_query.words = words;
        if (searching == words.isEmpty())
            fillOrders();
        ask();
    });
    connect(m_search, &SearchField::resultsWanted, this, &PaperList::goToList);
    connect(m_order, &QComboBox::activated, this, [this] {
        m_query.order = static_cast<PaperOrder>(m_order->currentData().toInt());
        ask();
    });
    connect(m_open, &QToolButton::toggled, this, [this](bool on) {
        m_query.scope.filter.openQuestion = on;
        ask();
    });
    connect(m_searcher, &PaperSearch::found, this, &PaperList::showAnswer);
    connect(m_searcher, &PaperSearch::pageReady, m_model, &PaperListModel::fill);
    connect(m_model, &PaperListModel::pageWanted, m_searcher, &PaperSearch::askPage);
    connect(m_view, &PaperView::chosen, this, [this](const QString& id) {
        m_current = id;
        m_message->dismiss(); // the reader has gone on
        Q_EMIT paperChosen(id);
    });
    connect(m_view, &PaperView::opened, this, &PaperList::paperOpened);
    connect(m_view, &PaperView::emptyLinkClicked, this, &PaperList::leaveEmptyList);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        QMenu* menu = menuOfSelection();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_view->viewport()->mapToGlobal(position));
    });
    connect(new QShortcut(QKeySequence::Copy, m_view, nullptr, nullptr, Qt::WidgetShortcut),
            &QShortcut::activated, this,
            [this] { copyPapers(m_library, selectedPapers(), CopyForm::BibTeX, m_query.language); });
    for (QAction* action : {m_put, m_take}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_view->addAction(action);
    }
    connect(m_put, &QAction::triggered, this, &PaperList::putIntoGroup);
    connect(m_take, &QAction::triggered, this, &PaperList::takeOutOfGroup);
    connect(&m_library, &Library::readerDataChanged, this, [this] {
        m_sameQuestion = true;
        m_searcher->ask(m_query);
    });
    connect(&m_library, &Library::edited, this, [this](const QString& what) {
        m_message->say(what, tr("Undo"), [this] { m_library.undoStack().undo(); });
    });
    const auto complain = [this](const QString& english, const QString& japanese) {
        m_message->say(m_query.language == Language::Japanese ? japanese : english);
    };
    connect(&m_library, &Library::failed, this, complain);
    connect(m_searcher, &PaperSearch::failed, this, complain);
}

void PaperList::setScope(const Scope& scope)
{
    m_query.scope = scope;
    m_query.scope.filter.openQuestion = m_open->isChecked();
    const bool inOwnGroup = scope.ownGrouping && !scope.groupKey.isEmpty();
    m_model->setSource(inOwnGroup ? GroupReference{qstring(scope.filter.grouping), scope.groupKey}
                                  : GroupReference{});
    ask();
}

void PaperList::setWords(const QString& words) { m_search->setWords(words); }

void PaperList::setLanguage(Language language)
{
    m_query.language = language;
    m_sameQuestion = true;
    m_searcher->ask(m_query);
}

void PaperList::setCurrentPaper(const QString& id)
{
    m_current = id;
    m_view->restore({id}, id);
    if (m_view->currentIndex().isValid())
        m_view->scrollTo(m_view->currentIndex());
}

void PaperList::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void PaperList::step(int rows)
{
    const QModelIndex next = m_view->currentIndex().siblingAtRow(m_view->currentIndex().row() + rows);
    if (next.isValid())
        m_view->setCurrentIndex(next);
}

QStringList PaperList::selectedPapers() const { return m_view->selectedIds(); }

void PaperList::ask()
{
    m_sameQuestion = false;
    m_searcher->ask(m_query);
}

void PaperList::showAnswer(const PaperAnswer& answer)
{
    const QStringList selected = m_view->selectedIds();
    const int scrolled = m_view->verticalScrollBar()->value();
    // The whole continues the glance of the same question: nothing may jump.
    const bool stay = m_sameQuestion || !m_shown.complete;
    m_shown = answer;
    m_shown.first.clear();
    m_model->reset(answer.ids, answer.first);
    m_view->restore(selected.isEmpty() ? QStringList{m_current} : selected, m_current);
    if (stay)
        m_view->verticalScrollBar()->setValue(scrolled);
    else if (m_view->currentIndex().isValid())
        m_view->scrollTo(m_view->currentIndex());
    else
        m_view->scrollToTop();
    showCount(answer);
    showEmptySentence(answer);
}

void PaperList::showCount(const PaperAnswer& answer)
{
    const auto count = answer.ids.size();
    const QString number = locale().toString(count);
    m_count->setText(count == 1         ? tr("1 paper")
                     : !answer.complete ? tr("%1 papers and more …").arg(number)
                     : answer.capped    ? tr("The best %1 papers").arg(number)
                                        : tr("%1 papers").arg(number));
}

void PaperList::showEmptySentence(const PaperAnswer& answer)
{
    QString sentence;
    const QString words = answer.query.words.trimmed();
    if (answer.ids.isEmpty() && !words.isEmpty())
        sentence = tr("Nothing found for “%1”.").arg(words.toHtmlEscaped()) +
                   u" <a href=\"clear\">%1</a>"_s.arg(tr("Clear the search"));
    else if (answer.ids.isEmpty() && m_open->isChecked())
        sentence = tr("No open question here.") + u" <a href=\"all\">%1</a>"_s.arg(tr("Show all papers"));
    else if (answer.ids.isEmpty())
        sentence = tr("No paper is here yet.") + u" <a href=\"all\">%1</a>"_s.arg(tr("Show all papers"));
    m_view->setEmptySentence(sentence);
}

void PaperList::leaveEmptyList()
{
    if (!m_query.words.isEmpty()) {
        m_search->clear();
        focusSearch();
    } else if (m_open->isChecked()) {
        m_open->setChecked(false);
    } else {
        Q_EMIT scopeCleared();
    }
}

void PaperList::goToList()
{
    if (m_model->ids().isEmpty())
        return;
    m_view->setFocus(Qt::OtherFocusReason);
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_model->index(0));
}

/// Without a search its order is the catalogue's, by number, which stands first.
void PaperList::fillOrders()
{
    QList<std::pair<PaperOrder, QString>> orders{{PaperOrder::Number, tr("Number")},
                                                 {PaperOrder::Title, tr("Title")},
                                                 {PaperOrder::Year, tr("Year")},
                                                 {PaperOrder::ShortName, tr("Short name")}};
    if (!m_query.words.isEmpty())
        orders.prepend({PaperOrder::Relevance, tr("Best match")});
    m_order->clear();
    for (const auto& [order, name] : orders)
        m_order->addItem(name, static_cast<int>(order));
    m_order->setCurrentIndex(std::max(0, m_order->findData(static_cast<int>(m_query.order))));
}

QMenu* PaperList::menuOfSelection()
{
    auto* menu = new QMenu(this);
    const QStringList papers = selectedPapers();
    for (const auto& [form, name] : {std::pair(CopyForm::BibTeX, tr("Copy as &BibTeX")),
                                     std::pair(CopyForm::Markdown, tr("Copy as &Markdown")),
                                     std::pair(CopyForm::Title, tr("Copy &title"))})
        menu->addAction(name, this, [this, papers, form = form] {
            copyPapers(m_library, papers, form, m_query.language);
        });
    menu->addSeparator();
    menu->addAction(m_put);
    if (m_query.scope.ownGrouping && !m_query.scope.groupKey.isEmpty())
        menu->addAction(m_take);
    menu->addSeparator();
    addTagMenu(*menu, papers);
    addReadingMenu(*menu, papers);
    for (QAction* action : menu->actions())
        if (action != m_put && action != m_take)
            action->setEnabled(!papers.isEmpty() && (!action->menu() || m_library.writable()));
    return menu;
}

void PaperList::putIntoGroup()
{
    const QStringList papers = selectedPapers();
    if (papers.isEmpty() || !m_library.writable())
        return;
    if (m_query.scope.ownGrouping)
        (new GroupChooser(m_library, m_query.scope, papers, m_query.language, window()))->show();
    else
        Q_EMIT copyWanted();
}

void PaperList::takeOutOfGroup()
{
    const Scope& scope = m_query.scope;
    const QStringList papers = selectedPapers();
    if (!papers.isEmpty() && !scope.groupKey.isEmpty() && !scope.ownGrouping)
        Q_EMIT copyWanted();
    else if (!papers.isEmpty() && !scope.groupKey.isEmpty())
        GroupingEdits(m_library, m_query.language)
            .takePapers(qstring(scope.filter.grouping), scope.groupKey, papers);
}

void PaperList::addTagMenu(QMenu& menu, const QStringList& papers)
{
    QMenu* tags = menu.addMenu(tr("T&ags"));
    fillTagMenu(*tags, m_library, papers);
}

void PaperList::addReadingMenu(QMenu& menu, const QStringList& papers)
{
    QMenu* marks = menu.addMenu(tr("Mark &as"));
    for (const Reading reading : {Reading::Unread, Reading::Reading, Reading::Read})
        marks->addAction(readingName(reading, m_query.language), this,
                         [this, papers, reading] { m_library.setReading(papers, reading); });
}

void PaperList::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void PaperList::retranslate()
{
    fillOrders();
    m_order->setToolTip(tr("Order of the list"));
    m_order->setAccessibleName(tr("Order of the list"));
    m_open->setToolTip(tr("Only papers with an open question of yours"));
    m_open->setAccessibleName(m_open->toolTip());
    m_put->setText(tr("Put into &group…"));
    m_take->setText(tr("Take &out of this group"));
    m_view->setAccessibleName(tr("Papers"));
    m_view->setAccessibleDescription(tr("Arrow keys choose a paper, Enter goes to it."));
    if (m_shown.complete) {
        showCount(m_shown);
        showEmptySentence(m_shown);
    }
}

} // namespace kaba
