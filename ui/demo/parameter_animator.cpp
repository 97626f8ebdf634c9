// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/parameter_animator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr double kThereAndBack = 2; ///< scales that a sweep goes until it is back
constexpr double kSwayWidth = 0.12; ///< of the scale, to either side
/// What a frame counts at most: on a machine that is busy a movement takes longer, and is not skipped.
constexpr double kMostFrameMs = 150;

} // namespace

ParameterAnimator::ParameterAnimator(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(kFrameMs);
    connect(&m_timer, &QTimer::timeout, this, &ParameterAnimator::frame);
}

void ParameterAnimator::sweep(double start, int msPerSweep, bool loop)
{
    this->start(loop ? Kind::Loop : Kind::Sweep, start, msPerSweep);
}

void ParameterAnimator::sway(double start, int durationMs) { this->start(Kind::Sway, start, durationMs); }

void ParameterAnimator::glide(int durationMs) { this->start(Kind::Glide, 0, durationMs); }

void ParameterAnimator::start(Kind kind, double from, int durationMs)
{
    stop();
    m_kind = kind;
    m_start = std::clamp(from, 0.0, 1.0);
    m_durationMs = std::max(1, durationMs);
    m_goneMs = 0;
    m_clock.start();
    m_timer.start();
}

void ParameterAnimator::stop()
{
    if (!isRunning())
        return;
    m_timer.stop();
    Q_EMIT stopped();
}

void ParameterAnimator::frame()
{
    m_goneMs += std::min(static_cast<double>(m_clock.restart()), kMostFrameMs);
    const double gone = m_goneMs / m_durationMs;
    if (m_kind != Kind::Loop && gone >= (m_kind == Kind::Sweep ? kThereAndBack : 1)) {
        Q_EMIT finished();
        return stop();
    }
    Q_EMIT moved(m_kind == Kind::Sway ? swayPosition(m_start, gone) : sweepPosition(m_start, gone));
}

double ParameterAnimator::sweepPosition(double start, double distance)
{
    const double phase = std::fmod(start + distance, kThereAndBack);
    return phase <= 1 ? phase : kThereAndBack - phase;
}

double ParameterAnimator::swayPosition(double start, double part)
{
    const double towards = start > 0.5 ? -1 : 1;
    const double wave = std::sin(2 * std::numbers::pi * part);
    return std::clamp(start + towards * kSwayWidth * wave, 0.0, 1.0);
}

} // namespace kaba
