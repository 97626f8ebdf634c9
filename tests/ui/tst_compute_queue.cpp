// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/words.h"
#include "ui/demo/compute_queue.h"

#include <QSignalSpy>
#include <QThreadPool>
#include <QtTest>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

using namespace kaba;

namespace {

constexpr IntParam kNumber{.id = "number", .label = {"Number"}, .min = 0, .max = 1000, .initial = 0};
constexpr IntParam kPause{.id = "pause", .label = {"Pause"}, .min = 0, .max = 60000, .initial = 0};
constexpr FlagParam kThrow{.id = "throw", .label = {"Throw"}};
constexpr FlagParam kRefuse{.id = "refuse", .label = {"Refuse"}};

std::atomic<int> computations = 0;
std::atomic<int> running = 0;
std::atomic<int> mostRunning = 0;
std::atomic<int> stopped = 0;

struct CountRunning {
    CountRunning()
    {
        ++computations;
        mostRunning = std::max<int>(mostRunning, ++running);
    }
    ~CountRunning() { --running; }
};

/// Works for `pause` ms in steps of 1 ms, publishing halfway; its only readout is `number`.
Result<Figure> compute(const Request& request, const RunContext& context)
{
    const CountRunning counted;
    const ParameterSet& p = request.values;
    if (p[kThrow])
        throw std::runtime_error("thrown on purpose");
    if (p[kRefuse])
        return Error{Error::Kind::CannotCompute, {"Refused.", "できません。"}};
    const Figure figure{
        .readouts = {{.id = "number", .label = {}, .value = static_cast<double>(p[kNumber])}}};
    for (int i = 0; i < p[kPause]; ++i) {
        if (!context.advance(i, p[kPause])) {
            ++stopped;
            return RunContext::cancelled();
        }
        if (i == p[kPause] / 2)
            context.publish(figure);
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return figure;
}

const Demo kDemo{.id = "test",
                 .papers = {},
                 .title = {"Test"},
                 .summary = {},
                 .parameters = {kNumber, kPause, kThrow, kRefuse},
                 .panels = {},
                 .compute = compute};

Request settings(const char* text)
{
    Request request{.values = ParameterSet(kDemo.parameters)};
    if (!request.values.setAll(text))
        qFatal("%s is not readable", text);
    return request;
}

Request number(int value, int pause)
{
    return settings(qPrintable(QStringLiteral("number=%1;pause=%2").arg(value).arg(pause)));
}

int numberOf(const ComputedPtr& result) { return static_cast<int>(result->figure.readouts.at(0).value); }

} // namespace

class TestComputeQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        computations = 0;
        mostRunning = 0;
        stopped = 0;
    }
    void cleanup() { m_pool.waitForDone(); }

    void answersWithTheRequestThatWasComputed()
    {
        ComputeQueue queue(kDemo, m_pool);
        QSignalSpy results(&queue, &ComputeQueue::computed);
        queue.request(number(7, 0));
        QVERIFY(queue.isBusy());
        QTRY_COMPARE(results.count(), 1);
        const auto result = results.at(0).at(0).value<ComputedPtr>();
        QCOMPARE(numberOf(result), 7);
        QCOMPARE(result->request.values[kNumber], 7);
        QVERIFY(!queue.isBusy());
    }

    void newestWins_data()
    {
        QTest::addColumn<int>("pause");
        QTest::newRow("instant") << 0;
        QTest::newRow("a frame") << 15;
        QTest::newRow("slower than the patience") << 400;
    }
    void newestWins()
    {
        QFETCH(const int, pause);
        ComputeQueue queue(kDemo, m_pool);
        std::vector<int> shown;
        connect(&queue, &ComputeQueue::computed, this,
                [&](const ComputedPtr& result) { shown.push_back(numberOf(result)); });
        constexpr int kRequests = 200;
        for (int i = 1; i < kRequests; ++i) {
            queue.request(number(i, pause));
            QCoreApplication::processEvents();
        }
        const int before = computations;
        queue.request(number(kRequests, pause));
        QTRY_VERIFY_WITH_TIMEOUT(!queue.isBusy(), 20000);
        QVERIFY(computations - before <= 2);
        QCOMPARE(shown.back(), kRequests);
        QVERIFY(std::ranges::is_sorted(shown));
        QCOMPARE(mostRunning.load(), 1);
    }

    void runningRequestIsStoppedOnlyAfterThePatience()
    {
        ComputeQueue queue(kDemo, m_pool);
        QSignalSpy results(&queue, &ComputeQueue::computed);
        queue.request(number(1, 60000));
        QElapsedTimer clock;
        clock.start();
        queue.request(number(2, 0));
        QTRY_COMPARE(results.count(), 1);
        QVERIFY(clock.elapsed() >= ComputeQueue::kPatienceMs - 1);
        QCOMPARE(stopped.load(), 1);
        QCOMPARE(numberOf(results.at(0).at(0).value<ComputedPtr>()), 2);
    }

    void aShortRunningRequestIsShownThoughANewerOneWaits()
    {
        ComputeQueue queue(kDemo, m_pool);
        QSignalSpy results(&queue, &ComputeQueue::computed);
        queue.request(number(1, 5));
        queue.request(number(2, 0));
        QTRY_COMPARE(results.count(), 2);
        QCOMPARE(numberOf(results.at(0).at(0).value<ComputedPtr>()), 1);
        QCOMPARE(stopped.load(), 0);
    }

    void partialFiguresAndProgressArriveBeforeTheResult()
    {
        ComputeQueue queue(kDemo, m_pool);
        QStringList order;
        connect(&queue, &ComputeQueue::partlyComputed, this, [&] { order << QStringLiteral("partial"); });
        connect(&queue, &ComputeQueue::computed, this, [&] { order << QStringLiteral("result"); });
        QSignalSpy progress(&queue, &ComputeQueue::progressed);
        queue.request(number(3, 60));
        QTRY_VERIFY(!queue.isBusy());
        QCOMPARE(order, QStringList({QStringLiteral("partial"), QStringLiteral("result")}));
        QVERIFY(progress.count() > 1);
        for (const auto& arguments : progress)
            QVERIFY(arguments.at(0).toDouble() >= 0 && arguments.at(0).toDouble() < 1);
    }

    void cancelStopsAndSaysSo()
    {
        ComputeQueue queue(kDemo, m_pool);
        QSignalSpy results(&queue, &ComputeQueue::computed);
        QSignalSpy cancelled(&queue, &ComputeQueue::cancelled);
        queue.request(number(1, 60000));
        queue.request(number(2, 0));
        queue.cancel();
        QTRY_COMPARE(cancelled.count(), 1);
        QVERIFY(!queue.isBusy());
        QCOMPARE(results.count(), 0);
    }

    void errorsAndExceptionsBecomeFailures_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("inMessage");
        QTest::newRow("error") << QStringLiteral("refuse=true") << QStringLiteral("Refused.");
        QTest::newRow("exception") << QStringLiteral("throw=true") << QStringLiteral("thrown on purpose");
    }
    void errorsAndExceptionsBecomeFailures()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, inMessage);
        ComputeQueue queue(kDemo, m_pool);
        QString message;
        connect(&queue, &ComputeQueue::failed, this,
                [&](const Error& error) { message = qstring(error.message.en); });
        queue.request(settings(qPrintable(text)));
        QTRY_VERIFY(!queue.isBusy());
        QVERIFY2(message.contains(inMessage), qPrintable(message));
    }

    void nothingIsAnsweredAfterDestruction()
    {
        int answers = 0;
        auto queue = std::make_unique<ComputeQueue>(kDemo, m_pool);
        connect(queue.get(), &ComputeQueue::computed, this, [&] { ++answers; });
        connect(queue.get(), &ComputeQueue::progressed, this, [&] { ++answers; });
        queue->request(number(1, 60000));
        queue.reset();
        m_pool.waitForDone();
        QCOMPARE(stopped.load(), computations.load());
        QCoreApplication::processEvents();
        QCOMPARE(answers, 0);
    }

private:
    QThreadPool m_pool;
};

QTEST_GUILESS_MAIN(TestComputeQueue)
#include "tst_compute_queue.moc"
