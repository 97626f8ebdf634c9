// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/pair_support.h"

#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace kaba {
namespace {

constexpr Eigen::Index kStopEvery = 64; ///< queries between two looks at the stop sign
constexpr int kMostBits =
    6; ///< two vectors at 37° agree on 6 signs in one of four rounds, on 12 in one of sixteen

using Keys = std::vector<Eigen::Index>;

void append(PairSupport& support, std::span<const Eigen::Index> keys)
{
    support.keys.insert(support.keys.end(), keys.begin(), keys.end());
    support.starts.push_back(support.keys.size());
}

/// Of `count` places in order, the `most` nearest to `place`: [first, end). Where causal none after it.
std::pair<Eigen::Index, Eigen::Index> nearest(Eigen::Index place, Eigen::Index most, Eigen::Index count,
                                              bool causal)
{
    const Eigen::Index latest = causal ? place + 1 : count;
    const Eigen::Index wanted = causal ? place + 1 - most : place - (most - 1) / 2;
    const Eigen::Index first = std::clamp<Eigen::Index>(wanted, 0, std::max<Eigen::Index>(0, latest - most));
    return {first, std::min(latest, first + most)};
}

PairSupport windows(const AttentionProblem& problem, Eigen::Index perQuery)
{
    PairSupport support;
    for (Eigen::Index query = 0; query < problem.tokens(); ++query) {
        const auto [first, end] = nearest(query, perQuery, problem.tokens(), problem.causal);
        Keys keys(static_cast<std::size_t>(end - first));
        std::iota(keys.begin(), keys.end(), first);
        append(support, keys);
    }
    return support;
}

Result<PairSupport> largest(const AttentionProblem& problem, Eigen::Index perQuery, AttentionCost& cost,
                            const RunContext& context)
{
    PairSupport support;
    const Eigen::MatrixXd keysAsColumns = problem.keys.transpose();
    for (Eigen::Index query = 0; query < problem.tokens(); ++query) {
        if (query % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        const Eigen::Index inSight = problem.causal ? query + 1 : problem.tokens();
        Eigen::RowVectorXd logits =
            problem.scale() * counted(cost, problem.queries.row(query), keysAsColumns.leftCols(inSight));
        for (Eigen::Index key = 0; key < inSight; ++key)
            logits[key] += problem.biasOf(query, key);
        Keys keys(static_cast<std::size_t>(inSight));
        std::iota(keys.begin(), keys.end(), Eigen::Index(0));
        const auto count = std::min(perQuery, inSight);
        std::ranges::nth_element(keys, keys.begin() + count - 1, std::ranges::greater{},
                                 [&](Eigen::Index key) { return logits[key]; });
        keys.resize(static_cast<std::size_t>(count));
        std::ranges::sort(keys);
        append(support, keys);
    }
    return support;
}

/// The signs of rows · planes as whole numbers, `bits` planes for each round: n × rounds.
Eigen::MatrixXi bucketsOf(const Eigen::MatrixXd& rows, const Eigen::MatrixXd& planes, int rounds,
                          AttentionCost& cost)
{
    const Eigen::MatrixXd sides = counted(cost, rows, planes);
    const Eigen::Index bits = planes.cols() / rounds;
    Eigen::MatrixXi buckets = Eigen::MatrixXi::Zero(rows.rows(), rounds);
    for (Eigen::Index plane = 0; plane < planes.cols(); ++plane)
        for (Eigen::Index row = 0; row < rows.rows(); ++row)
            buckets(row, plane / bits) = 2 * buckets(row, plane / bits) + (sides(row, plane) > 0 ? 1 : 0);
    return buckets;
}

/// The keys of each bucket of one round, ascending.
using Table = std::unordered_map<int, Keys>;

Table tableOf(const Eigen::VectorXi& buckets)
{
    Table table;
    for (Eigen::Index key = 0; key < buckets.size(); ++key)
        table[buckets[key]].push_back(key);
    return table;
}

/// The `most` keys of a bucket that stand nearest to the query.
std::span<const Eigen::Index> nearestIn(const Keys& bucket, Eigen::Index query, Eigen::Index most,
                                        bool causal)
{
    const Eigen::Index before = std::ranges::upper_bound(bucket, query) - bucket.begin();
    if (causal && before == 0)
        return {};
    const auto [first, end] = nearest(causal ? before - 1 : std::max<Eigen::Index>(0, before - 1), most,
                                      static_cast<Eigen::Index>(bucket.size()), causal);
    return std::span(bucket).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(end - first));
}

/// The tables of all rounds, and where each query looks.
struct HashTables {
    std::vector<Table> tables;
    Eigen::MatrixXi queries; ///< n × rounds

    Keys keysFor(Eigen::Index query, Eigen::Index perQuery, bool causal) const
    {
        const auto rounds = static_cast<Eigen::Index>(tables.size());
        Keys keys;
        for (Eigen::Index round = 0; round < rounds; ++round) {
            const Table& table = tables[static_cast<std::size_t>(round)];
            const auto bucket = table.find(queries(query, round));
            if (bucket == table.end())
                continue;
            for (const Eigen::Index key :
                 nearestIn(bucket->second, query, (perQuery + rounds - 1) / rounds, causal))
                if (static_cast<Eigen::Index>(keys.size()) < perQuery && !std::ranges::count(keys, key))
                    keys.push_back(key);
        }
        if (keys.empty())
            keys.push_back(query);
        std::ranges::sort(keys);
        return keys;
    }
};

int bitsFor(Eigen::Index tokens, const SupportSettings& settings)
{
    const double buckets =
        static_cast<double>(tokens) * settings.rounds / static_cast<double>(settings.perQuery);
    return std::clamp(static_cast<int>(std::lround(std::log2(buckets))), 1, kMostBits);
}

HashTables hashed(const AttentionProblem& problem, const SupportSettings& settings, AttentionCost& cost)
{
    Random random(settings.seed);
    Eigen::MatrixXd planes(problem.dim(), bitsFor(problem.tokens(), settings) * settings.rounds);
    for (Eigen::Index plane = 0; plane < planes.cols(); ++plane)
        for (Eigen::Index c = 0; c < planes.rows(); ++c)
            planes(c, plane) = random.normal();
    const Eigen::MatrixXi keys = bucketsOf(problem.keys, planes, settings.rounds, cost);
    HashTables hash{{}, bucketsOf(problem.queries, planes, settings.rounds, cost)};
    for (Eigen::Index round = 0; round < keys.cols(); ++round)
        hash.tables.push_back(tableOf(keys.col(round)));
    return hash;
}

} // namespace

Result<PairSupport> pairSupport(const AttentionProblem& problem, const SupportSettings& settings,
                                AttentionCost& cost, const RunContext& context)
{
    PairSupport support;
    if (settings.perQuery == 0) {
        support.starts.assign(static_cast<std::size_t>(problem.tokens()) + 1, 0);
        return support;
    }
    if (settings.kind == SupportKind::Window)
        return windows(problem, settings.perQuery);
    if (settings.kind == SupportKind::TopK)
        return largest(problem, settings.perQuery, cost, context);
    const HashTables hash = hashed(problem, settings, cost);
    for (Eigen::Index query = 0; query < problem.tokens(); ++query) {
        if (query % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        append(support, hash.keysFor(query, settings.perQuery, problem.causal));
    }
    return support;
}

} // namespace kaba
