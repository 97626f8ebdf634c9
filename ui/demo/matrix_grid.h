// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/matrix_edits.h"

#include <QImage>
#include <QWidget>

namespace kaba {

/// A matrix in signed colours, row 0 on top; one column lies on its side. A click or the arrow keys choose a cell
/// (Shift: ten cells; Home and End: first and last column), Enter asks for its value.
class MatrixGrid : public QWidget {
    Q_OBJECT
public:
    struct Cell {
        std::size_t row = 0;
        std::size_t col = 0;
        bool operator==(const Cell&) const = default;
    };

    explicit MatrixGrid(QWidget* parent = nullptr);

    /// The colours reach from −range to range. An empty matrix leaves the grid blank.
    void showMatrix(const MatrixValues& matrix, double range);
    /// Requires that the matrix has the cell.
    void choose(const Cell& cell);
    const Cell& chosen() const { return m_chosen; }
    /// The middle of a cell, in the grid's own coordinates.
    QPointF positionOf(const Cell& cell) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void cellChosen();
    void valueWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool isEmpty() const { return m_map.z.empty(); }
    bool isStrip() const { return m_map.rows == 1 && m_map.cols > 1; }
    QRectF area() const;
    QRectF rectOf(std::size_t drawnRow, std::size_t drawnCol) const;
    Cell drawnPlace(const Cell& cell) const { return m_lies ? Cell{cell.col, cell.row} : cell; }
    void chooseAt(const QPointF& position);
    void moveChosen(int down, int right);
    void paintNumbers(QPainter& painter);

    Heatmap m_map; ///< as drawn: of one column its transpose
    QImage m_image;
    Cell m_chosen;
    bool m_lies = false;
};

} // namespace kaba
