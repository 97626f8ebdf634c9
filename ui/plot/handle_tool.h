// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <QObject>
#include <QPointF>

#include <complex>
#include <functional>
#include <optional>
#include <vector>

class QKeyEvent;

namespace kaba {

class PanelRect;

/// What the hand does with the points of a figure that belong to a parameter: takes one, drags it, pushes it with
/// the arrow keys, adds and removes. It changes nothing itself: it says what was asked for, and the next figure shows
/// what became of it.
class HandleTool : public QObject {
    Q_OBJECT

public:
    using Panels = std::function<std::vector<PanelRect*>()>;

    HandleTool(Panels panels, QObject* parent);

    /// The pointer, in device units. True: it was meant for a handle and is dealt with.
    bool press(const QPointF& position);
    bool drag(const QPointF& position);
    bool release();
    bool add(const QPointF& position); ///< in a plane with handles, away from every one
    bool isOver(const QPointF& position) const { return gripAt(position).has_value(); }
    bool isDragging() const { return m_dragging; }

    /// Brackets choose a point, Escape lets go; arrows move the chosen one by a pixel (Shift: ten), Delete removes it,
    /// Insert adds one in the middle. True: taken.
    bool key(const QKeyEvent& event);
    /// The next point after the chosen one; false where none is chosen or it was the last.
    bool stepOn(bool forward);

    void select(const std::string& parameter, std::size_t point);
    /// To be called with every new figure.
    void follow();

Q_SIGNALS:
    /// `place` in the plane of the layer; handles.toPoint leads from there to the parameter.
    void moved(const kaba::Handles& handles, std::size_t point, std::complex<double> place, bool continues);
    void added(const kaba::Handles& handles, std::complex<double> place);
    void removed(const kaba::Handles& handles, std::size_t point);
    void selected(const std::string& parameter, std::size_t point);
    void marksChanged(); ///< another point is to be drawn as chosen

private:
    /// One point of one layer as it stands in the figure.
    struct Grip {
        PanelRect* rect;
        const Layer* layer;
        std::size_t point;

        const Scatter& points() const { return std::get<Scatter>(layer->data); }
        std::complex<double> place() const { return {points().x[point], points().y[point]}; }
    };
    struct Choice {
        std::string parameter, panel, layer;
        std::size_t point = 0;
    };

    template <class Use>
    void forEachLayer(Use use) const;
    std::optional<Grip> gripAt(const QPointF& position) const;
    std::optional<Grip> chosen() const;
    std::optional<Grip> firstGrip() const;
    void choose(const std::optional<Choice>& choice);
    void choose(const Grip& grip, std::size_t point);
    void showMarks();
    bool letGo();
    bool addInTheMiddle();
    bool walk(int by);
    bool push(double right, double up, bool continues);
    void ask(const Grip& grip, std::complex<double> place, bool continues);

    Panels m_panels;
    std::optional<Choice> m_choice;
    bool m_dragging = false, m_moved = false;
    QPointF m_offset;                          ///< from the pointer to the middle of the point in hand
    std::vector<std::complex<double>> m_asked; ///< places that no figure has shown yet
};

} // namespace kaba
