// SPDX-License-Identifier: GPL-3.0-or-later
// The row or column of a heat map that a FigureCanvas shows as a curve.
#include "ui/plot/cell_name.h"
#include "ui/plot/figure_canvas.h"

#include <algorithm>

namespace kaba {

void FigureCanvas::showProfile(const std::optional<Profile>& profile)
{
    if (profile == m_profile)
        return;
    m_profile = profile;
    rebuild();
    Q_EMIT profileChanged();
}

std::optional<Profile> FigureCanvas::profileAt(const QPointF& position, Profile::Along along) const
{
    const PanelRect* rect = rectAt(position);
    const Heatmap* map = rect ? heatmapOf(rect->panel()) : nullptr;
    if (map == nullptr || map->rows == 0 || map->cols == 0)
        return std::nullopt;
    const std::size_t index = along == Profile::Along::Row
                                  ? cellAt(map->y, map->rows, rect->yMap().toData(position.y()))
                                  : cellAt(map->x, map->cols, rect->xMap().toData(position.x()));
    return Profile{rect->panel().id, along, index};
}

/// A panel that is not shown any more takes its profile along.
void FigureCanvas::addProfileTo(std::vector<const Panel*>& panels)
{
    if (!m_profile)
        return;
    const auto of = std::ranges::find(panels, m_profile->panel, &Panel::id);
    if (of == panels.end() || !heatmapOf(**of)) {
        m_profile.reset();
        return;
    }
    m_profilePanel = profilePanel(**of, *m_profile);
    panels.push_back(&m_profilePanel);
}

void FigureCanvas::frameProfile()
{
    for (const Shown& each : m_shown) {
        const bool framed = m_profile && each.panel->id == m_profile->panel;
        each.rect->setFrame(framed ? std::optional(bandOf(*each.panel, *m_profile)) : std::nullopt);
    }
}

/// The figure's order, and the profile under its map where the grid allows.
std::vector<PanelRect*> FigureCanvas::placingOrder(int columns) const
{
    std::vector<PanelRect*> order;
    order.reserve(m_shown.size());
    for (const Shown& each : m_shown)
        order.push_back(each.rect);
    if (!m_profile)
        return order;
    const auto of =
        std::ranges::find(m_shown, m_profile->panel, [](const Shown& each) { return each.panel->id; });
    const auto under = std::min(of - m_shown.begin() + columns, std::ssize(order) - 1);
    std::rotate(order.begin() + under, order.end() - 1, order.end());
    return order;
}

} // namespace kaba
