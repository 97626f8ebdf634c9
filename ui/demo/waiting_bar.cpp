// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/waiting_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

#include <cmath>

namespace kaba {
namespace {

constexpr int kTicks = 1000;

} // namespace

WaitingBar::WaitingBar(QWidget* parent)
    : QWidget(parent)
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(this))
{
    setObjectName(QStringLiteral("waiting"));
    setAutoFillBackground(true);
    m_progress->setTextVisible(false);
    m_progress->setMinimumWidth(120);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(m_progress, 1);
    layout->addWidget(m_cancel);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    connect(m_cancel, &QPushButton::clicked, this, &WaitingBar::cancelled);
    retranslate();
    hide();
}

void WaitingBar::begin()
{
    if (isVisible() || m_delay.isActive())
        return;
    m_progress->setRange(0, 0);
    m_delay.start();
}

void WaitingBar::showProgress(double fraction)
{
    m_progress->setRange(0, kTicks);
    m_progress->setValue(static_cast<int>(std::lround(fraction * kTicks)));
}

void WaitingBar::end()
{
    m_delay.stop();
    hide();
}

void WaitingBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WaitingBar::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    m_progress->setAccessibleName(tr("Progress of the computation"));
}

} // namespace kaba
