// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QSlider>

namespace kaba {

/// A slider that reports fractions of its length instead of whole steps, and never moves by itself: whoever
/// owns the value calls showFraction(). `continues` tells that an edit belongs to the hand movement before it.
/// Wheel only with focus; the Page keys are left to the window.
class ValueSlider : public QSlider {
    Q_OBJECT
public:
    explicit ValueSlider(QWidget* parent = nullptr);

    void showFraction(double fraction);
    /// Where on the slider a fraction stands, in its own coordinates.
    QPointF positionOf(double fraction) const;

Q_SIGNALS:
    void touched(); ///< the reader laid hands on it
    void dragged(double fraction, bool continues);
    void stepped(double fraction, bool continues); ///< by this part of the scale
    void resetRequested(bool continues);
    void playToggled();

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    double handleLength() const;
    double fractionAt(double x) const;
    void dragTo(double x);

    double m_fraction = 0;
    double m_grabOffset = 0; ///< from the middle of the handle to where it was grabbed
    double m_lastX = 0;
    bool m_dragging = false;
    bool m_moved = false; ///< since the button went down
    QElapsedTimer m_sinceWheel;
};

} // namespace kaba
