// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/fmm_study.h"

#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/math/normal_rows.h"
#include "core/math/random.h"
#include "core/math/singular_values.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr Eigen::Index kLocalDim = 3;
constexpr Eigen::Index kLocalWidth = 8;
constexpr Eigen::Index kStripRows = 8;
constexpr double kGaussianWidth = 16;

Eigen::Vector2d placeOf(ParticleLayout layout, Eigen::Index particle)
{
    if (layout == ParticleLayout::Line)
        return {static_cast<double>(particle), 0};
    const Eigen::Index column = particle / kStripRows;
    const Eigen::Index row = particle % kStripRows;
    return {static_cast<double>(column), static_cast<double>(row)};
}

double actionAt(ParticleKernel kernel, double distance)
{
    if (kernel == ParticleKernel::Gaussian)
        return std::exp(-distance * distance / (2 * kGaussianWidth * kGaussianWidth));
    if (distance == 0)
        return 0;
    return kernel == ParticleKernel::Inverse ? 1 / distance : std::log(distance);
}

} // namespace

AttentionProblem localAttention(Eigen::Index tokens, const LocalAttention& shape, std::uint64_t seed)
{
    Random random(seed);
    AttentionProblem problem;
    problem.queries = normalRows(random, tokens, kLocalDim);
    problem.keys = normalRows(random, tokens, kLocalDim);
    problem.values = normalRows(random, tokens, kLocalWidth);
    // The scale of the logits is 1/(T√d): the queries carry c where it may be 0.
    problem.queries *= shape.background * std::sqrt(static_cast<double>(kLocalDim));
    for (Eigen::Index offset = 1 - tokens; offset < tokens; ++offset)
        problem.bias.push_back(shape.height * std::exp(-std::abs(static_cast<double>(offset)) / shape.reach));
    return problem;
}

AttentionProblem normalProblem(Eigen::Index tokens, Eigen::Index dim, std::uint64_t seed)
{
    Random random(seed);
    AttentionProblem problem;
    for (Eigen::MatrixXd* part : {&problem.queries, &problem.keys, &problem.values})
        *part = normalRows(random, tokens, dim);
    return problem;
}

Eigen::MatrixXd particleBlock(ParticleKernel kernel, ParticleLayout layout, Eigen::Index first,
                              Eigen::Index second, Eigen::Index count)
{
    return Eigen::MatrixXd::NullaryExpr(count, count, [&](Eigen::Index row, Eigen::Index col) {
        return actionAt(kernel, (placeOf(layout, first + row) - placeOf(layout, second + col)).norm());
    });
}

int numericalRank(const Samples& singular, double tolerance)
{
    return static_cast<int>(
        std::ranges::count_if(singular, [&](double value) { return value > tolerance * singular.front(); }));
}

std::vector<int> blockRanks(ParticleKernel kernel, ParticleLayout layout, Eigen::Index count,
                            std::span<const Eigen::Index> gaps, double tolerance)
{
    std::vector<int> ranks;
    for (const Eigen::Index gap : gaps)
        ranks.push_back(
            numericalRank(singularValues(particleBlock(kernel, layout, 0, count + gap, count)), tolerance));
    return ranks;
}

Eigen::MatrixXd bandOf(const Eigen::MatrixXd& matrix, Eigen::Index band)
{
    return Eigen::MatrixXd::NullaryExpr(matrix.rows(), matrix.cols(),
                                        [&](Eigen::Index row, Eigen::Index col) {
                                            return std::abs(row - col) < band ? matrix(row, col) : 0.0;
                                        });
}

Samples rankErrors(const Samples& farSingular, double whole, std::size_t most)
{
    Samples errors(most + 1, 0);
    double tail = 0;
    for (std::size_t rank = farSingular.size(); rank-- > 0;) {
        tail += farSingular[rank] * farSingular[rank];
        if (rank <= most)
            errors[rank] = whole > 0 ? std::sqrt(tail) / whole : 0;
    }
    return errors;
}

Eigen::MatrixXd bestFit(const Eigen::MatrixXd& matrix, Eigen::Index rank)
{
    const SingularParts parts = singularPartsOf(matrix);
    const Eigen::Index kept = std::min(rank, parts.values.size());
    return parts.left.leftCols(kept) * parts.values.head(kept).asDiagonal() *
           parts.right.leftCols(kept).transpose();
}

Eigen::MatrixXd farFieldByPairs(const AttentionProblem& problem, int kernels)
{
    const Eigen::Index n = problem.tokens();
    const double root = std::sqrt(problem.scale());
    Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(n, n);
    for (int kernel = 0; kernel < kernels; ++kernel) {
        // A factor per query is free: its largest feature becomes 1, so that rows do not underflow.
        Eigen::MatrixXd logs = logFarFeatures(kernel, root * problem.queries);
        const Eigen::VectorXd largest = logs.rowwise().maxCoeff();
        logs.colwise() -= largest;
        const Eigen::MatrixXd queries = logs.array().exp();
        const Eigen::MatrixXd keys = logFarFeatures(kernel, root * problem.keys).array().exp();
        Eigen::MatrixXd field = queries * keys.transpose();
        for (Eigen::Index query = 0; query < n && problem.causal; ++query)
            field.row(query).tail(n - query - 1).setZero();
        sum += field.rowwise().sum().cwiseInverse().asDiagonal() * field;
    }
    return sum;
}

Eigen::MatrixXd nearFieldByMask(const AttentionProblem& problem, Eigen::Index band)
{
    Eigen::MatrixXd logits = attentionLogits(problem);
    for (Eigen::Index key = 0; key < logits.cols(); ++key)
        for (Eigen::Index query = 0; query < logits.rows(); ++query)
            if (std::abs(query - key) >= band)
                logits(query, key) = -std::numeric_limits<double>::infinity();
    return softmaxOfRows(std::move(logits));
}

Result<Eigen::MatrixXd> fmmWeights(AttentionProblem problem, const FmmSettings& settings,
                                   const RunContext& context)
{
    problem.values = Eigen::MatrixXd::Identity(problem.tokens(), problem.tokens());
    Result<AttentionResult> result = fmmAttention(problem, settings, context);
    if (!result)
        return result.error();
    return std::move(result->outputs);
}

} // namespace kaba
