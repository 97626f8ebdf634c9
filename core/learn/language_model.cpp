// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/language_model.h"

#include "core/learn/ops_linear.h"
#include "core/learn/ops_tokens.h"

#include <cassert>
#include <cmath>

namespace kaba::learn {

namespace {

constexpr double kDeviation = 0.02;

template <class Scalar>
decltype(Block::mixer) addMixer(const Initialiser<Scalar>& at, Mixer mixer, const MixerSettings& settings)
{
    switch (mixer) {
    case Mixer::Attention:
        return addAttention(at, settings);
    case Mixer::S4d:
        return addS4d(at, settings);
    case Mixer::H3:
        return addH3(at, settings);
    }
    return {};
}

template <class Scalar>
Block addBlock(const Initialiser<Scalar>& at, const ModelSettings& settings)
{
    const double last = kDeviation / std::sqrt(2 * static_cast<double>(settings.layers));
    const MixerSettings mixer{.width = settings.width,
                              .order = settings.order,
                              .heads = settings.heads,
                              .dropout = settings.attentionDropout,
                              .outputDeviation = last};
    return {.beforeMixer = addNormalisation(at.under("norm0"), settings.width),
            .mixer = addMixer(at.under("mixer"), settings.mixer, mixer),
            .beforeDense = addNormalisation(at.under("norm1"), settings.width),
            .up = addDense(at.under("up"), settings.width, settings.inner),
            .down = addDense(at.under("down"), settings.inner, settings.width, last)};
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Block& block, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> normalised = learn::apply(pass, block.beforeMixer, x);
    const Tensor<Scalar> mixed =
        std::visit([&](const auto& mixer) { return learn::apply(pass, mixer, normalised); }, block.mixer);
    const Tensor<Scalar> middle = add(pass.tape, x, mixed);
    const Tensor<Scalar> up = learn::apply(pass, block.up, learn::apply(pass, block.beforeDense, middle));
    return add(pass.tape, middle, learn::apply(pass, block.down, gelu(pass.tape, up)));
}

} // namespace

template <class Scalar>
LanguageModel addLanguageModel(Weights<Scalar>& weights, const ModelSettings& settings, std::uint64_t seed)
{
    Random random(seed);
    const Initialiser<Scalar> at{weights, random};
    LanguageModel model;
    model.embedding = at.normal("embedding", {1, settings.vocabulary, settings.width}, kDeviation);
    if (settings.mixer == Mixer::Attention)
        model.positions = at.normal("positions", {1, settings.length, settings.width}, kDeviation);
    for (Index layer = 0; layer < settings.layers; ++layer)
        model.blocks.push_back(addBlock(at.under("layer" + std::to_string(layer)), settings));
    model.last = addNormalisation(at.under("norm"), settings.width);
    model.embeddingDropout = settings.embeddingDropout;
    return model;
}

template <class Scalar>
Tensor<Scalar> logits(Pass<Scalar>& pass, const LanguageModel& model, const TokenBatch& batch)
{
    Tensor<Scalar> x = embedding(pass.tape, pass[model.embedding], batch.inputs, batch.sequences);
    if (model.positions) {
        assert(batch.length() <= model.positions->shape.length);
        x = add(pass.tape, x, firstPositions(pass[*model.positions], batch.length()));
    }
    x = pass.dropped(x, model.embeddingDropout);
    for (const Block& block : model.blocks)
        x = apply(pass, block, x);
    return tiedLogits(pass.tape, learn::apply(pass, model.last, x), pass[model.embedding]);
}

template LanguageModel addLanguageModel(Weights<float>&, const ModelSettings&, std::uint64_t);
template LanguageModel addLanguageModel(Weights<double>&, const ModelSettings&, std::uint64_t);
template Tensor<float> logits(Pass<float>&, const LanguageModel&, const TokenBatch&);
template Tensor<double> logits(Pass<double>&, const LanguageModel&, const TokenBatch&);

} // namespace kaba::learn
