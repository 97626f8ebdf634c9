// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"

#include <Eigen/Core>

#include <complex>

namespace kaba {

/// How x' = A x + B u becomes x_k = Ā x_{k−1} + B̄ u_k. C and D stay as they are (unlike scipy's cont2discrete).
enum class StepRule { Bilinear, ForwardEuler, BackwardEuler, Gbt, Zoh };

/// In the order of StepRule.
inline constexpr Option kRuleOptions[] = {
    {"bilinear", {"Bilinear (Tustin)", "双一次（Tustin）"}},
    {"forward-euler", {"Forward Euler", "前進オイラー"}},
    {"backward-euler", {"Backward Euler", "後退オイラー"}},
    {"gbt", {"Generalised bilinear (α)", "一般化双一次（α）"}},
    {"zoh", {"Zero-order hold", "零次ホールド"}},
};

/// The two parameters that every demo with a rule declares.
inline constexpr ChoiceParam kRule{
    .id = "rule",
    .label = {"Discretisation", "離散化"},
    .options = kRuleOptions,
    .help = {"How the differential equation becomes a recurrence over samples.",
             "微分方程式をサンプルごとの漸化式に変える方法です。"},
};
inline constexpr RealParam kAlpha{
    .id = "alpha",
    .label = {"α of the bilinear transform", "双一次変換の α"},
    .min = 0,
    .max = 1,
    .initial = 0.5,
    .help = {"0 is forward Euler, ½ bilinear, 1 backward Euler. Only rule = gbt reads it.",
             "0 は前進オイラー、½ は双一次、1 は後退オイラーです。rule = gbt のときだけ使われます。"},
    .enabledWhen = [](const ParameterSet& set) { return set.as<StepRule>(kRule) == StepRule::Gbt; },
};

/// A rule together with what it needs. All but Zoh are generalised bilinear transforms GBT(α).
struct Discretization {
    StepRule rule = StepRule::Bilinear;
    double alphaOfGbt = 0.5;

    bool isGbt() const { return rule != StepRule::Zoh; }
    /// 0, ½ or 1 by name, or the given α. Requires isGbt().
    double alpha() const;
};
/// Reads kRule and kAlpha.
Discretization discretizationOf(const ParameterSet& values);

template <class Scalar>
struct DiscreteSystem {
    Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic> a; ///< Ā, N × N
    Eigen::Matrix<Scalar, Eigen::Dynamic, 1> b;              ///< B̄, N
};

/// GBT(α): Ā = (I − αΔA)⁻¹(I + (1−α)ΔA), B̄ = (I − αΔA)⁻¹ΔB.
/// ZOH: Ā = e^{ΔA}, B̄ = ∫₀^Δ e^{sA}B ds, both from one exponential of [[A, B], [0, 0]]Δ: a singular A is welcome.
/// Requires a square a, as many rows in b, step > 0. Entries overflow to infinities where the exponential does.
/// Cost O(N³). Source: HiPPO (2020), appendix B.3; LSSL (2021), eq. 3; Van Loan (1978).
DiscreteSystem<double> discretize(const Eigen::MatrixXd& a, const Eigen::VectorXd& b, double step,
                                  const Discretization& method);
DiscreteSystem<std::complex<double>> discretize(const Eigen::MatrixXcd& a, const Eigen::VectorXcd& b,
                                                double step, const Discretization& method);

/// Where the eigenvalue λ of A goes: (1 + (1−α)Δλ)/(1 − αΔλ), or e^{Δλ}.
std::complex<double> discreteEigenvalue(std::complex<double> lambda, double step,
                                        const Discretization& method);
/// The way back: the λ whose λ̄ that is, under ZOH the one with |Im λ| ≤ π/Δ. Not finite where there is none (0 under
/// ZOH, −(1−α)/α under GBT).
std::complex<double> continuousEigenvalue(std::complex<double> discrete, double step,
                                          const Discretization& method);
Eigen::VectorXcd discreteEigenvalues(const Eigen::VectorXcd& lambda, double step,
                                     const Discretization& method);

/// max |λ|; NaN where one is.
double spectralRadius(const Eigen::VectorXcd& eigenvalues);

/// Growth beyond rounding, or no finite radius at all. (Fourier keeps one dead state with |λ| = 1.)
inline bool isUnstable(double radius) { return !(radius <= 1 + 1e-9); }

/// The largest step at which GBT(α), α < ½, keeps every |λ̄| ≤ 1: min −2 Re λ / ((1 − 2α)|λ|²) over λ ≠ 0.
/// Infinite where no eigenvalue limits the step. For forward Euler (α = 0) the limit of the textbooks.
double stepLimit(const Eigen::VectorXcd& eigenvalues, double alpha);

} // namespace kaba
