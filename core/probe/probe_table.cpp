// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_table.h"

#include "core/math/confidence.h"
#include "core/probe/published.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace kaba::probe {
namespace {

using learn::Mixer;

/// As the claims do: within a point where the paper has the task solved, else within ten.
std::string verdictOf(const Cell* cell, std::optional<double> published)
{
    if (!cell || !published)
        return "–";
    return std::abs(mean(cell->accuracies) - *published) <= toleranceOf(*published) ? "✓" : "✗";
}

/// One seed has no interval.
std::string accuracyOf(const Cell& cell)
{
    const std::string average = fmt::format("{:.1f}", mean(cell.accuracies));
    return cell.accuracies.size() > 1 ? fmt::format("{} ± {:.1f}", average, halfInterval(cell.accuracies))
                                      : average;
}

std::vector<std::string> rowOf(const std::vector<Cell>& cells, Task task, Mixer mixer)
{
    const Cell* cell = bestCell(cells, task, mixer);
    const auto published = publishedAccuracy(cellSettings(task, mixer, RecipeKind::Official));
    return {std::string(nameOf(task).id),
            std::string(nameOf(mixer).label.en),
            published ? fmt::format("{:.1f}", *published) : "–",
            cell ? accuracyOf(*cell) : "–",
            cell ? std::to_string(cell->accuracies.size()) : "0",
            cell ? fmt::format("{}, {}, {}",
                               cell->settings.recipe == RecipeKind::Official ? "official" : "quick",
                               cell->settings.rate, cell->settings.steps)
                 : "–",
            verdictOf(cell, published)};
}

/// A cell of the paper, or one that has been computed.
bool hasRow(const std::vector<Cell>& cells, Task task, Mixer mixer)
{
    return publishedAccuracy(cellSettings(task, mixer, RecipeKind::Official)) || bestCell(cells, task, mixer);
}

} // namespace

Settings cellSettings(Task task, Mixer mixer, RecipeKind recipe)
{
    return *settingsFrom(fmt::format("task={};model={};recipe={}", nameOf(task).id, nameOf(mixer).id,
                                     recipe == RecipeKind::Official ? "official" : "quick"));
}

double toleranceOf(double published) { return published >= 99 ? 1 : 10; }

std::vector<std::string> cellTexts()
{
    std::vector<std::string> texts;
    for (std::size_t task = 0; task < kTasks; ++task)
        for (const auto& [mixer, id, label] : kModels)
            for (const RecipeKind recipe : {RecipeKind::Official, RecipeKind::Quick})
                texts.push_back(textOf(cellSettings(static_cast<Task>(task), mixer, recipe)));
    return texts;
}

std::vector<Cell> cellsOf(const std::vector<learn::RunRecord>& finished)
{
    std::vector<Cell> cells;
    for (const learn::RunRecord& record : finished) {
        const auto settings = settingsFrom(record.settings);
        if (!settings || record.accuracies.empty() ||
            *settings != cellSettings(settings->task, settings->mixer, settings->recipe))
            continue;
        auto cell = std::ranges::find(cells, *settings, &Cell::settings);
        if (cell == cells.end())
            cell = cells.insert(cells.end(), {*settings});
        cell->accuracies.push_back(100 * record.accuracies.back().value);
    }
    return cells;
}

const Cell* bestCell(const std::vector<Cell>& cells, Task task, Mixer mixer)
{
    const auto rank = [](const Cell& cell) {
        const std::size_t seeds = cell.accuracies.size();
        return std::tuple(seeds >= kTableSeeds, cell.settings.recipe == RecipeKind::Official, seeds);
    };
    const Cell* best = nullptr;
    for (const Cell& cell : cells)
        if (cell.settings.task == task && cell.settings.mixer == mixer && (!best || rank(cell) > rank(*best)))
            best = &cell;
    return best;
}

Panel tablePanel(const std::vector<Cell>& cells)
{
    Table table{.columns = {{"task", "課題"},
                            {"model", "モデル"},
                            {"paper, %", "論文 %"},
                            {"here, %", "ここで %"},
                            {"seeds", "種の数"},
                            {"recipe, rate, steps", "手順、学習率、ステップ"},
                            {"agrees", "一致"}},
                .rows = {}};
    for (std::size_t task = 0; task < kTasks; ++task)
        for (const auto& [mixer, id, label] : kModels)
            if (hasRow(cells, static_cast<Task>(task), mixer))
                table.rows.push_back(rowOf(cells, static_cast<Task>(task), mixer));
    return {.id = "table",
            .title = {"Test accuracy: the paper's table and ours, mean ± 95 % interval over seeds",
                      "テストの正解率：論文の表とここでの値（種についての平均 ± 95 % 区間）"},
            .layers = {{.id = "table", .label = {"accuracy", "正解率"}, .data = std::move(table)}}};
}

} // namespace kaba::probe
