// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/layers/sparse_feed_forward.h"

#include <initializer_list>
#include <string_view>

namespace kaba {

using FloatLayer = SparseFeedForward<float>;

/// What the page of Terraformer shows: one layer of a decoder, all of whose parts are sparse.
struct TerraformerScene {
    const Request& request;
    SparseShape shape;
    Eigen::Index modules = 16; ///< S of the projections
    int clusters = 8;
    int token = 0;
    double temperature = 0.1; ///< of the noise that training adds to the choice

    std::uint64_t seed() const { return static_cast<std::uint64_t>(request.seed); }
    bool wantsAny(std::initializer_list<std::string_view> panels) const;
};

/// The same layer at another width: the units and an automatic bottleneck follow.
SparseShape atWidth(const TerraformerScene& scene, Eigen::Index width);

/// `count` tokens around the centre of a cluster, a column each: centre of independent normal numbers, deviation 0.4
/// around it. The same for the same seed, cluster and first token.
Eigen::MatrixXf tokensOfCluster(Eigen::Index width, std::uint64_t seed, int cluster, Eigen::Index count);

/// Token `number`, of cluster number mod clusters.
Eigen::VectorXf tokenOf(const TerraformerScene& scene, int number);

/// Each adds the wanted panels of one view with their readouts and claims, and computes nothing where none is wanted.
/// They fail only when cancelled, or where the input of attention does.

/// `units`, `activation`, `output`, `noise`.
Status addFeedForward(const TerraformerScene& scene, Figure& figure, const RunContext& context);
/// `usage`, `agreement`.
Status addUsage(const TerraformerScene& scene, Figure& figure, const RunContext& context);
/// `cost`, and measured `time-token`, `time-width`.
Status addLayerCosts(const TerraformerScene& scene, Figure& figure, const RunContext& context);
/// `projection`, `convolution`, `parameters`.
Status addProjections(const TerraformerScene& scene, Figure& figure, const RunContext& context);
/// `exact`, `hashed`, `buckets`, `rounds`.
Status addHashing(const TerraformerScene& scene, Figure& figure, const RunContext& context);

} // namespace kaba
