// SPDX-License-Identifier: GPL-3.0-or-later
// Which parameters a presentation shows, and how they stand there.
#include "ui/demo/number_control.h"
#include "ui/demo/parameter_panel.h"

#include <QGridLayout>

#include <algorithm>
#include <iterator>

namespace kaba {

std::vector<std::string> ParameterPanel::starred() const
{
    std::vector<std::string> ids;
    for (const ParameterControl* control : m_controls)
        if (control->isStarred())
            ids.emplace_back(control->id());
    return ids;
}

void ParameterPanel::setStarred(const std::vector<std::string>& ids)
{
    for (ParameterControl* control : m_controls)
        control->showStar(std::ranges::find(ids, control->id()) != ids.end());
}

std::vector<ParameterControl*> ParameterPanel::presentable() const
{
    constexpr std::size_t kFirst = 3;
    std::vector<ParameterControl*> controls;
    std::ranges::copy_if(m_controls, std::back_inserter(controls), &ParameterControl::isStarred);
    if (controls.empty())
        for (ParameterControl* control : m_controls)
            if (controls.size() < kFirst && playable(control->id()))
                controls.push_back(control);
    return controls;
}

void ParameterPanel::lend(ParameterControl& control)
{
    const auto own = std::ranges::find(m_controls, &control) - m_controls.begin();
    QVBoxLayout* home = m_homes[static_cast<std::size_t>(own)];
    m_lent.push_back({&control, home, home->indexOf(&control)});
    home->removeWidget(&control);
    control.showStar(control.isStarred(), false);
}

/// As many side by side as there is room for, sliders at one height.
void ParameterPanel::arrangeRow()
{
    constexpr int kMostColumns = 3;
    int widest = 1;
    for (const Lent& lent : m_lent)
        widest = std::max(widest, lent.control->minimumSizeHint().width());
    const int gap = fontMetrics().height();
    const int columns = std::clamp((width() - gap) / (widest + gap), 1, kMostColumns);
    m_rowLayout->setHorizontalSpacing(gap);
    for (int column = 0; column < kMostColumns; ++column)
        m_rowLayout->setColumnStretch(column, column < columns ? 1 : 0);
    for (int number = 0; number < static_cast<int>(m_lent.size()); ++number)
        m_rowLayout->addWidget(m_lent[static_cast<std::size_t>(number)].control, number / columns,
                               number % columns);
}

void ParameterPanel::setPresented(bool on)
{
    if (on != m_lent.empty())
        return;
    if (on) {
        for (ParameterControl* control : presentable())
            lend(*control);
        arrangeRow();
    }
    for (; !on && !m_lent.empty(); m_lent.pop_back()) {
        const Lent& last = m_lent.back();
        m_rowLayout->removeWidget(last.control);
        last.home->insertWidget(last.place, last.control);
        last.control->showStar(last.control->isStarred());
    }
    m_row->setVisible(on);
    m_all->setVisible(!on);
    showEnabled();
}

void ParameterPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (!m_lent.empty())
        arrangeRow();
}

} // namespace kaba
