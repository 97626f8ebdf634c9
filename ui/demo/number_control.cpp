// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/number_control.h"

#include "core/base/number_text.h"
#include "core/base/unit_text.h"
#include "ui/base/words.h"
#include "ui/demo/command_icons.h"
#include "ui/demo/expression.h"
#include "ui/demo/value_slider.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/marked_label.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace kaba {
namespace {

constexpr int kFieldCharacters = 8;
constexpr int kShownDigits = 6; ///< of a number too long for its field; the tool tip has all

/// The number as the field shows it: whole where it fits.
QString shownNumber(const std::string& exact)
{
    QString whole = qstring(exact);
    if (whole.size() <= kFieldCharacters)
        return whole;
    return QString::number(parseNumber(exact).value_or(0), 'g', kShownDigits);
}

} // namespace

template <class Numeric>
NumberControl::NumberControl(const Parameter& parameter, const Numeric& numeric, bool whole, bool bounded)
    : ParameterControl(parameter)
    , m_scale(numeric)
    , m_keywordOf(numeric.keyword)
    , m_unitOf(numeric.unit)
    , m_range(QStringLiteral("%1 … %2").arg(qstring(shortest(numeric.min)), qstring(shortest(numeric.max))))
    , m_whole(whole)
    , m_number(numeric.initial)
{
    if (bounded)
        m_slider = new ValueSlider(this);
    build();
    connectParts();
    showValue(initialValue(parameter));
}

NumberControl::NumberControl(const Parameter& parameter, const RealParam& real)
    : NumberControl(parameter, real, false, true)
{}

NumberControl::NumberControl(const Parameter& parameter, const IntParam& integer)
    : NumberControl(parameter, integer, true, integer.max < std::numeric_limits<int>::max())
{}

void NumberControl::build()
{
    m_label = new MarkedLabel(this);
    m_field = new ComposingLineEdit(this);
    m_field->setAlignment(Qt::AlignRight);
    m_label->setBuddy(m_field);
    m_unit = new QLabel(this);
    QSizePolicy keepsPlace = m_unit->sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(!m_unitOf.empty());
    m_unit->setSizePolicy(keepsPlace);
    m_unit->setVisible(!m_unitOf.empty());
    m_keyword = new QToolButton(this);
    m_keyword->setObjectName(QStringLiteral("keyword"));
    m_keyword->setCheckable(true);
    m_keyword->setVisible(!m_keywordOf.id.empty());
    m_play = new QToolButton(this);
    m_play->setAutoRaise(true);
    m_play->setVisible(canPlay());
    m_message = new InlineMessage(this);

    auto* line = new QHBoxLayout;
    line->setSpacing(4);
    line->addWidget(m_label, 1);
    line->addWidget(m_field);
    line->addWidget(m_unit);
    auto* slide = new QHBoxLayout;
    slide->setSpacing(4);
    if (m_slider)
        slide->addWidget(m_slider, 1);
    slide->addWidget(m_keyword);
    slide->addWidget(m_play);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addLayout(slide);
    layout->addWidget(m_message);
    m_label->setWordWrap(true);
    showPlaying(false);
    fitToFont();
}

void NumberControl::fitToFont()
{
    const QFontMetrics metrics = m_field->fontMetrics();
    m_field->setFixedWidth(metrics.horizontalAdvance(QLatin1Char('0')) * kFieldCharacters + metrics.height());
    m_play->setIconSize({metrics.height(), metrics.height()});
}

void NumberControl::connectParts()
{
    connect(m_field, &QLineEdit::textEdited, this, &ParameterControl::touched);
    connect(m_field, &QLineEdit::editingFinished, this, &NumberControl::commitField);
    connect(m_field, &ComposingLineEdit::escaped, this, [this] {
        refuse({});
        showText();
    });
    connect(m_field, &ComposingLineEdit::stepped, this, &NumberControl::stepField);
    connect(m_keyword, &QToolButton::clicked, this, &NumberControl::toggleKeyword);
    connect(m_play, &QToolButton::clicked, this, &ParameterControl::playToggled);
    if (!m_slider)
        return;
    connect(m_slider, &ValueSlider::touched, this, &ParameterControl::touched);
    connect(m_slider, &ValueSlider::dragged, this,
            [this](double fraction, bool continues) { Q_EMIT edited(valueAt(fraction), continues); });
    connect(m_slider, &ValueSlider::stepped, this, &NumberControl::step);
    connect(m_slider, &ValueSlider::resetRequested, this, &ParameterControl::resetRequested);
    connect(m_slider, &ValueSlider::playToggled, this, &ParameterControl::playToggled);
}

ParameterValue NumberControl::ofNumber(double number) const
{
    return m_whole ? ParameterValue{static_cast<int>(number)} : ParameterValue{number};
}

void NumberControl::showValue(const ParameterValue& value)
{
    if (const auto* whole = std::get_if<int>(&value))
        m_number = *whole;
    else if (const auto* real = std::get_if<double>(&value))
        m_number = *real;
    m_shown = value;
    m_keyword->setChecked(std::holds_alternative<KeywordChosen>(value));
    if (m_slider)
        m_slider->showFraction(fraction());
    refuse({});
    showText();
}

void NumberControl::showText()
{
    const std::string exact = textOf(m_shown);
    const bool keyword = std::holds_alternative<KeywordChosen>(m_shown);
    m_unit->setVisible(!keyword && !m_unitOf.empty());
    m_field->setText(keyword ? inLanguage(m_keywordOf.label, language()) : shownNumber(exact));
    m_field->setCursorPosition(0);
    m_field->setModified(false);
    m_field->setToolTip(qstring(exact) + QLatin1Char('\n') + helpAndRange());
}

void NumberControl::showPlaying(bool playing)
{
    m_playing = playing;
    m_play->setIcon(glyphIcon(playing ? Glyph::Pause : Glyph::Play, palette().color(QPalette::WindowText)));
    m_play->setAccessibleName(playing ? tr("Pause %1").arg(name()) : tr("Animate %1").arg(name()));
    m_play->setToolTip(m_play->accessibleName());
}

void NumberControl::showContext(const ParameterSet& values, int /*seed*/,
                                const std::shared_ptr<const Input>& /*input*/)
{
    const auto* integer = std::get_if<IntParam>(&parameter());
    if (!integer || !integer->reach || !m_slider)
        return;
    m_scale = SliderScale(*integer, integer->reach(values));
    if (std::holds_alternative<KeywordChosen>(m_shown))
        m_number = std::min(m_number, m_scale.max());
    m_slider->showFraction(fraction());
}

void NumberControl::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        showPlaying(m_playing);
    if (event->type() == QEvent::FontChange && m_play)
        fitToFont();
    ParameterControl::changeEvent(event);
}

void NumberControl::retranslate()
{
    m_label->setText(name());
    m_unit->setText(qstring(unitText(m_unitOf, language())));
    describe(*m_field, helpAndRange());
    if (m_slider)
        describe(*m_slider, helpAndRange());
    m_keyword->setText(inLanguage(m_keywordOf.label, language()));
    m_keyword->setAccessibleName(tr("%1: %2").arg(name(), m_keyword->text()));
    m_keyword->setToolTip(m_keyword->accessibleName());
    showPlaying(m_playing);
    if (!m_field->isModified())
        showText();
    refuse(m_refusal);
}

void NumberControl::extendMenu(QMenu& menu)
{
    if (!canPlay())
        return;
    menu.addSeparator();
    connect(menu.addAction(m_playing ? tr("Pause") : tr("Animate")), &QAction::triggered, this,
            &ParameterControl::playToggled);
    QMenu* speeds = menu.addMenu(tr("Speed of the animation"));
    const std::array<std::pair<QString, int>, 3> choices{
        {{tr("Slow"), 12000}, {tr("Normal"), 6000}, {tr("Fast"), 3000}}};
    for (const auto& [words, ms] : choices) {
        QAction* action = speeds->addAction(words);
        action->setCheckable(true);
        action->setChecked(ms == m_pace.msPerSweep);
        connect(action, &QAction::triggered, this, [this, ms = ms] { m_pace.msPerSweep = ms; });
    }
    QAction* loop = menu.addAction(tr("Repeat the animation"));
    loop->setCheckable(true);
    loop->setChecked(m_pace.loop);
    connect(loop, &QAction::toggled, this, [this](bool on) { m_pace.loop = on; });
}

QString NumberControl::helpAndRange() const
{
    return help().isEmpty() ? m_range : help() + QLatin1Char('\n') + m_range;
}

void NumberControl::step(double fraction, bool continues)
{
    Q_EMIT edited(ofNumber(m_scale.stepped(m_number, fraction)), continues);
}

void NumberControl::stepField(int direction)
{
    Q_EMIT touched();
    if (m_slider)
        return step(direction * 0.01, false);
    const int next = static_cast<int>(m_number) + direction;
    if (const auto value = read(std::to_string(next)))
        Q_EMIT edited(*value, false);
}

void NumberControl::toggleKeyword(bool chosen)
{
    Q_EMIT touched();
    Q_EMIT edited(chosen ? ParameterValue{KeywordChosen{}} : ofNumber(m_number), false);
}

Result<ParameterValue> NumberControl::readField() const
{
    const QString typed = m_field->text().trimmed();
    const bool keyword =
        typed == qstring(m_keywordOf.id) || typed == inLanguage(m_keywordOf.label, language());
    if (!m_keywordOf.id.empty() && keyword)
        return ParameterValue{KeywordChosen{}};
    const auto number = evaluate(typed);
    if (!number)
        return number.error();
    return read(shortest(*number));
}

void NumberControl::commitField()
{
    if (!m_field->isModified())
        return;
    const Result<ParameterValue> value = readField();
    if (value) {
        m_field->setModified(false);
        Q_EMIT edited(*value, false);
        return showValue(*value);
    }
    refuse(value.error().message);
    if (!m_field->hasFocus())
        showText();
}

void NumberControl::refuse(const Text& reason)
{
    m_refusal = reason;
    m_message->say(inLanguage(reason, language()));
}

} // namespace kaba
