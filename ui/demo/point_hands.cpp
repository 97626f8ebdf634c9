// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/point_hands.h"

#include "ui/demo/parameter_panel.h"
#include "ui/demo/points_control.h"
#include "ui/plot/figure_view.h"
#include "ui/plot/handle_tool.h"

namespace kaba {
namespace {

Points placesOf(const Scatter& scatter)
{
    Points places;
    for (std::size_t n = 0; n < scatter.x.size(); ++n)
        places.emplace_back(scatter.x[n], scatter.y[n]);
    return places;
}

} // namespace

PointHands::PointHands(FigureView& figure, ParameterPanel& parameters, QObject* parent)
    : QObject(parent)
    , m_figure(figure)
    , m_parameters(parameters)
{
    HandleTool& hands = figure.handles();
    connect(&hands, &HandleTool::moved, this,
            [this](const Handles& handles, std::size_t point, std::complex<double> place, bool continues) {
                if (PointsControl* control = controlOf(handles.parameter))
                    control->move(point, pointAt(handles, place), continues);
            });
    connect(&hands, &HandleTool::added, this, [this](const Handles& handles, std::complex<double> place) {
        if (PointsControl* control = controlOf(handles.parameter))
            control->add(pointAt(handles, place));
    });
    connect(&hands, &HandleTool::removed, this, [this](const Handles& handles, std::size_t point) {
        if (PointsControl* control = controlOf(handles.parameter))
            control->remove(point);
    });
    connect(&hands, &HandleTool::selected, this, [this](const std::string& parameter, std::size_t point) {
        if (PointsControl* control = controlOf(parameter))
            control->choose(point);
    });
    for (const Parameter& parameter : parameters.values().declared())
        if (PointsControl* control = controlOf(std::string(idOf(parameter))))
            connect(control, &PointsControl::pointChosen, this, [&hands, control](std::size_t point) {
                hands.select(std::string(control->id()), point);
            });
}

void PointHands::follow()
{
    for (const Panel& panel : m_figure.figure()->panels)
        for (const Layer& layer : panel.layers) {
            const auto* points = std::get_if<Scatter>(&layer.data);
            if (!points || !layer.handles || layer.handles->toPoint)
                continue;
            if (PointsControl* control = controlOf(layer.handles->parameter))
                control->adopt(placesOf(*points));
        }
}

PointsControl* PointHands::controlOf(const std::string& parameter) const
{
    return qobject_cast<PointsControl*>(m_parameters.control(parameter));
}

std::complex<double> PointHands::pointAt(const Handles& handles, std::complex<double> place) const
{
    return handles.toPoint ? handles.toPoint(place, m_parameters.values()) : place;
}

} // namespace kaba
