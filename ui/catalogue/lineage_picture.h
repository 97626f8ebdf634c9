// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/catalogue/lineage_layout.h"

#include <QWidget>

class QPainter;
class QPainterPath;

namespace kaba {

class LineageBox;

/// The lineage as a small picture: the main line runs down on the left, side branches and benchmarks beside it.
/// Every node is a button: Tab reaches the current one, arrows move, Enter or a click opens. The note of an edge
/// is its tooltip.
class LineagePicture : public QWidget {
    Q_OBJECT
public:
    explicit LineagePicture(QWidget* parent = nullptr);

    void setLineage(const QList<LineageNode>& nodes, const QList<LineageEdge>& edges);
    /// Marks the paper that is being read; an id that is not in the picture unmarks.
    void setCurrent(const QString& id);

    QStringList ids() const;
    /// The note of the edge within 5 pixels, or empty.
    QString noteAt(const QPoint& position) const;
    /// The edge within 5 pixels, or nullptr. What the reader drew comes first.
    const LineageEdge* edgeAt(const QPoint& position) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void opened(const QString& id);
    /// A menu is asked for at a paper, or (empty id) at what the reader drew; `own` are the numbers of the relations
    /// drawn there.
    void menuWanted(const QString& id, const QList<int>& own, const QPoint& globalPosition);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void placeBoxes();
    void rebuildBoxes();
    void retranslate();
    void focusTowards(int dx, int dy);
    bool hasOwn() const;
    QPen penOf(const LineageEdge& edge) const;
    void paintLegend(QPainter& painter) const;
    LineageBox* boxOf(const QString& id) const;
    QPainterPath pathOf(const LineageEdge& edge) const;

    QList<LineageNode> m_nodes;
    QList<LineageEdge> m_edges;
    QList<LineagePlace> m_places;
    QList<LineageBox*> m_boxes;
};

} // namespace kaba
