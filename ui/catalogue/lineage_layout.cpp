// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/lineage_layout.h"

#include <QHash>

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace kaba {
namespace {

struct Arc {
    qsizetype from = 0, to = 0;
    bool mainLine = false;
};

QList<Arc> arcsBetween(const QList<LineageNode>& nodes, const QList<LineageEdge>& edges)
{
    QHash<QString, qsizetype> index;
    for (qsizetype i = 0; i < nodes.size(); ++i)
        index.insert(nodes[i].id, i);
    QList<Arc> arcs;
    for (const LineageEdge& edge : edges)
        if (index.contains(edge.from) && index.contains(edge.to))
            arcs.append({index.value(edge.from), index.value(edge.to), edge.mainLine});
    return arcs;
}

/// The longest way down to each node; a circle is cut after as many rounds as there are nodes.
void setRows(QList<LineagePlace>& places, const QList<Arc>& arcs)
{
    for (qsizetype round = 0; round < places.size(); ++round) {
        bool moved = false;
        for (const Arc& arc : arcs) {
            const int row = std::min<int>(places[arc.from].row + 1, static_cast<int>(places.size()) - 1);
            moved = moved || places[arc.to].row < row;
            places[arc.to].row = std::max(places[arc.to].row, row);
        }
        if (!moved)
            return;
    }
}

/// A source beside the main line (a benchmark) moves down to just above what it leads to.
void lowerSources(QList<LineagePlace>& places, const QList<Arc>& arcs)
{
    for (qsizetype i = 0; i < places.size(); ++i) {
        int nearest = std::numeric_limits<int>::max();
        bool source = !places[i].mainLine;
        for (const Arc& arc : arcs) {
            source = source && arc.to != i;
            if (arc.from == i)
                nearest = std::min(nearest, places[arc.to].row);
        }
        if (source && nearest != std::numeric_limits<int>::max())
            places[i].row = nearest - 1;
    }
}

void setColumns(QList<LineagePlace>& places)
{
    std::set<std::pair<int, int>> taken;
    for (LineagePlace& place : places) {
        if (place.mainLine)
            continue;
        place.column = 1;
        while (!taken.emplace(place.row, place.column).second)
            ++place.column;
    }
}

} // namespace

QList<LineagePlace> placeLineage(const QList<LineageNode>& nodes, const QList<LineageEdge>& edges)
{
    const QList<Arc> arcs = arcsBetween(nodes, edges);
    QList<LineagePlace> places(nodes.size());
    for (const Arc& arc : arcs)
        if (arc.mainLine)
            places[arc.from].mainLine = places[arc.to].mainLine = true;
    setRows(places, arcs);
    lowerSources(places, arcs);
    setColumns(places);
    return places;
}

} // namespace kaba
