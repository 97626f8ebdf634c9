// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/demo/parameter_control.h"

class QToolButton;

namespace kaba {

/// Paper to draw a curve on: the mouse draws; arrow keys choose a point and move it (Shift: ten times as far),
/// Delete clears.
class CurveCanvas : public QWidget {
    Q_OBJECT
public:
    CurveCanvas(double min, double max, int maxPoints, QWidget* parent = nullptr);

    void showPoints(const std::vector<double>& points);
    const std::vector<double>& points() const { return m_points; }
    /// Where a point stands, in the canvas's own coordinates.
    QPointF positionOf(std::size_t index, double value) const;
    QSize sizeHint() const override { return {220, 96}; }
    QSize minimumSizeHint() const override { return {120, 72}; }

Q_SIGNALS:
    void drawn(const std::vector<double>& points, bool continues);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Place {
        std::size_t index;
        double value;
    };
    Place placeAt(const QPointF& position) const;
    void drawTo(const QPointF& position, bool continues);
    void nudge(double part, bool continues);
    /// The points, or a level line to begin with.
    std::vector<double> paper() const;

    const double m_min;
    const double m_max;
    const std::size_t m_count;
    std::vector<double> m_points;
    Place m_last{};
    std::size_t m_chosen = 0;
    bool m_drawing = false;
};

class CurveControl : public ParameterControl {
    Q_OBJECT
public:
    CurveControl(const Parameter& parameter, const CurveParam& curve);
    void showValue(const ParameterValue& value) override;

protected:
    void retranslate() override;

private:
    QLabel* m_label;
    QToolButton* m_clear;
    CurveCanvas* m_canvas;
    QLabel* m_hint;
};

} // namespace kaba
