// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/matrix_grid.h"

#include "ui/plot/heat_image.h"
#include "ui/plot/number_format.h"
#include "ui/theme/shades.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr int kSide = 216;       ///< of a square matrix
constexpr int kStripHeight = 32; ///< of one row or column
constexpr std::size_t kPixels = 512;
constexpr double kNumberCell = 44; ///< a cell of this size holds its number
constexpr double kLeastFrame = 7;  ///< a chosen cell stays visible among hundreds

std::size_t indexAt(double along, double length, std::size_t count)
{
    const double cell = std::floor(along / length * static_cast<double>(count));
    return static_cast<std::size_t>(std::clamp(cell, 0.0, static_cast<double>(count - 1)));
}

std::size_t moved(std::size_t index, int by, std::size_t count)
{
    const auto last = static_cast<std::ptrdiff_t>(count) - 1;
    return static_cast<std::size_t>(
        std::clamp<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(index) + by, 0, last));
}

} // namespace

MatrixGrid::MatrixGrid(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize MatrixGrid::sizeHint() const { return {kSide, isStrip() ? kStripHeight : kSide}; }

QSize MatrixGrid::minimumSizeHint() const { return {120, sizeHint().height()}; }

void MatrixGrid::showMatrix(const MatrixValues& matrix, double range)
{
    m_lies = matrix.cols == 1 && matrix.rows > 1;
    const std::size_t rows = m_lies ? 1 : matrix.rows;
    const std::size_t cols = m_lies ? matrix.rows : matrix.cols;
    if (rows != m_map.rows || cols != m_map.cols)
        updateGeometry();
    m_map = {.rows = rows, .cols = cols, .z = matrix.values, .map = ColourMap::Diverging};
    m_image = isEmpty() ? QImage()
                        : heatImage(m_map, {0, 0, rows, cols}, kPixels, kPixels,
                                    colourTable(ColourMap::Diverging), {-range, range});
    const Cell last{std::max<std::size_t>(matrix.rows, 1) - 1, std::max<std::size_t>(matrix.cols, 1) - 1};
    m_chosen = {std::min(m_chosen.row, last.row), std::min(m_chosen.col, last.col)};
    update();
}

void MatrixGrid::choose(const Cell& cell)
{
    m_chosen = cell;
    update();
}

/// Square cells where there are several rows; one row takes the whole width.
QRectF MatrixGrid::area() const
{
    const QRectF whole = QRectF(rect()).adjusted(1, 1, -1, -1);
    if (isStrip())
        return whole;
    const double side = std::min(whole.width(), whole.height());
    return {whole.left(), whole.top(), side, side};
}

QRectF MatrixGrid::rectOf(std::size_t drawnRow, std::size_t drawnCol) const
{
    const QRectF all = area();
    const double width = all.width() / static_cast<double>(m_map.cols);
    const double height = all.height() / static_cast<double>(m_map.rows);
    return {all.left() + static_cast<double>(drawnCol) * width,
            all.top() + static_cast<double>(drawnRow) * height, width, height};
}

QPointF MatrixGrid::positionOf(const Cell& cell) const
{
    const Cell drawn = drawnPlace(cell);
    return rectOf(drawn.row, drawn.col).center();
}

void MatrixGrid::chooseAt(const QPointF& position)
{
    const QRectF all = area();
    const Cell drawn{indexAt(position.y() - all.top(), all.height(), m_map.rows),
                     indexAt(position.x() - all.left(), all.width(), m_map.cols)};
    choose(drawnPlace(drawn));
    Q_EMIT cellChosen();
}

void MatrixGrid::moveChosen(int down, int right)
{
    const Cell drawn = drawnPlace(m_chosen);
    choose(drawnPlace({moved(drawn.row, down, m_map.rows), moved(drawn.col, right, m_map.cols)}));
    Q_EMIT cellChosen();
}

void MatrixGrid::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || isEmpty())
        return event->ignore();
    chooseAt(event->position());
}

void MatrixGrid::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && !isEmpty())
        chooseAt(event->position());
}

void MatrixGrid::keyPressEvent(QKeyEvent* event)
{
    if (isEmpty())
        return event->ignore();
    const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    const int all = static_cast<int>(m_map.cols);
    switch (event->key()) {
    case Qt::Key_Left:
        return moveChosen(0, -stride);
    case Qt::Key_Right:
        return moveChosen(0, stride);
    case Qt::Key_Up:
        return moveChosen(-stride, 0);
    case Qt::Key_Down:
        return moveChosen(stride, 0);
    case Qt::Key_Home:
        return moveChosen(0, -all);
    case Qt::Key_End:
        return moveChosen(0, all);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT valueWanted();
        return;
    default:
        event->ignore();
    }
}

void MatrixGrid::paintNumbers(QPainter& painter)
{
    for (std::size_t r = 0; r < m_map.rows; ++r)
        for (std::size_t c = 0; c < m_map.cols; ++c) {
            const QRectF cell = rectOf(r, c);
            const int column = static_cast<int>(c * static_cast<std::size_t>(m_image.width()) / m_map.cols);
            const int row = static_cast<int>(r * static_cast<std::size_t>(m_image.height()) / m_map.rows);
            painter.setPen(qGray(m_image.pixel(column, row)) > 140 ? Qt::black : Qt::white);
            painter.drawText(cell, Qt::AlignCenter, displayNumber(m_map.z[r * m_map.cols + c], 3));
        }
}

void MatrixGrid::paintEvent(QPaintEvent* /*event*/)
{
    if (isEmpty())
        return;
    QPainter painter(this);
    const QRectF all = area();
    painter.drawImage(all, m_image);
    if (rectOf(0, 0).width() >= kNumberCell && rectOf(0, 0).height() >= kNumberCell / 2)
        paintNumbers(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(hasFocus() ? palette().color(QPalette::Highlight) : shades::hairline(palette()));
    painter.drawRect(all.adjusted(-0.5, -0.5, 0.5, 0.5));
    const Cell drawn = drawnPlace(m_chosen);
    const QRectF cell = rectOf(drawn.row, drawn.col);
    const double growX = std::max(0.0, kLeastFrame - cell.width()) / 2;
    const double growY = std::max(0.0, kLeastFrame - cell.height()) / 2;
    const QRectF frame = cell.adjusted(-growX, -growY, growX, growY);
    painter.setPen(QPen(Qt::white, 3));
    painter.drawRect(frame);
    painter.setPen(QPen(Qt::black, 1));
    painter.drawRect(frame);
}

} // namespace kaba
