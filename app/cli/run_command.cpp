// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/qt_session.h"
#include "app/cli/run_plan.h"
#include "core/base/file.h"
#include "core/figure_io/figure_data.h"
#include "core/figure_io/figure_json.h"
#include "ui/demo/handout.h"
#include "ui/export/animation.h"
#include "ui/export/save_figure.h"

#include <QFontDatabase>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace kaba {
namespace {

/// Qt takes another font without a word. Requires a QtSession.
void sayMissingFont(const Console& console, const QString& family)
{
    if (!family.isEmpty() && !QFontDatabase::hasFamily(family))
        console.say(text("The font '{}' is not installed: another one is used.",
                         "フォント「{}」がないため、別のフォントを使います。", family.toStdString()));
}

bool isAnimation(const std::filesystem::path& out) { return out.extension() == ".webp"; }

/// Of a picture: those that were asked for, else those that the window opens with. Data hold them all.
std::vector<std::string> picturedPanels(const RunPlan& plan)
{
    if (!plan.request.panels.empty() || plan.demo->views.empty())
        return plan.request.panels;
    const auto& opening = plan.demo->views.front().panels;
    return {opening.begin(), opening.end()};
}

/// A panel may exist for some settings only; a figure without any is not what was asked for.
Status checkPanels(const RunPlan& plan, const Figure& figure)
{
    for (const std::string& wanted : plan.request.panels)
        if (!findPanel(figure, wanted))
            return Error{
                Error::Kind::CannotCompute,
                text("With these settings '{0}' has no panel '{1}': change them, or leave the panel out.",
                     "この設定の「{0}」にパネル「{1}"
                     "」はありません。設定を変えるか、パネルの指定を外してください。",
                     plan.demo->id, wanted)};
    return Done{};
}

Result<Figure> computed(const RunPlan& plan, const Console& console)
{
    if (plan.job.work == Work::Stored)
        return run(*plan.demo, plan.request, plan.job, console.progress(plan.demo->id));
    const Interruption interruption;
    TrainingJob job = plan.job;
    job.tell = console.training(plan.demo->id);
    return run(*plan.demo, plan.request, job, RunContext(interruption.token()));
}

/// Computes what the plan asks for and brings it out; fonts are loaded once, and each sentence is said once.
class Runner {
public:
    Runner(const RunPlan& plan, const Console& console, const Arguments& arguments)
        : m_plan(plan)
        , m_console(console)
        , m_timings(arguments.has("--timings"))
        , m_handout(arguments.last("--handout"))
    {}
    Status once() { return bringOut(m_plan, m_plan.outs); }
    Status frames();

private:
    Status bringOut(const RunPlan& plan, const std::vector<std::filesystem::path>& outs);
    Result<Figure> figureOf(const RunPlan& plan);
    Status save(const RunPlan& plan, const Figure& figure, const std::vector<std::filesystem::path>& outs);
    Status take(const Figure& figure, const FigureStyle& style);
    void loadFonts(const Figure& figure, const FigureStyle& style);
    void say(const Text& notice);

    const RunPlan& m_plan;
    const Console& m_console;
    const bool m_timings;
    const std::optional<std::string> m_handout;
    std::optional<QtSession> m_session;
    std::optional<Animation> m_animation;
    std::vector<Text> m_said;
};

void Runner::say(const Text& notice)
{
    if (std::ranges::find(m_said, notice) != m_said.end())
        return;
    m_said.push_back(notice);
    m_console.say(notice);
}

/// Without measurements where none are wanted; what the plan, the input and the figure have to say is said.
Result<Figure> Runner::figureOf(const RunPlan& plan)
{
    Result<Figure> figure = computed(plan, m_console);
    m_console.endProgress();
    if (!figure)
        return figure.error();
    if (Status panels = checkPanels(plan, *figure); !panels)
        return panels.error();
    std::ranges::for_each(plan.notices, [this](const Text& notice) { say(notice); });
    if (plan.request.input)
        std::ranges::for_each(plan.request.input->notices, [this](const Text& notice) { say(notice); });
    std::ranges::for_each(figure->notices, [this](const Text& notice) { say(notice); });
    return m_timings ? *std::move(figure) : withoutMeasurements(*std::move(figure));
}

void Runner::loadFonts(const Figure& figure, const FigureStyle& style)
{
    if (m_session)
        return;
    m_session.emplace();
    sayMissingFont(m_console, style.font);
    if (const auto cramped = crampedNotice(figure, style))
        say(*cramped);
}

Status Runner::take(const Figure& figure, const FigureStyle& style)
{
    if (!m_animation)
        m_animation.emplace(m_plan.frameMs);
    return m_animation->add(renderImage(figure, style));
}

Status Runner::save(const RunPlan& plan, const Figure& figure, const std::vector<std::filesystem::path>& outs)
{
    Recipe recipe = recipeOf(*plan.demo, plan.request);
    recipe.style = plan.style;
    if (outs.empty() && !m_handout)
        return m_console.print(figureJson(figure, recipe, m_console.language()));
    Result<FigureStyle> style = styleFrom(plan.style);
    if (!style)
        return style.error();
    style->language = m_console.language();
    style->panels = picturedPanels(plan);
    if (m_handout) {
        loadFonts(figure, *style);
        if (Status saved = saveHandout(*plan.demo, plan.request, figure, recipe, *style, *m_handout); !saved)
            return saved;
    }
    for (const std::filesystem::path& out : outs) {
        if (!isDataSuffix(out.extension().string()))
            loadFonts(figure, *style);
        Status saved = isAnimation(out) ? take(figure, *style) : saveFigure(figure, recipe, *style, out);
        if (!saved)
            return saved;
    }
    return Done{};
}

Status Runner::bringOut(const RunPlan& plan, const std::vector<std::filesystem::path>& outs)
{
    const Result<Figure> figure = figureOf(plan);
    return figure ? save(plan, *figure, outs) : Status(figure.error());
}

/// Each frame is what a run with its value alone would give.
Status Runner::frames()
{
    RunPlan plan = m_plan;
    for (std::size_t frame = 0; frame < m_plan.sweep->values.size(); ++frame) {
        if (Status set = plan.request.values.set(m_plan.sweep->parameter, m_plan.sweep->values[frame]); !set)
            return set;
        std::vector<std::filesystem::path> outs;
        outs.reserve(m_plan.outs.size());
        for (const std::filesystem::path& out : m_plan.outs)
            outs.push_back(isAnimation(out) ? out : frameName(out, static_cast<int>(frame) + 1));
        if (Status brought = bringOut(plan, outs); !brought)
            return brought;
    }
    for (const std::filesystem::path& out : m_plan.outs) {
        if (!isAnimation(out))
            continue;
        const Result<std::string> bytes = m_animation->finish();
        if (!bytes)
            return bytes.error();
        return writeFile(out, *bytes);
    }
    return Done{};
}

} // namespace

Result<int> runCommand(const Arguments& arguments, const Console& console)
{
    const Result<RunPlan> plan = planRun(arguments);
    if (!plan)
        return plan.error();
    if (plan->sweep && arguments.has("--handout"))
        return Error{Error::Kind::Usage,
                     {"A handout shows one figure: leave out --sweep or --handout.",
                      "配布資料に載る図は 1 つです。--sweep か --handout を外してください。"}};
    Runner runner(*plan, console, arguments);
    const Status done = plan->sweep ? runner.frames() : runner.once();
    return done ? Result<int>(0) : done.error();
}

} // namespace kaba
