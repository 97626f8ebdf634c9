// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/lsh_attention.h"

#include "core/base/parallel.h"
#include "core/math/random.h"
#include "core/math/vector_ops.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace kaba {
namespace {

constexpr Eigen::Index kQueriesAShard = 64;

/// One round: the bucket and chunk of every query and key.
struct Round {
    std::vector<int> bucketOfQuery;
    std::vector<int>
        chunkOfQuery; ///< of the last key of its bucket up to its own place; 0 where there is none
    std::vector<int> bucketOfKey;
    std::vector<int> chunkOfKey;
    std::vector<std::vector<Eigen::Index>> members; ///< keys of each bucket, ascending

    bool sees(std::size_t query, std::size_t key) const
    {
        const int back = chunkOfQuery[query] - chunkOfKey[key];
        return bucketOfQuery[query] == bucketOfKey[key] && (back == 0 || back == 1);
    }
    /// The keys of the query's chunk and of the one before.
    std::span<const Eigen::Index> window(std::size_t query, std::size_t chunk) const
    {
        const std::vector<Eigen::Index>& all = members[static_cast<std::size_t>(bucketOfQuery[query])];
        const auto own = static_cast<std::size_t>(chunkOfQuery[query]);
        const std::size_t first = std::min(all.size(), (own > 0 ? own - 1 : 0) * chunk);
        return std::span(all).subspan(first, std::min(all.size(), (own + 1) * chunk) - first);
    }
};

Round roundOf(const AttentionProblem& problem, const LshSettings& settings, int number, AttentionCost& cost)
{
    const std::uint64_t seed = seedOfRound(settings, number);
    Round round;
    round.bucketOfKey = lshBuckets(problem.keys, settings.buckets, seed, cost);
    round.bucketOfQuery = settings.keys == HashedKeys::Shared
                              ? round.bucketOfKey
                              : lshBuckets(problem.queries, settings.buckets, seed, cost);
    round.members.resize(static_cast<std::size_t>(settings.buckets) + 1);
    const std::size_t count = round.bucketOfKey.size();
    for (std::size_t token = 0; token < count; ++token) {
        auto& keys = round.members[static_cast<std::size_t>(round.bucketOfKey[token])];
        round.chunkOfKey.push_back(static_cast<int>(keys.size()) / settings.chunk);
        keys.push_back(static_cast<Eigen::Index>(token));
        const auto before = round.members[static_cast<std::size_t>(round.bucketOfQuery[token])].size();
        round.chunkOfQuery.push_back(before > 0 ? static_cast<int>(before - 1) / settings.chunk : 0);
    }
    return round;
}

/// Everything transposed: what belongs to one token is contiguous.
struct Columns {
    Eigen::MatrixXd queries, keys, values;

    static std::span<const double> of(const Eigen::MatrixXd& matrix, Eigen::Index token)
    {
        return {matrix.col(token).data(), static_cast<std::size_t>(matrix.rows())};
    }
};

/// One query after the other over the keys that its rounds found.
class Reader {
public:
    Reader(const AttentionProblem& problem, const LshSettings& settings, const Columns& given,
           const std::vector<Round>& rounds)
        : m_problem(problem)
        , m_settings(settings)
        , m_given(given)
        , m_rounds(rounds)
    {}

    void read(Eigen::Index query, std::span<double> output)
    {
        gather(query);
        m_weights.clear();
        for (const Eigen::Index key : m_keys)
            m_weights.push_back(dot(Columns::of(m_given.queries, query), Columns::of(m_given.keys, key)) +
                                m_problem.biasOf(query, key));
        const double largest = std::ranges::max(m_weights);
        double sum = 0;
        for (double& weight : m_weights) {
            weight = std::exp(weight - largest);
            sum += weight;
        }
        std::ranges::fill(output, 0.0);
        for (std::size_t i = 0; i < m_keys.size(); ++i)
            addScaled(output, m_weights[i] / sum, Columns::of(m_given.values, m_keys[i]));
        m_cost.multiplyAdds +=
            m_keys.size() * static_cast<std::size_t>(m_given.keys.rows() + m_given.values.rows());
        m_cost.exponentials += m_keys.size();
        m_cost.numbers = std::max<std::uint64_t>(m_cost.numbers, m_keys.size());
    }
    const AttentionCost& cost() const { return m_cost; }

private:
    /// What the query sees, each key once.
    void gather(Eigen::Index query)
    {
        const auto row = static_cast<std::size_t>(query);
        m_keys.clear();
        for (std::size_t round = 0; round < m_rounds.size(); ++round)
            for (const Eigen::Index key :
                 m_rounds[round].window(row, static_cast<std::size_t>(m_settings.chunk)))
                if (m_problem.sees(query, key) && !isSelf(query, key) && isNew(round, row, key))
                    m_keys.push_back(key);
        if (m_keys.empty())
            m_keys.push_back(query);
    }
    bool isSelf(Eigen::Index query, Eigen::Index key) const
    {
        return m_settings.keys == HashedKeys::Shared && query == key;
    }
    bool isNew(std::size_t round, std::size_t query, Eigen::Index key) const
    {
        return std::none_of(
            m_rounds.begin(), m_rounds.begin() + static_cast<std::ptrdiff_t>(round),
            [&](const Round& earlier) { return earlier.sees(query, static_cast<std::size_t>(key)); });
    }

    const AttentionProblem& m_problem;
    const LshSettings& m_settings;
    const Columns& m_given;
    const std::vector<Round>& m_rounds;
    std::vector<Eigen::Index> m_keys;
    std::vector<double> m_weights;
    AttentionCost m_cost;
};

Result<AttentionResult> readAll(const AttentionProblem& problem, const LshSettings& settings,
                                const std::vector<Round>& rounds, const RunContext& context)
{
    const Columns given{(problem.queries * problem.scale()).transpose(), problem.keys.transpose(),
                        problem.values.transpose()};
    const Eigen::Index count = problem.tokens();
    Eigen::MatrixXd outputs(given.values.rows(), count);
    const auto shards = static_cast<std::size_t>((count + kQueriesAShard - 1) / kQueriesAShard);
    std::vector<AttentionCost> costs(shards);
    inParallel(shards, [&](std::size_t shard) {
        Reader reader(problem, settings, given, rounds);
        const Eigen::Index first = static_cast<Eigen::Index>(shard) * kQueriesAShard;
        for (Eigen::Index query = first; query < std::min(count, first + kQueriesAShard); ++query) {
            if (context.stopRequested())
                return;
            reader.read(query, {outputs.col(query).data(), static_cast<std::size_t>(outputs.rows())});
        }
        costs[shard] = reader.cost();
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    AttentionResult result{.outputs = outputs.transpose(), .cost = {}};
    for (const AttentionCost& cost : costs)
        result.cost += cost;
    return result;
}

} // namespace

std::uint64_t seedOfRound(const LshSettings& settings, int round)
{
    constexpr std::uint64_t kStride = 7919;
    return settings.seed + kStride * static_cast<std::uint64_t>(round + 1);
}

std::vector<int> lshBuckets(const Eigen::MatrixXd& rows, int buckets, std::uint64_t seed, AttentionCost& cost)
{
    std::vector<int> numbers(static_cast<std::size_t>(rows.rows()), 0);
    if (buckets == 1)
        return numbers;
    const Eigen::Index half = (buckets + 1) / 2;
    Random random(seed);
    const Eigen::MatrixXd rotation =
        Eigen::MatrixXd::NullaryExpr(rows.cols(), half, [&] { return random.normal(); });
    const Eigen::MatrixXd turned = counted(cost, rows, rotation);
    cost.numbers = std::max(cost.numbers, static_cast<std::uint64_t>(turned.size()));
    for (Eigen::Index row = 0; row < rows.rows(); ++row) {
        Eigen::Index place = 0;
        const double most = turned.row(row).cwiseAbs().maxCoeff(&place);
        const bool isNegative = most > 0 && turned(row, place) < 0;
        numbers[static_cast<std::size_t>(row)] = static_cast<int>(place + (isNegative ? half : 0));
    }
    return numbers;
}

Eigen::MatrixXd sharedKeys(const Eigen::MatrixXd& queries)
{
    return std::sqrt(static_cast<double>(queries.cols())) * queries.rowwise().normalized();
}

Result<AttentionResult> lshAttention(const AttentionProblem& problem, const LshSettings& settings,
                                     const RunContext& context)
{
    AttentionProblem hashed = problem;
    if (settings.keys == HashedKeys::Shared)
        hashed.keys = sharedKeys(problem.queries);
    AttentionCost cost;
    std::vector<Round> rounds;
    for (int round = 0; round < settings.rounds; ++round) {
        if (context.stopRequested())
            return RunContext::cancelled();
        rounds.push_back(roundOf(hashed, settings, round, cost));
    }
    Result<AttentionResult> result = readAll(hashed, settings, rounds, context);
    if (result)
        result->cost += cost;
    return result;
}

} // namespace kaba
