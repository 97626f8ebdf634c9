// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/parameter_panel.h"

#include "core/signals/signal.h"
#include "ui/demo/input_row.h"
#include "ui/demo/number_control.h"
#include "ui/demo/settings_text.h"
#include "ui/widgets/section.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QGuiApplication>
#include <QUndoCommand>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <limits>

namespace kaba {
namespace {

constexpr int kUndoSteps = 1000;
constexpr std::array<std::string_view, 6> kSignalIds{"signal", "column", "start", "curve", "length", kSeedId};

const IntParam kSeed{.id = kSeedId,
                     .label = {"Seed", "乱数の種"},
                     .min = 0,
                     .max = std::numeric_limits<int>::max(),
                     .initial = 1,
                     .help = {"Same seed, same random numbers.", "種が同じなら乱数も同じになります。"}};

std::vector<Parameter> withSeed(std::span<const Parameter> declared)
{
    std::vector<Parameter> all(declared.begin(), declared.end());
    all.emplace_back(kSeed);
    return all;
}

bool belongsToSignal(std::string_view id) { return std::ranges::find(kSignalIds, id) != kSignalIds.end(); }

} // namespace

/// One step of the history: some values before and after. Edits of one gesture on the same values are one step.
class ParameterPanel::Step : public QUndoCommand {
public:
    Step(ParameterPanel& panel, int gesture, Changes before, Changes after)
        : m_panel(panel)
        , m_gesture(gesture)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {}

    void undo() override { m_panel.apply(m_before); }
    void redo() override { m_panel.apply(m_after); }
    int id() const override { return 1; }

    bool mergeWith(const QUndoCommand* newer) override
    {
        const auto& other = static_cast<const Step&>(*newer);
        const bool sameValues = std::ranges::equal(m_after, other.m_after, {}, &Changes::value_type::first,
                                                   &Changes::value_type::first);
        if (other.m_gesture != m_gesture || !sameValues)
            return false;
        m_after = other.m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    ParameterPanel& m_panel;
    const int m_gesture;
    const Changes m_before;
    Changes m_after;
};

ParameterPanel::ParameterPanel(std::string_view demo, std::span<const Parameter> declared, QWidget* parent)
    : QWidget(parent)
    , m_demo(demo)
    , m_declared(declared)
    , m_parameters(withSeed(declared))
    , m_values(m_parameters)
{
    setObjectName(QStringLiteral("parameters"));
    m_history.setUndoLimit(kUndoSteps);
    build();
    showEnabled();
    retranslate();
    connect(&m_animator, &ParameterAnimator::moved, this, &ParameterPanel::moveAnimated);
    connect(&m_animator, &ParameterAnimator::finished, this, [this] {
        if (m_glide)
            moveAnimated(1);
        else
            apply({{m_played->id, m_played->before}});
    });
    connect(&m_animator, &ParameterAnimator::stopped, this, &ParameterPanel::endAnimation);
}

ParameterPanel::~ParameterPanel() { m_animator.disconnect(this); }

void ParameterPanel::build()
{
    auto* both = new QVBoxLayout(this);
    both->setContentsMargins(0, 0, 0, 0);
    m_row = new QWidget(this);
    m_rowLayout = new QGridLayout(m_row);
    m_row->hide();
    m_all = new QWidget(this);
    both->addWidget(m_row);
    both->addWidget(m_all, 1);
    auto* layout = new QVBoxLayout(m_all);
    layout->setContentsMargins(8, 8, 4, 8);
    layout->setSpacing(12);
    m_signal = new Section(this);
    m_input = new InputRow(this);
    auto* matrices = new QVBoxLayout;
    const bool hasSignal = m_values.find("signal") != nullptr;
    for (const Parameter& parameter : m_parameters) {
        if (std::holds_alternative<MatrixParam>(parameter)) {
            addControl(parameter, *matrices);
            continue;
        }
        const bool inSection = hasSignal && belongsToSignal(idOf(parameter));
        addControl(parameter, inSection ? m_signal->contents() : *layout);
        if (idOf(parameter) == "signal")
            m_signal->contents().addWidget(m_input);
    }
    if (!hasSignal)
        layout->addWidget(m_input);
    layout->addWidget(m_signal);
    layout->addLayout(matrices);
    m_signal->setVisible(hasSignal);
    layout->addStretch(1);
}

void ParameterPanel::addControl(const Parameter& parameter, QVBoxLayout& outer)
{
    ParameterControl* control = makeControl(parameter).release();
    outer.addWidget(control);
    m_controls.push_back(control);
    m_homes.push_back(&outer);
    const auto id = idOf(parameter);
    connect(control, &ParameterControl::edited, this,
            [this, id](const ParameterValue& value, bool continues) { edit(id, value, continues); });
    connect(control, &ParameterControl::touched, this, [this, id] {
        if (m_played && m_played->id == id)
            stopPlaying();
    });
    connect(control, &ParameterControl::resetRequested, this,
            [this, id](bool continues) { reset(id, continues); });
    connect(control, &ParameterControl::playToggled, this, [this, id] { togglePlay(id); });
    connect(control, &ParameterControl::starToggled, this, [this, control] {
        control->showStar(!control->isStarred());
        Q_EMIT starsChanged();
    });
    connect(control, &ParameterControl::copyRequested, this,
            [this, id] { QGuiApplication::clipboard()->setText(commandOption(m_values, id)); });
}

ParameterSet ParameterPanel::values() const
{
    ParameterSet plain(m_declared);
    for (const Parameter& parameter : m_declared) {
        [[maybe_unused]] const Status same = plain.set(idOf(parameter), m_values.value(idOf(parameter)));
        Q_ASSERT(same);
    }
    return plain;
}

int ParameterPanel::seed() const { return m_values[kSeed]; }

ParameterSet ParameterPanel::extended(const ParameterSet& values, int seed) const
{
    ParameterSet all(m_parameters);
    for (const Parameter& parameter : values.declared()) {
        [[maybe_unused]] const Status same = all.set(idOf(parameter), values.value(idOf(parameter)));
        Q_ASSERT(same);
    }
    [[maybe_unused]] const Status accepted = all.set(kSeedId, seed);
    Q_ASSERT(accepted);
    return all;
}

void ParameterPanel::setValues(const ParameterSet& values, int seed)
{
    stopPlaying();
    const QSignalBlocker silent(this);
    commit(extended(values, seed), false);
    m_history.clear();
}

void ParameterPanel::showValues(const ParameterSet& values, int seed)
{
    stopPlaying();
    const QSignalBlocker silent(this);
    const ParameterSet all = extended(values, seed);
    Changes changes;
    for (const Parameter& parameter : m_parameters)
        changes.emplace_back(idOf(parameter), all.value(idOf(parameter)));
    apply(changes);
}

void ParameterPanel::changeValues(const ParameterSet& values, int seed)
{
    commit(extended(values, seed), false);
}

void ParameterPanel::reset(std::string_view id, bool continues)
{
    stopPlaying();
    edit(id, initialValue(*m_values.find(id)), continues);
}

void ParameterPanel::resetAll()
{
    stopPlaying();
    commit(ParameterSet(m_parameters), false);
}

void ParameterPanel::edit(std::string_view id, const ParameterValue& value, bool continues)
{
    ParameterSet after = m_values;
    if (after.set(id, value))
        commit(after, continues);
}

void ParameterPanel::commit(const ParameterSet& after, bool continues)
{
    if (!continues)
        ++m_gesture;
    Changes before;
    Changes changes;
    for (const Parameter& parameter : m_parameters) {
        const std::string id(idOf(parameter));
        if (m_values.value(id) == after.value(id))
            continue;
        before.emplace_back(id, m_values.value(id));
        changes.emplace_back(id, after.value(id));
    }
    if (!changes.empty())
        m_history.push(new Step(*this, m_gesture, std::move(before), std::move(changes)));
}

void ParameterPanel::apply(const Changes& changes)
{
    bool any = false;
    for (const auto& [id, value] : changes) {
        if (m_values.value(id) == value)
            continue;
        [[maybe_unused]] const Status accepted = m_values.set(id, value);
        Q_ASSERT(accepted);
        control(id)->showValue(value);
        any = true;
    }
    if (!any)
        return;
    showEnabled();
    Q_EMIT changed(values(), seed());
}

void ParameterPanel::showEnabled()
{
    for (ParameterControl* control : m_controls) {
        const bool enabled = m_values.isEnabled(control->parameter());
        control->setEnabled(enabled);
        control->showContext(m_values, seed(), m_shownInput);
        // A sheet of paper that cannot be drawn on only takes room.
        if (std::holds_alternative<CurveParam>(control->parameter()))
            reveal(*control, enabled);
    }
    reveal(*m_input, m_shownInput || asksForFile(m_values));
}

/// What has just become wanted is not left behind a closed heading.
void ParameterPanel::reveal(QWidget& part, bool wanted)
{
    if (wanted && part.isHidden())
        m_signal->setOpen(true);
    part.setVisible(wanted);
}

void ParameterPanel::showInput(std::shared_ptr<const Input> input)
{
    m_shownInput = std::move(input);
    m_input->showInput(m_shownInput.get());
    if (m_shownInput)
        m_signal->setOpen(true);
    showEnabled();
}

void ParameterPanel::showInputRefusal(const Text& reason)
{
    m_input->showRefusal(reason);
    m_input->show();
    m_signal->setOpen(true);
}

ParameterControl* ParameterPanel::control(std::string_view id) const
{
    const auto found = std::ranges::find(m_controls, id, &ParameterControl::id);
    return found == m_controls.end() ? nullptr : *found;
}

QString ParameterPanel::settingsText() const { return commandLine(m_demo, m_values); }

Status ParameterPanel::pasteSettings(const QString& written)
{
    ParameterSet pasted = m_values;
    Status status = readSettings(written, m_demo, pasted);
    if (status)
        commit(pasted, false);
    return status;
}

NumberControl* ParameterPanel::playable(std::string_view id) const
{
    auto* number = qobject_cast<NumberControl*>(control(id));
    return number && number->canPlay() && number->isEnabled() ? number : nullptr;
}

void ParameterPanel::togglePlay(std::string_view id)
{
    const bool wasPlayed = m_played && m_played->id == id;
    stopPlaying();
    NumberControl* number = playable(id);
    if (wasPlayed || !number)
        return;
    m_played = Played{std::string(id), m_values.value(id)};
    m_lastPlayed = id;
    number->showPlaying(true);
    m_animator.sweep(number->fraction(), number->pace().msPerSweep, number->pace().loop);
}

void ParameterPanel::togglePlayLast()
{
    if (m_played)
        return stopPlaying();
    if (playable(m_lastPlayed))
        return togglePlay(m_lastPlayed);
    const auto first =
        std::ranges::find_if(m_controls, [&](auto* c) { return playable(c->id()) != nullptr; });
    if (first != m_controls.end())
        togglePlay((*first)->id());
}

void ParameterPanel::stopPlaying() { m_animator.stop(); }

void ParameterPanel::sweepOnce(std::string_view id, int durationMs)
{
    NumberControl* number = playable(id);
    if (m_reducedMotion || !number)
        return;
    stopPlaying();
    m_played = Played{std::string(id), m_values.value(id), true};
    qApp->installEventFilter(this);
    m_animator.sway(number->fraction(), durationMs);
}

void ParameterPanel::glideTo(const ParameterSet& values, int seed, int durationMs)
{
    stopPlaying();
    if (m_reducedMotion)
        return changeValues(values, seed);
    m_glide = Ends{m_values, extended(values, seed)};
    qApp->installEventFilter(this);
    m_animator.glide(durationMs);
}

/// Where a parameter of the glide stands; exactly at its ends there.
ParameterValue ParameterPanel::between(std::string_view id, double fraction) const
{
    const ParameterValue& from = m_glide->from.value(id);
    const ParameterValue& to = m_glide->to.value(id);
    const auto* number = qobject_cast<NumberControl*>(control(id));
    const bool moves = number && number->canPlay() && !std::holds_alternative<KeywordChosen>(from) &&
                       !std::holds_alternative<KeywordChosen>(to);
    if (!moves || fraction <= 0 || fraction >= 1)
        return fraction < 0.5 ? from : to;
    const auto place = [&](const ParameterValue& value) {
        const auto* whole = std::get_if<int>(&value);
        return number->scale().fractionOf(whole ? *whole : std::get<double>(value));
    };
    return number->valueAt(place(from) + fraction * (place(to) - place(from)));
}

void ParameterPanel::endGlide()
{
    const Ends ends = *std::exchange(m_glide, std::nullopt);
    Changes before, after;
    for (const Parameter& parameter : m_parameters) {
        const std::string id(idOf(parameter));
        if (ends.from.value(id) == m_values.value(id))
            continue;
        before.emplace_back(id, ends.from.value(id));
        after.emplace_back(id, m_values.value(id));
    }
    if (!after.empty())
        m_history.push(new Step(*this, ++m_gesture, std::move(before), std::move(after)));
}

void ParameterPanel::moveAnimated(double fraction)
{
    if (m_glide) {
        Changes changes;
        for (const Parameter& parameter : m_parameters)
            if (const auto id = idOf(parameter); m_glide->from.value(id) != m_glide->to.value(id))
                changes.emplace_back(id, between(id, fraction));
        return apply(changes);
    }
    apply({{m_played->id,
            playable(m_played->id) ? playable(m_played->id)->valueAt(fraction) : m_played->before}});
}

/// A movement that the reader started is one step of the history; the gentle one leaves no trace.
void ParameterPanel::endAnimation()
{
    qApp->removeEventFilter(this);
    if (m_glide)
        return endGlide();
    const Played played = *std::exchange(m_played, std::nullopt);
    control(played.id)->showPlaying(false);
    const ParameterValue reached = m_values.value(played.id);
    if (played.sway)
        apply({{played.id, played.before}});
    else if (reached != played.before)
        m_history.push(new Step(*this, ++m_gesture, {{played.id, played.before}}, {{played.id, reached}}));
}

bool ParameterPanel::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::KeyPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        stopPlaying();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void ParameterPanel::setLanguage(Language language)
{
    for (ParameterControl* control : m_controls)
        control->setLanguage(language);
    m_input->setLanguage(language);
}

void ParameterPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && !m_lent.empty())
        arrangeRow();
}

void ParameterPanel::retranslate()
{
    m_signal->setTitle(tr("Signal"));
    setAccessibleName(tr("Parameters"));
}

} // namespace kaba
