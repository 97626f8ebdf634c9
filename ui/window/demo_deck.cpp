// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/demo_deck.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/demo/demo_view.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace kaba {

std::vector<const Demo*> demosOf(const QString& paper)
{
    const std::string id = paper.toStdString();
    std::vector<const Demo*> found;
    for (const Demo& demo : allDemos())
        if (std::ranges::find(demo.papers, id) != demo.papers.end())
            found.push_back(&demo);
    const auto bearsItsId = [&](const Demo* demo) { return demo->id == id; };
    std::ranges::stable_partition(found, bearsItsId);
    return found;
}

DemoDeck::DemoDeck(QThreadPool& pool, QWidget* parent)
    : QWidget(parent)
    , m_pool(pool)
    , m_chooser(new QComboBox(this))
    , m_stack(new QStackedLayout)
    , m_empty(new QWidget(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(8, 6, 8, 0);
    head->addWidget(m_chooser);
    head->addStretch(1);
    layout->addLayout(head);
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_empty);
    m_chooser->setObjectName(QStringLiteral("demo-chooser"));
    connect(m_chooser, &QComboBox::activated, this,
            [this] { showDemo(m_chooser->currentData().toString()); });
    retranslate();
}

bool DemoDeck::showDemosOf(const QString& paper, const QString& preferred)
{
    m_offered = demosOf(paper);
    fillChooser();
    if (m_offered.empty()) {
        m_stack->setCurrentWidget(m_empty);
        Q_EMIT currentChanged(nullptr);
        return false;
    }
    const auto wanted = std::ranges::find(m_offered, preferred.toStdString(), &Demo::id);
    showDemo(qstring(wanted == m_offered.end() ? m_offered.front()->id : (*wanted)->id));
    return true;
}

DemoView* DemoDeck::current() const { return qobject_cast<DemoView*>(m_stack->currentWidget()); }

QList<DemoView*> DemoDeck::views() const { return m_views.values(); }

void DemoDeck::setLanguage(Language language)
{
    m_language = language;
    for (DemoView* view : views())
        view->setLanguage(language);
    fillChooser();
}

DemoView* DemoDeck::viewOf(const Demo& demo)
{
    DemoView*& view = m_views[qstring(demo.id)];
    if (!view) {
        view = new DemoView(demo, m_pool, this);
        m_stack->addWidget(view);
        if (m_presented)
            view->setPresented(m_presented);
        Q_EMIT viewMade(view);
    }
    return view;
}

void DemoDeck::showDemo(const QString& id)
{
    const Demo* demo = findDemo(id.toStdString());
    if (!demo)
        return;
    DemoView* view = viewOf(*demo);
    m_stack->setCurrentWidget(view);
    m_chooser->setCurrentIndex(m_chooser->findData(id));
    Q_EMIT currentChanged(view);
}

void DemoDeck::fillChooser()
{
    const QVariant chosen = m_chooser->currentData();
    m_chooser->clear();
    for (const Demo* demo : m_offered)
        m_chooser->addItem(inLanguage(demo->title, m_language), qstring(demo->id));
    m_chooser->setCurrentIndex(std::max(0, m_chooser->findData(chosen)));
    showChooser();
}

void DemoDeck::showChooser() { m_chooser->setVisible(m_offered.size() > 1 && !m_presented); }

void DemoDeck::setPresented(std::optional<double> scale)
{
    m_presented = scale;
    QFont wanted = QApplication::font();
    wanted.setPointSizeF(wanted.pointSizeF() * scale.value_or(1));
    setFont(scale ? wanted : QFont());
    for (DemoView* view : views())
        view->setPresented(scale);
    showChooser();
}

void DemoDeck::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DemoDeck::retranslate()
{
    m_chooser->setAccessibleName(tr("Demo"));
    m_chooser->setToolTip(tr("Which demo of this paper to show"));
}

} // namespace kaba
