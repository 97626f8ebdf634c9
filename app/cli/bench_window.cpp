// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "app/cli/temporary_folder.h"
#include "core/base/demo.h"
#include "ui/demo/compute_queue.h"
#include "ui/plot/figure_view.h"

#include <fmt/format.h>

#include <QCoreApplication>
#include <QProcess>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace kaba {
namespace {

/// A figure beside its queue, as in the window: what lies between a slider and the pixels.
class Stage : public QObject {
public:
    explicit Stage(const Demo& demo)
        : m_queue(demo, m_pool)
    {
        m_pool.setMaxThreadCount(1);
        m_view.resize(900, 640);
        m_view.show();
        connect(&m_queue, &ComputeQueue::computed, this, [this](const ComputedPtr& result) {
            m_view.showFigure(std::shared_ptr<const Figure>(result, &result->figure));
            m_waitsForPaint = true;
        });
        connect(&m_queue, &ComputeQueue::failed, this, [this](const Error& error) { m_error = error; });
        connect(&m_view, &FigureView::painted, this, [this] { m_painted = m_painted || m_waitsForPaint; });
    }
    ~Stage() override { m_pool.waitForDone(); }

    /// Returns when the figure of this request stands on the screen.
    Status show(const Request& request)
    {
        m_painted = m_waitsForPaint = false;
        m_queue.request(request);
        while (!m_painted && !m_error)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        return m_error ? Status(*m_error) : Status(Done{});
    }
    std::vector<std::string> visiblePanels() const { return m_view.visiblePanels(); }

private:
    QThreadPool m_pool;
    ComputeQueue m_queue;
    FigureView m_view;
    bool m_waitsForPaint = false;
    bool m_painted = false;
    std::optional<Error> m_error;
};

/// Drags one slider back and forth over five values.
Result<BenchmarkBody> sliderToPixels(const Demo& demo, const std::string& slider, double from, double step,
                                     int length)
{
    Request request{.values = ParameterSet(demo.parameters)};
    if (Status set = request.values.setText("length", std::to_string(length)); !set)
        return set.error();
    const auto stage = std::make_shared<Stage>(demo);
    if (Status shown = stage->show(request); !shown)
        return shown.error();
    request.panels = stage->visiblePanels();
    return BenchmarkBody([=](std::size_t repetition) mutable -> Status {
        const double value = from + step * static_cast<double>(repetition % 5);
        if (Status set = request.values.setText(slider, fmt::format("{}", value)); !set)
            return set;
        return stage->show(request);
    });
}

/// The whole program, from the start of its process to its end just after the first frame.
Result<BenchmarkBody> startup()
{
    const auto folder = std::make_shared<TemporaryFolder>();
    return BenchmarkBody([folder](std::size_t) -> Status {
        const QString data = QString::fromStdString(folder->path().string());
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
