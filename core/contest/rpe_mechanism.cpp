// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/random_features.h"
#include "core/contest/mechanism_parts.h"
#include "core/contest/pairs.h"

#include <cassert>
#include <cmath>
#include <optional>

namespace kaba::contest {
namespace {

using learn::Initialiser;
using learn::Pass;
using learn::Tape;
using learn::Tensor;
using learn::WeightRef;

constexpr std::uint64_t kDirectionsSeed = 1;

/// The directions of the features, width × count, which nothing trains.
template <class Scalar>
WeightRef addDirections(const Initialiser<Scalar>& at, Index width, Index count)
{
    const Eigen::MatrixXd rows = featureDirections(FeatureKind::Plain, count, width, kDirectionsSeed);
    Index next = 0;
    return at.drawn("directions", {1, width, count}, learn::WeightGroup::Fixed, [&] {
        const double drawn = rows(next % count, next / count);
        ++next;
        return drawn;
    });
}

/// √scale x, or x/‖x‖.
template <class Scalar>
Tensor<Scalar> lengthened(Tape<Scalar>& tape, const Tensor<Scalar>& x, bool normalised)
{
    constexpr double kNoLength = 1e-24;
    if (!normalised)
        return affine(tape, x, std::pow(static_cast<double>(x.shape.channels), -0.25), 0);
    const auto squares = affine(tape, rowSums(tape, multiply(tape, x, x)), 1, kNoLength);
    return multiply(tape, x, power(tape, squares, -0.5));
}

/// e^{w·x − ‖x‖²/2} for every direction w; a factor common to all features is left out.
template <class Scalar>
Tensor<Scalar> featuresOf(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& directions)
{
    const auto halfSquares = affine(tape, rowSums(tape, multiply(tape, x, x)), -0.5, 0);
    return exponential(tape, add(tape, matrixProduct(tape, x, directions), halfSquares));
}

} // namespace

template <class Scalar>
Attend<Scalar> addMechanism(const Initialiser<Scalar>& at, const RpePlan& plan, const Sizes& sizes)
{
    assert(sizes.heads == 1);
    const WeightRef directions = addDirections(at, sizes.width, plan.features);
    std::optional<WeightRef> bias;
    if (plan.relative)
        bias = at.constant("bias", {1, 2 * sizes.length - 1, 1}, 0);
    return [=](Pass<Scalar>& pass, const Streams<Scalar>& streams) {
        Tape<Scalar>& tape = pass.tape;
        const auto features = [&](const Tensor<Scalar>& rows) {
            return featuresOf(tape, lengthened(tape, rows, plan.normalised), pass[directions]);
        };
        Tensor<Scalar> pairs = attentionScores(tape, features(streams.queries), features(streams.keys), 1);
        if (bias)
            pairs = multiply(tape, pairs, exponential(tape, toeplitzMatrix(tape, pass[*bias], sizes.length)));
        if (sizes.causal)
            pairs = multiply(tape, pairs, lowerTriangle(tape, pairs));
        return attentionMix(tape, rowShares(tape, pairs), streams.values);
    };
}

template Attend<float> addMechanism(const Initialiser<float>&, const RpePlan&, const Sizes&);
template Attend<double> addMechanism(const Initialiser<double>&, const RpePlan&, const Sizes&);

} // namespace kaba::contest
