// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "app/cli/temporary_folder.h"
#include "core/base/demo.h"
#include "ui/base/words.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"
#include "ui/plot/figure_view.h"

#include <fmt/format.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QProcess>
#include <QThreadPool>

#include <memory>

namespace kaba {
namespace {

constexpr int kPatienceMs = 60'000;

/// A demo as the window holds it, with its parameters, claims and figure.
class Stage : public QObject {
public:
    explicit Stage(const Demo& demo)
        : m_view(std::make_unique<DemoView>(demo, m_pool))
    {
        m_pool.setMaxThreadCount(1);
        m_view->resize(1000, 700);
        connect(m_view.get(), &DemoView::figureShown, this, [this] { m_waitsForPaint = true; });
        connect(&m_view->figureView(), &FigureView::painted, this,
                [this] { m_painted = m_painted || m_waitsForPaint; });
        m_view->show();
    }
    ~Stage() override
    {
        m_view.reset();
        m_pool.waitForDone();
    }

    /// Changes the parameters as the reader's hand does; returns when their figure stands on the screen.
    Status show(const ParameterSet& values)
    {
        m_painted = m_waitsForPaint = false;
        m_view->parameters().changeValues(values, m_view->seed());
        const QDeadlineTimer deadline(kPatienceMs);
        while (!m_painted) {
            if (deadline.hasExpired())
                return Error{Error::Kind::CannotCompute, {"No figure came.", "図が表示されませんでした。"}};
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, kPatienceMs);
        }
        return Done{};
    }

private:
    QThreadPool m_pool;
    std::unique_ptr<DemoView> m_view;
    bool m_waitsForPaint = false;
    bool m_painted = false;
};

/// Drags one slider back and forth over five values.
Result<BenchmarkBody> sliderToPixels(const Demo& demo, const std::string& slider, double from, double step,
                                     int length)
{
    ParameterSet values(demo.parameters);
    if (Status set = values.setText("length", std::to_string(length)); !set)
        return set.error();
    const auto stage = std::make_shared<Stage>(demo);
    return BenchmarkBody([=](std::size_t repetition) mutable -> Status {
        const double value = from + step * static_cast<double>(repetition % 5);
        if (Status set = values.setText(slider, fmt::format("{}", value)); !set)
            return set;
        return stage->show(values);
    });
}

/// The whole program, from the start of its process to its end just after the first frame.
Result<BenchmarkBody> startup()
{
    const auto folder = std::make_shared<TemporaryFolder>();
    return BenchmarkBody([folder](std::size_t) -> Status {
        const QString data = qstring(folder->path().string());
        const int code =
            QProcess::execute(QCoreApplication::applicationFilePath(),
                              {QStringLiteral("--data-dir"), data, QStringLiteral("--quit-after-paint")});
        if (code == 0)
            return Done{};
        return Error{Error::Kind::CannotCompute,
                     {"The window did not open.", "ウィンドウを開けませんでした。"}};
    });
}

void addSlider(std::vector<Benchmark>& all, const char* id, const std::string& slider, double from,
               double step)
{
    const Demo* demo = findDemo(id);
    if (!demo)
        return;
    all.push_back({fmt::format("slider-to-pixels/{}", id),
                   [=] { return sliderToPixels(*demo, slider, from, step, 1024); }});
    all.push_back({fmt::format("slider-to-pixels/{}/L=16384", id),
                   [=] { return sliderToPixels(*demo, slider, from, step, 16384); }});
}

} // namespace

std::vector<Benchmark> windowBenchmarks()
{
    std::vector<Benchmark> all;
    addSlider(all, "hippo", "order", 64, -1);
    addSlider(all, "ssm", "step", 0.01, 0.0001);
    all.push_back({"startup", startup});
    return all;
}

} // namespace kaba
