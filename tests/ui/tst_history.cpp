// SPDX-License-Identifier: GPL-3.0-or-later
// Where the parameters have been: the tree, two states compared, and what a killed program loses.
#include "papers_db/catalogue.h"
#include "tests/support/live_demo.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/history_dialog.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/trail.h"
#include "ui/plot/figure_view.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QListWidget>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QtTest>

#include <cstdio>
#include <set>

using namespace kaba;

namespace {

ParameterSet valuesOf(const std::string& settings)
{
    ParameterSet values(live::kDemo.parameters);
    if (!values.setAll(settings))
        qFatal("settings");
    return values;
}

std::vector<Moment> storedIn(const std::filesystem::path& folder)
{
    Result<Catalogue> catalogue = Catalogue::open(folder);
    if (!catalogue)
        return {};
    const auto moments = Moments(*catalogue).of("test");
    return moments ? *moments : std::vector<Moment>{};
}

/// Moves a parameter every 50 ms and tells each state with its time, until it is killed.
int writeForever(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    auto writer = std::make_shared<TrailWriter>(std::filesystem::path(argv[2]));
    Trail trail("test", {}, writer);
    trail.note(valuesOf("step=1"), 0);
    trail.flush();
    writer->wait();
    QElapsedTimer clock;
    clock.start();
    int seed = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, [&] {
        trail.note(valuesOf("step=1"), ++seed);
        std::printf("%d %lld\n", seed, static_cast<long long>(clock.elapsed()));
        std::fflush(stdout);
    });
    timer.start(50);
    return QCoreApplication::exec();
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_writer = std::make_shared<TrailWriter>(folder());
        m_view = std::make_unique<DemoView>(live::kDemo, m_pool);
        m_view->setTrail({}, m_writer);
        m_view->setLanguage(Language::English);
        m_view->resize(1000, 640);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        QTRY_VERIFY(m_view->current());
        m_view->activateWindow();
        m_view->figureView().setFocus();
        m_view->trail()->flush();
    }
    void cleanup()
    {
        m_view.reset();
        m_pool.waitForDone();
        m_writer.reset();
        m_folder.reset();
    }
    void goingBackAndOnBeginsABranch();
    void aStateThatWasThereIsNotNotedTwice();
    void movementIsThinnedButItsEndIsNot();
    void lanesOfABranch();
    void comesBackFromTheLibrary();
    void aKilledProgramLosesASecondAtMost();
    void aRowOfTheHistoryIsGoneBackTo();
    void oneKeyGoesToAndFro();
    void theDifferenceIsSubtracted();
    void theDifferenceSaysWhereItIsNone();
    void glidesAlongTheScale();
    void glidesAtOnceWithReducedMotion();

private:
    std::filesystem::path folder() const { return m_folder->filePath(QStringLiteral("data")).toStdString(); }
    Trail& trail() const { return *m_view->trail(); }
    void set(const std::string& settings) const
    {
        ParameterSet values = m_view->values();
        QVERIFY(values.setAll(settings));
        m_view->parameters().changeValues(values, m_view->seed());
        settle();
        trail().flush();
    }
    void settle() const { QTRY_VERIFY(!m_view->isComputing()); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(&m_view->figureView(), key, modifiers);
        settle();
    }
    std::string step() const { return m_view->values().textOf("step"); }
    const Samples& shownCurve() const
    {
        return std::get<Line>(m_view->figureView().figure()->panels.front().layers.front().data).y;
    }
    const Samples& curve() const
    {
        return std::get<Line>(m_view->current()->figure.panels.front().layers.front().data).y;
    }

    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<TrailWriter> m_writer;
    std::unique_ptr<DemoView> m_view;
};

void TestHistory::goingBackAndOnBeginsABranch()
{
    const auto first = trail().current();
    set("step=1");
    const auto second = trail().current();
    m_view->action(DemoView::Command::Undo)->trigger();
    trail().flush();
    QCOMPARE(trail().current(), first);
    set("step=2");
    QCOMPARE(trail().moments().size(), std::size_t(3));
    QCOMPARE(trail().find(second)->parent, first);
    QCOMPARE(trail().find(trail().current())->parent, first);
}

void TestHistory::aStateThatWasThereIsNotNotedTwice()
{
    set("step=1");
    set("step=2");
    set("step=1");
    QCOMPARE(trail().moments().size(), std::size_t(3));
    QCOMPARE(trail().find(trail().current())->settings, valuesOf("step=1").settings());
}

void TestHistory::movementIsThinnedButItsEndIsNot()
{
    Trail own("test", {}, nullptr);
    for (int seed = 0; seed < 100; ++seed)
        own.note(valuesOf("step=1"), seed);
    QTRY_COMPARE(own.moments().size(), std::size_t(1));
    QCOMPARE(own.moments().back().seed, 99);
}

void TestHistory::lanesOfABranch()
{
    // 1 – 2 – 4 – 5
    //   \ 3 (a branch of 1)
    const std::vector<Moment> moments{{1, 0, "a"}, {2, 1, "b"}, {3, 1, "c"}, {4, 2, "d"}, {5, 4, "e"}};
    const std::vector<TrailLane> lanes = lanesOf(moments);
    for (const int main : {1, 3, 4})
        QCOMPARE(lanes[static_cast<std::size_t>(main)].lane, 0);
    QCOMPARE(lanes[2].lane, 1);
    QCOMPARE(lanes[2].passing, std::vector<int>{0});
    QVERIFY(!lanes[4].wentOn && lanes[3].wentOn && lanes[0].wentOn);
    QCOMPARE(lanes[0].parentLane, -1);
    QCOMPARE(lanes[0].lane, lanes[2].parentLane);
    QVERIFY(lanesOf({}).empty());
}

void TestHistory::comesBackFromTheLibrary()
{
    set("step=1");
    set("step=2");
    m_writer->wait();
    QCOMPARE(storedIn(folder()), trail().moments());
    Trail again("test", storedIn(folder()), nullptr);
    QCOMPARE(again.current(), trail().current());
}

void TestHistory::aKilledProgramLosesASecondAtMost()
{
    static_cast<void>(storedIn(folder())); // the library is there before the clock runs
    const auto lostMs = [&] {
        QProcess program;
        program.start(QCoreApplication::applicationFilePath(),
                      {QStringLiteral("write"), QString::fromStdString(folder().string())});
        QList<QByteArray> told;
        while (told.size() < 60 && program.waitForReadyRead(60000))
            told += program.readAllStandardOutput().split('\n');
        program.kill();
        program.waitForFinished();
        told.removeAll(QByteArray());
        const int kept = storedIn(folder()).back().seed;
        const QByteArray last = told.at(told.size() - 2);
        for (const QByteArray& line : told)
            if (line.split(' ').first().toInt() == kept)
                return last.split(' ').last().toInt() - line.split(' ').last().toInt();
        return 60000;
    };
    int lost = lostMs();
    for (int attempt = 0; attempt < 4 && lost > 1000; ++attempt)
        lost = lostMs(); // the disk may have been busy with something else
    QVERIFY2(lost <= 1000, qPrintable(QString::number(lost)));
}

void TestHistory::aRowOfTheHistoryIsGoneBackTo()
{
    set("step=1");
    set("step=2");
    press(Qt::Key_H, Qt::ControlModifier);
    auto* dialog = m_view->findChild<HistoryDialog*>();
    QVERIFY(dialog && dialog->isVisible());
    auto* list = dialog->findChild<QListWidget*>(QStringLiteral("moments"));
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->item(0)->text(), QStringLiteral("Step Δ = 2"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
    settle();
    QCOMPARE(step(), std::string("1"));
    list->setCurrentRow(2);
    QTest::keyClick(list, Qt::Key_Return);
    settle();
    QCOMPARE(step(), std::string("0.1"));
    m_view->action(DemoView::Command::Undo)->trigger();
    QCOMPARE(step(), std::string("1"));
}

void TestHistory::oneKeyGoesToAndFro()
{
    press(Qt::Key_A); // the first press says where A is
    set("step=2");
    for (const char* expected : {"0.1", "2", "0.1"}) {
        press(Qt::Key_A);
        QCOMPARE(step(), std::string(expected));
    }
    set("step=5");
    press(Qt::Key_A, Qt::ShiftModifier);
    set("step=0.5");
    press(Qt::Key_A);
    QCOMPARE(step(), std::string("5"));
}

void TestHistory::theDifferenceIsSubtracted()
{
    press(Qt::Key_A, Qt::ShiftModifier);
    const Samples a = curve();
    set("step=2");
    const Samples b = curve();
    press(Qt::Key_D);
    QTRY_VERIFY(shownCurve() != b);
    for (std::size_t i = 0; i < b.size(); ++i)
        QCOMPARE(shownCurve()[i], b[i] - a[i]);
    QVERIFY(QString::fromStdString(m_view->figureView().figure()->panels.front().title.en)
                .startsWith(QStringLiteral("Difference to A")));
    press(Qt::Key_D);
    QCOMPARE(shownCurve(), b);
}

void TestHistory::theDifferenceSaysWhereItIsNone()
{
    press(Qt::Key_A, Qt::ShiftModifier);
    set("number=20");
    press(Qt::Key_D);
    QTRY_VERIFY(m_view->figureView().figure()->panels.front().layers.empty());
    const auto& notices = m_view->figureView().figure()->notices;
    QVERIFY(!notices.empty());
    QVERIFY(notices.front().en.find("20 and 8 samples") != std::string::npos);
    QVERIFY(!m_view->figureView().figure()->panels.front().note.empty());
}

void TestHistory::glidesAlongTheScale()
{
    set("step=0.001");
    press(Qt::Key_A, Qt::ShiftModifier);
    set("step=10");
    std::vector<double> seen;
    connect(&m_view->parameters(), &ParameterPanel::changed, this,
            [&](const ParameterSet& values, int) { seen.push_back(values[live::kStep]); });
    QTest::keyClick(&m_view->figureView(), Qt::Key_G);
    QVERIFY(m_view->parameters().isPlaying());
    QTRY_VERIFY_WITH_TIMEOUT(!m_view->parameters().isPlaying(), 60000);
    QCOMPARE(seen.back(), 0.001);
    QVERIFY(std::ranges::is_sorted(seen, std::greater<>()));
    // Half of the way lies below the geometric mean: a linear scale would have gone there at the very end.
    const auto low = std::ranges::count_if(seen, [](double value) { return value < 0.1; });
    QVERIFY2(low * 5 >= std::ssize(seen), qPrintable(QString::number(low)));
    m_view->action(DemoView::Command::Undo)->trigger();
    QCOMPARE(step(), std::string("10"));
}

void TestHistory::glidesAtOnceWithReducedMotion()
{
    m_view->setReducedMotion(true);
    press(Qt::Key_A, Qt::ShiftModifier);
    set("step=10");
    QTest::keyClick(&m_view->figureView(), Qt::Key_G);
    QVERIFY(!m_view->parameters().isPlaying());
    QCOMPARE(step(), std::string("0.1"));
}

int main(int argc, char** argv)
{
    if (argc == 3 && std::string_view(argv[1]) == "write")
        return writeForever(argc, argv);
    QApplication application(argc, argv);
    TestHistory test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_history.moc"
