// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/mechanisms.h"

#include "core/base/overloaded.h"
#include "core/contest/mechanism_parts.h"
#include "core/contest/pairs.h"

#include <cmath>
#include <string>
#include <vector>

namespace kaba::contest {
namespace {

using learn::Pass;
using learn::Tape;
using learn::Tensor;
using learn::WeightRef;

/// Whether a token sees another: in front of it at most, and nearer than `window` (0: at any distance).
struct Sight {
    bool causal = true;
    Index window = 0;

    bool operator()(Index query, Index key) const
    {
        const Index distance = query - key;
        return (!causal || distance >= 0) && (window == 0 || std::abs(distance) < window);
    }
};

template <class Scalar>
Tensor<Scalar> softmaxField(Tape<Scalar>& tape, const Streams<Scalar>& streams, const Sizes& sizes,
                            Index window)
{
    const auto scores = attentionScores(tape, streams.queries, streams.keys, sizes.heads);
    const auto weights = softmaxWhere(tape, scores, Sight{sizes.causal, window});
    return attentionMix(tape, weights, streams.values);
}

/// φ of FMMformer; the kernels count from 0.
template <class Scalar>
Tensor<Scalar> farFeatures(Tape<Scalar>& tape, const Tensor<Scalar>& x, int kernel)
{
    if (kernel == 2)
        return affine(tape, hyperbolicTangent(tape, x), 1, 1);
    return eluPlusOne(tape, kernel == 0 ? x : affine(tape, x, -1, 0));
}

template <class Scalar>
Tensor<Scalar> farField(Tape<Scalar>& tape, const Streams<Scalar>& streams, const Sizes& sizes, int kernel)
{
    const auto headWidth = sizes.width / sizes.heads;
    const double root = std::pow(static_cast<double>(headWidth), -0.25);
    const auto features = [&](const Tensor<Scalar>& rows) {
        return farFeatures(tape, affine(tape, rows, root, 0), kernel);
    };
    auto products = attentionScores(tape, features(streams.queries), features(streams.keys), sizes.heads);
    if (sizes.causal)
        products = multiply(tape, products, lowerTriangle(tape, products));
    return attentionMix(tape, rowShares(tape, products), streams.values);
}

template <class Scalar>
Attend<Scalar> addMechanism(const learn::Initialiser<Scalar>&, const SoftmaxPlan& plan, const Sizes& sizes)
{
    return [=](Pass<Scalar>& pass, const Streams<Scalar>& streams) {
        return softmaxField(pass.tape, streams, sizes, plan.window);
    };
}

template <class Scalar>
Attend<Scalar> addMechanism(const learn::Initialiser<Scalar>& at, const FmmPlan& plan, const Sizes& sizes)
{
    const learn::Shape perChannel{1, 1, sizes.width};
    const WeightRef near = plan.band > 0 ? at.constant("near", perChannel, 0) : WeightRef{};
    std::vector<WeightRef> far;
    far.reserve(static_cast<std::size_t>(plan.kernels));
    for (int kernel = 0; kernel < plan.kernels; ++kernel)
        far.push_back(at.constant("far" + std::to_string(kernel), perChannel, 1.0 / plan.kernels));
    return [=](Pass<Scalar>& pass, const Streams<Scalar>& streams) {
        Tape<Scalar>& tape = pass.tape;
        Tensor<Scalar> sum = multiply(tape, farField(tape, streams, sizes, 0), pass[far.front()]);
        for (int kernel = 1; kernel < plan.kernels; ++kernel)
            sum = add(tape, sum,
                      multiply(tape, farField(tape, streams, sizes, kernel),
                               pass[far[static_cast<std::size_t>(kernel)]]));
        if (plan.band == 0)
            return sum;
        return add(tape, sum, multiply(tape, softmaxField(tape, streams, sizes, plan.band), pass[near]));
    };
}

} // namespace

template <class Scalar>
Attend<Scalar> addAttend(const learn::Initialiser<Scalar>& at, const MechanismPlan& plan, const Sizes& sizes)
{
    return std::visit(Overloaded{[](const EvolvedPlan&) -> Attend<Scalar> { return nullptr; },
                                 [&](const auto& own) { return addMechanism(at, own, sizes); }},
                      plan);
}

template Attend<float> addAttend(const learn::Initialiser<float>&, const MechanismPlan&, const Sizes&);
template Attend<double> addAttend(const learn::Initialiser<double>&, const MechanismPlan&, const Sizes&);

} // namespace kaba::contest
