// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/trainer.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>
#include <stop_token>

namespace kaba {

/// A figure together with the request that it answers.
struct Computed {
    Request request;
    Figure figure;
};
using ComputedPtr = std::shared_ptr<const Computed>;

/// Computes the figures of one demo on a pool, newest wins: at most one request runs and one waits, so no late
/// answer can overtake. A newer request replaces the waiting one. It stops the running one only when that has
/// had kPatience since its start: otherwise a drag would cancel every frame and show none. A training runs on a thread of
/// the queue's own, so that the demos of the pool go on.
/// Lives in the GUI thread and answers there; after its destruction nothing is answered. The demo must outlive
/// the pool's work (waitForDone).
class ComputeQueue : public QObject {
    Q_OBJECT
public:
    static constexpr int kPatienceMs = 120;

    ComputeQueue(const Demo& demo, QThreadPool& pool, QObject* parent = nullptr);
    ~ComputeQueue() override;

    void request(Request request, TrainingJob job = {});
    /// Drops the waiting request and stops the running one; cancelled() follows when it has stopped.
    void cancel();
    bool isBusy() const { return m_job != nullptr; }
    /// Whether a training is running, or waits to.
    bool isTraining() const;
    /// How long the running request has been running; 0 where none is.
    qint64 runningMs() const { return m_job ? m_runningSince.elapsed() : 0; }

Q_SIGNALS:
    void started();
    void progressed(double fraction);
    void partlyComputed(kaba::ComputedPtr partial); ///< handed over by RunContext::publish
    void told(const kaba::Text& status);            ///< where a training stands
    void computed(kaba::ComputedPtr result);
    void failed(const kaba::Error& error);
    void cancelled();

private:
    class Job;
    struct Order {
        Request request;
        TrainingJob job = {};
    };

    void start(Order order);
    void collect(const std::shared_ptr<Job>& job);
    void finish(Result<Figure> result, Request request);

    const Demo& m_demo;
    QThreadPool& m_pool;
    std::shared_ptr<Job> m_job; ///< the running one
    std::stop_source m_stop;
    std::optional<Order> m_waiting;
    QElapsedTimer m_runningSince;
    QTimer m_patience;
    QThreadPool m_training; ///< one thread; waits for it at the end
};

} // namespace kaba
