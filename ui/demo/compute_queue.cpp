// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/compute_queue.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <mutex>
#include <utility>

namespace kaba {

/// What the computing thread leaves for the GUI thread. News that come faster than they are collected replace
/// each other, so a fast computation cannot flood the event loop.
class ComputeQueue::Job : public std::enable_shared_from_this<Job> {
public:
    struct News {
        std::optional<double> progress = {};
        std::optional<Figure> partial = {};
        std::optional<Text> status = {};
        std::optional<Result<Figure>> result = {};
    };

    Job(ComputeQueue* owner, Order order)
        : m_owner(owner)
        , m_request(std::move(order.request))
        , m_job(std::move(order.job))
    {}

    /// On the computing thread.
    void compute(const Demo& demo, const std::stop_token& stop)
    {
        const RunContext context(
            stop, [this](double fraction) { tell([&](News& news) { news.progress = fraction; }); },
            [this](Figure partial) { tell([&](News& news) { news.partial = std::move(partial); }); });
        TrainingJob job = m_job;
        job.tell = [this](const Text& status) { tell([&](News& news) { news.status = status; }); };
        Result<Figure> result = run(demo, m_request, job, context);
        tell([&](News& news) { news.result = std::move(result); });
    }

    /// In the GUI thread.
    News takeNews()
    {
        const std::scoped_lock lock(m_mutex);
        m_posted = false;
        return std::exchange(m_news, {});
    }
    const Request& request() const { return m_request; }
    bool trains() const { return m_job.work != Work::Stored; }

private:
    template <class Change>
    void tell(Change change)
    {
        const std::scoped_lock lock(m_mutex);
        change(m_news);
        if (std::exchange(m_posted, true))
            return;
        // Posted to the application, which outlives the pool; the owner is looked at in its own thread only.
        QMetaObject::invokeMethod(
            qApp,
            [job = shared_from_this()] {
                if (job->m_owner)
                    job->m_owner->collect(job);
            },
            Qt::QueuedConnection);
    }

    const QPointer<ComputeQueue> m_owner;
    const Request m_request;
    const TrainingJob m_job;
    std::mutex m_mutex;
    News m_news;
    bool m_posted = false;
};

ComputeQueue::ComputeQueue(const Demo& demo, QThreadPool& pool, QObject* parent)
    : QObject(parent)
    , m_demo(demo)
    , m_pool(pool)
{
    m_training.setMaxThreadCount(1);
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_stop.request_stop(); });
}

ComputeQueue::~ComputeQueue() { m_stop.request_stop(); }

bool ComputeQueue::isTraining() const
{
    return m_waiting ? m_waiting->job.work != Work::Stored : m_job && m_job->trains();
}

void ComputeQueue::request(Request request, TrainingJob job)
{
    if (!m_job)
        return start({std::move(request), std::move(job)});
    m_waiting = Order{std::move(request), std::move(job)};
    if (!m_patience.isActive())
        m_patience.start(static_cast<int>(std::max<qint64>(0, kPatienceMs - m_runningSince.elapsed())));
}

void ComputeQueue::cancel()
{
    m_waiting.reset();
    m_stop.request_stop();
}

void ComputeQueue::start(Order order)
{
    m_stop = std::stop_source{};
    m_job = std::make_shared<Job>(this, std::move(order));
    m_runningSince.start();
    QThreadPool& pool = m_job->trains() ? m_training : m_pool;
    pool.start([job = m_job, &demo = m_demo, stop = m_stop.get_token()] { job->compute(demo, stop); });
    Q_EMIT started();
}

void ComputeQueue::collect(const std::shared_ptr<Job>& job)
{
    Job::News news = job->takeNews();
    if (news.status)
        Q_EMIT told(*news.status);
    if (news.result) {
        m_patience.stop();
        m_job.reset();
        if (m_waiting)
            start(*std::exchange(m_waiting, std::nullopt));
        return finish(*std::move(news.result), job->request());
    }
    if (news.partial)
        Q_EMIT partlyComputed(
            std::make_shared<const Computed>(Computed{job->request(), *std::move(news.partial)}));
    if (news.progress)
        Q_EMIT progressed(*news.progress);
}

void ComputeQueue::finish(Result<Figure> result, Request request)
{
    if (result)
        Q_EMIT computed(std::make_shared<const Computed>(Computed{std::move(request), *std::move(result)}));
    else if (result.error().kind != Error::Kind::Cancelled)
        Q_EMIT failed(result.error());
    else if (!m_job)
        Q_EMIT cancelled();
}

} // namespace kaba
