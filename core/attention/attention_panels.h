// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_measures.h"
#include "core/attention/sweeps.h"
#include "core/base/figure.h"

#include <span>
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

/// First component of the outputs, exact and by a mechanism.
Panel outputsPanel(const Eigen::MatrixXd& exact, const Eigen::MatrixXd& found, const Text& name);

/// The singular values of one matrix, under the name of its curve.
struct NamedSpectrum {
    std::string id;
    Text label;
    Samples values;
};
/// Singular values against their index, on a logarithmic axis; the first is the reference.
Panel spectrumPanel(const std::vector<NamedSpectrum>& spectra);

/// Pen and shade of the curve of an attender: exact attention is the reference, a mechanism looks the same in every
/// panel, and others go by their place among those shown, from 0.
struct CurveLook {
    Role role = Role::Output;
    int shade = 0;
};
CurveLook curveLook(std::string_view id, std::size_t place);

/// What logarithmic axes of errors show of a smaller one: beyond it a method counts as exact.
inline constexpr double kLeastShownError = 1e-4;

/// Error of the outputs against the budget, both logarithmic, a curve for each sweep. Errors below kLeastShownError are
/// drawn there, and the note says so.
Panel errorAgainstBudgetPanel(const std::string& id, std::span<const BudgetSweep> sweeps);

/// The same errors against the multiply-adds that they took: left and low is better.
Panel errorAgainstCostPanel(const std::string& id, std::span<const BudgetSweep> sweeps);

/// One cost against the tokens, both logarithmic, a curve for each sweep and its fitted slope in the legend;
/// Growth::Milliseconds makes a panel that is `measured`.
Panel growthPanel(const std::string& id, std::span<const TokensSweep> sweeps, Growth what);

} // namespace kaba
