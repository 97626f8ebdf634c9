// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/handle_tool.h"
#include "ui/plot/panel_rect.h"
#include "ui/plot/profile.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kaba {

/// The drawing surface behind FigureView and behind every export: the panels of a figure in a grid on one QCustomPlot.
class FigureCanvas : public QCustomPlot {
    Q_OBJECT

public:
    explicit FigureCanvas(const PlotStyle& style, QWidget* parent = nullptr);

    void setFigure(std::shared_ptr<const Figure> figure);
    const std::shared_ptr<const Figure>& figure() const { return m_figure; }

    void setWanted(const std::vector<std::string>& ids); ///< empty: featured panels, or all if none is
    std::vector<std::string> shown() const;
    const PanelRect* panel(std::string_view id) const; ///< nullptr if not shown

    void setStyle(const PlotStyle& style);
    const PlotStyle& style() const { return m_style; }

    /// A row or column of a heat map on show as a curve in a panel of its own, until told otherwise: it follows the
    /// figure. Nothing: none.
    void showProfile(const std::optional<Profile>& profile);
    const std::optional<Profile>& profile() const { return m_profile; }
    const Panel* shownProfile() const { return m_profile ? &m_profilePanel : nullptr; } ///< its curve
    /// The row or column under a point, if there is a heat map.
    std::optional<Profile> profileAt(const QPointF& position, Profile::Along along) const;

    bool hasHeading() const; ///< own words over several panels
    void resetRanges();
    /// The ranges that the reader chose, by axisKey(); all other axes show all of their data.
    std::map<std::string, Interval> chosenRanges() const;
    void chooseRanges(const std::map<std::string, Interval>& ranges);
    /// Moves and zooms every panel about its centre: shift in parts of the range, factor < 1 comes nearer.
    void step(double shiftX, double shiftY, double factor);

    /// The points that the hand can move.
    HandleTool& handles() { return *m_handles; }
    /// Puts the panels into [0, width) × [0, height), as paintTo() does.
    void layOut(const QSize& size);
    /// Of the plotting areas, in points; 0 without panels. Requires a layout.
    double leastPlotHeight() const;
    int rows() const { return m_grid->rowCount(); }

    /// Draws the figure into [0, width) × [0, height) of the painter's device.
    void paintTo(QCPPainter& painter, int width, int height);

Q_SIGNALS:
    void readOut(const QString& text);
    void profileChanged();
    void panelMenuRequested(const QString& panel, const QPoint& globalPosition);
    void painted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Shown {
        const Panel* panel;
        PanelRect* rect;
    };
    struct AxisState {
        Interval home;
        bool touched = false; ///< the reader moved it: it keeps its range until reset
    };
    class ReaderActs; ///< while alive, changes of range count as the reader's

    std::vector<const Panel*> wantedPanels();
    void addProfileTo(std::vector<const Panel*>& panels);
    void frameProfile();
    std::vector<PanelRect*> placingOrder(int columns) const;
    void rebuild();
    void refill();
    void addPanel(const Panel& panel);
    void arrange();
    void placeInGrid(int columns);
    int columnsFor(std::size_t count) const;
    void settle(const QRect& viewport);
    std::vector<PanelRect*> shownRects() const;
    void refit();
    void measureHomes(bool steady);
    void applyHomes();
    void follow(QCPAxis* moved, const std::string& key);
    QString titleOf(const Panel& panel) const;
    PanelRect* rectAt(const QPointF& position) const;
    void hover(const QPointF& position);
    void click(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void clearHover();
    void showCursor(const QPointF& position);

    PlotStyle m_style;
    std::shared_ptr<const Figure> m_figure;
    std::vector<std::string> m_wanted;
    std::vector<Shown> m_shown;
    std::optional<Profile> m_profile;
    Panel m_profilePanel;                    ///< of m_profile, as long as there is one
    std::map<std::string, AxisState> m_axes; ///< by link, or by panel where an axis stands alone
    QList<QCPMarginGroup*> m_groups;
    QCPLayoutGrid* m_grid;
    HandleTool* m_handles;
    int m_columns = 0;
    bool m_readerActs = false;
    bool m_hovering = false;
    std::optional<QPointF> m_pressed;     ///< where the left button went down and may become a click
    std::optional<Profile> m_beforeClick; ///< what the first half of a double click must bring back
};

} // namespace kaba
