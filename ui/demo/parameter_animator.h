// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace kaba {

/// Moves one number along its slider, as fractions of the scale: up to one end, back to the other, and so on; or
/// once a little to and fro around where it stands.
class ParameterAnimator : public QObject {
    Q_OBJECT
public:
    static constexpr int kFrameMs = 34; ///< at most 30 frames a second

    explicit ParameterAnimator(QObject* parent = nullptr);

    /// From `start` up, `msPerSweep` from end to end, until stop() or, without a loop, until back at `start`.
    void sweep(double start, int msPerSweep, bool loop);
    /// A gentle movement to either side of `start` and back.
    void sway(double start, int durationMs);
    /// Once from 0 to 1.
    void glide(int durationMs);
    void stop();
    bool isRunning() const { return m_timer.isActive(); }

    /// Where a sweep from `start` stands after it has gone `distance` scales: a triangle wave.
    static double sweepPosition(double start, double distance);
    /// Where a sway stands at `part` 0…1 of its time.
    static double swayPosition(double start, double part);

Q_SIGNALS:
    void moved(double fraction);
    void finished(); ///< it came back to its start, or to the end of a glide, by itself
    void stopped();  ///< after finished() too

private:
    enum class Kind { Sweep, Loop, Sway, Glide };

    void start(Kind kind, double from, int durationMs);
    void frame();

    QTimer m_timer;
    QElapsedTimer m_clock; ///< since the last frame
    double m_goneMs = 0;
    Kind m_kind = Kind::Sweep;
    double m_start = 0;
    int m_durationMs = 1;
};

} // namespace kaba
