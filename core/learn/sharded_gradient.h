// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/pass.h"

#include <functional>
#include <span>
#include <vector>

namespace kaba::learn {

/// Sequences of tokens one after another, and what is to be predicted at each position (or kIgnored).
struct TokenBatch {
    Index sequences = 0;
    std::span<const int> inputs = {}, targets = {}; ///< sequences · length each

    Index length() const { return static_cast<Index>(inputs.size()) / sequences; }
    /// Sequences begin … end − 1.
    TokenBatch part(Index begin, Index end) const;
};

/// Whether the shards of a batch run at once. The result is the same to the bit.
enum class Threads { AllCores, One };

/// The gradient of a loss over a batch, which is cut into a number of shards that does not depend on the machine; they are
/// summed in their order. Same weights, batch and key: same bits whatever the number of threads, on one kind of
/// processor. After the first batch of a size only the start of threads asks memory of the system.
template <class Scalar>
class ShardedGradient {
public:
    static constexpr Index kShards = 4;

    /// The loss of a shard, its sum over the scored targets divided by `divisor`, those of the whole batch.
    using ShardLoss = std::function<Tensor<Scalar>(Pass<Scalar>&, const TokenBatch& shard, Index divisor)>;

    explicit ShardedGradient(Weights<Scalar>& weights);

    /// The loss; its gradient is in gradient(). Dropout follows from `key`. Requires at least one sequence.
    double compute(const TokenBatch& batch, const ShardLoss& loss, std::uint64_t key,
                   Threads threads = Threads::AllCores);

    /// ∂loss/∂weights of the last batch.
    std::span<Scalar> gradient() { return m_shards.front().gradient; }

private:
    struct Shard {
        Tape<Scalar> tape;
        std::vector<Scalar> gradient;
        double loss = 0;
    };

    Weights<Scalar>& m_weights;
    std::vector<Shard> m_shards;
};

} // namespace kaba::learn
