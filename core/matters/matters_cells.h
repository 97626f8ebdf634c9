// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/run_record.h"
#include "core/matters/matters_settings.h"

#include <map>
#include <vector>

namespace kaba::matters {

/// The settings of the table with everything but model and lag as in `settings`, every cell once.
std::vector<Settings> tableSettings(const Settings& settings);
/// What their finished runs are found by, and those of the settings' own lag.
std::vector<std::string> cellTexts(const Settings& settings);

/// Mean and half of its 95 % interval, %.
struct Spread {
    double mean = 0;
    double half = 0;
    std::size_t seeds = 0;
};

/// The finished runs of all models and lags, everything else being equal.
class Cells {
public:
    /// Of the records that differ from `settings` in model and lag alone.
    Cells(const std::vector<learn::RunRecord>& finished, const Settings& settings);

    /// The lags at which any model has a run, ascending.
    std::vector<int> lags() const;
    /// Nothing where no run has finished.
    std::optional<Spread> accuracy(Arm arm, int lag) const;
    /// Of the difference to the control of the arm's pair, over the seeds that both have; nothing below two.
    std::optional<Spread> difference(Arm arm, Arm from, int lag) const;
    /// Of the mean over some lags of that difference, over the seeds that have all.
    std::optional<Spread> meanDifference(Arm arm, Arm from, std::span<const int> lags) const;
    const learn::RunRecord* find(Arm arm, int lag, int seed) const;

private:
    struct Place {
        Arm arm = Arm::Rnn;
        int lag = 0;
        auto operator<=>(const Place&) const = default;
    };
    using Seeds = std::map<int, learn::RunRecord>;

    const Seeds* seedsOf(Arm arm, int lag) const;
    /// The differences at the lags, summed, of the seeds that have all.
    std::map<int, double> sumsOf(Arm arm, Arm from, std::span<const int> lags) const;

    std::map<Place, Seeds> m_runs;
};

} // namespace kaba::matters
