// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace kaba {

/// More tokens than this are not told apart as lines; a window of so many is drawn.
inline constexpr Eigen::Index kMostLinked = 32;

/// Two columns of tokens, queries on the left and keys on the right, joined by lines as strong as the weights (after
/// Vig, 2019, BertViz); the lines of token `token` stand out. Of many tokens the kMostLinked around it are drawn, and
/// the note says which and what share of their weight goes to tokens that are not. Tokens without names go by number.
Panel linksPanel(const Eigen::MatrixXd& weights, const std::vector<std::string>& tokens, Eigen::Index token);

} // namespace kaba
