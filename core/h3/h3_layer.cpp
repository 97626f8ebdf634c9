// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/h3_layer.h"

#include "core/math/convolution.h"
#include "core/ssm/vandermonde.h"

#include <algorithm>
#include <cassert>

namespace kaba {

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Eigen::Index;

Eigen::MatrixXd applied(const DenseMap& map, const Eigen::MatrixXd& input)
{
    return (map.weight * input).colwise() + map.bias;
}

Eigen::MatrixXd columnsOf(const DenseMap& map, std::span<const int> tokens)
{
    Eigen::MatrixXd out(map.weight.rows(), std::ssize(tokens));
    for (Index t = 0; t < out.cols(); ++t)
        out.col(t) = map.weight.col(tokens[static_cast<std::size_t>(t)]) + map.bias;
    return out;
}

std::span<const double> rowOf(const RowMajor& matrix, Index row)
{
    return {matrix.row(row).data(), static_cast<std::size_t>(matrix.cols())};
}
std::span<double> rowOf(RowMajor& matrix, Index row)
{
    return {matrix.row(row).data(), static_cast<std::size_t>(matrix.cols())};
}

/// Row r of the answer: the kernel of row kernelOf(r) ∗ row r of the input.
template <class KernelOf>
Result<Eigen::MatrixXd> convolvedRows(const Eigen::MatrixXd& kernels, KernelOf kernelOf,
                                      const Eigen::MatrixXd& input, const RunContext& context)
{
    const RowMajor kernel = kernels.leftCols(input.cols());
    const RowMajor in = input;
    RowMajor out(in.rows(), in.cols());
    CausalConvolution convolution(static_cast<std::size_t>(in.cols()));
    for (Index row = 0; row < in.rows(); ++row) {
        if (context.stopRequested())
            return RunContext::cancelled();
        convolution.apply(rowOf(kernel, kernelOf(row)), rowOf(in, row), rowOf(out, row));
    }
    return Eigen::MatrixXd(out);
}

Eigen::MatrixXd outerProducts(const H3Layer& layer, const Eigen::MatrixXd& left, const Eigen::MatrixXd& right)
{
    Eigen::MatrixXd out(layer.cells(), left.cols());
    const Index size = layer.headSize;
    for (Index channel = 0; channel < layer.width(); ++channel) {
        const Index head = channel / size;
        out.middleRows(channel * size, size) =
            right.middleRows(head * size, size).array().rowwise() * left.row(channel).array();
    }
    return out;
}

Eigen::MatrixXd readByQueries(const H3Layer& layer, const Eigen::MatrixXd& query,
                              const Eigen::MatrixXd& memory)
{
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(layer.width(), query.cols());
    const Index size = layer.headSize;
    for (Index head = 0; head < layer.heads(); ++head)
        for (Index i = 0; i < size; ++i)
            for (Index j = 0; j < size; ++j)
                out.row(layer.mixedChannel(head, j)).array() +=
                    query.row(head * size + i).array() * memory.row(layer.cell(head, i, j)).array();
    return out;
}

/// Adds `skip` of a row's channel times the input to it.
template <class SkipOf>
void addSkip(Eigen::MatrixXd& target, SkipOf skipOf, const Eigen::MatrixXd& input)
{
    for (Index row = 0; row < target.rows(); ++row)
        target.row(row) += skipOf(row) * input.row(row);
}

} // namespace

H3Projections project(const H3Layer& layer, const Eigen::MatrixXd& input)
{
    return {applied(layer.query, input), applied(layer.key, input), applied(layer.value, input)};
}

H3Projections projectTokens(const H3Layer& layer, std::span<const int> tokens)
{
    return {columnsOf(layer.query, tokens), columnsOf(layer.key, tokens), columnsOf(layer.value, tokens)};
}

H3Kernels h3Kernels(const H3Layer& layer, Index length)
{
    assert(length >= 1);
    H3Kernels kernels{Eigen::MatrixXd::Zero(layer.width(), length), Eigen::MatrixXd(layer.heads(), length)};
    const Index taps = layer.taps();
    for (Index lag = 0; lag < std::min(taps, length); ++lag)
        kernels.shift.col(lag) = layer.shiftInput.leftCols(taps - lag)
                                     .cwiseProduct(layer.shiftReadout.rightCols(taps - lag))
                                     .rowwise()
                                     .sum();
    for (Index head = 0; head < layer.heads(); ++head) {
        const auto at = static_cast<std::size_t>(head);
        const std::vector<double> kernel = vandermondeKernel(layer.memory[at], layer.steps[at], layer.rule,
                                                             static_cast<std::size_t>(length));
        kernels.memory.row(head) = Eigen::Map<const Eigen::RowVectorXd>(kernel.data(), length);
    }
    return kernels;
}

Result<H3Run> convolveH3(const H3Layer& layer, const H3Kernels& kernels, H3Projections projections,
                         const RunContext& context)
{
    H3Run run{.projections = std::move(projections)};
    const auto& [query, key, value] = run.projections;
    const auto itself = [](Index row) { return row; };
    auto shifted = convolvedRows(kernels.shift, itself, key, context);
    if (!shifted)
        return shifted.error();
    run.shifted = *std::move(shifted);
    addSkip(
        run.shifted, [&](Index row) { return layer.shiftSkip(row); }, key);
    run.written = outerProducts(layer, run.shifted, value);
    const auto headOf = [&](Index cell) { return cell / (layer.headSize * layer.headSize); };
    auto memory = convolvedRows(kernels.memory, headOf, run.written, context);
    if (!memory)
        return memory.error();
    run.memory = *std::move(memory);
    addSkip(
        run.memory, [&](Index cell) { return layer.memory[static_cast<std::size_t>(headOf(cell))].d; },
        run.written);
    run.mixed = readByQueries(layer, query, run.memory);
    run.output = applied(layer.output, run.mixed);
    return run;
}

Eigen::MatrixXd shiftedKeys(const H3Layer& layer, const H3Kernels& kernels, const Eigen::MatrixXd& key)
{
    Eigen::MatrixXd out = layer.shiftSkip.asDiagonal() * key;
    const Index length = key.cols();
    for (Index lag = 0; lag < std::min(layer.taps(), length); ++lag) {
        const auto weights = kernels.shift.col(lag);
        if (!weights.isZero(0))
            out.rightCols(length - lag) += weights.asDiagonal() * key.leftCols(length - lag);
    }
    return out;
}

} // namespace kaba
