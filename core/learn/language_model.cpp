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
    case Mixer::Gss:
        return addGss(at, settings);
    case Mixer::H3:
        return addH3(at, settings);
    case Mixer::Rnn:
        return addRnn(at, settings);
    case Mixer::Lstm:
        return addLstm(at, settings);
    case Mixer::Lssl:
        return addLssl(at, settings);
    }
    return {};
}

template <class Scalar>
Block addBlock(const Initialiser<Scalar>& at, const ModelSettings& settings)
{
    const double last = kDeviation / std::sqrt(2 * static_cast<double>(settings.layers));
    const MixerSettings mixer{.width = settings.width,
                              .length = settings.length,
                              .inner = settings.inner,
                              .order = settings.order,
                              .heads = settings.heads,
                              .headWidth = settings.headWidth,
                              .dropout = settings.attentionDropout,
                              .outputDeviation = last,
                              .horizon = settings.horizon,
                              .poles = settings.poles,
                              .trainsPoles = settings.trainsPoles,
                              .memory = settings.memory,
                              .window = settings.window};
    Block block{.beforeMixer = addNormalisation(at.under("norm0"), settings.width),
                .mixer = addMixer(at.under("mixer"), settings.mixer, mixer),
                .feedForward = {}};
    if (settings.mixer != Mixer::Gss)
        block.feedForward = addFeedForward(at, settings.width, settings.inner, last);
    return block;
}

template <class Scalar>
Tensor<Scalar> mix(Pass<Scalar>& pass, const Block& block, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> normalised = pass.noted(Inner::Input, learn::apply(pass, block.beforeMixer, x));
    const Tensor<Scalar> mixed =
        std::visit([&](const auto& mixer) { return learn::apply(pass, mixer, normalised); }, block.mixer);
    return add(pass.tape, x, pass.noted(Inner::Mixed, mixed));
}

template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Block& block, const Tensor<Scalar>& x)
{
    const Tensor<Scalar> middle = pass.isWithout(Part::Mixer) ? x : mix(pass, block, x);
    return block.feedForward ? add(pass.tape, middle, learn::apply(pass, *block.feedForward, middle))
                             : middle;
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
    pass.layer = 0;
    for (const Block& block : model.blocks) {
        x = apply(pass, block, pass.noted(Inner::Residual, x));
        ++pass.layer;
    }
    pass.noted(Inner::Residual, x);
    return tiedLogits(pass.tape, learn::apply(pass, model.last, x), pass[model.embedding]);
}

template <class Scalar>
Tensor<Scalar> evaluate(Tape<Scalar>& tape, const Weights<Scalar>& weights, const LanguageModel& model,
                        const TokenBatch& batch, Inspection<Scalar>* inspection)
{
    const auto values = weights.values();
    const auto count = static_cast<Index>(values.size());
    Pass<Scalar> pass{.tape = tape,
                      .values = tape.scratch(count),
                      .gradient = tape.scratch(count),
                      .training = false,
                      .inspection = inspection};
    std::copy(values.begin(), values.end(), pass.values);
    return logits(pass, model, batch);
}

template LanguageModel addLanguageModel(Weights<float>&, const ModelSettings&, std::uint64_t);
template LanguageModel addLanguageModel(Weights<double>&, const ModelSettings&, std::uint64_t);
template Tensor<float> logits(Pass<float>&, const LanguageModel&, const TokenBatch&);
template Tensor<double> logits(Pass<double>&, const LanguageModel&, const TokenBatch&);
template Tensor<float> evaluate(Tape<float>&, const Weights<float>&, const LanguageModel&, const TokenBatch&,
                                Inspection<float>*);
template Tensor<double> evaluate(Tape<double>&, const Weights<double>&, const LanguageModel&,
                                 const TokenBatch&, Inspection<double>*);

} // namespace kaba::learn
