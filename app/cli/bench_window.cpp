// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "core/base/demo.h"
#include "core/base/points_param.h"
#include "ui/base/words.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"
#include "ui/plot/figure_view.h"

#include <fmt/format.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
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
        connect(&m_view->figureView(), &FigureView::painted, this, [this] {
            if (m_waitsForPaint)
                m_loop.exit(0);
        });
        m_patience.setSingleShot(true);
        m_patience.setInterval(kPatienceMs);
        connect(&m_patience, &QTimer::timeout, this, [this] { m_loop.exit(1); });
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
        m_waitsForPaint = false;
        m_view->parameters().changeValues(values, m_view->seed());
        m_patience.start();
        // A loop of its own sleeps between events, as the window's does; processEvents() with a time to wait would not.
        const bool painted = m_loop.exec() == 0;
        m_patience.stop();
        if (!painted)
            return Error{Error::Kind::CannotCompute, {"No figure came.", "図が表示されませんでした。"}};
        return Done{};
    }

private:
    QThreadPool m_pool;
    std::unique_ptr<DemoView> m_view;
    QEventLoop m_loop;
    QTimer m_patience;
    bool m_waitsForPaint = false;
};

/// What is dragged: Δ where the demo has one that starts with a number, else its first number that does and has another
/// id than `except`.
const Parameter* draggedOf(const Demo& demo, std::string_view except = {})
{
    const auto starts = [](const Parameter& parameter) {
        const ParameterValue value = initialValue(parameter);
        return std::holds_alternative<double>(value) ||
               (std::holds_alternative<int>(value) && std::holds_alternative<IntParam>(parameter));
    };
    const Parameter* dragged = nullptr;
    for (const Parameter& parameter : demo.parameters)
        if (starts(parameter) && idOf(parameter) != except && (!dragged || idOf(parameter) == "step"))
            dragged = &parameter;
    return dragged;
}

/// The places of the slider: five values side by side, or as many as it has, a whole number or a hundredth apart. Each
/// differs from the one before.
ParameterValue placeOf(const Parameter& parameter, std::size_t repetition)
{
    constexpr int kPlaces = 5;
    const ParameterValue value = initialValue(parameter);
    if (const int* whole = std::get_if<int>(&value)) {
        const auto& range = std::get<IntParam>(parameter);
        const int places = std::min(kPlaces, range.max - range.min + 1);
        const int first = std::min(*whole, range.max - places + 1);
        return first + static_cast<int>(repetition % static_cast<std::size_t>(places));
    }
    return std::get<double>(value) * (1 - 0.01 * static_cast<double>(repetition % kPlaces));
}

/// Drags one slider back and forth over five values, on top of the settings.
Result<BenchmarkBody> sliderToPixels(const Demo& demo, const Parameter& slider, const std::string& settings)
{
    ParameterSet values(demo.parameters);
    if (Status set = values.setAll(settings); !set)
        return set.error();
    const auto stage = std::make_shared<Stage>(demo);
    return BenchmarkBody([=, &slider](std::size_t repetition) mutable -> Status {
        if (Status set = values.set(idOf(slider), placeOf(slider, repetition)); !set)
            return set;
        return stage->show(values);
    });
}

/// Drags one pole back and forth over five places.
Result<BenchmarkBody> poleToPixels(const Demo& demo, const PointsParam& poles, int length)
{
    ParameterSet values(demo.parameters);
    if (Status set = values.setText("length", std::to_string(length)); !set)
        return set.error();
    const Points start = pointsInHand(poles, values);
    const auto stage = std::make_shared<Stage>(demo);
    return BenchmarkBody([=, &poles](std::size_t repetition) mutable -> Status {
        Points moved = start;
        moved.front() += std::complex<double>(0, 0.1 * static_cast<double>(1 + repetition % 5));
        if (Status set = values.set(poles.id, moved); !set)
            return set;
        return stage->show(values);
    });
}

/// The whole program, from the start of its process to its end just after the first frame.
Result<BenchmarkBody> startup()
{
    const auto folder = std::make_shared<QTemporaryDir>();
    return BenchmarkBody([folder](std::size_t) -> Status {
        const int code = QProcess::execute(
            QCoreApplication::applicationFilePath(),
            {QStringLiteral("--data-dir"), folder->path(), QStringLiteral("--quit-after-paint")});
        if (code == 0)
            return Done{};
        return Error{Error::Kind::CannotCompute,
                     {"The window did not open.", "ウィンドウを開けませんでした。"}};
    });
}

bool takes(const Demo& demo, std::string_view id, int least)
{
    const ParameterSet values(demo.parameters);
    const Parameter* parameter = values.find(id);
    const auto* number = parameter ? std::get_if<IntParam>(parameter) : nullptr;
    return number && number->max >= least;
}

/// Settings that give a demo of attention so many tokens: a text has as many as it has.
std::string settingsForTokens(const Demo& demo, int tokens)
{
    ParameterSet values(demo.parameters);
    const bool drawn = values.find("source") && values.setText("source", "gaussian");
    return fmt::format("tokens={}{}", tokens, drawn ? ";source=gaussian" : "");
}

/// The poles that a demo shows at the start, if any.
const PointsParam* draggablePoles(const Demo& demo)
{
    for (const Parameter& parameter : demo.parameters)
        if (const auto* points = std::get_if<PointsParam>(&parameter))
            return pointsInHand(*points, ParameterSet(demo.parameters)).empty() ? nullptr : points;
    return nullptr;
}

void addSlider(std::vector<Benchmark>& all, const Demo& demo)
{
    const Parameter* slider = draggedOf(demo);
    if (!slider)
        return;
    const std::string id = fmt::format("slider-to-pixels/{}", demo.id);
    all.push_back({id, [&demo, slider] { return sliderToPixels(demo, *slider, ""); }});
    constexpr int kTokens = 256;
    const Parameter* other = draggedOf(demo, "tokens");
    if (other && takes(demo, "tokens", kTokens))
        all.push_back({fmt::format("{}/n={}", id, kTokens), [&demo, other] {
                           return sliderToPixels(demo, *other, settingsForTokens(demo, kTokens));
                       }});
    constexpr int kLong = 16384;
    if (!takes(demo, "length", kLong))
        return;
    const std::string settings = fmt::format("length={}", kLong);
    all.push_back({fmt::format("{}/L={}", id, kLong),
                   [&demo, slider, settings] { return sliderToPixels(demo, *slider, settings); }});
    if (const PointsParam* poles = draggablePoles(demo))
        all.push_back({fmt::format("{}/pole/L={}", id, kLong),
                       [&demo, poles] { return poleToPixels(demo, *poles, kLong); }});
}

} // namespace

std::vector<Benchmark> windowBenchmarks()
{
    std::vector<Benchmark> all;
    for (const Demo& demo : allDemos())
        addSlider(all, demo);
    all.push_back({"startup", startup});
    return all;
}

} // namespace kaba
