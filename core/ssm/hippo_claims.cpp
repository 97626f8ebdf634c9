// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_claims.h"

#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/hippo_checks.h"

#include <cmath>

namespace kaba {
namespace {

/// Above the energy of what is recalled, so that it means the same for loud and quiet signals.
double relativeToSignal(const MemoryRun& run, double error)
{
    const Recalled recalled = recalledAt(run.memory.settings, run.moment);
    const double energy =
        squaredNorm(run.input.subspan(recalled.first, recalled.count)) / static_cast<double>(recalled.count);
    return error == 0 ? 0 : error / (energy + run.error);
}

Claim leastSquaresBound(const MemoryRun& run)
{
    Claim claim =
        identityClaim("least-squares-bound",
                      text("No coefficients in this basis come closer to the signal than least squares: "
                           "(mse − best-mse) / (signal power + mse) is not negative.",
                           "この基底のどんな係数も最小二乗より信号に近づけない：(mse − best-mse) / "
                           "(信号のパワー + mse) は負にならない。"),
                      {"Definition of best-mse", "best-mse の定義"}, -1e-9,
                      relativeToSignal(run, run.error - run.bestError));
    claim.relation = Claim::Relation::AtLeast;
    return claim;
}

Label optimalitySource(Measure measure)
{
    switch (measure) {
    case Measure::LegS:
        return {"HiPPO (2020), theorem 2", "HiPPO (2020)、定理 2"};
    case Measure::Lmu:
    case Measure::LegT:
    case Measure::LagT:
        return {"HiPPO (2020), theorem 1", "HiPPO (2020)、定理 1"};
    case Measure::LegSLti:
    case Measure::Fourier:
        break;
    }
    return {"How to Train Your HiPPO (2022)", "How to Train Your HiPPO (2022)"};
}

Claim nearOptimal(const MemoryRun& run)
{
    return {
        .id = "near-optimal",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = text("The state holds close to the best approximation of the history: its error exceeds "
                          "that of least squares by at most 1 % of the signal power.",
                          "状態は履歴のほぼ最良の近似を保つ：誤差が最小二乗の誤差を上回る量は信号のパワーの "
                          "1 % 以下である。"),
        .source = optimalitySource(run.memory.settings.measure),
        .expected = 0.01,
        .measured = relativeToSignal(run, run.error - run.bestError),
        .remark = text("Exact in continuous time and under the weight of the measure; here time is discrete, "
                       "every recalled sample counts alike, and windows forget only approximately.",
                       "連続時間で測度の重みのもとでは厳密に成り立つ。ここでは時間が離散的で、"
                       "想起するサンプルをすべて等しく数え、滑走窓の忘却も近似的である。")};
}

Claim constantRemembered(const MemoryRun& run)
{
    return identityClaim("constant-remembered",
                         text("A constant input is held exactly, under every rule: A e₀ + B = 0.",
                              "一定の入力はどの離散化でも正確に保たれる：A e₀ + B = 0。"),
                         {"Follows from HiPPO (2020), appendix D", "HiPPO (2020)、付録 D から従う"}, 1e-14,
                         constantResidual(run.memory.continuous));
}

Claim normalPlusLowRank(const MemoryRun& run)
{
    return identityClaim(
        "normal-plus-low-rank",
        text("A plus a term of rank at most 2 is skew-symmetric up to a multiple of I: the structure "
             "that S4 computes with.",
             "A に階数 2 以下の項を加えると、単位行列の定数倍を除いて歪対称になる。"
             "S4 の計算が用いる構造である。"),
        {"S4 (2022), theorem 1", "S4 (2022)、定理 1"}, 1e-13,
        normalPlusLowRankResidual(run.memory.settings, run.memory.continuous));
}

Claim lmuIsLegt(const MemoryRun& run)
{
    const MemorySettings& settings = run.memory.settings;
    return identityClaim(
        "lmu-is-legt",
        text("LMU is LegT in other units: A_lmu = D A_legt D⁻¹, D = diag((−1)ⁿ√(2n+1)).",
             "LMU は単位の異なる LegT である：A_lmu = D A_legt D⁻¹、D = diag((−1)ⁿ√(2n+1))。"),
        {"HiPPO (2020), section 2.3", "HiPPO (2020)、2.3 節"}, 1e-13,
        lmuLegtResidual(settings.order, settings.window));
}

Claim toeplitz(const MemoryRun& run)
{
    return identityClaim(
        "shift-structure",
        text("The discrete matrix of LagT stays constant along its diagonals, whatever the rule.",
             "LagT の離散化した行列は、どの離散化でも各対角線に沿って一定である。"),
        {"A of LagT is Toeplitz: HiPPO (2020), appendix D.2",
         "LagT の A は Toeplitz 行列：HiPPO (2020)、付録 D.2"},
        1e-9, toeplitzResidual(run.memory.discrete->a));
}

Claim kernelInClosedForm(const MemoryRun& run)
{
    return identityClaim(
        "kernel-closed-form",
        text("The matrix exponential gives the basis in closed form: e^(ΔA)B is the basis at age Δ.",
             "行列指数関数は基底の閉じた形に一致する：e^(ΔA)B は経過時間 Δ における基底である。"),
        {"HiPPO (2020), appendix D; How to Train Your HiPPO (2022)",
         "HiPPO (2020)、付録 D；How to Train Your HiPPO (2022)"},
        1e-9, kernelResidual(run.memory));
}

Claim linearTimeUpdate(const MemoryRun& run)
{
    return identityClaim("linear-time-update",
                         text("The O(N) update equals the update with the dense matrix.",
                              "O(N) の更新は密行列による更新に等しい。"),
                         {"HiPPO (2020), proposition 4", "HiPPO (2020)、命題 4"}, 1e-10,
                         fastUpdateResidual(run.memory, run.input, run.moment, run.history));
}

Claim heldProjection(const MemoryRun& run)
{
    return identityClaim("held-projection",
                         text("The state under zero-order hold is the exact projection of the held history.",
                              "零次ホールドの状態は、階段状に保持した履歴の射影に正確に等しい。"),
                         {"HiPPO (2020), definition 1 and theorem 2", "HiPPO (2020)、定義 1 と定理 2"}, 1e-10,
                         heldProjectionResidual(run.input, run.moment, run.history.atMoment));
}

Result<Claim> timescale(const MemoryRun& run, const RunContext& context)
{
    const Result<double> change =
        timescaleResidual(run.memory, run.input, run.moment, run.history.atMoment, context);
    if (!change)
        return change.error();
    return Claim{
        .id = "timescale-free",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            text("Scaled LegS is indifferent to the speed of time: hearing only every second sample changes "
                 "the coefficients by at most 5 %.",
                 "時間伸縮型の LegS は時間の速さに左右されない：サンプルを 1 "
                 "つおきに与えても係数の変化は 5 % 以下である。"),
        .source = {"HiPPO (2020), proposition 3", "HiPPO (2020)、命題 3"},
        .expected = 0.05,
        .measured = *change,
        .remark =
            text("Exact in continuous time; what is left is the error of sampling, which grows where the "
                 "signal or the order outruns the number of samples.",
                 "連続時間では厳密に成り立つ。残りはサンプリングの誤差であり、"
                 "サンプル数に対して信号の変化や次数が大きいほど増える。")};
}

Status addStateClaims(const MemoryRun& run, const RunContext& context, std::vector<Claim>& claims)
{
    claims.push_back(leastSquaresBound(run));
    claims.push_back(nearOptimal(run));
    if (run.memory.settings.measure != Measure::LegS)
        return Done{};
    claims.push_back(run.memory.settings.method.isGbt() ? linearTimeUpdate(run) : heldProjection(run));
    Result<Claim> scale = timescale(run, context);
    if (!scale)
        return scale.error();
    claims.push_back(*std::move(scale));
    return Done{};
}

} // namespace

Result<std::vector<Claim>> hippoClaims(const MemoryRun& run, const RunContext& context)
{
    const Measure measure = run.memory.settings.measure;
    const bool held = !run.memory.settings.method.isGbt();
    std::vector<Claim> claims;
    if (std::isfinite(run.error))
        if (const Status added = addStateClaims(run, context, claims); !added)
            return added.error();
    claims.push_back(normalPlusLowRank(run));
    if (measure != Measure::LagT)
        claims.push_back(constantRemembered(run));
    if (measure == Measure::LegT || measure == Measure::Lmu)
        claims.push_back(lmuIsLegt(run));
    if (measure == Measure::LagT &&
        allFinite(
            {run.memory.discrete->a.data(), run.memory.discrete->a.data() + run.memory.discrete->a.size()}))
        claims.push_back(toeplitz(run));
    if (held && (measure == Measure::LagT || measure == Measure::LegSLti))
        claims.push_back(kernelInClosedForm(run));
    return claims;
}

} // namespace kaba
