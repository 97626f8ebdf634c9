// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/mechanism_parts.h"
#include "core/contest/pairs.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kaba::contest {
namespace {

using learn::Initialiser;
using learn::Pass;
using learn::Shape;
using learn::Tape;
using learn::Tensor;
using learn::WeightRef;

/// The weights of the summaries; those that a plan does not ask for are not there.
struct Summaries {
    std::optional<WeightRef> maps;       ///< W_P of every head, dynamic: [1, width, heads · r]
    std::optional<WeightRef> projection; ///< P, fixed: [1, r, length]
    std::optional<learn::Normalisation> ofWindow, ofSummaries;
};

template <class Scalar>
Summaries addSummaries(const Initialiser<Scalar>& at, const LongShortPlan& plan, const Sizes& sizes)
{
    Summaries made;
    if (plan.rank > 0 && plan.projection == LongShortPlan::Projection::Dynamic)
        made.maps = at.normal("maps", {1, sizes.width, sizes.heads * plan.rank},
                              1 / std::sqrt(static_cast<double>(sizes.width)));
    else if (plan.rank > 0)
        made.projection = at.normal("projection", {1, plan.rank, sizes.length},
                                    1 / std::sqrt(static_cast<double>(sizes.length)));
    if (plan.dualNorm) {
        made.ofWindow = addNormalisation(at.under("window"), sizes.width);
        made.ofSummaries = addNormalisation(at.under("summaries"), sizes.width);
    }
    return made;
}

/// Pᵀ of every sequence (and head): [B or B·heads, r, L].
template <class Scalar>
Tensor<Scalar> projectionOf(Pass<Scalar>& pass, const Summaries& made, const Tensor<Scalar>& input,
                            Index heads)
{
    if (made.projection) {
        const Tensor<Scalar> one = pass[*made.projection];
        const auto zero =
            learn::constant(pass.tape, {input.shape.batch, one.shape.length, one.shape.channels},
                            [](Index, Index) { return 0; });
        return add(pass.tape, zero, one);
    }
    Tensor<Scalar> logits = swapPositions(pass.tape, matrixProduct(pass.tape, input, pass[*made.maps]));
    logits.shape = {input.shape.batch * heads, logits.shape.length / heads, logits.shape.channels};
    return softmax(pass.tape, logits);
}

/// Whether a token's window reaches another: its segment and half a window on both sides.
bool windowReaches(Index window, Index query, Index key)
{
    const Index segment = query / window * window;
    const Index beside = std::max<Index>(window / 2, 1);
    return key >= segment - beside && key < segment + window + beside;
}

template <class Scalar>
Tensor<Scalar> normalised(Pass<Scalar>& pass, const std::optional<learn::Normalisation>& by,
                          const Tensor<Scalar>& keys)
{
    return by ? apply(pass, *by, keys) : keys;
}

} // namespace

template <class Scalar>
Attend<Scalar> addMechanism(const Initialiser<Scalar>& at, const LongShortPlan& plan, const Sizes& sizes)
{
    const Summaries made = addSummaries(at, plan, sizes);
    return [=](Pass<Scalar>& pass, const Streams<Scalar>& streams) {
        Tape<Scalar>& tape = pass.tape;
        Tensor<Scalar> keys = normalised(pass, made.ofWindow, streams.keys);
        Tensor<Scalar> values = streams.values;
        if (plan.rank > 0) {
            const Tensor<Scalar> projection = projectionOf(pass, made, streams.input, sizes.heads);
            const Tensor<Scalar> summaries =
                normalised(pass, made.ofSummaries, attentionMix(tape, projection, streams.keys));
            const Tensor<Scalar> summed = attentionMix(tape, projection, values);
            keys = plan.window > 0 ? joinPositions(tape, summaries, keys) : summaries;
            values = plan.window > 0 ? joinPositions(tape, summed, values) : summed;
        }
        const auto sees = [&](Index query, Index key) {
            return key < plan.rank || windowReaches(plan.window, query, key - plan.rank);
        };
        const auto scores = attentionScores(tape, streams.queries, keys, sizes.heads);
        return attentionMix(tape, softmaxWhere(tape, scores, sees), values);
    };
}

template Attend<float> addMechanism(const Initialiser<float>&, const LongShortPlan&, const Sizes&);
template Attend<double> addMechanism(const Initialiser<double>&, const LongShortPlan&, const Sizes&);

} // namespace kaba::contest
