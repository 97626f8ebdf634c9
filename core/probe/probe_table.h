// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/learn/run_record.h"
#include "core/probe/probe_settings.h"

#include <string>
#include <vector>

namespace kaba::probe {

/// How many seeds, from 1 on, a full table has.
inline constexpr int kTableSeeds = 5;

/// The finished runs that share all settings, by their test accuracies.
struct Cell {
    Settings settings;
    std::vector<double> accuracies = {}; ///< %, one a seed
};

/// The parameters of the probe at their initial values for this task, model and recipe.
Settings cellSettings(Task task, learn::Mixer mixer, RecipeKind recipe);

/// How far from the published number a mean still agrees, %: a point where the task is solved; elsewhere ten, for the paper
/// gives neither seeds nor spread.
double toleranceOf(double published);

/// The canonical texts of all cells' settings.
std::vector<std::string> cellTexts();

/// The runs with the settings of some cell; other runs say nothing of the table.
std::vector<Cell> cellsOf(const std::vector<learn::RunRecord>& finished);
/// The cell that speaks for a task and model: one with all seeds of a full table before one without, then official before
/// quick, then the one with most seeds; null where there is none.
const Cell* bestCell(const std::vector<Cell>& cells, Task task, learn::Mixer mixer);

/// Models × tasks beside the published numbers.
Panel tablePanel(const std::vector<Cell>& cells);

} // namespace kaba::probe
