// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"

#include "core/base/pinned_curves.h"
#include "core/base/spelling.h"
#include "core/base/trainer.h"

#include <algorithm>
#include <exception>
#include <iterator>

namespace kaba {
namespace {

Status checkPanels(const Demo& demo, const Request& request)
{
    for (const std::string& wanted : request.panels) {
        if (demo.hasPanel(wanted))
            continue;
        std::vector<std::string_view> ids;
        std::ranges::transform(demo.panels, std::back_inserter(ids), &PanelName::id);
        const std::string nearest = nearestSpelling(wanted, ids);
        return Error{Error::Kind::Usage,
                     text("The demo '{0}' has no panel '{1}'. Did you mean '{2}'?",
                          "デモ「{0}」にパネル「{1}」はありません。「{2}」のことでしょうか。", demo.id,
                          wanted, nearest)};
    }
    return Done{};
}

Error internalError(const Demo& demo, const Request& request, const char* what)
{
    return {Error::Kind::Numerical,
            text("Internal error in the demo '{0}' with the settings {1}: {2}. Other settings may work.",
                 "デモ「{0}」の内部エラー（設定 {1}）：{2}。設定を変えると動くことがあります。", demo.id,
                 request.values.settings(), what)};
}

} // namespace

bool Demo::hasPanel(std::string_view panel) const
{
    return std::ranges::find(panels, panel, &PanelName::id) != panels.end();
}

bool Request::wants(std::string_view panel) const
{
    return panels.empty() || std::ranges::find(panels, panel) != panels.end();
}

const Demo* findDemo(std::string_view id)
{
    const auto demos = allDemos();
    const auto found = std::ranges::find(demos, id, &Demo::id);
    return found == demos.end() ? nullptr : &*found;
}

namespace {

/// `compute` behind everything that is the same for all demos.
template <class Compute>
Result<Figure> runBy(const Demo& demo, const Request& request, const Compute& compute)
{
    if (Status panels = checkPanels(demo, request); !panels)
        return panels.error();
    // Parts that several demos share may know more panels than this demo has.
    Request named = request;
    if (named.panels.empty())
        for (const PanelName& panel : demo.panels)
            named.panels.emplace_back(panel.id);
    try {
        Result<Figure> figure = compute(named);
        if (figure)
            std::erase_if(figure->panels, [&](const Panel& panel) { return !named.wants(panel.id); });
        return figure;
    } catch (const std::exception& exception) {
        return internalError(demo, request, exception.what());
    }
}

/// The pins' own figures cost as much as the request's; they are kept, since only the request changes under a slider.
Result<Figure> withPins(const Demo& demo, const Request& request, Result<Figure> figure,
                        const RunContext& context)
{
    if (!figure || request.pins.empty())
        return figure;
    std::vector<std::shared_ptr<const Figure>> pinned;
    for (const Pin& pin : request.pins) {
        Result<std::shared_ptr<const Figure>> found = pinnedFigure(demo, request, pin, context);
        if (!found && found.error().kind == Error::Kind::Cancelled)
            return found.error();
        pinned.push_back(found ? *found : nullptr);
    }
    addPinnedCurves(*figure, request, pinned);
    return figure;
}

} // namespace

Result<Figure> run(const Demo& demo, const Request& request, const RunContext& context)
{
    Result<Figure> figure =
        runBy(demo, request, [&](const Request& named) { return demo.compute(named, context); });
    return withPins(demo, request, std::move(figure), context);
}

Result<Figure> run(const Demo& demo, const Request& request, const TrainingJob& job,
                   const RunContext& context)
{
    const Trainer trainer = trainerOf(demo);
    if (!trainer)
        return run(demo, request, context);
    Result<Figure> figure =
        runBy(demo, request, [&](const Request& named) { return trainer(named, job, context); });
    return withPins(demo, request, std::move(figure), context);
}

} // namespace kaba
