// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/points_control.h"

#include "core/base/number_text.h"
#include "core/base/points_param.h"
#include "ui/demo/expression.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr std::complex<double> kFirstPoint{-0.5, 3}; ///< where a list begins that has no preset
constexpr double kBeside = 0.5;                      ///< how far from the chosen point a new one stands

} // namespace

PointsControl::PointsControl(const Parameter& parameter, const PointsParam& points)
    : ParameterControl(parameter)
    , m_declared(points)
{
    build();
    connectParts();
    showPoint();
}

void PointsControl::build()
{
    const auto button = [this](const char* name) {
        auto* made = new QToolButton(this);
        made->setObjectName(QLatin1String(name));
        return made;
    };
    const auto field = [this](const char* name) {
        auto* made = new ComposingLineEdit(this);
        made->setObjectName(QLatin1String(name));
        made->setAlignment(Qt::AlignRight);
        return made;
    };
    const auto line = [](std::initializer_list<QWidget*> parts) {
        auto* made = new QHBoxLayout;
        made->setSpacing(4);
        for (QWidget* part : parts)
            made->addWidget(part);
        return made;
    };
    m_label = new QLabel(this);
    m_place = new QLabel(this);
    m_place->setAlignment(Qt::AlignCenter);
    m_previous = button("previousPoint");
    m_previous->setArrowType(Qt::LeftArrow);
    m_next = button("nextPoint");
    m_next->setArrowType(Qt::RightArrow);
    m_add = button("addPoint");
    m_remove = button("removePoint");
    m_reset = button("resetPoints");
    m_realLabel = new QLabel(this);
    m_imaginaryLabel = new QLabel(this);
    m_real = field("realPart");
    m_imaginary = field("imaginaryPart");
    m_message = new InlineMessage(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto* head = line({m_label, m_previous, m_place, m_next});
    head->setStretch(0, 1);
    layout->addLayout(head);
    layout->addLayout(line({m_realLabel, m_real, m_imaginaryLabel, m_imaginary}));
    auto* buttons = line({m_add, m_remove, m_reset});
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addWidget(m_message);
}

void PointsControl::connectParts()
{
    connect(m_previous, &QToolButton::clicked, this, [this] { walk(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { walk(1); });
    connect(m_add, &QToolButton::clicked, this, &PointsControl::addBesideChosen);
    connect(m_remove, &QToolButton::clicked, this, [this] { remove(m_chosen); });
    connect(m_reset, &QToolButton::clicked, this, [this] { Q_EMIT resetRequested(false); });
    for (ComposingLineEdit* field : {m_real, m_imaginary}) {
        connect(field, &QLineEdit::textEdited, this, &ParameterControl::touched);
        connect(field, &QLineEdit::editingFinished, this, [this, field] { commit(*field); });
        connect(field, &ComposingLineEdit::escaped, this, &PointsControl::showPoint);
    }
}

void PointsControl::showValue(const ParameterValue& value)
{
    m_given = std::get<Points>(value);
    showPoint();
}

void PointsControl::showContext(const ParameterSet& values, int /*seed*/,
                                const std::shared_ptr<const Input>& /*input*/)
{
    if (!m_declared.preset || !isEnabled() || !m_given.empty())
        return;
    m_preset = pointsInHand(m_declared, values);
    showPoint();
}

void PointsControl::adopt(const Points& points)
{
    if (m_declared.preset || !m_given.empty() || points == m_preset)
        return;
    m_preset = points;
    showPoint();
}

void PointsControl::choose(std::size_t index)
{
    if (index == m_chosen)
        return;
    m_chosen = index;
    showPoint();
    Q_EMIT pointChosen(index);
}

void PointsControl::walk(int by)
{
    const auto count = static_cast<std::ptrdiff_t>(points().size());
    if (count > 0)
        choose(static_cast<std::size_t>((static_cast<std::ptrdiff_t>(m_chosen) + by + count) % count));
}

std::complex<double> PointsControl::clamped(std::complex<double> point) const
{
    return {std::clamp(point.real(), m_declared.re.low, m_declared.re.high),
            std::clamp(point.imag(), m_declared.im.low, m_declared.im.high)};
}

void PointsControl::move(std::size_t index, std::complex<double> point, bool continues)
{
    Points moved = points();
    if (index >= moved.size() || !std::isfinite(point.real()) || !std::isfinite(point.imag()))
        return;
    moved[index] = clamped(point);
    Q_EMIT edited(moved, continues);
}

void PointsControl::add(std::complex<double> point)
{
    Points more = points();
    const bool room = more.size() < static_cast<std::size_t>(m_declared.maxPoints);
    if (!room || !std::isfinite(point.real()) || !std::isfinite(point.imag()))
        return;
    more.push_back(clamped(point));
    Q_EMIT edited(more, false);
    choose(more.size() - 1);
}

void PointsControl::addBesideChosen()
{
    const bool any = m_chosen < points().size();
    add(any ? points()[m_chosen] + std::complex<double>(0, kBeside) : kFirstPoint);
}

void PointsControl::remove(std::size_t index)
{
    Points fewer = points();
    if (index >= fewer.size() || fewer.size() < 2)
        return;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(index));
    Q_EMIT edited(fewer, false);
    choose(std::min(index, fewer.size() - 1));
}

void PointsControl::commit(ComposingLineEdit& field)
{
    if (!field.isModified() || m_chosen >= points().size())
        return;
    const auto number = evaluate(field.text());
    if (!number)
        return refuse(number.error().message);
    Points typed = points();
    std::complex<double>& point = typed[m_chosen];
    point = &field == m_real ? std::complex<double>(*number, point.imag())
                             : std::complex<double>(point.real(), *number);
    const auto accepted = read(pointsText(typed));
    if (!accepted)
        return refuse(accepted.error().message);
    field.setModified(false);
    Q_EMIT edited(*accepted, false);
}

void PointsControl::showPoint()
{
    const std::size_t count = points().size();
    const bool any = m_chosen < count;
    if (!any && count > 0)
        return choose(count - 1);
    m_place->setText(tr("%1 of %2").arg(any ? m_chosen + 1 : 0).arg(count));
    for (QWidget* part : std::initializer_list<QWidget*>{m_previous, m_next, m_real, m_imaginary})
        part->setEnabled(any);
    m_add->setEnabled(count < static_cast<std::size_t>(m_declared.maxPoints));
    m_remove->setEnabled(count > 1);
    m_reset->setEnabled(!m_given.empty());
    const auto show = [any](ComposingLineEdit& field, double number) {
        field.setText(any ? QString::fromStdString(shortest(number)) : QString());
        field.setCursorPosition(0);
        field.setModified(false);
    };
    show(*m_real, any ? points()[m_chosen].real() : 0);
    show(*m_imaginary, any ? points()[m_chosen].imag() : 0);
    refuse({});
}

void PointsControl::refuse(const Text& reason)
{
    m_refusal = reason;
    m_message->say(inLanguage(reason, language()));
}

void PointsControl::retranslate()
{
    m_label->setText(name());
    m_label->setToolTip(help());
    m_realLabel->setText(tr("Re"));
    m_imaginaryLabel->setText(tr("Im"));
    m_add->setText(tr("Add"));
    m_remove->setText(tr("Remove"));
    m_reset->setText(tr("Reset"));
    const auto say = [this](QWidget& part, const QString& words) {
        part.setAccessibleName(tr("%1: %2").arg(name(), words));
        part.setToolTip(words);
    };
    say(*m_previous, tr("Previous point"));
    say(*m_next, tr("Next point"));
    say(*m_add, tr("Add a point beside the chosen one"));
    say(*m_remove, tr("Remove the chosen point"));
    say(*m_reset, tr("Back to the points of the initialisation"));
    for (ComposingLineEdit* field : {m_real, m_imaginary}) {
        describe(*field, help());
        field->setAccessibleName(field == m_real ? tr("%1: real part").arg(name())
                                                 : tr("%1: imaginary part").arg(name()));
    }
    m_place->setText(tr("%1 of %2").arg(points().empty() ? 0 : m_chosen + 1).arg(points().size()));
    refuse(m_refusal);
}

} // namespace kaba
