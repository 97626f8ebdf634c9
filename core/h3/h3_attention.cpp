// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/h3_attention.h"

namespace kaba {

using Eigen::Index;

namespace {

/// K_{t−s} + D δ_ts for s = 0 … t.
Eigen::RowVectorXd weightsOfThePast(const H3Layer& layer, const H3Kernels& kernels, Index head, Index t)
{
    Eigen::RowVectorXd weights = kernels.memory.row(head).head(t + 1).reverse();
    weights(t) += layer.memory[static_cast<std::size_t>(head)].d;
    return weights;
}

/// Row t of the head's matrix, s = 0 … t.
Eigen::RowVectorXd attentionRow(const H3Layer& layer, const H3Kernels& kernels, const Eigen::MatrixXd& query,
                                const Eigen::MatrixXd& shifted, Index head, Index t)
{
    const Index first = head * layer.headSize;
    const Eigen::RowVectorXd matches = query.col(t).segment(first, layer.headSize).transpose() *
                                       shifted.block(first, 0, layer.headSize, t + 1);
    return matches.cwiseProduct(weightsOfThePast(layer, kernels, head, t));
}

} // namespace

Eigen::MatrixXd attentionOfHead(const H3Layer& layer, const H3Kernels& kernels,
                                const H3Projections& projections, const Eigen::MatrixXd& shifted, Index head)
{
    const Index tokens = shifted.cols();
    Eigen::MatrixXd attention = Eigen::MatrixXd::Zero(tokens, tokens);
    for (Index t = 0; t < tokens; ++t)
        attention.row(t).head(t + 1) = attentionRow(layer, kernels, projections.query, shifted, head, t);
    return attention;
}

Eigen::MatrixXd mixedByAttention(const H3Layer& layer, const H3Kernels& kernels,
                                 const H3Projections& projections, const Eigen::MatrixXd& shifted)
{
    Eigen::MatrixXd mixed(layer.width(), shifted.cols());
    for (Index head = 0; head < layer.heads(); ++head) {
        const Eigen::MatrixXd attention = attentionOfHead(layer, kernels, projections, shifted, head);
        for (Index j = 0; j < layer.headSize; ++j)
            mixed.row(layer.mixedChannel(head, j)) =
                projections.value.row(head * layer.headSize + j) * attention.transpose();
    }
    return mixed;
}

Eigen::VectorXd lastOutput(const H3Layer& layer, const H3Kernels& kernels, const H3Projections& projections)
{
    const Eigen::MatrixXd shifted = shiftedKeys(layer, kernels, projections.key);
    const Index last = shifted.cols() - 1;
    const Index size = layer.headSize;
    Eigen::VectorXd mixed = Eigen::VectorXd::Zero(layer.width());
    for (Index head = 0; head < layer.heads(); ++head) {
        if (projections.query.col(last).segment(head * size, size).isZero(0))
            continue; // asks nothing
        const Eigen::RowVectorXd row = attentionRow(layer, kernels, projections.query, shifted, head, last);
        for (Index j = 0; j < size; ++j)
            mixed(layer.mixedChannel(head, j)) = row.dot(projections.value.row(head * size + j));
    }
    return layer.output.weight * mixed + layer.output.bias;
}

} // namespace kaba
