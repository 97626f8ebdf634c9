// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_hippo.h"

#include "core/learn/moments.h"

#include <cassert>

namespace kaba::learn {

namespace {

/// The matrices in the tape's numbers, alive as long as its tensors.
template <class Scalar>
struct FixedMemory {
    Index order = 0;
    bool same = true;
    Scalar* transition = nullptr;
    Scalar* input = nullptr;

    FixedMemory(Tape<Scalar>& tape, const MemoryMatrices& matrices)
        : order(matrices.order)
        , same(matrices.positions == 1)
        , transition(copied(tape, matrices.transition))
        , input(copied(tape, matrices.input))
    {}

    RowMap<Scalar> a(Index t) const { return {transition + (same ? 0 : t * order * order), order, order}; }
    RowMap<Scalar> b(Index t) const { return {input + (same ? 0 : t * order), 1, order}; }

private:
    static Scalar* copied(Tape<Scalar>& tape, const std::vector<double>& values)
    {
        Scalar* copy = tape.scratch(static_cast<Index>(values.size()));
        std::transform(values.begin(), values.end(), copy,
                       [](double value) { return static_cast<Scalar>(value); });
        return copy;
    }
};

template <class Scalar>
struct Recording {
    Tensor<Scalar> x, u;
    HippoWeights<Scalar> weights;
    FixedMemory<Scalar> memory;
    HippoStates<Scalar> states;
    Scalar* slopes = nullptr; ///< ∂loss/∂ the argument of tanh, [B, L, H]
};

template <class Scalar>
void forward(const Recording<Scalar>& record)
{
    const auto& [hidden, memory, feature] = record.states;
    for (Index t = 0; t < hidden.shape.length; ++t) {
        auto f = momentOf(feature.value, feature.shape, t);
        f = momentOf(record.u.value, feature.shape, t);
        auto c = momentOf(memory.value, memory.shape, t);
        auto h = momentOf(hidden.value, hidden.shape, t);
        h = momentOf(record.x.value, hidden.shape, t);
        c.setZero();
        if (t > 0) {
            const auto before = momentOf(hidden.value, hidden.shape, t - 1);
            f.noalias() += before * valueRows(record.weights.feature);
            h.noalias() += before * valueRows(record.weights.recurrent);
            c.noalias() = momentOf(memory.value, memory.shape, t - 1) * record.memory.a(t).transpose();
        }
        c.noalias() += f * record.memory.b(t);
        h.noalias() += c * valueRows(record.weights.readout);
        h = h.array().tanh().matrix();
    }
}

/// What reaches position t is complete; carries it to x_t, u_t and position t − 1.
template <class Scalar>
void backward(const Recording<Scalar>& record, Index t)
{
    const auto& [hidden, memory, feature] = record.states;
    const HippoWeights<Scalar>& weights = record.weights;
    auto slope = momentOf(record.slopes, hidden.shape, t);
    slope = momentOf(hidden.gradient, hidden.shape, t).array() *
            (1 - momentOf(hidden.value, hidden.shape, t).array().square());
    auto c = momentOf(memory.gradient, memory.shape, t);
    c.noalias() += slope * valueRows(weights.readout).transpose();
    auto f = momentOf(feature.gradient, feature.shape, t);
    f.noalias() += c * record.memory.b(t).transpose();
    if (t == 0)
        return;
    momentOf(memory.gradient, memory.shape, t - 1).noalias() += c * record.memory.a(t);
    auto before = momentOf(hidden.gradient, hidden.shape, t - 1);
    before.noalias() += slope * valueRows(weights.recurrent).transpose();
    before.noalias() += f * valueRows(weights.feature).transpose();
}

} // namespace

template <class Scalar>
HippoStates<Scalar> hippoRecurrence(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& u,
                                    const HippoWeights<Scalar>& weights, const MemoryMatrices& matrices)
{
    const Shape shape = x.shape;
    assert(matrices.positions == 1 || matrices.positions >= shape.length);
    assert(weights.readout.shape == Shape({1, matrices.order, shape.channels}));
    const Recording<Scalar> record{.x = x,
                                   .u = u,
                                   .weights = weights,
                                   .memory = {tape, matrices},
                                   .states = {tape.tensor(shape),
                                              tape.tensor({shape.batch, shape.length, matrices.order}),
                                              tape.tensor({shape.batch, shape.length, 1})},
                                   .slopes = tape.scratch(shape.size())};
    forward(record);
    tape.onBackward([=] {
        const auto& [hidden, memory, feature] = record.states;
        for (Index t = shape.length; t-- > 0;)
            backward(record, t);
        const RowMap<Scalar> slopes(record.slopes, shape.rows(), shape.channels);
        gradientRows(x) += slopes;
        gradientRows(u) += gradientRows(feature);
        gradientRows(record.weights.readout).noalias() += valueRows(memory).transpose() * slopes;
        addRecurrentGradient(hidden, record.slopes, record.weights.recurrent);
        addRecurrentGradient(hidden, feature.gradient, record.weights.feature);
    });
    return record.states;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template HippoStates<Scalar> hippoRecurrence(Tape<Scalar>&, const Tensor<Scalar>&,                       \
                                                 const Tensor<Scalar>&, const HippoWeights<Scalar>&,         \
                                                 const MemoryMatrices&);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
