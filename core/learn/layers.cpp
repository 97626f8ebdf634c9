// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/layers.h"

#include "core/learn/ops_attention.h"
#include "core/learn/ops_linear.h"
#include "core/learn/ops_normalisation.h"

#include <limits>

namespace kaba::learn {

namespace {

/// Heads that are taken out mix nothing.
template <class Scalar>
void silenceHeads(const Pass<Scalar>& pass, Index heads, const Tensor<Scalar>& mixed)
{
    const Index width = mixed.shape.channels / heads;
    for (Index head = 0; head < heads; ++head)
        if (pass.isWithout(Part::Head, head))
            valueRows(mixed).middleCols(head * width, width).setZero();
}

} // namespace

template <class Scalar>
WeightRef Initialiser<Scalar>::drawn(const std::string& name, Shape shape, WeightGroup group,
                                     const std::function<double()>& draw) const
{
    return weights.add(prefix + name, shape, group, draw);
}

template <class Scalar>
Random Initialiser<Scalar>::forked() const
{
    Random copy = random;
    return Random(splitMix(copy.below(std::numeric_limits<std::uint64_t>::max())));
}

template <class Scalar>
WeightRef Initialiser<Scalar>::constant(const std::string& name, Shape shape, double value) const
{
    return drawn(name, shape, WeightGroup::Dense, [=] { return value; });
}

template <class Scalar>
WeightRef Initialiser<Scalar>::normal(const std::string& name, Shape shape, double deviation) const
{
    return drawn(name, shape, WeightGroup::Dense, [&] { return deviation * random.normal(); });
}

template <class Scalar>
WeightRef Initialiser<Scalar>::uniform(const std::string& name, Shape shape, double most) const
{
    return drawn(name, shape, WeightGroup::Dense, [&] { return most * (2 * random.uniform() - 1); });
}

template <class Scalar>
Dense addDense(const Initialiser<Scalar>& at, Index from, Index to, double deviation)
{
    return {at.normal("weight", {1, from, to}, deviation), at.constant("bias", {1, 1, to}, 0)};
}

template <class Scalar>
Normalisation addNormalisation(const Initialiser<Scalar>& at, Index width)
{
    return {at.constant("gain", {1, 1, width}, 1), at.constant("bias", {1, 1, width}, 0)};
}

template <class Scalar>
FeedForward addFeedForward(const Initialiser<Scalar>& at, Index width, Index inner, double lastDeviation)
{
    return {.before = addNormalisation(at.under("norm1"), width),
            .up = addDense(at.under("up"), width, inner),
            .down = addDense(at.under("down"), inner, width, lastDeviation)};
}

template <class Scalar>
AttentionLayer addAttention(const Initialiser<Scalar>& at, const MixerSettings& settings)
{
    const Index width = settings.width;
    return {.query = addDense(at.under("query"), width, width),
            .key = addDense(at.under("key"), width, width),
            .value = addDense(at.under("value"), width, width),
            .output = addDense(at.under("output"), width, width, settings.outputDeviation),
            .heads = settings.heads,
            .dropout = settings.dropout};
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Dense& layer, const Tensor<Scalar>& x)
{
    return linear(pass.tape, x, pass[layer.weight], pass[layer.bias]);
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Normalisation& layer, const Tensor<Scalar>& x)
{
    return layerNorm(pass.tape, x, pass[layer.gain], pass[layer.bias]);
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const FeedForward& layer, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> up = apply(pass, layer.up, apply(pass, layer.before, x));
    return apply(pass, layer.down, gelu(pass.tape, up));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const AttentionLayer& layer, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> queries = pass.noted(Inner::Queries, apply(pass, layer.query, x));
    const Tensor<Scalar> keys = pass.noted(Inner::Keys, apply(pass, layer.key, x));
    const Tensor<Scalar> values = pass.noted(Inner::Values, apply(pass, layer.value, x));
    const Tensor<Scalar> weights =
        pass.noted(Inner::AttentionWeights,
                   causalSoftmax(pass.tape, attentionScores(pass.tape, queries, keys, layer.heads)));
    const Tensor<Scalar> mixed = attentionMix(pass.tape, pass.dropped(weights, layer.dropout), values);
    silenceHeads(pass, layer.heads, mixed);
    return apply(pass, layer.output, mixed);
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template struct Initialiser<Scalar>;                                                                     \
    template Dense addDense(const Initialiser<Scalar>&, Index, Index, double);                               \
    template Normalisation addNormalisation(const Initialiser<Scalar>&, Index);                              \
    template FeedForward addFeedForward(const Initialiser<Scalar>&, Index, Index, double);                   \
    template AttentionLayer addAttention(const Initialiser<Scalar>&, const MixerSettings&);                  \
    template Tensor<Scalar> apply(Pass<Scalar>&, const Dense&, const Tensor<Scalar>&);                       \
    template Tensor<Scalar> apply(Pass<Scalar>&, const Normalisation&, const Tensor<Scalar>&);               \
    template Tensor<Scalar> apply(Pass<Scalar>&, const FeedForward&, const Tensor<Scalar>&);                 \
    template Tensor<Scalar> apply(Pass<Scalar>&, const AttentionLayer&, const Tensor<Scalar>&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
