// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <complex>
#include <string>

namespace kaba {

class FigureView;
class ParameterPanel;
class PointsControl;
struct Handles;

/// Joins the points of a figure to the controls of their parameters: what the hand does to the one is an edit of
/// the other, and both show the same chosen point.
class PointHands : public QObject {
    Q_OBJECT
public:
    PointHands(FigureView& figure, ParameterPanel& parameters, QObject* parent);

    /// To be called with every new figure: a layer that came from a file brings its own points.
    void follow();

private:
    PointsControl* controlOf(const std::string& parameter) const;
    std::complex<double> pointAt(const Handles& handles, std::complex<double> place) const;

    FigureView& m_figure;
    ParameterPanel& m_parameters;
};

} // namespace kaba
