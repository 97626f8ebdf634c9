// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contest/contest.h"

namespace kaba::contest {

/// The panels of a contest: those ids, and the names that menus show.
inline constexpr PanelName kLossPanel{"training-loss", {"Training: loss", "学習：損失"}};
inline constexpr PanelName kScorePanel{"training-score", {"Training: test", "学習：テスト"}};
inline constexpr PanelName kNormPanel{"training-norm", {"Training: gradient", "学習：勾配"}};
inline constexpr PanelName kResultPanel{"training-result", {"Training: result", "学習：結果"}};

/// The ids of those that a contest has: the view of the training.
std::vector<std::string_view> trainingPanels(bool withNorms);

/// What stands of a contest, as far as it came, of the panels that the request wants; claims once it is complete.
void addOutcome(Figure& figure, const Request& request, const Contest& contest, const Outcome& outcome);

/// The score of the last test, in % or bits. Requires a record that was tested.
double lastScore(const Contest& contest, const learn::RunRecord& record);

/// A paper's statement on two contestants of a complete outcome: how far the first one's last score stands above the second's.
struct Comparison {
    std::string id;
    std::string_view above, below;
    double expected = 0;
    Claim::Relation relation = Claim::Relation::AtLeast;
    Text statement, source, remark;
};
Claim claimOf(const Contest& contest, const Outcome& outcome, const Comparison& comparison);

} // namespace kaba::contest
