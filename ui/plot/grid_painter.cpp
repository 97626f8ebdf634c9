// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/grid_painter.h"

#include "core/base/joined_tokens.h"
#include "ui/base/words.h"
#include "ui/plot/heat_image.h"
#include "ui/plot/label_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kaba {

namespace {

constexpr std::size_t kMostRectangles = 5000;
/// Of a picture on paper: finer ones are averaged by viewers, and fine stripes fade to grey.
constexpr double kPrintedPixelsPerPoint = 400.0 / 72;

QRectF placeOf(const LayerContext& c, const Interval& x, const Interval& y)
{
    return QRectF(QPointF(c.x.toDevice(x.low), c.y.toDevice(y.low)),
                  QPointF(c.x.toDevice(x.high), c.y.toDevice(y.high)))
        .normalized();
}

/// Each cell reaches a little under its right and lower neighbours, so that viewers show no seams.
void drawCells(const LayerContext& c, const QImage& cells, const QRectF& place)
{
    const double width = place.width() / cells.width(), height = place.height() / cells.height();
    const double overlap = c.style.units(0.15);
    c.painter.setRenderHint(QPainter::Antialiasing, false);
    for (int row = 0; row < cells.height(); ++row)
        for (int col = 0; col < cells.width(); ++col) {
            const QRgb colour = cells.pixel(col, row);
            if (qAlpha(colour) == 0)
                continue;
            QRectF cell(place.left() + col * width, place.top() + row * height, width, height);
            cell.setRight(std::min(cell.right() + overlap, place.right()));
            cell.setBottom(std::min(cell.bottom() + overlap, place.bottom()));
            c.painter.fillRect(cell, QColor::fromRgb(colour));
        }
}

void drawPixels(const LayerContext& c, const QImage& image, const QRectF& place)
{
    c.painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    c.painter.drawImage(place, image);
}

QString elidedTo(const QString& text, const QFont& font, double width)
{
    return wrappedLabel(text, font, width, 1).value(0);
}

} // namespace

void drawHeatmap(const LayerContext& c, const Heatmap& map)
{
    const CellWindow window = visibleCells(map, c.x.range, c.y.range);
    if (window.rows == 0 || window.cols == 0)
        return;
    const QRectF place = placeOf(c, columnSpan(map, window), rowSpan(map, window));
    const bool rectangles = c.vector && window.rows * window.cols <= kMostRectangles;
    const double pixels = c.vector ? kPrintedPixelsPerPoint / c.style.unitsPerPoint : 1;
    const auto most = [&](double extent) { return static_cast<std::size_t>(std::ceil(extent * pixels)); };
    const QImage image = heatImage(map, window, most(place.width()), most(place.height()),
                                   colourTable(map.map, c.style.magnitudes), c.colours);
    const bool upwards = c.y.device.high < c.y.device.low;
    const QImage shown = upwards ? image.mirrored() : image;
    if (rectangles)
        drawCells(c, shown, place);
    else
        drawPixels(c, shown, place);
}

void drawImage(const LayerContext& c, const Image& image)
{
    const QImage picture(image.rgb.data(), static_cast<int>(image.width), static_cast<int>(image.height),
                         static_cast<qsizetype>(image.width * 3), QImage::Format_RGB888);
    drawPixels(c, picture,
               placeOf(c, {0, static_cast<double>(image.width)}, {0, static_cast<double>(image.height)}));
}

namespace {

/// Two columns of the same words, queries on the left and keys on the right, a row each.
class TokenColumns {
public:
    TokenColumns(const LayerContext& c, const Tokens& tokens)
        : m_context(c)
        , m_tokens(tokens)
        , m_row(c.area.height() / static_cast<double>(tokens.tokens.size()))
        , m_font(c.style.font())
        , m_gap(c.style.units(4))
    {
        constexpr double kMostOfWidth = 0.36;
        const double tallest = m_row / QFontMetricsF(m_font).height();
        m_font.setPixelSize(std::max(1, static_cast<int>(m_font.pixelSize() * std::min(1.0, tallest))));
        for (const std::string& token : tokens.tokens)
            m_width = std::max(m_width, labelWidth(qstring(token), m_font));
        m_width = std::min(m_width, kMostOfWidth * c.area.width());
    }

    void drawWords() const
    {
        const double down = (QFontMetricsF(m_font).ascent() - QFontMetricsF(m_font).descent()) / 2;
        for (std::size_t i = 0; i < m_tokens.tokens.size(); ++i) {
            const QString word = elidedTo(qstring(m_tokens.tokens[i]), m_font, m_width);
            const double left = m_context.area.left() + m_width - labelWidth(word, m_font);
            drawLabel(m_context.painter, {left, height(i) + down}, word, m_font, m_context.style.ink().ink);
            drawLabel(m_context.painter, {m_context.area.right() - m_width, height(i) + down}, word, m_font,
                      m_context.style.ink().ink);
        }
    }

    void drawLines(QColor colour) const
    {
        constexpr double kFaintest = 1.0 / 255;
        constexpr std::size_t kMostSmooth =
            16; ///< tokens: beyond, hundreds of smooth lines cost a screen 100 ms
        const double largest = *std::ranges::max_element(m_tokens.weights);
        const std::size_t count = m_tokens.tokens.size();
        const double left = m_context.area.left() + m_width + m_gap;
        const double right = m_context.area.right() - m_width - m_gap;
        const bool fast = m_context.style.screen && count > kMostSmooth;
        m_context.painter.setRenderHint(QPainter::Antialiasing, !fast);
        for (std::size_t i = 0; i < count * count; ++i) {
            const double strength = largest > 0 ? m_tokens.weights[i] / largest : 0;
            if (!(strength >= kFaintest))
                continue;
            colour.setAlphaF(static_cast<float>(strength));
            m_context.painter.setPen(
                QPen(colour, m_context.style.screen ? (fast ? 0 : 1) : m_context.style.units(1)));
            m_context.painter.drawLine(QPointF(left, height(i / count)), QPointF(right, height(i % count)));
        }
    }

private:
    double height(std::size_t token) const
    {
        return m_context.area.top() + m_row * (static_cast<double>(token) + 0.5);
    }

    const LayerContext& m_context;
    const Tokens& m_tokens;
    double m_row;
    QFont m_font;
    double m_gap;
    double m_width = 0; ///< of a column of words
};

} // namespace

void drawTokens(const LayerContext& c, const Tokens& tokens, const QColor& colour)
{
    if (areJoined(tokens)) {
        const TokenColumns columns(c, tokens);
        columns.drawLines(colour);
        columns.drawWords();
        return;
    }
    const QFont font = c.style.font();
    const QFontMetricsF metrics(font);
    const double gap = c.style.units(3), line = metrics.height() + 2 * gap;
    const double largest = tokens.weights.empty() ? 1 : *std::ranges::max_element(tokens.weights);
    QPointF corner = c.area.topLeft();
    for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
        const QString word = qstring(tokens.tokens[i]);
        const double width = labelWidth(word, font) + 2 * gap;
        if (corner.x() + width > c.area.right() && corner.x() > c.area.left())
            corner = {c.area.left(), corner.y() + line};
        QColor shade = colour;
        const double weight = i < tokens.weights.size() && largest > 0 ? tokens.weights[i] / largest : 0;
        shade.setAlphaF(static_cast<float>(0.45 * std::clamp(weight, 0.0, 1.0)));
        c.painter.fillRect(QRectF(corner, QSizeF(width, metrics.height())), shade);
        drawLabel(c.painter, corner + QPointF(gap, metrics.ascent()), word, font, c.style.ink().ink);
        corner.rx() += width + gap / 2;
    }
}

namespace {

/// What the words of each column take, and an equal share of the room that is left; where there is too little, all are
/// narrowed alike.
std::vector<double> columnWidths(const LayerContext& c, const Table& table, double gap)
{
    std::vector<double> widths;
    double sum = 0;
    for (std::size_t col = 0; col < table.columns.size(); ++col) {
        double widest = labelWidth(c.style.words(table.columns[col]), c.style.titleFont());
        for (const auto& row : table.rows)
            if (col < row.size())
                widest = std::max(widest, labelWidth(qstring(row[col]), c.style.font()));
        widths.push_back(widest + gap);
        sum += widths.back();
    }
    const double left = c.area.width() - sum;
    for (double& width : widths)
        width = left >= 0 ? width + left / static_cast<double>(widths.size()) : width * c.area.width() / sum;
    return widths;
}

} // namespace

void drawTable(const LayerContext& c, const Table& table)
{
    const QFont font = c.style.font(), heading = c.style.titleFont();
    const double line = QFontMetricsF(font).height() * 1.4, gap = c.style.units(4);
    const std::vector<double> widths = columnWidths(c, table, gap);
    std::vector<double> starts(widths.size(), c.area.left());
    for (std::size_t col = 1; col < starts.size(); ++col)
        starts[col] = starts[col - 1] + widths[col - 1];
    const auto cell = [&](std::size_t col, double base, const QString& text, const QFont& used,
                          const QColor& ink) {
        drawLabel(c.painter, {starts[col], base}, elidedTo(text, used, widths[col] - gap), used, ink);
    };
    double base = c.area.top() + line * 0.8;
    for (std::size_t col = 0; col < table.columns.size(); ++col)
        cell(col, base, c.style.words(table.columns[col]), heading, c.style.ink().mutedInk);
    c.painter.setPen(QPen(c.style.ink().hairline, c.style.units(0.75)));
    c.painter.drawLine(QPointF(c.area.left(), base + line * 0.3), QPointF(c.area.right(), base + line * 0.3));
    for (const auto& row : table.rows) {
        base += line;
        for (std::size_t col = 0; col < std::min(row.size(), table.columns.size()); ++col)
            cell(col, base, qstring(row[col]), font, c.style.ink().ink);
    }
}

} // namespace kaba
