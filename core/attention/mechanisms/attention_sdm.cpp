// SPDX-License-Identifier: GPL-3.0-or-later
// Attention Approximates Sparse Distributed Memory (Bricken and Pehlevan, 2021): read the other way round, a sparse
// distributed memory is an attention whose weight is the overlap of two caps of the unit sphere in place of exp(βx).
// Keys and queries count by their directions alone, and the angle of the caps takes the place of the temperature; a
// relative bias plays no part. The expected read looks at all pairs; a memory of sampled neurons needs O(n).
#include "core/attention/cap_overlap.h"
#include "core/attention/linear_attention.h"
#include "core/attention/mechanism.h"
#include "core/base/parallel.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

namespace kaba {
namespace {

constexpr std::string_view kId = "attention-sdm";
constexpr Eigen::Index kBlock = 32; ///< queries that one shard takes

bool isChosen(const ParameterSet& values) { return mechanismIs(values, kId); }

enum class ReadKind { Expected, Sampled };
constexpr Option kReadOptions[] = {
    {"expected", {"All neurons there could be", "あり得る全ニューロン（期待値）"}},
    {"sampled", {"Neurons at random places", "無作為に置いたニューロン"}},
};
constexpr ChoiceParam kRead{
    .id = "sdm-read",
    .label = {"SDM: read from", "SDM：読み出し元"},
    .options = kReadOptions,
    .help =
        {"The expected read compares all pairs, as softmax does; sampled neurons make it linear, and rough.",
         "期待値では softmax と同じく全対を比べます。無作為なニューロンなら線形ですが、粗くなります。"},
    .enabledWhen = isChosen,
};
constexpr RealParam kAngle{
    .id = "sdm-angle",
    .label = {"SDM: angle of the caps", "SDM：球冠の角度"},
    .min = 10,
    .max = 90,
    .initial = 73,
    .unit = "°",
    .help =
        {"How far from its address a vector is written and read: wide caps are a hot softmax. Lengths and "
         "temperature play no part.",
         "ベクトルを書き込み、読み出す範囲の広さです。広いほど高温の softmax "
         "に近づきます。長さと温度は影響しません。"},
    .enabledWhen = isChosen,
};
constexpr IntParam kNeurons{
    .id = "sdm-neurons",
    .label = {"SDM: neurons", "SDM：ニューロン数"},
    .min = 16,
    .max = 8192,
    .initial = 2048,
    .scale = Scale::Log,
    .help = {"Where they are sampled. A query that shares no neuron with any key reads 0.",
             "無作為に置くときの個数です。どのキーともニューロンを共有しないクエリの読み出しは 0 です。"},
    .enabledWhen =
        [](const ParameterSet& values) {
            return isChosen(values) && values.as<ReadKind>(kRead) == ReadKind::Sampled;
        },
};

Eigen::MatrixXd directions(const Eigen::MatrixXd& rows)
{
    const Eigen::VectorXd lengths = rows.rowwise().norm().cwiseMax(std::numeric_limits<double>::min());
    return lengths.cwiseInverse().asDiagonal() * rows;
}

/// Outputs of the queries first … first + count − 1.
AttentionCost readBlock(const CapOverlap& overlap, const AttentionProblem& unit,
                        const Eigen::MatrixXd& extended, Eigen::Index first, Eigen::Index count,
                        Eigen::MatrixXd& outputs)
{
    AttentionCost cost;
    const Eigen::Index keys = unit.causal ? first + count : unit.tokens();
    Eigen::MatrixXd weights =
        counted(cost, unit.queries.middleRows(first, count), unit.keys.topRows(keys).transpose());
    for (Eigen::Index key = 0; key < keys; ++key)
        for (Eigen::Index i = 0; i < count; ++i)
            weights(i, key) = unit.sees(first + i, key) ? overlap(weights(i, key)) : 0;
    const Eigen::MatrixXd sums = counted(cost, weights, extended.topRows(keys));
    outputs.middleRows(first, count) = normalisedSums(sums);
    cost.exponentials = static_cast<std::uint64_t>(weights.size());
    cost.numbers = static_cast<std::uint64_t>(weights.size());
    return cost;
}

Result<AttentionResult> expectedRead(const AttentionProblem& unit, double angle, const RunContext& context)
{
    const CapOverlap overlap(static_cast<int>(unit.dim()), angle);
    const Eigen::MatrixXd extended = withOnes(unit.values);
    const Eigen::Index n = unit.tokens();
    AttentionResult result{{n, unit.values.cols()}, {}};
    std::vector<AttentionCost> costs(static_cast<std::size_t>((n + kBlock - 1) / kBlock));
    inParallel(costs.size(), [&](std::size_t shard) {
        const Eigen::Index first = static_cast<Eigen::Index>(shard) * kBlock;
        if (!context.stopRequested())
            costs[shard] =
                readBlock(overlap, unit, extended, first, std::min(kBlock, n - first), result.outputs);
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    for (const AttentionCost& cost : costs)
        result.cost += cost;
    return result;
}

/// Counters of neurons at random directions: each sums the (v, 1) of the keys within the angle of it.
class Neurons {
public:
    Neurons(Eigen::Index count, const AttentionProblem& unit, double angle, int seed)
        : m_edge(std::cos(angle))
        , m_counters(Eigen::MatrixXd::Zero(unit.values.cols() + 1, count))
    {
        Random random(static_cast<std::uint64_t>(seed));
        Eigen::MatrixXd places(count, unit.dim());
        for (Eigen::Index neuron = 0; neuron < count; ++neuron)
            for (Eigen::Index c = 0; c < unit.dim(); ++c)
                places(neuron, c) = random.normal();
        m_places = directions(places).transpose();
    }

    /// Cosines of some rows to all neurons.
    Eigen::MatrixXd cosines(const Eigen::MatrixXd& rows) { return counted(m_cost, rows, m_places); }
    void write(const Eigen::MatrixXd& cosines, Eigen::Index row, const Eigen::RowVectorXd& extended)
    {
        forEachAnswer(cosines, row, [&](Eigen::Index neuron) { m_counters.col(neuron) += extended; });
    }
    void read(const Eigen::MatrixXd& cosines, Eigen::Index row, Eigen::MatrixXd& sums, Eigen::Index token)
    {
        forEachAnswer(cosines, row, [&](Eigen::Index neuron) { sums.row(token) += m_counters.col(neuron); });
    }
    AttentionCost cost() const
    {
        AttentionCost cost = m_cost;
        cost.numbers =
            static_cast<std::uint64_t>(m_places.size() + m_counters.size() + 2 * kBlock * m_places.cols());
        return cost;
    }

private:
    template <class Answer>
    void forEachAnswer(const Eigen::MatrixXd& cosines, Eigen::Index row, const Answer& answer)
    {
        for (Eigen::Index neuron = 0; neuron < cosines.cols(); ++neuron)
            if (cosines(row, neuron) >= m_edge) {
                answer(neuron);
                m_cost.multiplyAdds += static_cast<std::uint64_t>(m_counters.rows());
            }
    }

    double m_edge;
    Eigen::MatrixXd m_places;   ///< d × neurons
    Eigen::MatrixXd m_counters; ///< (d_v + 1) × neurons
    AttentionCost m_cost;
};

Result<AttentionResult> sampledRead(const AttentionProblem& unit, Neurons neurons, const RunContext& context)
{
    const Eigen::Index n = unit.tokens();
    const Eigen::MatrixXd extended = withOnes(unit.values);
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(n, extended.cols());
    // Causal: each token writes and then reads. Else all write first.
    for (const bool writes : {true, false})
        for (Eigen::Index first = 0; first < n && (writes || !unit.causal); first += kBlock) {
            if (context.stopRequested())
                return RunContext::cancelled();
            const Eigen::Index count = std::min(kBlock, n - first);
            const bool reads = unit.causal || !writes;
            const Eigen::MatrixXd keys =
                writes ? neurons.cosines(unit.keys.middleRows(first, count)) : Eigen::MatrixXd();
            const Eigen::MatrixXd queries =
                reads ? neurons.cosines(unit.queries.middleRows(first, count)) : Eigen::MatrixXd();
            for (Eigen::Index i = 0; i < count; ++i) {
                if (writes)
                    neurons.write(keys, i, extended.row(first + i));
                if (reads)
                    neurons.read(queries, i, sums, first + i);
            }
        }
    return AttentionResult{normalisedSums(sums), neurons.cost()};
}

Result<AttentionResult> attend(const AttentionProblem& problem, const MechanismSettings& settings,
                               const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    AttentionProblem unit = problem;
    unit.queries = directions(problem.queries);
    unit.keys = directions(problem.keys);
    const double angle = ownValue(settings, kAngle) * std::numbers::pi / 180;
    if (static_cast<ReadKind>(ownValue(settings, kRead)) == ReadKind::Expected)
        return expectedRead(unit, angle, context);
    return sampledRead(unit, Neurons(ownValue(settings, kNeurons), unit, angle, settings.seed), context);
}

} // namespace

namespace mechanisms {

Mechanism attention_sdm()
{
    return {.id = kId,
            .name = {"SDM: overlap of caps", "SDM：球冠の重なり"},
            .budget = {},
            .growth = 2,
            .parameters = {kAngle, kRead, kNeurons},
            .attend = attend};
}

} // namespace mechanisms
} // namespace kaba
