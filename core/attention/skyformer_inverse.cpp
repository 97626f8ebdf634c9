// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/skyformer_scene.h"
#include "core/math/symmetric_eigen.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <limits>

namespace kaba {
namespace {

constexpr int kMostSteps = 12;
constexpr int kOfficialSteps = 6;
constexpr double kLeastResidual = 1e-17;

Eigen::MatrixXd scaledMatrix(const SkyformerScene& scene)
{
    AttentionCost ignored;
    const Eigen::MatrixXd rows = landmarkRows(scene.problem(), scene.settings);
    Eigen::MatrixXd matrix = gaussianKernel(ignored, rows, rows);
    matrix.diagonal().array() += scene.settings.ridge;
    return scaledLandmarks(matrix).matrix;
}

/// ‖I − XV‖_F before the first step and after each.
Result<Samples> residualsOf(const Eigen::MatrixXd& scaled, const RunContext& context)
{
    AttentionCost ignored;
    const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(scaled.rows(), scaled.cols());
    Eigen::MatrixXd inverse = schulzStart(scaled);
    Samples residuals;
    for (int step = 0; step <= kMostSteps; ++step) {
        if (context.stopRequested())
            return RunContext::cancelled();
        if (step > 0)
            inverse = schulzStep(ignored, scaled, inverse);
        residuals.push_back(std::max((identity - scaled * inverse).norm(), kLeastResidual));
    }
    return residuals;
}

Panel iterationPanel(const SkyformerScene& scene, const Samples& residuals)
{
    return {.id = "iteration",
            .title = text("After {0} steps ‖I − XV‖ is {1:.2g}", "{0} 回の反復後の ‖I − XV‖ は {1:.2g}",
                          scene.settings.steps, residuals[static_cast<std::size_t>(scene.settings.steps)]),
            .x = {.label = {"iterations", "反復回数"}},
            .y = {.label = {"‖I − XV‖_F", "‖I − XV‖_F"}, .kind = Axis::Kind::Log},
            .layers = {{.id = "residual",
                        .label = {"what the inverse lacks", "逆行列の残差"},
                        .data = Line{RegularGrid{0, 1, residuals.size()}, residuals},
                        .role = Role::Output},
                       {.id = "official",
                        .label = {"where the official code stops", "公式コードの打ち切り"},
                        .data = Rule{Rule::Axis::X, kOfficialSteps},
                        .role = Role::Reference}}};
}

Panel spectrumPanel(const Eigen::VectorXd& eigenvalues)
{
    Samples values(eigenvalues.begin(), eigenvalues.end());
    for (double& value : values)
        value = std::max(value, kLeastResidual);
    return {.id = "landmark-spectrum",
            .title = {"The small eigenvalues of X are what takes long",
                      "反復が長引くのは X の小さな固有値のためである"},
            .x = {.label = {"index", "番号"}},
            .y = {.label = {"eigenvalue of X", "X の固有値"}, .kind = Axis::Kind::Log},
            .layers = {{.id = "eigenvalues",
                        .label = {"eigenvalues", "固有値"},
                        .data = Line{RegularGrid{1, 1, values.size()}, std::move(values)},
                        .role = Role::State}}};
}

Claim largestIsOne(const Eigen::VectorXd& eigenvalues)
{
    const double rounding =
        20 * static_cast<double>(eigenvalues.size()) * std::numeric_limits<double>::epsilon();
    return identityClaim(
        "largest-eigenvalue-is-one",
        {"The largest eigenvalue of X = D^(−1/2) (M + γI) D^(−1/2) is 1: difference.",
         "X = D^(−1/2) (M + γI) D^(−1/2) の最大固有値は 1 である：差。"},
        {"Skyformer (2021), lemma 3, which says below 1; but D^(1/2) 1 is an eigenvector, of eigenvalue 1",
         "Skyformer (2021)、補題 3（1 未満とするが、D^(1/2) 1 は固有値 1 の固有ベクトルである）"},
        std::max(1e-12, rounding), std::abs(eigenvalues.maxCoeff() - 1));
}

Claim sixStepsSuffice(const Samples& residuals)
{
    const auto converged = std::ranges::find_if(residuals, [](double value) { return value <= 1e-4; });
    return {
        .id = "six-iterations-suffice",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = {"Six iterations invert the landmark matrix: ‖I − XV‖_F after them.",
                      "6 回の反復でランドマーク行列の逆行列が得られる：6 回後の ‖I − XV‖_F。"},
        .source = {"Skyformer, official code, attention_skyformer.py: iterative_inv",
                   "Skyformer 公式コード attention_skyformer.py の iterative_inv"},
        .expected = 0.01,
        .measured = residuals[kOfficialSteps],
        .remark =
            converged == residuals.end()
                ? text("Not converged after {0} steps either: the smaller the least eigenvalue, the longer "
                       "it takes.",
                       "{0} 回でも収束しない。最小の固有値が小さいほど反復が要る。", kMostSteps)
                : text("It takes {0} steps to come below 1e-4: the smaller the least eigenvalue, the longer.",
                       "1e-4 を下回るには {0} 回要る。最小の固有値が小さいほど反復が要る。",
                       converged - residuals.begin())};
}

} // namespace

Status addSkyformerInverse(const SkyformerScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"iteration", "landmark-spectrum"}))
        return Done{};
    const Eigen::MatrixXd scaled = scaledMatrix(scene);
    const Result<Samples> residuals = residualsOf(scaled, context);
    if (!residuals)
        return residuals.error();
    const Eigen::VectorXd eigenvalues = symmetricEigenvaluesOf(scaled).reverse();
    if (scene.request.wants("iteration"))
        figure.panels.push_back(iterationPanel(scene, *residuals));
    if (scene.request.wants("landmark-spectrum"))
        figure.panels.push_back(spectrumPanel(eigenvalues));
    figure.claims.insert(figure.claims.end(), {largestIsOne(eigenvalues), sixStepsSuffice(*residuals)});
    return Done{};
}

} // namespace kaba
