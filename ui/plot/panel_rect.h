// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/axis_map.h"
#include "ui/plot/data_range.h"
#include "ui/plot/hover.h"
#include "ui/plot/plot_style.h"
#include "ui/plot/tickers.h"

#include <complex>
#include <optional>
#include <vector>

namespace kaba {

/// One panel of the figure: plotting area, axes, and round them title, note, legend, axis titles and colour bar,
/// for which it makes room itself. The panel and the style outlive every replot.
class PanelRect : public QCPAxisRect {
    Q_OBJECT

public:
    PanelRect(QCustomPlot* plot, const PlotStyle& style);

    /// Shows `panel` with its title in `title`; the axes keep their ranges.
    void setPanel(const Panel* panel, const QString& title);
    const Panel& panel() const { return *m_panel; }
    void applyStyle();

    QCPAxis* xAxis() const { return axis(QCPAxis::atBottom); }
    QCPAxis* yAxis() const { return axis(QCPAxis::atLeft); }
    AxisMap xMap() const { return mapOf(*xAxis()); }
    AxisMap yMap() const { return mapOf(*yAxis()); }
    Interval colours() const { return m_colours; }

    /// The ranges that equalAspect widens from whenever the size changes; nothing once the reader zoomed.
    void setHome(const std::optional<PanelRange>& home) { m_home = home; }

    void setReading(std::optional<HoverReading> reading) { m_reading = std::move(reading); }
    const std::optional<HoverReading>& reading() const { return m_reading; }

    /// Places of the plane to draw a ring round: points that the hand has chosen.
    void setMarks(std::vector<std::complex<double>> marks) { m_marks = std::move(marks); }
    const std::vector<std::complex<double>>& marks() const { return m_marks; }
    /// Part of the plotting area with a frame round it.
    void setFrame(const std::optional<PanelRange>& frame) { m_frame = frame; }
    const std::optional<PanelRange>& frame() const { return m_frame; }

    void update(UpdatePhase phase) override;

protected:
    void draw(QCPPainter* painter) override;
    int calculateAutoMargin(QCP::MarginSide side) override;

private:
    /// What stands above the plotting area.
    struct Header {
        QStringList title, note;
        struct Entry {
            const Layer* layer = nullptr; ///< none: the power of ten of the y axis
            QString text;
            double width = 0;
        };
        QList<QList<Entry>> legend;
    };

    static AxisMap mapOf(const QCPAxis& axis);
    void setUpAxis(QCPAxis* axis, const Axis& described, const std::vector<std::string>& names,
                   const Interval& span);
    void fitTickCounts();
    void keepAspect();
    void layHeaderOut();
    QList<Header::Entry> legendEntries() const;
    double headerHeight() const;
    double lineHeight() const;
    double colourBarWidth() const;
    bool hasAxes() const;
    bool isEmpty() const;
    QString exponentOf(const QCPAxis& axis) const;
    /// The marks of the colour bar, and the power of ten and unit that stand over it.
    struct ColourMarks {
        QVector<double> ticks;
        QVector<QString> labels;
        QString head;
    };
    ColourMarks colourMarks() const;
    void drawHeader(QPainter& painter) const;
    void drawLegendRow(QPainter& painter, const QList<Header::Entry>& row, QPointF origin) const;
    void drawAxisTitles(QPainter& painter) const;
    void drawColourBar(QPainter& painter) const;
    void drawEmptyNote(QPainter& painter) const;

    const PlotStyle& m_style;
    const Panel* m_panel = nullptr;
    QString m_title;
    Header m_header;
    std::optional<PanelRange> m_home;
    Interval m_colours;
    std::optional<Interval> m_lastColours;
    std::optional<HoverReading> m_reading;
    std::vector<std::complex<double>> m_marks;
    std::optional<PanelRange> m_frame;
};

} // namespace kaba
