// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/measured_browser.h"

#include <QEvent>

#include <algorithm>

namespace kaba {
namespace {

constexpr int kCharactersInLine = 75;
constexpr int kMargin = 16;

} // namespace

MeasuredBrowser::MeasuredBrowser(QWidget* parent)
    : FormulaBrowser(parent)
{
    setFrameShape(NoFrame);
    setOpenLinks(false);
    document()->setDocumentMargin(0);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void MeasuredBrowser::setMeasure()
{
    const int measure = fontMetrics().horizontalAdvance(u'e') * kCharactersInLine;
    const int right = std::max(kMargin, width() - kMargin - measure - 16);
    setViewportMargins(kMargin, 8, right, 8);
}

void MeasuredBrowser::resizeEvent(QResizeEvent* event)
{
    FormulaBrowser::resizeEvent(event);
    setMeasure();
}

void MeasuredBrowser::changeEvent(QEvent* event)
{
    FormulaBrowser::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setMeasure();
}

} // namespace kaba
