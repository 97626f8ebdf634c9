// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/ops_recurrent.h"

#include "core/learn/moments.h"

#include <cassert>

namespace kaba::learn {

namespace {

// --- LSTM: the activations of one row, (σ(i), σ(f), tanh(g), σ(o)), H numbers each

template <class Scalar>
struct Gates {
    Scalar *input, *forget, *update, *output;

    Gates(Scalar* row, Index width)
        : input(row)
        , forget(row + width)
        , update(row + 2 * width)
        , output(row + 3 * width)
    {}
};

template <class Scalar>
void activate(MomentMap<Scalar> gates)
{
    const Index width = gates.cols() / 4;
    gates.leftCols(2 * width) = gates.leftCols(2 * width).array().logistic().matrix();
    gates.middleCols(2 * width, width) = gates.middleCols(2 * width, width).array().tanh().matrix();
    gates.rightCols(width) = gates.rightCols(width).array().logistic().matrix();
}

/// ∂loss/∂(i, f, g, o) before the activations into `slope`; `cellSlope` is ∂loss/∂c_t without the part through h_t.
template <class Scalar>
void gateSlopes(const Gates<Scalar>& gates, const Scalar* squashed, const Scalar* cellBefore,
                const Scalar* hiddenSlope, Scalar* cellSlope, const Gates<Scalar>& slope, Index width)
{
    for (Index n = 0; n < width; ++n) {
        cellSlope[n] += hiddenSlope[n] * gates.output[n] * (1 - squashed[n] * squashed[n]);
        const Scalar before = cellBefore == nullptr ? Scalar(0) : cellBefore[n];
        slope.input[n] = cellSlope[n] * gates.update[n] * gates.input[n] * (1 - gates.input[n]);
        slope.forget[n] = cellSlope[n] * before * gates.forget[n] * (1 - gates.forget[n]);
        slope.update[n] = cellSlope[n] * gates.input[n] * (1 - gates.update[n] * gates.update[n]);
        slope.output[n] = hiddenSlope[n] * squashed[n] * gates.output[n] * (1 - gates.output[n]);
    }
}

/// What an LSTM keeps for the way back.
template <class Scalar>
struct LstmRecord {
    LstmStates<Scalar> states;
    Scalar* gates = nullptr;    ///< [B, L, 4H], after the activations
    Scalar* squashed = nullptr; ///< tanh(c), [B, L, H]
    Scalar* slopes = nullptr;   ///< ∂loss/∂ the gates before the activations, [B, L, 4H]
};

template <class Scalar>
void lstmForward(const LstmRecord<Scalar>& record, const Tensor<Scalar>& x, const Tensor<Scalar>& weight)
{
    const Shape shape = record.states.hidden.shape;
    const Index width = shape.channels;
    for (Index t = 0; t < shape.length; ++t) {
        auto gates = momentOf(record.gates, x.shape, t);
        gates = momentOf(x.value, x.shape, t);
        if (t > 0)
            gates.noalias() += momentOf(record.states.hidden.value, shape, t - 1) * valueRows(weight);
        activate<Scalar>(gates);
        auto cell = momentOf(record.states.cell.value, shape, t);
        cell = gates.leftCols(width).cwiseProduct(gates.middleCols(2 * width, width));
        if (t > 0)
            cell +=
                gates.middleCols(width, width).cwiseProduct(momentOf(record.states.cell.value, shape, t - 1));
        auto squashed = momentOf(record.squashed, shape, t);
        squashed = cell.array().tanh().matrix();
        momentOf(record.states.hidden.value, shape, t) = gates.rightCols(width).cwiseProduct(squashed);
    }
}

template <class Scalar>
void lstmBackward(const LstmRecord<Scalar>& record, const Tensor<Scalar>& x, const Tensor<Scalar>& weight,
                  Index horizon)
{
    const auto& [hidden, cell] = record.states;
    const Shape shape = hidden.shape;
    const Index width = shape.channels;
    for (Index t = shape.length; t-- > 0;) {
        for (Index b = 0; b < shape.batch; ++b) {
            const Index at = b * shape.length + t;
            gateSlopes<Scalar>({record.gates + 4 * at * width, width}, record.squashed + at * width,
                               t > 0 ? cell.value + (at - 1) * width : nullptr, hidden.gradient + at * width,
                               cell.gradient + at * width, {record.slopes + 4 * at * width, width}, width);
        }
        if (!passes(t, horizon))
            continue;
        momentOf(cell.gradient, shape, t - 1) +=
            momentOf(cell.gradient, shape, t)
                .cwiseProduct(momentOf(record.gates, x.shape, t).middleCols(width, width));
        momentOf(hidden.gradient, shape, t - 1).noalias() +=
            momentOf(record.slopes, x.shape, t) * valueRows(weight).transpose();
    }
    gradientRows(x) += RowMap<Scalar>(record.slopes, x.shape.rows(), x.shape.channels);
    addRecurrentGradient(hidden, record.slopes, weight);
}

} // namespace

template <class Scalar>
Tensor<Scalar> tanhRecurrence(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight,
                              Index horizon)
{
    const Shape shape = x.shape;
    assert(weight.shape == Shape({1, shape.channels, shape.channels}));
    const Tensor<Scalar> y = tape.tensor(shape);
    for (Index t = 0; t < shape.length; ++t) {
        auto now = momentOf(y.value, shape, t);
        now = momentOf(x.value, shape, t);
        if (t > 0)
            now.noalias() += momentOf(y.value, shape, t - 1) * valueRows(weight);
        now = now.array().tanh().matrix();
    }
    Scalar* slopes = tape.scratch(y.size());
    tape.onBackward([=] {
        for (Index t = shape.length; t-- > 0;) {
            auto slope = momentOf(slopes, shape, t);
            slope =
                momentOf(y.gradient, shape, t).array() * (1 - momentOf(y.value, shape, t).array().square());
            if (passes(t, horizon))
                momentOf(y.gradient, shape, t - 1).noalias() += slope * valueRows(weight).transpose();
        }
        gradientRows(x) += RowMap<Scalar>(slopes, shape.rows(), shape.channels);
        addRecurrentGradient(y, slopes, weight);
    });
    return y;
}

template <class Scalar>
LstmStates<Scalar> lstmRecurrence(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight,
                                  Index horizon)
{
    const Index width = x.shape.channels / 4;
    assert(weight.shape == Shape({1, width, x.shape.channels}));
    const Shape shape{x.shape.batch, x.shape.length, width};
    const LstmRecord<Scalar> record{.states = {tape.tensor(shape), tape.tensor(shape)},
                                    .gates = tape.scratch(x.size()),
                                    .squashed = tape.scratch(shape.size()),
                                    .slopes = tape.scratch(x.size())};
    lstmForward(record, x, weight);
    tape.onBackward([=] { lstmBackward(record, x, weight, horizon); });
    return record.states;
}

#define KABA_INSTANTIATE(Scalar)                                                                             \
    template Tensor<Scalar> tanhRecurrence(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&,      \
                                           Index);                                                           \
    template LstmStates<Scalar> lstmRecurrence(Tape<Scalar>&, const Tensor<Scalar>&, const Tensor<Scalar>&,  \
                                               Index);
KABA_INSTANTIATE(float)
KABA_INSTANTIATE(double)
#undef KABA_INSTANTIATE

} // namespace kaba::learn
