// SPDX-License-Identifier: GPL-3.0-or-later
// What stands round the plotting area of a panel: header, axis titles, colour bar.
#include "core/base/unit_text.h"
#include "ui/base/words.h"
#include "ui/plot/axis_title.h"
#include "ui/plot/label_painter.h"
#include "ui/plot/layer_painter.h"
#include "ui/plot/panel_rect.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

namespace kaba {

namespace {

constexpr double kKeyPt = 14, kKeyGapPt = 3, kEntryGapPt = 9; ///< legend
constexpr double kBarPt = 7, kBarGapPt = 6, kBarTickPt = 2;   ///< colour bar
constexpr double kTitleGapPt = 5, kEndAirPt = 7;
constexpr double kHeadLift = 0.65; ///< lines between a colour bar and what stands over it
constexpr int kTitleLines = 2, kNoteLines = 3;

/// Lines that look the same share one key: "x₀ … x₆₃".
bool alike(const Layer& a, const Layer& b)
{
    return std::holds_alternative<Line>(a.data) && std::holds_alternative<Line>(b.data) && a.role == b.role &&
           a.shade == b.shade;
}

} // namespace

double PanelRect::lineHeight() const { return QFontMetricsF(m_style.font()).height(); }

QList<PanelRect::Header::Entry> PanelRect::legendEntries() const
{
    QList<Header::Entry> entries;
    const QFont font = m_style.font();
    if (const QString exponent = exponentOf(*yAxis()); !exponent.isEmpty())
        entries.push_back({nullptr, exponent, labelWidth(exponent, font)});
    const auto keyed = [this](const Layer& layer) {
        return hasLegendKey(layer) && !m_style.words(layer.label).isEmpty();
    };
    if (std::ranges::count_if(m_panel->layers, keyed) < 2)
        return entries;
    const std::vector<Layer>& layers = m_panel->layers;
    for (auto layer = layers.begin(); layer != layers.end(); ++layer) {
        if (!keyed(*layer))
            continue;
        const auto other = std::find_if_not(std::next(layer), layers.end(), [&](const Layer& next) {
            return keyed(next) && alike(next, *layer);
        });
        QString text = m_style.words(layer->label);
        if (const auto last = std::prev(other); last != std::exchange(layer, last))
            text += QStringLiteral(" … ") + m_style.words(last->label);
        entries.push_back({&*layer, text, m_style.units(kKeyPt + kKeyGapPt) + labelWidth(text, font)});
    }
    return entries;
}

void PanelRect::layHeaderOut()
{
    const double width = std::max<double>(outerRect().width() - m_style.units(4), m_style.units(60));
    m_header = {};
    if (!m_title.isEmpty())
        m_header.title = balancedLabel(m_title, m_style.titleFont(), width, kTitleLines);
    if (!isEmpty())
        m_header.note = wrappedLabel(m_style.words(m_panel->note), m_style.font(), width, kNoteLines);
    double used = width;
    for (const Header::Entry& entry : legendEntries()) {
        const double needed = entry.width + m_style.units(kEntryGapPt);
        if (used + entry.width > width) {
            m_header.legend.push_back({});
            used = 0;
        }
        m_header.legend.back().push_back(entry);
        used += needed;
    }
}

double PanelRect::headerHeight() const
{
    const double titles =
        static_cast<double>(m_header.title.size()) * QFontMetricsF(m_style.titleFont()).height();
    const double notes = static_cast<double>(m_header.note.size()) * lineHeight();
    const double legend = static_cast<double>(m_header.legend.size()) * lineHeight();
    const double head = colourMarks().head.isEmpty() ? 0 : (1 + kHeadLift) * lineHeight();
    return titles + notes + std::max(legend, head) + m_style.units(kTitleGapPt);
}

double PanelRect::colourBarWidth() const
{
    if (heatmapOf(*m_panel) == nullptr)
        return 0;
    double widest = 0;
    for (const QString& label : colourMarks().labels)
        widest = std::max(widest, labelWidth(label, m_style.font()));
    return m_style.units(kBarGapPt + kBarPt + kBarTickPt + 2) + widest;
}

int PanelRect::calculateAutoMargin(QCP::MarginSide side)
{
    const int inner = QCPAxisRect::calculateAutoMargin(side);
    const double half = lineHeight() / 2;
    switch (side) {
    case QCP::msTop:
        layHeaderOut();
        return static_cast<int>(
            std::ceil(headerHeight() + (m_header.legend.isEmpty() ? 0 : m_style.units(2))));
    case QCP::msBottom: {
        const bool titled = hasAxes() && (!axisTitle(m_panel->x, m_style.language).isEmpty() ||
                                          !exponentOf(*xAxis()).isEmpty());
        return inner + static_cast<int>(std::ceil(titled ? lineHeight() : half));
    }
    case QCP::msLeft: {
        const bool titled = hasAxes() && !axisTitle(m_panel->y, m_style.language).isEmpty();
        return inner + static_cast<int>(std::ceil(titled ? lineHeight() * 1.15 : 0));
    }
    default:
        return std::max(inner,
                        static_cast<int>(std::ceil(std::max(m_style.units(kEndAirPt), colourBarWidth()))));
    }
}

void PanelRect::draw(QCPPainter* painter)
{
    QCPAxisRect::draw(painter);
    painter->save();
    drawHeader(*painter);
    if (isEmpty())
        drawEmptyNote(*painter);
    if (hasAxes())
        drawAxisTitles(*painter);
    drawColourBar(*painter);
    painter->restore();
}

void PanelRect::drawHeader(QPainter& painter) const
{
    QPointF corner(outerRect().left(), outerRect().top());
    const auto drawLines = [&](const QStringList& lines, const QFont& font, const QColor& ink) {
        const QFontMetricsF metrics(font);
        for (const QString& line : lines) {
            drawLabel(painter, corner + QPointF(0, metrics.ascent()), line, font, ink);
            corner.ry() += metrics.height();
        }
    };
    drawLines(m_header.title, m_style.titleFont(), m_style.ink().ink);
    drawLines(m_header.note, m_style.font(), m_style.ink().negativeInk);
    // The legend keeps to the plotting area, also where the panels beside it have taller headers.
    const double legendHeight = static_cast<double>(m_header.legend.size()) * lineHeight();
    corner.setY(std::max(corner.y(), rect().top() - legendHeight - m_style.units(kTitleGapPt)));
    for (const auto& row : m_header.legend) {
        drawLegendRow(painter, row, corner);
        corner.ry() += lineHeight();
    }
}

void PanelRect::drawLegendRow(QPainter& painter, const QList<Header::Entry>& row, QPointF origin) const
{
    const QFont font = m_style.font();
    const QFontMetricsF metrics(font);
    for (const Header::Entry& entry : row) {
        double x = origin.x();
        if (entry.layer != nullptr) {
            const QRectF box(x, origin.y() + 0.25 * metrics.height(), m_style.units(kKeyPt),
                             metrics.height() * 0.5);
            drawLegendKey(painter, m_style, *entry.layer, box);
            x += m_style.units(kKeyPt + kKeyGapPt);
        }
        drawLabel(painter, {x, origin.y() + metrics.ascent()}, entry.text, font, m_style.ink().mutedInk);
        origin.rx() += entry.width + m_style.units(kEntryGapPt);
    }
}

void PanelRect::drawAxisTitles(QPainter& painter) const
{
    const QFont font = m_style.font();
    const QFontMetricsF metrics(font);
    const QColor ink = m_style.ink().mutedInk;
    const double base = outerRect().bottom() + 1 - metrics.descent();
    const QString xTitle = axisTitle(m_panel->x, m_style.language),
                  yTitle = axisTitle(m_panel->y, m_style.language);
    const double xWidth = labelWidth(xTitle, font);
    const double xLeft = std::max<double>(outerRect().left(), rect().center().x() - xWidth / 2);
    drawLabel(painter, {xLeft, base}, xTitle, font, ink);
    if (const QString exponent = exponentOf(*xAxis()); !exponent.isEmpty())
        drawLabel(painter, {rect().right() - labelWidth(exponent, font), base}, exponent, font, ink);
    // A title longer than its axis grows downwards, where nothing else stands.
    const double yWidth = labelWidth(yTitle, font);
    const double yBottom = std::max(rect().center().y() + yWidth / 2, rect().top() + yWidth);
    painter.save();
    painter.translate(outerRect().left() + metrics.ascent(), std::min<double>(yBottom, outerRect().bottom()));
    painter.rotate(-90);
    drawLabel(painter, {0, 0}, yTitle, font, ink);
    painter.restore();
}

PanelRect::ColourMarks PanelRect::colourMarks() const
{
    const Heatmap* map = heatmapOf(*m_panel);
    if (map == nullptr)
        return {};
    ColourMarks marks;
    NumberTicker ticker;
    ticker.setTickCount(rect().height() < 8 * lineHeight() ? 2 : 4);
    ticker.generate(QCPRange(m_colours.low, m_colours.high), QLocale::c(), QLatin1Char('g'), 6, marks.ticks,
                    nullptr, &marks.labels);
    marks.head = ticker.exponentText();
    if (!map->unit.empty())
        marks.head += (marks.head.isEmpty() ? QStringLiteral("[") : QStringLiteral(" [")) +
                      qstring(unitText(map->unit, m_style.language)) + u']';
    return marks;
}

void PanelRect::drawColourBar(QPainter& painter) const
{
    const Heatmap* map = heatmapOf(*m_panel);
    if (map == nullptr)
        return;
    const QRectF bar(rect().right() + 1 + m_style.units(kBarGapPt), rect().top(), m_style.units(kBarPt),
                     rect().height());
    const ColourTable& table = colourTable(map->map, m_style.magnitudes);
    QImage strip(1, static_cast<int>(table.size()), QImage::Format_RGB32);
    for (int i = 0; i < strip.height(); ++i)
        strip.setPixel(0, i, table.at(table.size() - 1 - static_cast<std::size_t>(i)));
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(bar, strip);

    const QFont font = m_style.font();
    const QFontMetricsF metrics(font);
    const Colours& ink = m_style.ink();
    const ColourMarks marks = colourMarks();
    painter.setRenderHint(QPainter::Antialiasing, false);
    const AxisMap place{m_colours, {bar.bottom(), bar.top()}};
    const double left = bar.right() + m_style.units(kBarTickPt);
    for (qsizetype i = 0; i < marks.labels.size(); ++i) {
        const double y = place.toDevice(marks.ticks[i]);
        if (y < bar.top() - 1 || y > bar.bottom() + 1)
            continue;
        painter.setPen(QPen(ink.mutedInk, m_style.pen(1, 0.6)));
        painter.drawLine(QPointF(bar.right(), y), QPointF(left, y));
        const double base = y + (metrics.ascent() - metrics.descent()) / 2;
        drawLabel(painter, {left + m_style.units(2), base}, marks.labels[i], font, ink.ink);
    }
    drawLabel(painter,
              {outerRect().right() - labelWidth(marks.head, font), rect().top() - lineHeight() * kHeadLift},
              marks.head, font, ink.mutedInk);
}

void PanelRect::drawEmptyNote(QPainter& painter) const
{
    const QFont font = m_style.font();
    const QStringList lines = wrappedLabel(m_style.words(m_panel->note), font, rect().width() * 0.9, 6);
    double y = rect().center().y() - lineHeight() * static_cast<double>(lines.size()) / 2 +
               QFontMetricsF(font).ascent();
    for (const QString& line : lines) {
        drawLabel(painter, {rect().center().x() - labelWidth(line, font) / 2, y}, line, font,
                  m_style.ink().mutedInk);
        y += lineHeight();
    }
}

} // namespace kaba
