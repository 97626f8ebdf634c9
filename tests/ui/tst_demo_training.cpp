// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/trainer.h"
#include "core/learn/run_folder.h"
#include "core/learn/run_record.h"
#include "tests/support/temporary_file.h"
#include "ui/demo/demo_view.h"

#include <QLabel>
#include <QPushButton>
#include <QThreadPool>
#include <QtTest>

#include <algorithm>

using namespace kaba;

namespace {

double stepsOf(const DemoView& view)
{
    if (!view.current())
        return -1;
    const auto& readouts = view.current()->figure.readouts;
    return std::ranges::find(readouts, "steps-done", &Readout::id)->value;
}

ParameterSet longRun()
{
    ParameterSet values(findDemo("probe")->parameters);
    if (!values.setAll(
            "task=induction-head;model=attention;vocabulary=8;length=8;width=8;layers=1;examples=64;"
            "batch=8;steps=1000000;stop-at=never"))
        qFatal("settings");
    return values;
}

} // namespace

class TestDemoTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<TemporaryFolder>();
        m_runs = std::make_shared<learn::RunFolder>(m_folder->path("runs"));
        m_view = std::make_unique<DemoView>(*findDemo("probe"), m_pool);
        m_view->setRuns(m_runs);
        m_view->setValues(longRun());
        m_view->show();
        QTRY_COMPARE(stepsOf(*m_view), 0.0);
    }
    void cleanup()
    {
        m_view.reset();
        m_pool.waitForDone();
    }

    void nothingIsTrainedUnasked() { QVERIFY(m_runs->names().empty()); }

    void trainsAndPauses()
    {
        auto* train = m_view->findChild<QPushButton*>(QStringLiteral("train"));
        const QString offered = train->text();
        train->click();
        QVERIFY(train->text() != offered && train->accessibleName() == train->text());
        QTRY_VERIFY(stepsOf(*m_view) > 0);
        train->click();
        QTRY_VERIFY(!m_view->isComputing());
        QCOMPARE(train->text(), offered);
        QCOMPARE(m_runs->names().size(), std::size_t(1));
        const auto* status = m_view->findChild<QLabel*>(QStringLiteral("training-status"));
        QVERIFY2(status->text().startsWith(QStringLiteral("paused")), qPrintable(status->text()));
    }

    void otherSettingsStopTheTrainingAndKeepIt()
    {
        trainSomeSteps();
        ParameterSet other = longRun();
        QVERIFY(other.setText("width", "16"));
        showSettings(other);
        QCOMPARE(stepsOf(*m_view), 0.0);
        showSettings(longRun());
        QVERIFY(stepsOf(*m_view) > 0);
    }

    void otherPanelsLetItGoOn()
    {
        trainSomeSteps();
        const double before = stepsOf(*m_view);
        m_view->setPanels({"loss"});
        QTRY_VERIFY(stepsOf(*m_view) > before);
        QVERIFY(m_view->isComputing());
    }

    void closingKeepsTheRun()
    {
        trainSomeSteps();
        m_view.reset();
        QCOMPARE(m_runs->names().size(), std::size_t(1));
        const auto bytes = m_runs->find(m_runs->names().front());
        QVERIFY(bytes && learn::readRun(*bytes, "kept")->steps > 0);
    }

private:
    void trainSomeSteps()
    {
        m_view->findChild<QPushButton*>(QStringLiteral("train"))->click();
        QTRY_VERIFY(stepsOf(*m_view) > 0);
    }
    void showSettings(const ParameterSet& values)
    {
        m_view->setValues(values);
        QTRY_VERIFY(!m_view->isComputing());
    }

    QThreadPool m_pool;
    std::unique_ptr<TemporaryFolder> m_folder;
    std::shared_ptr<learn::RunFolder> m_runs;
    std::unique_ptr<DemoView> m_view;
};

QTEST_MAIN(TestDemoTraining)
#include "tst_demo_training.moc"
