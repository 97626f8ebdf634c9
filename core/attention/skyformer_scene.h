// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/attention/nystrom.h"
#include "core/base/demo.h"

#include <initializer_list>
#include <string_view>

namespace kaba {

/// One head under the Gaussian kernel, exactly and by landmarks.
struct SkyformerScene {
    const Request& request;
    AttentionInput input;
    NystromSettings settings;
    double accuracy;        ///< ε, relative to ‖C‖₂, that the statistical dimension is of
    Eigen::MatrixXd kernel; ///< C
    double norm;            ///< ‖C‖₂
    AttentionResult exact;  ///< C V and its cost
    AttentionResult found;  ///< C̃ V and its cost

    const AttentionProblem& problem() const { return input.problem; }
    bool wantsAny(std::initializer_list<std::string_view> panels) const;
    /// ‖difference‖₂ / ‖C‖₂; 0 where both are 0.
    double relative(const Eigen::MatrixXd& difference) const;
};

/// Errors: those of attentionInputOf() and nystromAttention().
Result<SkyformerScene> makeSkyformerScene(const Request& request, const NystromSettings& settings,
                                          double accuracy, const RunContext& context);

/// C̃ of a method on the scene's problem: what the fast path makes of the unit vectors.
Result<Eigen::MatrixXd> landmarkWeights(const SkyformerScene& scene, const NystromSettings& settings,
                                        const RunContext& context);

/// Each adds the wanted panels of one view with their readouts and claims, and computes nothing where none is wanted.
/// They fail when cancelled, and where naive Nyström blows up.

/// `kernel`, `approximation`, `difference`, `output`, `softmax`, `row-sums`.
Status addSkyformerMatrices(const SkyformerScene& scene, Figure& figure, const RunContext& context);
/// `error`: against the landmarks, of five draws each.
Status addSkyformerError(const SkyformerScene& scene, Figure& figure, const RunContext& context);
/// `spectra`, with the statistical dimension; `conditioning`: condition numbers against the scale of Q and K.
Status addSkyformerSpectra(const SkyformerScene& scene, Figure& figure, const RunContext& context);
/// `iteration`, `landmark-spectrum`.
Status addSkyformerInverse(const SkyformerScene& scene, Figure& figure, const RunContext& context);
/// `multiply-adds`: against the tokens.
Status addSkyformerCost(const SkyformerScene& scene, Figure& figure, const RunContext& context);

} // namespace kaba
