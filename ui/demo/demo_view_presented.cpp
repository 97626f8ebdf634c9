// SPDX-License-Identifier: GPL-3.0-or-later
// A demo in front of a class.
#include "ui/demo/claims_bar.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/panel_chooser.h"
#include "ui/demo/parameter_panel.h"
#include "ui/plot/figure_view.h"

#include <QAction>
#include <QLabel>
#include <QLayout>
#include <QScrollArea>

namespace kaba {

void DemoView::showConvention()
{
    m_convention->setVisible(!m_presented && m_current && !m_current->figure.convention.empty());
}

void DemoView::setPresented(std::optional<double> scale)
{
    const bool on = scale.has_value(), was = m_presented.has_value();
    m_presented = scale;
    m_figure->setScale(scale.value_or(1));
    m_parameters->setPresented(on);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * (on ? 1.25 : 1));
    m_readOut->setFont(large);
    m_readOut->setMinimumHeight(on ? QFontMetrics(large).lineSpacing() : 0);
    if (on == was)
        return;
    if (on)
        m_presentedRow->layout()->addWidget(m_parameterArea->takeWidget());
    else
        m_parameterArea->setWidget(m_parameters);
    m_parameters->show();
    m_presentedRow->setVisible(on);
    for (QWidget* part :
         {m_buttons, static_cast<QWidget*>(m_chooser), m_claimsArea, static_cast<QWidget*>(m_parameterArea)})
        part->setVisible(!on);
    showConvention();
    m_actions[Command::ResetZoom]->setShortcut(on ? QKeySequence() : QKeySequence(Qt::CTRL | Qt::Key_0));
}

} // namespace kaba
