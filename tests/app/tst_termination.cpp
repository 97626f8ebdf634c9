// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/program.h"

#include <QSettings>
#include <QtTest>

#include <csignal>

using namespace kaba;

/// The window as a process of its own that is asked to end.
class TerminationTest : public QObject {
    Q_OBJECT
private slots:
    void savesTheSessionWhenAskedToEnd_data();
    void savesTheSessionWhenAskedToEnd();
};

void TerminationTest::savesTheSessionWhenAskedToEnd_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGHUP") << SIGHUP;
    QTest::newRow("SIGINT") << SIGINT;
}

void TerminationTest::savesTheSessionWhenAskedToEnd()
{
    QFETCH(const int, signal);
    std::signal(signal, SIG_DFL); // a child would inherit one that is ignored, as under nohup
    const Program kaba;
    const QString home = QString::fromStdString(kaba.folder().path("").string());
    qputenv("XDG_CONFIG_HOME", home.toUtf8());
    qputenv("XDG_STATE_HOME", home.toUtf8());
    const QString state = home + QStringLiteral("kaba/state.conf");
    QProcess window;
    kaba.start(window, {QStringLiteral("hippo")});
    // Which demo was opened is written here as soon as the event loop runs.
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(state), 30'000);
    QVERIFY(!QSettings(state, QSettings::IniFormat).contains(QStringLiteral("window/geometry")));
    QCOMPARE(::kill(static_cast<pid_t>(window.processId()), signal), 0);
    QVERIFY(window.waitForFinished(30'000));
    QCOMPARE(window.exitStatus(), QProcess::NormalExit);
    QCOMPARE(window.exitCode(), 0);
    const QSettings saved(state, QSettings::IniFormat);
    QCOMPARE(saved.value(QStringLiteral("session/paper")).toString(), QStringLiteral("hippo"));
    QVERIFY(!saved.value(QStringLiteral("window/geometry")).toByteArray().isEmpty());
}

QTEST_GUILESS_MAIN(TerminationTest)
#include "tst_termination.moc"
