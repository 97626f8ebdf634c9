// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/parameter_control.h"

#include "ui/base/words.h"
#include "ui/demo/command_icons.h"
#include "ui/demo/curve_control.h"
#include "ui/demo/matrix_control.h"
#include "ui/demo/number_control.h"
#include "ui/demo/points_control.h"
#include "ui/demo/word_controls.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QToolButton>

#include <type_traits>

namespace kaba {

ParameterControl::ParameterControl(const Parameter& parameter, QWidget* parent)
    : QWidget(parent)
    , m_parameter(parameter)
    , m_star(new QToolButton(this))
{
    const auto id = idOf(parameter);
    setObjectName(qstring(id));
    m_star->setObjectName(QStringLiteral("star"));
    m_star->setAutoRaise(true);
    m_star->setFocusPolicy(Qt::NoFocus); // the menu has it for the keyboard
    connect(m_star, &QToolButton::clicked, this, &ParameterControl::starToggled);
    showStar(false);
}

void ParameterControl::showStar(bool starred, bool offered)
{
    m_starred = starred;
    m_offersStar = offered;
    drawStar();
    placeStar();
}

/// In the margin to the right, beside the label. An empty star is there under the mouse only.
void ParameterControl::placeStar()
{
    const int side = m_offersStar ? fontMetrics().height() : 0;
    setContentsMargins(0, 0, side, 0);
    m_star->setGeometry(width() - side, 0, side, side + 2);
    m_star->setIconSize({side - 2, side - 2});
    m_star->setVisible(m_offersStar && (m_starred || underMouse()));
}

void ParameterControl::drawStar()
{
    const auto ink = palette().color(m_starred ? QPalette::Link : QPalette::PlaceholderText);
    m_star->setIcon(glyphIcon(m_starred ? Glyph::FilledStar : Glyph::Star, ink));
    m_star->setAccessibleName(m_starred ? tr("Leave %1 out of presentations").arg(name())
                                        : tr("Show %1 in presentations").arg(name()));
    m_star->setToolTip(m_star->accessibleName());
}

bool ParameterControl::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::FontChange:
        placeStar();
        break;
    case QEvent::PaletteChange:
    case QEvent::LanguageChange:
        drawStar();
        break;
    default:
        break;
    }
    return done;
}

void ParameterControl::showPlaying(bool /*playing*/) {}

void ParameterControl::setLanguage(Language language)
{
    m_language = language;
    retranslate();
    drawStar();
}

void ParameterControl::openMenu(const QPoint& globalPosition)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy setting")), &QAction::triggered, this, &ParameterControl::copyRequested);
    connect(menu->addAction(tr("Reset")), &QAction::triggered, this,
            [this] { Q_EMIT resetRequested(false); });
    if (m_offersStar) {
        QAction* star = menu->addAction(tr("Show in presentations"));
        star->setCheckable(true);
        star->setChecked(m_starred);
        connect(star, &QAction::triggered, this, &ParameterControl::starToggled);
    }
    extendMenu(*menu);
    menu->popup(globalPosition);
}

void ParameterControl::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ParameterControl::contextMenuEvent(QContextMenuEvent* event)
{
    openMenu(event->globalPos());
    event->accept();
}

void ParameterControl::describe(QWidget& part, const QString& description) const
{
    part.setAccessibleName(name());
    part.setAccessibleDescription(description);
    part.setToolTip(description);
}

Result<ParameterValue> ParameterControl::read(std::string_view typed) const
{
    ParameterSet alone(std::span(&m_parameter, 1));
    if (Status status = alone.setText(id(), typed); !status)
        return status.error();
    return alone.value(id());
}

std::string ParameterControl::textOf(const ParameterValue& value) const
{
    ParameterSet alone(std::span(&m_parameter, 1));
    const Status accepted = alone.set(id(), value);
    return accepted ? alone.textOf(id()) : std::string{};
}

std::unique_ptr<ParameterControl> makeControl(const Parameter& parameter)
{
    return std::visit(
        [&](const auto& kind) -> std::unique_ptr<ParameterControl> {
            using Kind = std::decay_t<decltype(kind)>;
            if constexpr (std::is_same_v<Kind, RealParam> || std::is_same_v<Kind, IntParam>)
                return std::make_unique<NumberControl>(parameter, kind);
            else if constexpr (std::is_same_v<Kind, ChoiceParam>)
                return std::make_unique<ChoiceControl>(parameter, kind);
            else if constexpr (std::is_same_v<Kind, FlagParam>)
                return std::make_unique<FlagControl>(parameter);
            else if constexpr (std::is_same_v<Kind, TextParam>)
                return std::make_unique<TextControl>(parameter);
            else if constexpr (std::is_same_v<Kind, PointsParam>)
                return std::make_unique<PointsControl>(parameter, kind);
            else if constexpr (std::is_same_v<Kind, MatrixParam>)
                return std::make_unique<MatrixControl>(parameter, kind);
            else
                return std::make_unique<CurveControl>(parameter, kind);
        },
        parameter);
}

} // namespace kaba
