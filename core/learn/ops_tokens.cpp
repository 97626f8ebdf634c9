// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_tokens.h"

#include "core/math/exponential.h"

#include <cassert>
#include <cmath>

namespace kaba::learn {

namespace {

int at(std::span<const int> tokens, Index place) { return tokens[static_cast<std::size_t>(place)]; }

} // namespace

template <class Scalar>
Tensor<Scalar> embedding(Tape<Scalar>& tape, const Tensor<Scalar>& table, std::span<const int> tokens,
                         Index batch)
{
    const auto count = static_cast<Index>(tokens.size());
    assert(table.shape.batch == 1 && count % batch == 0);
    const Tensor<Scalar> y = tape.tensor({batch, count / batch, table.shape.channels});
    const Index channels = table.shape.channels;
    for (Index i = 0; i < count; ++i)
        std::copy_n(table.value + at(tokens, i) * channels, channels, y.value + i * channels);
    tape.onBackward([=] {
        for (Index i = 0; i < count; ++i)
            for (Index c = 0; c < channels; ++c)
                table.gradient[at(tokens, i) * channels + c] += y.gradient[i * channels + c];
    });
    return y;
}

Index scoredTargets(std::span<const int> targets)
{
    return static_cast<Index>(targets.size()) - std::count(targets.begin(), targets.end(), kIgnored);
}

// The softmax of each scored row is kept: less 1 at the target it is the gradient.
template <class Scalar>
Tensor<Scalar> crossEntropy(Tape<Scalar>& tape, const Tensor<Scalar>& logits, std::span<const int> targets,
                            Index divisor)
{
    assert(static_cast<Index>(targets.size()) == logits.shape.rows() && divisor >= 1);
    const Index words = logits.shape.channels;
    Scalar* weights = tape.scratch(logits.size());
    double total = 0;
    for (Index row = 0; row < logits.shape.rows(); ++row) {
        if (at(targets, row) == kIgnored)
            continue;
        const Scalar* from = logits.value + row * words;
        const std::span<Scalar> part(weights + row * words, static_cast<std::size_t>(words));
        std::copy_n(from, words, part.data());
        const Scalar most = largest(part);
        const Scalar sum = expShifted(part, 1, most);
        total += std::log(static_cast<double>(sum)) + static_cast<double>(most - from[at(targets, row)]);
        for (Scalar& weight : part)
            weight /= sum;
    }
    const Tensor<Scalar> loss = tape.tensor({});
    *loss.value = static_cast<Scalar>(total / static_cast<double>(divisor));
    tape.onBackward([=] {
        const Scalar slope = *loss.gradient / static_cast<Scalar>(divisor);
        for (Index row = 0; row < logits.shape.rows(); ++row) {
            if (at(targets, row) == kIgnored)
                continue;
            for (Index v = 0; v < words; ++v)
                logits.gradient[row * words + v] += slope * weights[row * words + v];
            logits.gradient[row * words + at(targets, row)] -= slope;
        }
    });
    return loss;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> embedding(Tape<Scalar>&, const Tensor<Scalar>&, std::span<const int>, Index);    \
    template Tensor<Scalar> crossEntropy(Tape<Scalar>&, const Tensor<Scalar>&, std::span<const int>, Index);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
