// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/presentation.h"

#include "ui/demo/demo_view.h"
#include "ui/plot/figure_view.h"
#include "ui/settings/settings.h"
#include "ui/window/demo_deck.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QStatusBar>

#include <algorithm>
#include <utility>

namespace kaba {

Presentation::Presentation(QMainWindow& window, QBoxLayout& centre, QWidget& panes, DemoDeck& deck,
                           Settings& settings, const Actions& actions)
    : QObject(&window)
    , m_window(window)
    , m_centre(centre)
    , m_panes(panes)
    , m_deck(deck)
    , m_settings(settings)
    , m_actions(actions)
    , m_curtain(new QWidget(&window))
{
    m_curtain->setObjectName(QStringLiteral("curtain"));
    m_curtain->setAutoFillBackground(true);
    QPalette black;
    black.setColor(QPalette::Window, Qt::black);
    m_curtain->setPalette(black);
    m_curtain->hide();
    connect(actions.on, &QAction::toggled, this, [this](bool on) { on ? begin() : end(); });
    connect(actions.larger, &QAction::triggered, this, [this] { setScale(m_scale + kStep); });
    connect(actions.smaller, &QAction::triggered, this, [this] { setScale(m_scale - kStep); });
    connect(actions.plain, &QAction::triggered, this, [this] { setScale(kLeast); });
    connect(actions.black, &QAction::triggered, this, [this] { setBlack(!isBlack()); });
    window.installEventFilter(this);
    m_curtain->installEventFilter(this);
    enableActions();
}

void Presentation::enableActions()
{
    for (QAction* action : {m_actions.larger, m_actions.smaller, m_actions.plain, m_actions.black})
        action->setEnabled(m_on);
}

void Presentation::begin()
{
    if (std::exchange(m_on, true))
        return;
    Q_EMIT changed(true);
    m_panes.hide();
    m_centre.addWidget(&m_deck, 1);
    m_deck.show();
    m_window.menuBar()->hide();
    m_window.statusBar()->hide();
    enableActions();
    setScale(m_settings.value(Preference::PresentationScale).toInt());
    m_window.setWindowState(m_window.windowState() | Qt::WindowFullScreen);
    if (DemoView* demo = m_deck.current())
        demo->figureView().setFocus();
}

void Presentation::end()
{
    if (!std::exchange(m_on, false))
        return;
    setBlack(false);
    m_deck.setPresented(std::nullopt);
    m_centre.removeWidget(&m_deck);
    Q_EMIT changed(false);
    m_panes.show();
    m_window.menuBar()->show();
    m_window.statusBar()->show();
    enableActions();
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowFullScreen);
    m_actions.on->setChecked(false);
}

void Presentation::setScale(int percent)
{
    m_scale = std::clamp(percent, kLeast, kMost);
    m_settings.setValue(Preference::PresentationScale, m_scale);
    m_actions.larger->setEnabled(m_on && m_scale < kMost);
    m_actions.smaller->setEnabled(m_on && m_scale > kLeast);
    if (m_on)
        m_deck.setPresented(m_scale / 100.0);
}

bool Presentation::isBlack() const { return !m_curtain->isHidden(); }

void Presentation::setBlack(bool black)
{
    m_curtain->setGeometry(m_window.rect());
    m_curtain->setVisible(black);
    if (black)
        m_curtain->raise();
}

bool Presentation::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_window && event->type() == QEvent::Resize)
        m_curtain->setGeometry(m_window.rect());
    const bool escape =
        event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
    if (watched == &m_window && m_on && escape) {
        if (isBlack())
            setBlack(false);
        else
            end();
        return true;
    }
    if (watched == m_curtain && event->type() == QEvent::MouseButtonPress) {
        setBlack(false);
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace kaba
