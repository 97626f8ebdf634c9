// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/history_dialog.h"

#include "core/base/pinned_curves.h"
#include "ui/base/words.h"
#include "ui/demo/trail.h"
#include "ui/theme/shades.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QToolButton>

#include <algorithm>

namespace kaba {
namespace {

constexpr int kMostLanes = 8; ///< further ones share the last
enum MomentRole { IdRole = Qt::UserRole, LaneRole, ParentLaneRole, PassingRole, WentOnRole, CurrentRole };

/// The lines and dots of the branches before the words.
class TrailDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        int most = std::max(index.data(LaneRole).toInt(), index.data(ParentLaneRole).toInt());
        for (const QVariant& lane : index.data(PassingRole).toList())
            most = std::max(most, lane.toInt());
        QStyleOptionViewItem words = option;
        words.rect.setLeft(option.rect.left() +
                           (std::min(most, kMostLanes) + 1) * option.fontMetrics.height());
        shades::paleSelection(words.palette);
        QStyledItemDelegate::paint(painter, words, index);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        drawLanes(*painter, option, index);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const override
    {
        constexpr int kAir = 8;
        return {0, option.fontMetrics.height() + kAir};
    }

private:
    static void drawLanes(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
    {
        const QRectF box = option.rect;
        const double step = option.fontMetrics.height();
        const auto place = [&](const QVariant& lane, double y) {
            return QPointF(box.left() + (std::min(lane.toInt(), kMostLanes) + 0.5) * step, y);
        };
        const QVariant own = index.data(LaneRole), parent = index.data(ParentLaneRole);
        painter.setPen(QPen(shades::muted(option.palette), 1.5));
        for (const QVariant& lane : index.data(PassingRole).toList())
            painter.drawLine(place(lane, box.top()), place(lane, box.bottom() + 1));
        if (parent.toInt() >= 0)
            painter.drawLine(place(own, box.center().y()), place(parent, box.bottom() + 1));
        if (index.data(WentOnRole).toBool())
            painter.drawLine(place(own, box.top()), place(own, box.center().y()));
        const bool current = index.data(CurrentRole).toBool();
        painter.setPen(QPen(option.palette.color(QPalette::Link), 1.5));
        painter.setBrush(option.palette.color(current ? QPalette::Link : QPalette::Base));
        painter.drawEllipse(place(own, box.center().y()), step * 0.24, step * 0.24);
    }
};

} // namespace

HistoryDialog::HistoryDialog(Trail& trail, const Demo& demo, QWidget* parent)
    : QDialog(parent)
    , m_trail(trail)
    , m_demo(demo)
    , m_list(new QListWidget(this))
    , m_empty(new QLabel(this))
    , m_buttons(new QHBoxLayout)
{
    m_list->setObjectName(QStringLiteral("moments"));
    m_list->setItemDelegate(new TrailDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_empty->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addLayout(m_buttons);
    m_buttons->addStretch(1);
    connect(&trail, &Trail::changed, this, [this] {
        if (isVisible())
            fill();
    });
    connect(m_list, &QListWidget::itemClicked, this, &HistoryDialog::choose);
    connect(m_list, &QListWidget::itemActivated, this, &HistoryDialog::choose);
    const int letter = fontMetrics().averageCharWidth();
    resize(letter * 64, letter * 70);
    retranslate();
}

void HistoryDialog::addButton(QAction* action)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

void HistoryDialog::setLanguage(Language language)
{
    m_language = language;
    fill();
}

std::optional<ParameterSet> HistoryDialog::valuesOf(const Moment& moment) const
{
    ParameterSet values(m_demo.parameters);
    return values.setAll(moment.settings) ? std::optional(std::move(values)) : std::nullopt;
}

/// What is new in the state: its values where they differ from those of the state that it came from.
QString HistoryDialog::wordsFor(const Moment& moment) const
{
    const auto values = valuesOf(moment);
    if (!values)
        return tr("settings of another version");
    const Moment* before = m_trail.find(moment.parent);
    const auto earlier = before ? valuesOf(*before) : std::nullopt;
    const Pin from{earlier.value_or(ParameterSet(m_demo.parameters)), before ? before->seed : 1};
    const Text name = nameBesidePins({.values = *values, .seed = moment.seed, .pins = {from}});
    return name.empty() ? tr("the defaults") : inLanguage(name, m_language);
}

void HistoryDialog::fill()
{
    const std::vector<Moment>& moments = m_trail.moments();
    const std::vector<TrailLane> lanes = lanesOf(moments);
    const QSignalBlocker silent(m_list);
    m_list->clear();
    for (std::size_t i = moments.size(); i-- > 0;) {
        auto* item = new QListWidgetItem(wordsFor(moments[i]), m_list); // the list owns it
        QVariantList passing;
        for (const int lane : lanes[i].passing)
            passing << lane;
        const bool current = moments[i].id == m_trail.current();
        item->setData(IdRole, static_cast<qlonglong>(moments[i].id));
        item->setData(LaneRole, lanes[i].lane);
        item->setData(ParentLaneRole, lanes[i].parentLane);
        item->setData(PassingRole, passing);
        item->setData(WentOnRole, lanes[i].wentOn);
        item->setData(CurrentRole, current);
        if (current)
            m_list->setCurrentItem(item);
    }
    m_empty->setVisible(moments.size() < 2);
}

void HistoryDialog::choose(const QListWidgetItem* item)
{
    const Moment* moment = m_trail.find(item->data(IdRole).toLongLong());
    if (!moment || moment->id == m_trail.current())
        return;
    const int seed = moment->seed;
    if (const auto values = valuesOf(*moment)) {
        Q_EMIT chosen(*values, seed);
        m_trail.flush();
    }
}

void HistoryDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    fill();
}

void HistoryDialog::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void HistoryDialog::retranslate()
{
    setWindowTitle(tr("History of the parameters"));
    m_list->setAccessibleName(tr("States of the parameters, newest first"));
    m_empty->setText(
        tr("Every change of a parameter is kept here, so that you can go back to any state and on "
           "from there: move a slider and see."));
}

} // namespace kaba
