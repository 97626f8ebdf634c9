// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/mechanism_parts.h"
#include "core/contest/pairs.h"

namespace kaba::contest {

using learn::Initialiser;
using learn::Pass;
using learn::Tape;
using learn::Tensor;

template <class Scalar>
Attend<Scalar> addMechanism(const Initialiser<Scalar>&, const CombinerPlan& plan, const Sizes& sizes)
{
    return [=](Pass<Scalar>& pass, const Streams<Scalar>& streams) {
        Tape<Scalar>& tape = pass.tape;
        Tensor<Scalar> keys = streams.keys;
        Tensor<Scalar> values = streams.values;
        Index spans = 0;
        if (plan.spans) {
            const auto inside = [&](Index span, Index key) { return key / plan.block == span; };
            const Tensor<Scalar> asked = largestOfBlocks(tape, streams.queries, plan.block);
            const auto shares =
                softmaxWhere(tape, attentionScores(tape, asked, streams.keys, sizes.heads), inside);
            spans = asked.shape.length;
            keys = joinPositions(tape, largestOfBlocks(tape, streams.keys, plan.block), keys);
            values = joinPositions(tape, attentionMix(tape, shares, streams.values), values);
        }
        const auto sees = [&](Index query, Index key) {
            const Index block = query / plan.block;
            if (key < spans)
                return key < block;
            return key - spans <= query && (key - spans) / plan.block == block;
        };
        const auto scores = attentionScores(tape, streams.queries, keys, sizes.heads);
        return attentionMix(tape, softmaxWhere(tape, scores, sees), values);
    };
}

template Attend<float> addMechanism(const Initialiser<float>&, const CombinerPlan&, const Sizes&);
template Attend<double> addMechanism(const Initialiser<double>&, const CombinerPlan&, const Sizes&);

} // namespace kaba::contest
