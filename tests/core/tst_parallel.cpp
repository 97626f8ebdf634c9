// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <QtTest>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>

using namespace kaba;

class TestParallel : public QObject {
    Q_OBJECT

private slots:
    void everyShardRunsOnce_data();
    void everyShardRunsOnce();
    void callsNest();
    void callersShareTheThreads();
    void threadsArePersistent();
};

void TestParallel::everyShardRunsOnce_data()
{
    QTest::addColumn<int>("shards");
    for (const int shards : {0, 1, 2, 3, 64, 1000})
        QTest::newRow(std::to_string(shards).c_str()) << shards;
}

// The counts are plain numbers: what the shards wrote is seen after the call.
void TestParallel::everyShardRunsOnce()
{
    QFETCH(int, shards);
    std::vector<int> done(static_cast<std::size_t>(shards));
    for (int round = 1; round <= 200; ++round) {
        inParallel(done.size(), [&](std::size_t shard) { ++done[shard]; });
        QCOMPARE(std::accumulate(done.begin(), done.end(), 0), round * shards);
    }
    QVERIFY(std::all_of(done.begin(), done.end(), [](int count) { return count == 200; }));
}

void TestParallel::callsNest()
{
    std::vector<std::vector<int>> done(20, std::vector<int>(10));
    inParallel(done.size(), [&](std::size_t outer) {
        inParallel(done[outer].size(), [&](std::size_t inner) { ++done[outer][inner]; });
    });
    QVERIFY(done == std::vector(20, std::vector(10, 1)));
}

void TestParallel::callersShareTheThreads()
{
    std::vector<std::vector<int>> done(4, std::vector<int>(300));
    {
        std::vector<std::jthread> callers;
        for (std::vector<int>& mine : done)
            callers.emplace_back([&mine] {
                for (int round = 0; round < 50; ++round)
                    inParallel(mine.size(), [&](std::size_t shard) { ++mine[shard]; });
            });
    }
    QVERIFY(done == std::vector(4, std::vector(300, 50)));
}

// However many calls: no more threads than cores take part.
void TestParallel::threadsArePersistent()
{
    std::mutex mutex;
    std::set<std::thread::id> seen;
    for (int round = 0; round < 500; ++round)
        inParallel(8, [&](std::size_t) {
            const std::lock_guard lock(mutex);
            seen.insert(std::this_thread::get_id());
        });
    QVERIFY(seen.size() <= std::max(1U, std::thread::hardware_concurrency()));
}

QTEST_GUILESS_MAIN(TestParallel)
#include "tst_parallel.moc"
