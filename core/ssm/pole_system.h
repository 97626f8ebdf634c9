// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/ssm/layer.h"
#include "core/ssm/s4d.h"

#include <Eigen/Core>

namespace kaba {

/// The parameter `poles`: kept modes of a diagonal system in continuous time, each for itself and its conjugate.
/// Imaginary parts reach beyond those of LegS at order 256 (20 861).
constexpr PointsParam polesParam(Points (*preset)(const ParameterSet&), EnabledWhen enabledWhen = nullptr)
{
    return {
        .id = "poles",
        .label = {"Poles λ", "極 λ"},
        .re = {-1e5, 1e3},
        .im = {-1e5, 1e5},
        .maxPoints = 128,
        .preset = preset,
        .help = {"The eigenvalues λ of a diagonal A, each together with its conjugate: drag them in the "
                 "plane, or type them. None: those of the initialisation. The poles of a dense HiPPO matrix "
                 "cannot be moved one by one, because its eigenvectors are nearly parallel: take S4D.",
                 "対角行列 A の固有値 λ です（共役と対で扱います）。複素平面で動かすか、数値で入力します。"
                 "空なら初期化の値です。密な HiPPO 行列の極は、固有ベクトルがほとんど平行なため一つずつは"
                 "動かせません。S4D を選んでください。"},
        .enabledWhen = enabledWhen};
}

Points pointsOf(const Eigen::VectorXcd& modes);
Eigen::VectorXcd modesOf(const Points& points);

/// The initial modes of S4D, or none where the order is odd.
Points s4dPoints(S4dInit init, int order);

/// S4D with C from `readout`: for LegS C = cᵀV of its N real values, else the N/2 values themselves.
/// Fails and costs as s4d() does.
Result<DiagonalStateSpace> s4dWithReadout(S4dInit init, int order, LayerReadout readout, int seed);

/// y = 2 Re Σ C_n x_n with the given poles, B_n = 1 and C from `readout`.
DiagonalStateSpace poleSystem(const Points& poles, LayerReadout readout, int seed);

/// S4D with its poles moved to the given ones, if any: with as many as the order has modes B and C stay those of the
/// initialisation, with more or fewer they are those of poleSystem().
Result<DiagonalStateSpace> s4dWithPoles(S4dInit init, int order, LayerReadout readout, int seed,
                                        const Points& poles);

/// What the figure says of poles that were moved: how many, what B is; that some grow. Empty without any.
std::vector<Text> polesNotices(const Points& poles, bool keepsInput);

} // namespace kaba
