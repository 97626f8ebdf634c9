// SPDX-License-Identifier: GPL-3.0-or-later
// TransEvolve (Dutta et al., 2021), section 3: the scores of a block are formed once and evolve with depth. Of what depth
// adds, softmax sees one number per key, k_j·u(ℓ) with u = W_Q^t t(ℓ); that is every query moved by the same vector.
#include "core/attention/evolved_attention.h"
#include "core/attention/exact_attention.h"
#include "core/attention/mechanism.h"

namespace kaba {
namespace {

constexpr std::string_view kId = "transevolve";
bool isChosen(const ParameterSet& values) { return mechanismIs(values, kId); }

constexpr IntParam kDepth{
    .id = "transevolve-depth",
    .label = {"TransEvolve: depth ℓ", "TransEvolve：深さ ℓ"},
    .min = 0,
    .max = 12,
    .initial = 3,
    .help = {"The layer of the block that attends; its scores are those of layer 0 plus one number per key.",
             "注意を計算する層です。スコアは第 0 層のものに、キーごとの値を 1 つ足したものになります。"},
    .enabledWhen = isChosen,
};
constexpr RealParam kAmplitude{
    .id = "transevolve-amplitude",
    .label = {"TransEvolve: amplitude of time", "TransEvolve：時間の振幅"},
    .min = 0,
    .max = 3,
    .initial = 1,
    .help = {"Multiplies the time vector t(ℓ); 0 is exact softmax at every depth.",
             "時間ベクトル t(ℓ) に掛けます。0 ではどの深さでも厳密な softmax です。"},
    .enabledWhen = isChosen,
};
constexpr RealParam kDivisor{
    .id = "transevolve-divisor",
    .label = {"TransEvolve: divisor of the frequency", "TransEvolve：周波数の除数"},
    .min = 16,
    .max = 256,
    .initial = 64,
    .scale = Scale::Log,
    .help = {"t(ℓ) is made of sin and cos of ℓπp/divisor; the official code takes 64.",
             "t(ℓ) は ℓπp/除数 の sin と cos からなります。公式コードは 64 です。"},
    .enabledWhen = isChosen,
};

/// u(ℓ) = W_Q^t t(ℓ), the d numbers that a key's bias is the product with: no token goes into them.
Eigen::VectorXd shiftOf(Eigen::Index dim, const MechanismSettings& settings, AttentionCost& cost)
{
    constexpr std::uint64_t kStream = 7001;
    Random random(static_cast<std::uint64_t>(settings.seed) + kStream);
    const Eigen::Index width = dim + dim % 2;
    const Eigen::MatrixXd map = glorotUniform(random, dim, width, 2 * width, 2 * width);
    const Eigen::VectorXd coefficients =
        ownValue(settings, kAmplitude) * glorotUniform(random, width, 1, width, 0);
    return counted(cost, map,
                   timeVector(coefficients, ownValue(settings, kDepth), ownValue(settings, kDivisor)));
}

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    AttentionCost cost;
    const Eigen::VectorXd shift = shiftOf(problem.dim(), settings, cost) / problem.scale();
    AttentionProblem evolved = problem;
    evolved.queries.rowwise() += shift.transpose();
    cost.multiplyAdds += static_cast<std::uint64_t>(evolved.queries.size());
    Result<AttentionResult> result = exactAttention(evolved, context);
    if (result)
        result->cost += cost;
    return result;
}

} // namespace

namespace mechanisms {

Mechanism transevolve()
{
    return {.id = kId,
            .name = {"TransEvolve: scores that evolve with depth", "TransEvolve：深さとともに発展するスコア"},
            .budget = {},
            .growth = 2,
            .parameters = {kDepth, kAmplitude, kDivisor},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
