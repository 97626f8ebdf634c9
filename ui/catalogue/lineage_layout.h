// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace kaba {

struct LineageNode {
    QString id;
    QString name;        ///< what stands in the box
    QString description; ///< tooltip and accessible description
    bool model = true;   ///< otherwise a benchmark or a data set
    bool operator==(const LineageNode&) const = default;
};

struct LineageEdge {
    QString from = {}, to = {};
    QString note = {};
    bool mainLine = false;
    bool derives = true; ///< solid arrow; otherwise a looser tie, dotted
    int own = -1;        ///< number of the relation among those that the reader drew; −1: it ships
    bool operator==(const LineageEdge&) const = default;
};

/// Where a node stands: the time of the story runs down the rows, the main line is column 0.
struct LineagePlace {
    int row = 0, column = 0;
    bool mainLine = false;
};

/// A place for every node, in the same order. Each edge between placed nodes goes down at least one row, except
/// edges that close a circle, and those that the reader drew between nodes which have their places already. Edges
/// that name an unknown node are passed over. Cost: nodes × edges.
QList<LineagePlace> placeLineage(const QList<LineageNode>& nodes, const QList<LineageEdge>& edges);

} // namespace kaba
