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

bool leads(const QList<Arc>& arcs, qsizetype from, qsizetype to)
{
    std::set<qsizetype> reached{from};
    for (bool more = true; more;) {
        more = false;
        for (const Arc& arc : arcs)
            more = (reached.contains(arc.from) && reached.insert(arc.to).second) || more;
    }
    return reached.contains(to);
}

/// The edges that give the nodes their places. What ships stands as it stood before the reader drew anything.
QList<Arc> arcsBetween(const QList<LineageNode>& nodes, const QList<LineageEdge>& edges)
{
    QHash<QString, qsizetype> index;
    for (qsizetype i = 0; i < nodes.size(); ++i)
        index.insert(nodes[i].id, i);
    QList<Arc> arcs;
    std::set<qsizetype> placed;
    for (const bool own : {false, true})
        for (const LineageEdge& edge : edges) {
            if ((edge.own >= 0) != own || !index.contains(edge.from) || !index.contains(edge.to))
                continue;
            const Arc arc{index.value(edge.from), index.value(edge.to), edge.mainLine};
            if (own &&
                ((placed.contains(arc.from) && placed.contains(arc.to)) || leads(arcs, arc.to, arc.from)))
                continue;
            arcs.append(arc);
            if (!own)
                placed.insert({arc.from, arc.to});
        }
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
