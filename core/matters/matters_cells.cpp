// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matters/matters_cells.h"

#include "core/math/confidence.h"

#include <algorithm>

namespace kaba::matters {
namespace {

/// %.
double accuracyOf(const learn::RunRecord& record) { return 100 * record.accuracies.back().value; }

Spread spreadOf(const std::vector<double>& values)
{
    return {mean(values), halfInterval(values), values.size()};
}

void addArms(std::vector<Settings>& all, Settings settings, int lag)
{
    settings.lag = lag;
    for (const ArmName& name : kArms) {
        settings.arm = name.arm;
        all.push_back(settings);
    }
}

} // namespace

std::vector<Settings> tableSettings(const Settings& settings)
{
    std::vector<Settings> all;
    for (const int lag : kLags)
        addArms(all, settings, lag);
    return all;
}

std::vector<std::string> cellTexts(const Settings& settings)
{
    std::vector<Settings> all = tableSettings(settings);
    addArms(all, settings, settings.lag);
    std::vector<std::string> texts;
    for (const Settings& cell : all)
        texts.push_back(textOf(cell));
    return texts;
}

Cells::Cells(const std::vector<learn::RunRecord>& finished, const Settings& settings)
{
    for (const learn::RunRecord& record : finished) {
        const auto its = settingsFrom(record.settings);
        if (!its || record.accuracies.empty())
            continue;
        Settings moved = *its;
        moved.arm = settings.arm;
        moved.lag = settings.lag;
        if (moved == settings)
            m_runs[{its->arm, its->lag}].emplace(static_cast<int>(record.seed), record);
    }
}

std::vector<int> Cells::lags() const
{
    std::vector<int> lags;
    for (const auto& [place, seeds] : m_runs)
        lags.push_back(place.lag);
    std::ranges::sort(lags);
    lags.erase(std::ranges::unique(lags).begin(), lags.end());
    return lags;
}

const Cells::Seeds* Cells::seedsOf(Arm arm, int lag) const
{
    const auto found = m_runs.find({arm, lag});
    return found == m_runs.end() ? nullptr : &found->second;
}

const learn::RunRecord* Cells::find(Arm arm, int lag, int seed) const
{
    const Seeds* seeds = seedsOf(arm, lag);
    const auto found = seeds ? seeds->find(seed) : Seeds::const_iterator();
    return seeds && found != seeds->end() ? &found->second : nullptr;
}

std::optional<Spread> Cells::accuracy(Arm arm, int lag) const
{
    const Seeds* seeds = seedsOf(arm, lag);
    if (!seeds)
        return std::nullopt;
    std::vector<double> values;
    for (const auto& [seed, record] : *seeds)
        values.push_back(accuracyOf(record));
    return spreadOf(values);
}

std::map<int, double> Cells::sumsOf(Arm arm, Arm from, std::span<const int> lags) const
{
    std::map<int, double> sums;
    const Seeds* first = lags.empty() ? nullptr : seedsOf(arm, lags.front());
    if (!first)
        return sums;
    for (const auto& [seed, ignored] : *first) {
        double sum = 0;
        const bool all = std::ranges::all_of(lags, [&](int lag) {
            const learn::RunRecord* with = find(arm, lag, seed);
            const learn::RunRecord* without = find(from, lag, seed);
            if (with && without)
                sum += accuracyOf(*with) - accuracyOf(*without);
            return with && without;
        });
        if (all)
            sums[seed] = sum;
    }
    return sums;
}

std::optional<Spread> Cells::meanDifference(Arm arm, Arm from, std::span<const int> lags) const
{
    std::vector<double> values;
    for (const auto& [seed, sum] : sumsOf(arm, from, lags))
        values.push_back(sum / static_cast<double>(lags.size()));
    return values.size() < 2 ? std::nullopt : std::optional(spreadOf(values));
}

std::optional<Spread> Cells::difference(Arm arm, Arm from, int lag) const
{
    return meanDifference(arm, from, std::span(&lag, 1));
}

} // namespace kaba::matters
