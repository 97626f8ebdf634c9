// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/trail.h"

#include "papers_db/catalogue.h"

#include <QThreadPool>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace kaba {
namespace {

/// Later than `last`, and not what another window chooses at the same moment.
std::int64_t freshId(std::int64_t last)
{
    static const auto kOwn =
        static_cast<std::int64_t>(std::chrono::steady_clock::now().time_since_epoch().count() & 0xff);
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return std::max(last + 1, (now.count() << 8) | kOwn);
}

} // namespace

/// Everything but the pool belongs to its one thread.
class TrailWriter::Work {
public:
    explicit Work(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
        m_pool.setMaxThreadCount(1);
    }
    void write(const std::string& demo, std::vector<Moment> moments)
    {
        m_pool.start([this, demo, moments = std::move(moments)] {
            if (!m_catalogue)
                if (Result<Catalogue> opened = Catalogue::open(m_folder))
                    m_catalogue = *std::move(opened);
            if (m_catalogue && m_catalogue->access() == Catalogue::Access::Writable)
                (void)Moments(*m_catalogue)
                    .append(demo, moments); // a full disk has been told by the edits that matter
        });
    }
    void wait() { m_pool.waitForDone(); }

private:
    std::filesystem::path m_folder;
    std::optional<Catalogue> m_catalogue;
    QThreadPool m_pool; // last: it waits for its work before the rest goes
};

TrailWriter::TrailWriter(std::filesystem::path folder)
    : m_work(std::make_unique<Work>(std::move(folder)))
{}

TrailWriter::~TrailWriter() { wait(); }

void TrailWriter::write(const std::string& demo, std::vector<Moment> moments)
{
    m_work->write(demo, std::move(moments));
}

void TrailWriter::wait() { m_work->wait(); }

Trail::Trail(std::string demo, std::vector<Moment> past, std::shared_ptr<TrailWriter> writer, QObject* parent)
    : QObject(parent)
    , m_demo(std::move(demo))
    , m_moments(std::move(past))
    , m_writer(std::move(writer))
{
    for (const Moment& moment : m_moments)
        m_known[{moment.settings, moment.seed}] = moment.id;
    if (!m_moments.empty())
        m_current = m_moments.back().id;
    m_pace.setSingleShot(true);
    m_pace.setInterval(kPaceMs);
    connect(&m_pace, &QTimer::timeout, this, &Trail::flush);
}

Trail::~Trail() { flush(); }

const Moment* Trail::find(std::int64_t id) const
{
    const auto found = std::ranges::lower_bound(m_moments, id, {}, &Moment::id);
    return found != m_moments.end() && found->id == id ? &*found : nullptr;
}

void Trail::note(const ParameterSet& values, int seed)
{
    m_waiting = {values.settings(), seed};
    if (!m_pace.isActive())
        m_pace.start();
}

void Trail::flush()
{
    m_pace.stop();
    if (!m_waiting.first.empty())
        take(std::exchange(m_waiting.first, {}), m_waiting.second);
}

/// A state that was there before is gone back to; any other is a step from the present one.
void Trail::take(const std::string& settings, int seed)
{
    const auto [known, isNew] = m_known.try_emplace({settings, seed}, 0);
    if (isNew) {
        const Moment made{freshId(m_moments.empty() ? 0 : m_moments.back().id), m_current, settings, seed};
        known->second = made.id;
        m_moments.push_back(made);
        if (m_moments.size() > static_cast<std::size_t>(Moments::kKept)) {
            m_known.erase({m_moments.front().settings, m_moments.front().seed});
            m_moments.erase(m_moments.begin());
        }
        if (m_writer)
            m_writer->write(m_demo, {made});
    }
    if (std::exchange(m_current, known->second) != known->second)
        Q_EMIT changed();
}

std::vector<TrailLane> lanesOf(const std::vector<Moment>& moments)
{
    std::vector<TrailLane> drawn(moments.size());
    std::vector<std::int64_t> awaited; // by lane: whom its line runs down to; 0: free
    const auto laneOf = [&](std::int64_t id) {
        auto lane = std::ranges::find(awaited, id);
        if (lane == awaited.end())
            lane = std::ranges::find(awaited, std::int64_t{0});
        if (lane == awaited.end())
            lane = awaited.insert(awaited.end(), id);
        *lane = id;
        return static_cast<int>(lane - awaited.begin());
    };
    for (std::size_t i = moments.size(); i-- > 0;) {
        const Moment& moment = moments[i];
        TrailLane& own = drawn[i];
        own.wentOn = std::ranges::find(awaited, moment.id) != awaited.end();
        own.lane = laneOf(moment.id);
        for (std::int64_t& id : awaited)
            if (id == moment.id)
                id = 0; // its line ends here
        for (std::size_t lane = 0; lane < awaited.size(); ++lane)
            if (awaited[lane] != 0)
                own.passing.push_back(static_cast<int>(lane));
        const bool hasParent = std::ranges::binary_search(moments, moment.parent, {}, &Moment::id);
        if (!hasParent)
            continue;
        const auto same = std::ranges::find(awaited, moment.parent);
        if (same == awaited.end())
            awaited[static_cast<std::size_t>(own.lane)] = moment.parent;
        own.parentLane = same == awaited.end() ? own.lane : static_cast<int>(same - awaited.begin());
    }
    return drawn;
}

} // namespace kaba
