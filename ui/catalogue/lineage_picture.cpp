// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/lineage_picture.h"

#include "ui/catalogue/lineage_box.h"
#include "ui/theme/mixed.h"
#include "ui/theme/shades.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPainterPathStroker>
#include <QToolTip>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kLeftMargin = 24; ///< room for the edges that skip a generation
constexpr int kGapBelow = 14;
constexpr int kColumnGap = 8;
constexpr double kArrow = 4.5;

void drawArrowHead(QPainter& painter, const QPainterPath& path)
{
    const QPointF tip = path.pointAtPercent(1);
    const double angle = path.angleAtPercent(0.97) * M_PI / 180;
    const auto corner = [&](double turn) {
        return tip - QPointF(std::cos(angle + turn), -std::sin(angle + turn)) * kArrow * 1.5;
    };
    painter.drawPolygon(QPolygonF{tip, corner(0.45), corner(-0.45)});
}

} // namespace

LineagePicture::LineagePicture(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(u"lineage"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    retranslate();
}

void LineagePicture::setLineage(const QList<LineageNode>& nodes, const QList<LineageEdge>& edges)
{
    if (nodes == m_nodes && edges == m_edges)
        return;
    m_nodes = nodes;
    m_edges = edges;
    m_places = placeLineage(nodes, edges);
    rebuildBoxes();
}

void LineagePicture::rebuildBoxes()
{
    QString current;
    for (LineageBox* box : std::as_const(m_boxes)) {
        if (box->isChecked())
            current = box->id();
        delete box;
    }
    m_boxes.clear();
    for (qsizetype i = 0; i < m_nodes.size(); ++i) {
        auto* box = new LineageBox(m_nodes[i], m_places[i].mainLine, this);
        box->setCheckable(false);
        connect(box, &QAbstractButton::clicked, this, [this, box] { Q_EMIT opened(box->id()); });
        box->show();
        m_boxes.append(box);
    }
    setCurrent(current);
    placeBoxes();
    updateGeometry();
}

void LineagePicture::setCurrent(const QString& id)
{
    for (LineageBox* box : std::as_const(m_boxes)) {
        box->setCheckable(box->id() == id);
        box->setChecked(box->id() == id);
    }
    update();
}

QStringList LineagePicture::ids() const
{
    QStringList ids;
    for (const LineageNode& node : m_nodes)
        ids.append(node.id);
    return ids;
}

QSize LineagePicture::sizeHint() const
{
    int rows = 0, rowHeight = fontMetrics().height() + 8;
    for (const LineagePlace& place : m_places)
        rows = std::max(rows, place.row + 1);
    return {200, (rows + (hasOwn() ? 1 : 0)) * (rowHeight + kGapBelow) + 2};
}

QSize LineagePicture::minimumSizeHint() const { return {160, sizeHint().height()}; }

void LineagePicture::placeBoxes()
{
    int mainWidth = 0;
    for (qsizetype i = 0; i < m_boxes.size(); ++i)
        if (m_places[i].mainLine)
            mainWidth = std::max(mainWidth, m_boxes[i]->sizeHint().width());
    QHash<int, int> ends; // per row, where the last box beside the main line ends
    for (int column = 0, left = 0; left < m_boxes.size(); ++column)
        for (qsizetype i = 0; i < m_boxes.size(); ++i) {
            if (m_places[i].column != column)
                continue;
            ++left;
            const QSize hint = m_boxes[i]->sizeHint();
            const int row = m_places[i].row;
            const int free = ends.value(row, kLeftMargin + mainWidth + 20);
            const int width =
                column == 0 ? mainWidth : std::min(hint.width(), std::max(40, this->width() - free - 2));
            m_boxes[i]->setGeometry(column == 0 ? kLeftMargin : free, row * (hint.height() + kGapBelow) + 1,
                                    width, hint.height());
            if (column > 0)
                ends[row] = free + width + kColumnGap;
        }
    update();
}

LineageBox* LineagePicture::boxOf(const QString& id) const
{
    const auto found =
        std::find_if(m_boxes.begin(), m_boxes.end(), [&](const LineageBox* box) { return box->id() == id; });
    return found == m_boxes.end() ? nullptr : *found;
}

QPainterPath LineagePicture::pathOf(const LineageEdge& edge) const
{
    const LineageBox *from = boxOf(edge.from), *to = boxOf(edge.to);
    QPainterPath path;
    if (!from || !to)
        return path;
    const QRectF a = from->geometry(), b = to->geometry();
    const double drop = b.top() - a.bottom();
    const bool sameColumn = std::abs(a.left() - b.left()) < 1;
    if (sameColumn && !edge.mainLine && drop > a.height()) { // skips a generation: round the outside
        const double reach = std::min<double>(kLeftMargin - 4, 10 + drop / 12);
        path.moveTo(a.left(), a.center().y());
        path.cubicTo(a.left() - reach, a.center().y() + 4, b.left() - reach, b.center().y() - 4, b.left(),
                     b.center().y());
    } else if (sameColumn || std::abs(drop) < kGapBelow + 2) { // straight down, or to the next row beside
        const QPointF end(sameColumn            ? a.center().x()
                          : b.left() < a.left() ? b.right()
                                                : b.center().x(),
                          sameColumn || b.left() > a.left() ? b.top() : b.center().y());
        const QPointF start(sameColumn            ? a.center().x()
                            : b.left() < a.left() ? a.left() + 12
                                                  : a.right() - 10,
                            a.bottom());
        path.moveTo(start);
        path.cubicTo({start.x(), (start.y() + end.y()) / 2 + 2},
                     {sameColumn || b.left() > a.left() ? end.x() : end.x() + 12,
                      end.y() - (sameColumn || b.left() > a.left() ? drop / 2 : 0)},
                     end);
    } else { // down and aside, into the nearer edge
        const bool leftwards = b.left() < a.left();
        const QPointF start(leftwards ? a.left() + 12 : a.right() - 10, a.bottom());
        const QPointF end(leftwards ? b.right() : b.left(), b.center().y());
        path.moveTo(start);
        path.cubicTo({start.x(), start.y() + drop * 0.7}, {end.x() + (leftwards ? 14 : -14), end.y()}, end);
    }
    return path;
}

bool LineagePicture::hasOwn() const
{
    return std::any_of(m_edges.begin(), m_edges.end(), [](const LineageEdge& edge) { return edge.own >= 0; });
}

QPen LineagePicture::penOf(const LineageEdge& edge) const
{
    const QColor quiet = mixed(palette().color(QPalette::Window), shades::muted(palette()), 0.75);
    QPen pen(edge.own >= 0   ? shades::warning(palette())
             : edge.mainLine ? palette().color(QPalette::Highlight)
                             : quiet,
             edge.mainLine   ? 2.5
             : edge.own >= 0 ? 1.6
                             : 1);
    pen.setCapStyle(Qt::FlatCap);
    if (!edge.derives)
        pen.setDashPattern(edge.own >= 0 ? QList<double>{4, 2} : QList<double>{2, 3});
    return pen;
}

void LineagePicture::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const bool own : {false, true}) // what the reader drew lies on top
        for (const LineageEdge& edge : m_edges) {
            const QPainterPath path = (edge.own >= 0) == own ? pathOf(edge) : QPainterPath();
            if (path.isEmpty())
                continue;
            const QPen pen = penOf(edge);
            painter.setPen(pen);
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(path);
            painter.setPen(Qt::NoPen);
            painter.setBrush(pen.color());
            if (edge.derives || own)
                drawArrowHead(painter, path);
        }
    if (hasOwn())
        paintLegend(painter);
}

void LineagePicture::paintLegend(QPainter& painter) const
{
    const double middle = height() - (fontMetrics().height() + kGapBelow) / 2.0;
    double left = 4;
    for (const auto& [edge, name] :
         {std::pair(LineageEdge{}, tr("shipped")), std::pair(LineageEdge{.own = 0}, tr("yours"))}) {
        painter.setPen(penOf(edge));
        painter.drawLine(QPointF(left, middle), QPointF(left + 22, middle));
        painter.setPen(shades::muted(palette()));
        const QRectF words(left + 28, middle - fontMetrics().height() / 2.0, width(), fontMetrics().height());
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, name);
        left += 28 + fontMetrics().horizontalAdvance(name) + 16;
    }
}

const LineageEdge* LineagePicture::edgeAt(const QPoint& position) const
{
    QPainterPathStroker stroker;
    stroker.setWidth(10);
    for (const bool own : {true, false})
        for (const LineageEdge& edge : m_edges)
            if ((edge.own >= 0) == own && stroker.createStroke(pathOf(edge)).contains(position))
                return &edge;
    return nullptr;
}

QString LineagePicture::noteAt(const QPoint& position) const
{
    const LineageEdge* edge = edgeAt(position);
    return edge ? edge->note : QString();
}

void LineagePicture::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const auto* box = dynamic_cast<LineageBox*>(byKey ? focusWidget() : childAt(event->pos()));
    QList<int> own;
    if (!box)
        if (const LineageEdge* edge = edgeAt(event->pos()); edge && edge->own >= 0)
            own.append(edge->own);
    for (const LineageEdge& edge : m_edges)
        if (box && edge.own >= 0 && (edge.from == box->id() || edge.to == box->id()))
            own.append(edge.own);
    if (box || !own.isEmpty())
        Q_EMIT menuWanted(box ? box->id() : QString(), own, event->globalPos());
}

bool LineagePicture::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), noteAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

void LineagePicture::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return focusTowards(-1, 0);
    case Qt::Key_Right:
        return focusTowards(1, 0);
    case Qt::Key_Up:
        return focusTowards(0, -1);
    case Qt::Key_Down:
        return focusTowards(0, 1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void LineagePicture::focusTowards(int dx, int dy)
{
    auto* start = qobject_cast<QAbstractButton*>(focusWidget());
    if (!start)
        return;
    QWidget* best = nullptr;
    int least = 0;
    for (LineageBox* box : std::as_const(m_boxes)) {
        // Along columns the left edges count, so that boxes of unequal width still stand over each other.
        const int right = box->geometry().left() - start->geometry().left();
        const int down = box->geometry().center().y() - start->geometry().center().y();
        const int along = right * dx + down * dy, across = std::abs(right * dy) + std::abs(down * dx);
        const int cost = along + 3 * across;
        if (along > 0 && (!best || cost < least)) {
            best = box;
            least = cost;
        }
    }
    if (best)
        best->setFocus(Qt::OtherFocusReason);
}

void LineagePicture::resizeEvent(QResizeEvent*) { placeBoxes(); }

void LineagePicture::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange)
        rebuildBoxes();
    QWidget::changeEvent(event);
}

void LineagePicture::retranslate()
{
    setAccessibleName(tr("Lineage of the state space models"));
    setAccessibleDescription(tr("Arrow keys move from paper to paper, Enter opens the paper."));
}

} // namespace kaba
