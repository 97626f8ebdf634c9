// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/resampling_claims.h"

#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/scan.h"

namespace kaba {
namespace {

/// S4's own road to the slow kernel: the same Λ, P, B, with C̃ made for the new step.
Claim structuredKernelAgrees(const ResampledRun& run, const Dplr& dplr)
{
    const auto& continuous = std::get<StateSpace>(run.layer.continuous);
    const double step = run.layer.settings.step;
    const Eigen::VectorXd readout = truncatedReadout(continuous, step, run.kernel.size());
    const std::vector<double> kernel = s4Kernel(dplr, step, dplr.inModes(readout), run.kernel.size()).value();
    return identityClaim(
        "s4-at-the-new-rate",
        {"S4's Λ, P, B with only Δ exchanged give the kernel of the slow rate: max |difference| / max "
         "|K| to powers of A\u0304.",
         "S4 の Λ・P・B のまま Δ だけを替えると遅いレートのカーネルになる：A\u0304 "
         "のべき乗による値との max |差| / max |K|。"},
        {"S4 (2022), section 3 (Δ enters only through the nodes)",
         "S4 (2022)、3 節（Δ は評価点にだけ現れる）"},
        kernelRounding(run.layer, run.kernel.size()), relativeDifference(kernel, run.kernel));
}

/// The trained parameter of S4 is C̃ = C(I − Ā^L); its code keeps it when the rate changes.
Claim keptReadoutServes(const ResampleScene& scene)
{
    const auto& continuous = std::get<StateSpace>(scene.fine.layer.continuous);
    const Eigen::VectorXd before =
        truncatedReadout(continuous, scene.settings.step, scene.fine.kernel.size());
    const Eigen::VectorXd after =
        truncatedReadout(continuous, scene.coarse.layer.settings.step, scene.coarse.kernel.size());
    return {.id = "kept-readout",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement =
                {"The trained C\u0303 may stay when the rate changes, as both lengths cover the same time: "
                 "‖C\u0303 for the slow rate − C\u0303‖ / ‖C‖.",
                 "どちらの長さも同じ時間を覆うため、学習した C\u0303 はレートを変えてもそのまま使える："
                 "‖遅いレートの C\u0303 − C\u0303‖ / ‖C‖。"},
            .source = {"S4 code, version 4 (parameter rate of the kernel)",
                       "S4 のコード第 4 版（カーネルの引数 rate）"},
            .expected = 0.01,
            .measured = (after - before).norm() / continuous.c.norm(),
            .remark = {
                "It differs where length · Δ is no longer a whole number of slow steps, or the kernel is cut "
                "early.",
                "length · Δ が遅い刻みの整数倍でないときや、カーネルが早く打ち切られるときには異なります。"}};
}

void addIdentities(const ResampleScene& scene, const Samples& recurrent, std::vector<Claim>& claims)
{
    const ResampledRun& run = scene.coarse;
    const LayerRun layerRun{run.layer,  KernelMethod::Dense, spectralRadius(run), run.input,
                            run.kernel, run.kernel,          recurrent,           run.output};
    claims.push_back(viewsAgree(layerRun));
    const auto measure = measureOf(scene.settings.system);
    if (!measure || scene.settings.method.rule != StepRule::Bilinear)
        return;
    const auto dplr = dplrOf(*measure, scene.settings.order, scene.settings.window);
    if (dplr)
        claims.push_back(structuredKernelAgrees(run, *dplr));
    claims.push_back(keptReadoutServes(scene));
}

Claim modelFollows(const ResampleScene& scene)
{
    return {
        .id = "model-follows",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            {"Without retraining the model takes another sampling rate by exchanging Δ (in the paper 96.30 % "
             "against 98.32 % accuracy at half the rate of SC10): relative difference of the output.",
             "学習し直さなくても Δ を替えるだけで別のサンプリングレートに対応する（論文では SC10 "
             "の半分のレートで正解率 96.30 %、元は 98.32 %）：出力の相対差。"},
        .source = {"S4 (2022), Speech Commands at 0.5× frequency",
                   "S4 (2022)、0.5 倍の周波数での Speech Commands"},
        .expected = 0.05,
        .measured = modelDifference(scene),
        .remark = {"What is faster than the slow rate can show is lost, whatever the model.",
                   "遅いレートで表せない速い成分は、どのモデルでも失われます。"}};
}

Claim fixedTapsBreak(const ResampleScene& scene)
{
    return {
        .id = "fixed-taps-break",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement = {"A filter of fixed taps has no Δ to exchange: how many times larger its difference is.",
                      "固定タップのフィルタには替えるべき Δ がない：その差は何倍か。"},
        .source = {"S4 (2022), on convolutions of fixed taps against continuous-time models",
                   "S4 (2022)、固定タップの畳み込みと連続時間モデルの比較"},
        .expected = 5,
        .measured = fixedDifference(scene) / modelDifference(scene),
        .remark = {"At rate 1 both are the same filter; at high rates the model loses its fast part too.",
                   "間引き率 1 では同じフィルタです。間引きが大きいとモデルも速い成分を失います。"}};
}

Claim secondOrder(const RateSweep& sweep)
{
    return {
        .id = "second-order",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::Equal,
        .statement =
            {"Read in the middle of the steps, the change at one more halving grows with the square of the "
             "step: fitted slope.",
             "刻みの中央で読むと、レートを半分にしたときの変化は刻み幅の 2 乗で増える：当てはめた傾き。"},
        .source = {"Bilinear rule and zero-order hold as midpoint rules (LSSL 2021, appendix B, on GBT)",
                   "中点則としての双一次変換と零次ホールド（LSSL 2021、付録 B の GBT）"},
        .expected = 2,
        .measured = sweep.orderMiddle,
        .tolerance = 0.3,
        .remark = {
            "Both Euler rules and α ≠ ½ are of first order, and a signal with jumps has no order at all.",
            "オイラー法と α ≠ ½ は 1 次で、跳びのある信号には次数がありません。"}};
}

} // namespace

double spectralRadius(const ResampledRun& run) { return spectralRadius(run.layer.discreteEigenvalues()); }

double modelDifference(const ResampleScene& scene)
{
    return rateDifference(scene.coarse.output, scene.fine.output, scene.coarse.rate, SampleInstant::Middle);
}

double fixedDifference(const ResampleScene& scene)
{
    return rateDifference(scene.fixed, scene.fine.output, scene.coarse.rate, SampleInstant::Middle);
}

Result<std::vector<Claim>> resampleClaims(const ResampleScene& scene, const RateSweep* sweep,
                                          const RunContext& context)
{
    std::vector<Claim> claims;
    if (!isUnstable(spectralRadius(scene.coarse))) {
        const auto recurrent =
            std::visit([&](const auto& system) { return scan(system, scene.coarse.input, 0, context); },
                       scene.coarse.layer.discrete);
        if (!recurrent)
            return recurrent.error();
        addIdentities(scene, recurrent->output, claims);
    }
    claims.push_back(modelFollows(scene));
    claims.push_back(fixedTapsBreak(scene));
    if (sweep)
        claims.push_back(secondOrder(*sweep));
    return claims;
}

} // namespace kaba
