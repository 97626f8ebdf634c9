// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/skyformer_params.h"

#include <array>

namespace kaba {
namespace {

bool isChosen(const ParameterSet& values) { return mechanismIs(values, "skyformer"); }

/// In the order of NystromSettings::Method.
constexpr Option kMethodOptions[] = {
    {"lifted", {"Lifted to queries and keys together", "クエリとキーを合わせて持ち上げる"}},
    {"naive", {"Naive, on the matrix itself", "素朴（行列に直接適用）"}},
};
constexpr ChoiceParam kMethod{
    .id = "nystrom",
    .label = {"Skyformer: Nyström", "Skyformer：Nyström 法"},
    .options = kMethodOptions,
    .help =
        {"Nyström asks for a positive semi-definite matrix. Lifting makes one; the naive way goes without.",
         "Nyström "
         "法は半正定値行列を前提とします。持ち上げるとそうなりますが、素朴な方法は前提を満たしません。"},
    .enabledWhen = isChosen,
};
bool isLifted(const ParameterSet& values)
{
    return isChosen(values) && values.as<NystromSettings::Method>(kMethod) == NystromSettings::Method::Lifted;
}

/// In the order of NystromSettings::Sampling.
constexpr Option kSamplingOptions[] = {
    {"uniform", {"Uniform, without replacement", "一様（非復元）"}},
    {"halves", {"Half and half, with replacement", "半数ずつ（復元）"}},
};
constexpr ChoiceParam kSampling{
    .id = "sampling",
    .label = {"Skyformer: landmarks from", "Skyformer：ランドマークの抽出"},
    .options = kSamplingOptions,
    .help =
        {"Among all queries and keys, as in the theorem; or half of the queries and half of the keys, as in "
         "the official code.",
         "定理のように全体から選ぶか、公式コードのようにクエリとキーから半数ずつ選びます。"},
    .enabledWhen = isLifted,
};

constexpr Option kRidgeOptions[] = {
    {"0", {"0", "0"}}, {"0.001", {"0.001", "0.001"}}, {"0.1", {"0.1", "0.1"}}};
constexpr std::array kRidges{0.0, 1e-3, 0.1};
constexpr ChoiceParam kRidge{
    .id = "ridge",
    .label = {"Skyformer: ridge γ", "Skyformer：正則化 γ"},
    .options = kRidgeOptions,
    .initial = 2,
    .help =
        {"Added to the diagonal of the landmark matrix before it is inverted; the official code adds 0.1.",
         "ランドマーク行列を反転する前に対角へ加えます。公式コードでは 0.1 です。"},
    .enabledWhen = isLifted,
};

/// In the order of NystromSettings::Inverse.
constexpr Option kInverseOptions[] = {
    {"exact", {"Exact", "厳密"}},
    {"schulz", {"Iteration (Schulz)", "反復（Schulz）"}},
};
constexpr ChoiceParam kInverse{
    .id = "inverse",
    .label = {"Skyformer: inverse", "Skyformer：逆行列"},
    .options = kInverseOptions,
    .help = {"Of the landmark matrix: by Cholesky, or by products alone as the paper does it for GPUs.",
             "ランドマーク行列の逆行列です。Cholesky 分解か、GPU 向けに積だけで済む論文の反復を使います。"},
    .enabledWhen = isLifted,
};
bool iterates(const ParameterSet& values)
{
    return isLifted(values) &&
           values.as<NystromSettings::Inverse>(kInverse) == NystromSettings::Inverse::Schulz;
}
constexpr IntParam kSteps{
    .id = "schulz-steps",
    .label = {"Skyformer: iterations", "Skyformer：反復回数"},
    .min = 1,
    .max = 12,
    .initial = 6,
    .help = {"Steps of the iteration; the official code always takes 6.",
             "反復の回数です。公式コードでは常に 6 回です。"},
    .enabledWhen = iterates,
};

} // namespace

std::vector<Parameter> skyformerParameters() { return {kMethod, kSampling, kRidge, kInverse, kSteps}; }

NystromSettings skyformerSettings(const MechanismSettings& settings)
{
    return {.method = static_cast<NystromSettings::Method>(ownValue(settings, kMethod)),
            .sampling = static_cast<NystromSettings::Sampling>(ownValue(settings, kSampling)),
            .inverse = static_cast<NystromSettings::Inverse>(ownValue(settings, kInverse)),
            .steps = ownValue(settings, kSteps),
            .ridge = kRidges.at(static_cast<std::size_t>(ownValue(settings, kRidge))),
            .landmarks = settings.budget,
            .seed = settings.seed};
}

} // namespace kaba
