// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_measures.h"
#include "core/base/figure.h"

#include <string>
#include <vector>

namespace kaba {

/// Matrices larger than this are drawn in tiles.
inline constexpr Eigen::Index kMostTiles = 1024;

/// A matrix over pairs of tokens: queries downwards, keys to the right, with the tokens' names where there are few.
/// Large ones in tiles, and the panel's note says so. `signedValues` puts 0 in the middle of the colours. Its one
/// layer has the panel's id.
Panel tokenMatrixPanel(const std::string& id, Text title, const Eigen::MatrixXd& matrix,
                       const std::vector<std::string>& tokens, bool signedValues);

/// Numbers of tokens along a line or as bars, named where there are few.
Axis tokenAxis(Text label);

/// What token `token` sees (its row) and who sees it (its column).
Panel profilePanel(const Eigen::MatrixXd& weights, Eigen::Index token,
                   const std::vector<std::string>& tokens);

/// Entropy of each row beside the most that the tokens in sight allow.
Panel entropyPanel(const Eigen::MatrixXd& weights, bool causal);

} // namespace kaba
