// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/figure_parts.h"
#include "core/ssm/s4_scene.h"

#include <algorithm>
#include <utility>

namespace kaba {
namespace {

/// Both halves of every pair of modes of the normal part.
Eigen::VectorXcd allModes(const Dplr& dplr)
{
    const Eigen::Index kept = dplr.lambda.size();
    const Eigen::Index mirrored = kept - (dplr.realModeLast ? 1 : 0);
    Eigen::VectorXcd modes(kept + mirrored);
    modes << dplr.lambda, dplr.lambda.head(mirrored).conjugate().reverse();
    return modes;
}

/// V diag(values) W* over all modes: twice the real part over the kept ones, a real mode once.
Eigen::MatrixXd overAllModes(const Dplr& dplr, const Eigen::MatrixXcd& left, const Eigen::MatrixXcd& right)
{
    Eigen::VectorXd twice = Eigen::VectorXd::Constant(dplr.lambda.size(), 2);
    if (dplr.realModeLast)
        twice.tail(1).setOnes();
    return (left * twice.asDiagonal() * right).real();
}

Eigen::MatrixXd normalPart(const Dplr& dplr)
{
    return overAllModes(dplr, dplr.basis * dplr.lambda.asDiagonal(), dplr.basis.adjoint());
}

Eigen::MatrixXd lowRankPart(const Dplr& dplr)
{
    const Eigen::MatrixXd p = overAllModes(dplr, dplr.basis, dplr.p);
    return p * p.transpose();
}

/// How far V*V is from I over the kept modes and their conjugates: max |entry|.
double distanceFromUnitary(const Dplr& dplr)
{
    const Eigen::Index kept = dplr.lambda.size();
    const Eigen::Index mirrored = kept - (dplr.realModeLast ? 1 : 0);
    const Eigen::MatrixXcd own = dplr.basis.adjoint() * dplr.basis - Eigen::MatrixXcd::Identity(kept, kept);
    const Eigen::MatrixXcd crossed = dplr.basis.transpose() * dplr.basis.leftCols(mirrored);
    return std::max(own.cwiseAbs().maxCoeff(), mirrored > 0 ? crossed.cwiseAbs().maxCoeff() : 0);
}

Claim rebuildsMatrix(const S4Scene& scene, const Eigen::MatrixXd& normal, const Eigen::MatrixXd& low)
{
    const Eigen::MatrixXd& a = scene.continuous().a;
    constexpr double kTolerance = 1e-12;
    return identityClaim("normal-plus-low-rank",
                         {"A = VΛV* − PP* with P of rank 1 (LegT: 2): max |difference| / max |A|.",
                          "A = VΛV* − PP*（P の階数は 1、LegT では 2）：max |差| / max |A|。"},
                         {"S4 (2022), theorem 1", "S4 (2022)、定理 1"}, kTolerance,
                         (normal - low - a).cwiseAbs().maxCoeff() / a.cwiseAbs().maxCoeff());
}

Claim unitaryBasis(const S4Scene& scene)
{
    constexpr double kTolerance = 1e-12;
    return identityClaim(
        "eigenvectors-are-orthonormal",
        {"The eigenvectors of the normal part are orthonormal, so its condition number is 1: "
         "max |V*V − I|.",
         "正規部分の固有ベクトルは正規直交で、条件数は 1 である：max |V*V − I|。"},
        {"S4 (2022), section 3.1; spectral theorem", "S4 (2022)、3.1 節；スペクトル定理"}, kTolerance,
        distanceFromUnitary(scene.dplr));
}

Panel spectraPanel(const S4Scene& scene)
{
    Panel panel = complexPlane("eigenvalues", {"Adding PPᵀ moves the eigenvalues to a vertical line",
                                               "PPᵀ を加えると固有値は垂直な直線上に移る"});
    panel.equalAspect = false;
    panel.layers.push_back(complexPoints("normal", {"of the normal part A + PPᵀ", "正規部分 A + PPᵀ"},
                                         allModes(scene.dplr), Role::State));
    panel.layers.push_back(complexPoints("a", {"of A", "A"}, scene.layer.eigenvalues, Role::Output));
    return panel;
}

} // namespace

Status addS4Structure(const S4Scene& scene, Figure& figure, const RunContext& context)
{
    const Eigen::MatrixXd normal = normalPart(scene.dplr);
    const Eigen::MatrixXd low = lowRankPart(scene.dplr);
    figure.claims.push_back(rebuildsMatrix(scene, normal, low));
    if (context.stopRequested())
        return RunContext::cancelled();
    figure.claims.push_back(unitaryBasis(scene));
    const auto addMatrix = [&](std::string_view id, Text title, Text symbol, const Eigen::MatrixXd& matrix) {
        if (scene.request.wants(id))
            figure.panels.push_back(
                matrixPanel(std::string(id), std::move(title), std::move(symbol), matrix));
    };
    addMatrix("matrix-a", {"A of the layer: not normal", "層の A：正規ではない"}, Text::same("A"),
              scene.continuous().a);
    addMatrix("normal-part",
              {"A + PPᵀ: skew-symmetric but for its diagonal", "A + PPᵀ：対角成分を除けば歪対称"},
              Text::same("A + PPᵀ"), normal);
    addMatrix("low-rank",
              text("PPᵀ, of rank {}: what A lacks to be normal",
                   "PPᵀ（階数 {}）：A が正規になるために足りないもの", scene.dplr.p.cols()),
              Text::same("PPᵀ"), low);
    if (scene.request.wants("eigenvalues"))
        figure.panels.push_back(spectraPanel(scene));
    return Done{};
}

} // namespace kaba
