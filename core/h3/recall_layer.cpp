// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/recall_layer.h"

#include "core/math/normal_rows.h"
#include "core/ssm/s4d.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba {

using Eigen::Index;

namespace {

Index tilesFor(std::size_t tokens, Index size)
{
    assert(tokens > 0 && size > 0);
    return (static_cast<Index>(tokens) + size - 1) / size;
}

std::optional<int> tokenAt(const std::vector<int>& tokens, Index number)
{
    const auto at = static_cast<std::size_t>(number);
    return at < tokens.size() ? std::optional(tokens[at]) : std::nullopt;
}

DenseMap zeroMap(Index outputs, Index inputs)
{
    return {Eigen::MatrixXd::Zero(outputs, inputs), Eigen::VectorXd::Zero(outputs)};
}

/// N registers whose input is e₀, with nothing read yet.
H3Layer blankLayer(const H3Settings& settings, Index width)
{
    H3Layer layer{.headSize = settings.headSize, .order = settings.channelOrder, .rule = settings.rule};
    layer.shiftInput = Eigen::MatrixXd::Zero(width, settings.order);
    layer.shiftInput.col(0).setOnes();
    layer.shiftReadout = Eigen::MatrixXd::Zero(width, settings.order);
    layer.shiftSkip = Eigen::VectorXd::Zero(width);
    return layer;
}

/// The modes of S4D-Lin, nothing read yet.
Result<DiagonalStateSpace> linearModes(const H3Settings& settings)
{
    return s4d(S4dInit::Lin, settings.order,
               Eigen::VectorXd::Zero(s4dReadoutSize(S4dInit::Lin, settings.order)));
}

DenseMap drawnMap(Random& random, Index outputs, Index inputs, double deviation)
{
    return {deviation * normalRows(random, outputs, inputs), Eigen::VectorXd::Zero(outputs)};
}

double uniformWithin(Random& random, double bound) { return bound * (2 * random.uniform() - 1); }

} // namespace

RecallTable::RecallTable(RecallRoles roles, Index headSize)
    : m_roles(std::move(roles))
    , m_headSize(headSize)
    , m_keyTiles(tilesFor(m_roles.keys.size(), headSize))
    , m_valueTiles(tilesFor(m_roles.values.size(), headSize))
{}

std::optional<int> RecallTable::keyAt(Index channel) const
{
    const Index tile = channel / m_headSize / m_valueTiles;
    return tokenAt(m_roles.keys, tile * m_headSize + channel % m_headSize);
}

std::optional<int> RecallTable::valueAt(Index channel) const
{
    const Index tile = channel / m_headSize % m_valueTiles;
    return tokenAt(m_roles.values, tile * m_headSize + channel % m_headSize);
}

Result<H3Layer> constructedH3(const H3Settings& settings, int vocabulary, const RecallTable& table)
{
    auto modes = linearModes(settings);
    if (!modes)
        return modes.error();
    const DiagonalStateSpace discrete = discretize(*modes, settings.step, settings.rule);
    modes->c(0) = 1.0 / (modes->factor * discrete.b(0));

    const Index width = table.width();
    H3Layer layer = blankLayer(settings, width);
    layer.key = layer.value = zeroMap(width, vocabulary);
    layer.output = zeroMap(vocabulary, width);
    layer.shiftReadout.col(1).setOnes();
    layer.memory.assign(static_cast<std::size_t>(table.heads()), *modes);
    layer.steps.assign(layer.memory.size(), settings.step);
    for (Index channel = 0; channel < width; ++channel) {
        if (const auto key = table.keyAt(channel))
            layer.key.weight(channel, *key) = 1;
        if (const auto value = table.valueAt(channel)) {
            layer.value.weight(channel, *value) = 1;
            const Index from = layer.mixedChannel(channel / table.headSize(), channel % table.headSize());
            layer.output.weight(*value, from) = 1;
        }
    }
    layer.query = layer.key;
    return layer;
}

Result<H3Layer> randomH3(const H3Settings& settings, int vocabulary, Index heads, std::uint64_t seed)
{
    auto modes = linearModes(settings);
    if (!modes)
        return modes.error();
    constexpr double kStepRange = 100;
    constexpr double kPart = std::numbers::sqrt2 / 2; // of a complex normal number
    Random random(seed);
    const Index width = heads * settings.headSize;
    H3Layer layer = blankLayer(settings, width);
    layer.query = drawnMap(random, width, vocabulary, 1);
    layer.key = drawnMap(random, width, vocabulary, 1);
    layer.value = drawnMap(random, width, vocabulary, 1);
    layer.output = drawnMap(random, vocabulary, width, 1 / std::sqrt(static_cast<double>(width)));
    const double bound = 1 / std::sqrt(static_cast<double>(settings.order));
    for (double& readout : layer.shiftReadout.reshaped())
        readout = uniformWithin(random, bound);
    for (double& skip : layer.shiftSkip)
        skip = random.normal();
    for (Index head = 0; head < heads; ++head) {
        for (std::complex<double>& readout : modes->c)
            readout = kPart * std::complex(random.normal(), random.normal());
        modes->d = random.normal();
        layer.memory.push_back(*modes);
        layer.steps.push_back(settings.step * std::pow(kStepRange, random.uniform()));
    }
    return layer;
}

H3Layer withoutShift(H3Layer layer)
{
    layer.shiftReadout.setZero();
    layer.shiftSkip.setOnes();
    return layer;
}

H3Layer withoutMemory(H3Layer layer)
{
    for (DiagonalStateSpace& system : layer.memory) {
        system.c.setZero();
        system.d = 1;
    }
    return layer;
}

H3Layer withoutGate(H3Layer layer)
{
    layer.query.weight.setZero();
    layer.query.bias.setOnes();
    return layer;
}

std::optional<int> answerOf(const Eigen::VectorXd& scores)
{
    Index best = 0;
    const double most = scores.maxCoeff(&best);
    if ((scores.array() == most).count() != 1)
        return std::nullopt;
    return static_cast<int>(best);
}

} // namespace kaba
