// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/sharded_gradient.h"

#include "core/base/parallel.h"
#include "core/learn/ops_tokens.h"

#include <cassert>

namespace kaba::learn {

TokenBatch TokenBatch::part(Index begin, Index end) const
{
    const auto first = static_cast<std::size_t>(begin * length());
    const auto count = static_cast<std::size_t>((end - begin) * length());
    return {end - begin, inputs.subspan(first, count), targets.subspan(first, count)};
}

template <class Scalar>
ShardedGradient<Scalar>::ShardedGradient(Weights<Scalar>& weights)
    : m_weights(weights)
    , m_shards(kShards)
{
    for (Shard& shard : m_shards)
        shard.gradient.resize(weights.values().size());
}

template <class Scalar>
double ShardedGradient<Scalar>::compute(const TokenBatch& batch, const ShardLoss& loss, std::uint64_t key,
                                        Threads threads)
{
    assert(batch.sequences >= 1);
    const Index divisor = std::max<Index>(1, scoredTargets(batch.targets));
    const auto run = [&](std::size_t at) {
        Shard& shard = m_shards[at];
        const auto index = static_cast<Index>(at);
        const Index begin = batch.sequences * index / kShards;
        const Index end = batch.sequences * (index + 1) / kShards;
        std::fill(shard.gradient.begin(), shard.gradient.end(), Scalar(0));
        shard.loss = 0;
        if (begin == end)
            return;
        shard.tape.clear();
        Pass<Scalar> pass{shard.tape, m_weights.values().data(), shard.gradient.data(),
                          splitMix(key ^ splitMix(at))};
        const Tensor<Scalar> part = loss(pass, batch.part(begin, end), divisor);
        shard.loss = static_cast<double>(*part.value);
        *part.gradient = 1;
        shard.tape.backward();
    };
    if (threads == Threads::AllCores)
        inParallel(m_shards.size(), run);
    else
        for (std::size_t at = m_shards.size(); at-- > 0;)
            run(at);
    double total = m_shards.front().loss;
    for (std::size_t at = 1; at < m_shards.size(); ++at) {
        total += m_shards[at].loss;
        for (std::size_t i = 0; i < m_shards[at].gradient.size(); ++i)
            m_shards.front().gradient[i] += m_shards[at].gradient[i];
    }
    return total;
}

template class ShardedGradient<float>;
template class ShardedGradient<double>;

} // namespace kaba::learn
