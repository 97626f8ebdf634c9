// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "ui/plot/profile.h"
#include "ui/theme/colour_map.h"
#include "ui/theme/theme.h"

#include <QRectF>
#include <QString>
#include <QWidget>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QStackedLayout;

namespace kaba {

class FigureCanvas;
class HandleTool;

/// Shows a Figure: its panels in a grid, zoom and pan with linked axes, a cross-hair with exact values.
/// A figure of the same shape is refilled in place and keeps the reader's zoom; any other is built anew.
/// Wheel: zoom at the cursor. Drag: pan. Double click: reset. Shift and drag: zoom into a box. Keys: arrows pan,
/// plus and minus zoom, 0 resets.
/// Click on a heat map: its row as a curve; Ctrl and click: its column; again, or Esc: the curve goes. By keyboard R
/// and C, and Ctrl and arrows go on to the next one. Points with
/// handles are the hand's: see HandleTool. GUI thread only.
class FigureView : public QWidget {
    Q_OBJECT

public:
    explicit FigureView(QWidget* parent = nullptr);
    ~FigureView() override;

    void showFigure(std::shared_ptr<const Figure> figure);
    std::shared_ptr<const Figure> figure() const;

    /// A sentence in the figure's place (empty, loading, failed), and one that says what to do. The next figure
    /// takes the place back.
    void showMessage(const QString& sentence, const QString& wayOut = {});

    /// Which panels to show, in the figure's order; empty: the featured ones. Kept for the figures to come.
    void setVisiblePanels(const std::vector<std::string>& ids);
    std::vector<std::string> visiblePanels() const; ///< those shown now

    void setLanguage(Language language);
    void setTheme(Theme theme);
    void setMagnitudes(Magnitudes magnitudes);
    /// Of type, pens and spaces; 1: as the window has them.
    void setScale(double scale);
    double scale() const { return m_scale; }
    /// The row or column of a heat map under a point of the screen as a curve beneath it, which follows the figure;
    /// hideProfile() or a click on the same row ends it.
    void showProfileAt(const QPoint& globalPosition, Profile::Along along);
    void hideProfile();
    const std::optional<Profile>& profile() const;
    /// The ranges that the reader chose, by the axis's link, else "panel/x" or "panel/y"; setting them lets every other axis
    /// show all of its data. Of the figure on show.
    std::map<std::string, Interval> chosenRanges() const;
    void chooseRanges(const std::map<std::string, Interval>& ranges);
    void resetView(); ///< every axis back to the range that fits the data

    /// The axis ranges of a panel as the reader sees them, and where its plotting area stands in this widget.
    /// Requires a visible panel.
    Interval xRange(const std::string& panel) const;
    Interval yRange(const std::string& panel) const;
    QRectF plotArea(const std::string& panel) const;

    /// The points of the figure that the hand can move.
    HandleTool& handles();

Q_SIGNALS:
    void readOut(const QString& text); ///< exact values under the cursor; empty when it left
    void panelMenuRequested(const QString& panel, const QPoint& globalPosition);
    void painted(); ///< a frame reached the screen

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void announce();
    bool profileKey(const QKeyEvent& event);
    void openProfile(Profile::Along along);
    void moveProfile(int by);

    double m_scale = 1;
    FigureCanvas* m_canvas;
    QStackedLayout* m_stack;
    QWidget* m_messagePage;
    QLabel* m_sentence;
    QLabel* m_wayOut;
};

} // namespace kaba
