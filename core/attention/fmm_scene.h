// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/attention/fmm_controls.h"
#include "core/attention/fmm_panels.h"
#include "core/attention/fmm_study.h"
#include "core/attention/sweeps.h"
#include "core/base/demo.h"

#include <optional>

namespace kaba {

/// The bands that the curves of errors against the band stand at.
inline constexpr Eigen::Index kFmmBands[] = {1, 2, 3, 5, 8, 12, 16, 20, 30, 40};
/// The places between two blocks of particles.
inline constexpr Eigen::Index kFmmGaps[] = {0, 8, 16, 32, 64, 128};

/// All that the panels and claims of FMMformer's page read. What no wanted panel asks for stays empty.
struct FmmScene {
    const Request* request = nullptr;
    std::optional<AttentionInput> input = {}; ///< none for particles
    Eigen::MatrixXd matrix;                   ///< A
    Eigen::MatrixXd far;                      ///< A − band(A)
    Eigen::MatrixXd found = {};               ///< of the mechanism; empty for particles
    AttentionCost cost = {}, exactCost = {};
    double linearError = 0; ///< far kernels alone
    std::vector<RankCurve> ranks = {};
    Eigen::MatrixXd fit = {};
    double fitDifference = 0; ///< tail of the singular values against ‖far − fit‖, in parts of ‖A‖
    std::vector<SpectrumCurve> spectra = {};
    std::vector<BandCurve> overBand = {};
    std::vector<SeparationCurve> separation = {};
    std::vector<TokensSweep> growth = {};

    Eigen::Index band() const { return request->values[kFmmBand]; }
    Eigen::Index rank() const { return request->values[kFmmRank]; }
    double tolerance() const { return request->values[kFmmTolerance]; }
    FmmSettings settings() const { return fmmSettingsOf({request->values, 0, request->seed}, band()); }
    ParticleLayout layout() const { return request->values.as<ParticleLayout>(kParticleLayout); }
    bool wants(std::string_view panel) const { return request->wants(panel); }
    std::vector<std::string> tokens() const { return input ? input->tokens : std::vector<std::string>{}; }
};

/// Computes what the request wants; the scene keeps a pointer to it. Errors: those of attentionInputFor(); stops when
/// asked.
Result<FmmScene> fmmScene(const Request& request, const RunContext& context);

} // namespace kaba
