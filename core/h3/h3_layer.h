// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/state_space.h"

#include <Eigen/Core>

#include <span>
#include <vector>

namespace kaba {

/// y = weight · u + bias.
struct DenseMap {
    Eigen::MatrixXd weight = {}; ///< outputs × inputs
    Eigen::VectorXd bias = {};   ///< outputs
};

/// Which channel the output map reads as number c. The maps of queries, keys and values are always head by head: channel
/// h · d_h + i is number i of head h.
enum class ChannelOrder {
    Official,  ///< number j of head h at j · heads + h, as the authors' code leaves it
    HeadMajor, ///< at h · d_h + j, as it came in
};

/// One H3 layer: plain numbers, given by hand, drawn or trained. Width d = heads · d_h. Upstream all four maps are d × d;
/// here inputs and outputs may be of any size, so that the embedding of tokens can be part of the maps.
/// Source: Fu et al., Hungry Hungry Hippos (2023), algorithm 1; layout of the authors' src/models/ssm/h3.py.
struct H3Layer {
    Eigen::Index headSize = 1; ///< d_h, channels of a head
    ChannelOrder order = ChannelOrder::Official;
    DenseMap query = {}, key = {}, value = {};   ///< d × inputs
    DenseMap output = {};                        ///< outputs × d
    Eigen::MatrixXd shiftInput = {};             ///< d × N: B of the shift register of each channel
    Eigen::MatrixXd shiftReadout = {};           ///< d × N: C
    Eigen::VectorXd shiftSkip = {};              ///< d: D_k
    std::vector<DiagonalStateSpace> memory = {}; ///< one continuous system for each head; d is its skip D
    std::vector<double> steps = {};              ///< Δ of each head
    Discretization rule = {};

    Eigen::Index width() const { return key.weight.rows(); }
    Eigen::Index heads() const { return width() / headSize; }
    Eigen::Index taps() const { return shiftReadout.cols(); } ///< N
    /// Products of a key and a value that are kept: heads · d_h².
    Eigen::Index cells() const { return width() * headSize; }
    /// Number i (of the keys) and j (of the values) of head h among the cells.
    Eigen::Index cell(Eigen::Index head, Eigen::Index i, Eigen::Index j) const
    {
        return (head * headSize + i) * headSize + j;
    }
    /// Where number j of head h stands among the channels that the output map reads.
    Eigen::Index mixedChannel(Eigen::Index head, Eigen::Index j) const
    {
        return order == ChannelOrder::Official ? j * heads() + head : head * headSize + j;
    }
};

/// What the three maps make of a sequence: d × tokens each.
struct H3Projections {
    Eigen::MatrixXd query, key, value;
};

/// Of inputs × tokens. Cost O(d · inputs · tokens).
H3Projections project(const H3Layer& layer, const Eigen::MatrixXd& input);
/// Of one-hot inputs: token t picks a column of each map. Requires 0 ≤ t < inputs. Cost O(d · tokens).
H3Projections projectTokens(const H3Layer& layer, std::span<const int> tokens);

/// Every intermediate of a layer; columns are tokens.
struct H3Run {
    H3Projections projections = {};
    Eigen::MatrixXd shifted = {}; ///< K̃ = shift(k) + D_k ⊙ k, d × tokens
    Eigen::MatrixXd written = {}; ///< K̃ᵢ vⱼ within each head, cells × tokens
    Eigen::MatrixXd memory = {};  ///< what the diagonal systems with their skips make of it, cells × tokens
    Eigen::MatrixXd mixed = {};   ///< Σᵢ qᵢ memoryᵢⱼ, d × tokens in the layer's ChannelOrder
    Eigen::MatrixXd output = {};  ///< outputs × tokens
};

/// The kernels of both systems over `length` lags, without the skips.
struct H3Kernels {
    Eigen::MatrixXd shift;  ///< d × length: Σ_j B_j C_{j+l} for l < N, then 0
    Eigen::MatrixXd memory; ///< heads × length
};
/// Cost O(d N min(N, length) + heads N length). Requires length ≥ 1.
H3Kernels h3Kernels(const H3Layer& layer, Eigen::Index length);

/// The layer over a whole sequence at once, by FFT. Requires kernels at least as long as the sequence, of at least one
/// token. Cost O(d · tokens · (d + N) + cells · tokens log tokens). Stops when asked.
Result<H3Run> convolveH3(const H3Layer& layer, const H3Kernels& kernels, H3Projections projections,
                         const RunContext& context);

/// K̃ by the sum over lags itself, lags without weight left out. Cost O(d · tokens · min(N, tokens)).
Eigen::MatrixXd shiftedKeys(const H3Layer& layer, const H3Kernels& kernels, const Eigen::MatrixXd& key);

} // namespace kaba
