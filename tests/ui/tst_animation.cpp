// SPDX-License-Identifier: GPL-3.0-or-later
// An animation out of the window: frames, file, stop.
#include "core/base/file.h"
#include "core/figure_io/recipe.h"
#include "tests/support/live_demo.h"
#include "ui/demo/animation_dialog.h"

#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QtTest>

using namespace kaba;

class TestAnimation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_dialog = std::make_unique<AnimationDialog>(live::kDemo, m_pool, nullptr);
        begin({});
        m_dialog->show();
    }
    void cleanup()
    {
        m_dialog.reset();
        m_pool.waitForDone();
    }
    void oneFileMoves();
    void oneFileEachFrame();
    void anEndThatIsRefusedIsTold();
    void anExistingFileIsReplacedOnTheSecondPress();
    void stopsWhenAsked();
    void aFrameThatFailsEndsItInWords();

private:
    void begin(const std::string& settings)
    {
        Request request{.values = ParameterSet(live::kDemo.parameters), .panels = {"first"}};
        QVERIFY(settings.empty() || request.values.setAll(settings));
        FigureStyle style;
        style.sizeMm = {60, 45};
        m_dialog->begin(request, style, m_folder->path());
    }
    template <class Part>
    Part* part(const char* name) const
    {
        return m_dialog->findChild<Part*>(QLatin1String(name));
    }
    void sweep(const char* parameter, const char* from, const char* to, int count) const
    {
        auto* parameters = part<QComboBox>("parameter");
        parameters->setCurrentIndex(parameters->findData(QLatin1String(parameter)));
        Q_EMIT parameters->activated(parameters->currentIndex());
        for (const auto& [field, words] : {std::pair("from", from), std::pair("to", to)}) {
            auto* line = part<QLineEdit>(field);
            line->selectAll();
            QTest::keyClicks(line, QLatin1String(words));
        }
        part<QSpinBox>("count")->setValue(count);
    }
    void choosePngs() const
    {
        part<QComboBox>("format")->setCurrentIndex(1);
        Q_EMIT part<QComboBox>("format")->activated(1);
    }
    void make() const { QTest::mouseClick(part<QPushButton>("make"), Qt::LeftButton); }
    bool says(const char* words) const
    {
        for (const auto* label : m_dialog->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(QLatin1String(words)))
                return true;
        return false;
    }
    std::string path(const char* name) const { return m_folder->filePath(QLatin1String(name)).toStdString(); }

    QThreadPool m_pool;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AnimationDialog> m_dialog;
};

void TestAnimation::oneFileMoves()
{
    QSignalSpy saved(m_dialog.get(), &AnimationDialog::saved);
    sweep("step", "0.01", "1", 4);
    make();
    QVERIFY(m_dialog->isRunning() && m_dialog->findChild<QProgressBar*>()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60000);
    const auto bytes = readFile(path("test.webp"));
    QVERIFY(bytes && bytes->starts_with("RIFF") && bytes->find("ANIM") != std::string::npos);
    QVERIFY(!m_dialog->isVisible());
}

void TestAnimation::oneFileEachFrame()
{
    QSignalSpy saved(m_dialog.get(), &AnimationDialog::saved);
    choosePngs();
    QVERIFY(part<QLineEdit>("file")->text().endsWith(QStringLiteral("test-%03d.png")));
    sweep("number", "10", "12", 3);
    make();
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60000);
    for (const char* name : {"test-001.png", "test-002.png", "test-003.png"})
        QVERIFY(!QImage(QString::fromStdString(path(name))).isNull());
    QVERIFY(!QFile::exists(QString::fromStdString(path("test-004.png"))));
    const auto recipe = readRecipe(path("test-002.png"));
    QVERIFY(recipe);
    QCOMPARE(std::get<double>(recipe->settings.front().second), 11.0);
}

void TestAnimation::anEndThatIsRefusedIsTold()
{
    sweep("step", "0.01", "100", 4);
    make();
    QVERIFY(!m_dialog->isRunning());
    QVERIFY(says("10"));
    sweep("step", "x", "1", 4);
    make();
    QVERIFY(says("two numbers"));
}

void TestAnimation::anExistingFileIsReplacedOnTheSecondPress()
{
    QVERIFY(writeFile(path("test.webp"), "mine"));
    QSignalSpy saved(m_dialog.get(), &AnimationDialog::saved);
    sweep("step", "0.01", "1", 2);
    make();
    QVERIFY(says("exists"));
    QCOMPARE(*readFile(path("test.webp")), std::string("mine"));
    make();
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 60000);
    QVERIFY(*readFile(path("test.webp")) != "mine");
}

void TestAnimation::stopsWhenAsked()
{
    begin("pause=60000");
    sweep("step", "0.01", "1", 2);
    make();
    QVERIFY(m_dialog->isRunning());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isRunning() && m_dialog->isVisible());
    QVERIFY(says("Stopped"));
    QVERIFY(m_pool.waitForDone(60000));
    QVERIFY(!QFile::exists(QString::fromStdString(path("test.webp"))));
}

void TestAnimation::aFrameThatFailsEndsItInWords()
{
    sweep("number", "12", "14", 3);
    make();
    QTRY_VERIFY_WITH_TIMEOUT(!m_dialog->isRunning(), 60000);
    QVERIFY(says("Thirteen"));
    QVERIFY(part<QPushButton>("make")->isEnabled());
}

QTEST_MAIN(TestAnimation)
#include "tst_animation.moc"
