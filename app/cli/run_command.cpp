// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/interruption.h"
#include "app/cli/qt_session.h"
#include "app/cli/run_plan.h"
#include "core/figure_io/figure_data.h"
#include "core/figure_io/figure_json.h"
#include "ui/demo/handout.h"
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

/// Of a picture: those that were asked for, else those that the window opens with. Data hold them all.
std::vector<std::string> picturedPanels(const RunPlan& plan)
{
    if (!plan.request.panels.empty() || plan.demo->views.empty())
        return plan.request.panels;
    const auto& opening = plan.demo->views.front().panels;
    return {opening.begin(), opening.end()};
}

/// Every file that was asked for, the handout too.
Status saveAll(const RunPlan& plan, const Figure& figure, const Recipe& recipe, const Console& console,
               const std::optional<std::string>& handout)
{
    Result<FigureStyle> style = styleFrom(plan.style);
    if (!style)
        return style.error();
    style->language = console.language();
    style->panels = picturedPanels(plan);
    const bool anyPicture = std::ranges::any_of(
        plan.outs, [](const std::filesystem::path& out) { return !isDataSuffix(out.extension().string()); });
    std::optional<QtSession> session;
    if (anyPicture || handout)
        session.emplace();
    if (anyPicture) {
        sayMissingFont(console, style->font);
        if (const auto cramped = crampedNotice(figure, *style))
            console.say(*cramped);
    }
    if (handout)
        if (Status saved = saveHandout(*plan.demo, plan.request, figure, recipe, *style, *handout); !saved)
            return saved;
    for (const std::filesystem::path& out : plan.outs)
        if (Status saved = saveFigure(figure, recipe, *style, out); !saved)
            return saved;
    return Done{};
}

/// What the plan, the input and the figure have to say, each sentence once.
void sayNotices(const Console& console, const RunPlan& plan, const Figure& figure)
{
    std::vector<Text> notices = plan.notices;
    const auto add = [&](const std::vector<Text>& more) {
        for (const Text& notice : more)
            if (std::ranges::find(notices, notice) == notices.end())
                notices.push_back(notice);
    };
    if (plan.request.input)
        add(plan.request.input->notices);
    add(figure.notices);
    for (const Text& notice : notices)
        console.say(notice);
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

} // namespace

Result<int> runCommand(const Arguments& arguments, const Console& console)
{
    const Result<RunPlan> plan = planRun(arguments);
    if (!plan)
        return plan.error();
    Result<Figure> figure = computed(*plan, console);
    console.endProgress();
    if (!figure)
        return figure.error();
    if (Status panels = checkPanels(*plan, *figure); !panels)
        return panels.error();
    sayNotices(console, *plan, *figure);
    if (!arguments.has("--timings"))
        figure = withoutMeasurements(*std::move(figure));
    Recipe recipe = recipeOf(*plan->demo, plan->request);
    recipe.style = plan->style;
    const std::optional<std::string> handout = arguments.last("--handout");
    const Status written = plan->outs.empty() && !handout
                               ? console.print(figureJson(*figure, recipe, console.language()))
                               : saveAll(*plan, *figure, recipe, console, handout);
    return written ? Result<int>(0) : written.error();
}

} // namespace kaba
