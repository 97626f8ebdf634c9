// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/evolved_attention.h"

#include <cmath>
#include <numbers>

namespace kaba {

Eigen::MatrixXd glorotUniform(Random& random, Eigen::Index rows, Eigen::Index cols, Eigen::Index fanIn,
                              Eigen::Index fanOut)
{
    const double limit = std::sqrt(6.0 / static_cast<double>(fanIn + fanOut));
    Eigen::MatrixXd matrix(rows, cols);
    for (Eigen::Index row = 0; row < rows; ++row)
        for (Eigen::Index col = 0; col < cols; ++col)
            matrix(row, col) = limit * (2 * random.uniform() - 1);
    return matrix;
}

Eigen::VectorXd timeVector(const Eigen::VectorXd& coefficients, int depth, double divisor)
{
    const Eigen::Index half = coefficients.size() / 2;
    Eigen::VectorXd time(coefficients.size());
    for (Eigen::Index p = 0; p < half; ++p) {
        const double angle = depth * std::numbers::pi * static_cast<double>(p) / divisor;
        time[p] = std::sin(angle);
        time[half + p] = std::cos(angle);
    }
    return time.cwiseProduct(coefficients);
}

EvolutionWeights evolutionWeights(Random& random, Eigen::Index width, int heads, double amplitude)
{
    const Eigen::Index channels = 2 * width;
    const Eigen::MatrixXd queries = glorotUniform(random, channels, channels, channels, channels);
    const Eigen::MatrixXd keys = glorotUniform(random, channels, channels, channels, channels);
    EvolutionWeights weights{.heads = heads,
                             .queryTokens = queries.leftCols(width),
                             .keyTokens = keys.leftCols(width),
                             .queryTime = queries.rightCols(width),
                             .keyTime = keys.rightCols(width),
                             .coefficients = {},
                             .output = {}};
    weights.coefficients = amplitude * glorotUniform(random, width, 1, width, 0);
    weights.output = glorotUniform(random, width, width, width, width);
    return weights;
}

EvolvedScores::EvolvedScores(const Eigen::MatrixXd& tokens, const EvolutionWeights& weights,
                             TimeOperators operators, AttentionCost& cost)
    : m_operators(operators)
{
    const Eigen::MatrixXd queries = counted(cost, tokens, weights.queryTokens.transpose());
    const Eigen::MatrixXd keys = counted(cost, tokens, weights.keyTokens.transpose());
    const Eigen::Index slice = weights.channels() / weights.heads;
    const Eigen::Index span = weights.width() / weights.heads;
    const double scale = 1 / std::sqrt(static_cast<double>(slice));
    for (int head = 0; head < weights.heads; ++head) {
        const auto own = [&](const Eigen::MatrixXd& rows) { return rows.middleCols(head * slice, slice); };
        m_first.emplace_back(scale * counted(cost, own(queries), own(keys).transpose()));
        if (operators == TimeOperators::Code) {
            const Eigen::MatrixXd query = weights.queryTime.middleCols(head * span, span);
            const Eigen::MatrixXd key = weights.keyTime.middleCols(head * span, span);
            m_queryTerms.emplace_back(counted(cost, queries, key));
            m_keyTerms.emplace_back(counted(cost, keys, query));
            m_timeTerms.emplace_back(query.cwiseProduct(key).colwise().sum().asDiagonal());
        } else {
            const Eigen::MatrixXd query = weights.queryTime.middleRows(head * slice, slice);
            const Eigen::MatrixXd key = weights.keyTime.middleRows(head * slice, slice);
            m_queryTerms.emplace_back(scale * counted(cost, own(queries), key));
            m_keyTerms.emplace_back(scale * counted(cost, own(keys), query));
            m_timeTerms.emplace_back(scale * counted(cost, query.transpose(), key));
        }
    }
    cost.numbers = static_cast<std::uint64_t>(tokens.rows() * tokens.rows() * weights.heads);
}

Eigen::VectorXd EvolvedScores::timeOf(int head, const Eigen::VectorXd& time) const
{
    const Eigen::Index span = m_keyTerms[static_cast<std::size_t>(head)].cols();
    return m_operators == TimeOperators::Code ? Eigen::VectorXd(time.segment(head * span, span)) : time;
}

Eigen::VectorXd EvolvedScores::keyBias(int head, const Eigen::VectorXd& time) const
{
    return m_keyTerms[static_cast<std::size_t>(head)] * timeOf(head, time);
}

double EvolvedScores::timeTerm(int head, const Eigen::VectorXd& time) const
{
    const Eigen::VectorXd own = timeOf(head, time);
    return own.dot(m_timeTerms[static_cast<std::size_t>(head)] * own);
}

Eigen::MatrixXd EvolvedScores::at(int head, const Eigen::VectorXd& time, AttentionCost& cost) const
{
    const auto index = static_cast<std::size_t>(head);
    const Eigen::VectorXd own = timeOf(head, time);
    const Eigen::VectorXd ofQueries = counted(cost, m_queryTerms[index], own).array() + timeTerm(head, time);
    const Eigen::VectorXd ofKeys = counted(cost, m_keyTerms[index], own);
    Eigen::MatrixXd scores = m_first[index];
    scores.colwise() += ofQueries;
    scores.rowwise() += ofKeys.transpose();
    cost.multiplyAdds += 2 * static_cast<std::uint64_t>(scores.size());
    return scores;
}

std::vector<Eigen::MatrixXd> plainScores(const Eigen::MatrixXd& tokens, const EvolutionWeights& weights,
                                         AttentionCost& cost)
{
    const Eigen::Index slice = weights.channels() / weights.heads;
    const double scale = 1 / std::sqrt(static_cast<double>(slice / 2));
    std::vector<Eigen::MatrixXd> scores;
    for (int head = 0; head < weights.heads; ++head) {
        const auto project = [&](const Eigen::MatrixXd& map) {
            return Eigen::MatrixXd(
                counted(cost, tokens, map.middleRows(head * slice, slice / 2).transpose()));
        };
        const Eigen::MatrixXd queries = project(weights.queryTokens);
        const Eigen::MatrixXd keys = project(weights.keyTokens);
        scores.emplace_back(scale * counted(cost, queries, keys.transpose()));
    }
    return scores;
}

Eigen::MatrixXd augmentedScores(const Eigen::MatrixXd& tokens, const EvolutionWeights& weights, int head,
                                const Eigen::VectorXd& time)
{
    const Eigen::Index width = weights.width();
    const Eigen::Index slice = weights.channels() / weights.heads;
    Eigen::MatrixXd augmented(tokens.rows(), 2 * width);
    augmented << tokens, time.transpose().replicate(tokens.rows(), 1);
    const auto project = [&](const Eigen::MatrixXd& ofTokens, const Eigen::MatrixXd& ofTime) {
        Eigen::MatrixXd map(slice, 2 * width);
        map << ofTokens.middleRows(head * slice, slice), ofTime.middleRows(head * slice, slice);
        return Eigen::MatrixXd(augmented * map.transpose());
    };
    return project(weights.queryTokens, weights.queryTime) *
           project(weights.keyTokens, weights.keyTime).transpose() / std::sqrt(static_cast<double>(slice));
}

} // namespace kaba
