// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/layers_recurrent.h"
#include "core/learn/ops_attention.h"
#include "core/learn/ops_convolution.h"
#include "core/learn/ops_elementwise.h"
#include "core/learn/ops_heads.h"
#include "core/learn/ops_linear.h"
#include "core/learn/ops_normalisation.h"
#include "core/learn/ops_positions.h"
#include "core/learn/ops_recurrent.h"
#include "core/learn/ops_ssm.h"
#include "core/learn/ops_tokens.h"
#include "tests/support/learn_operations.h"

#include <QtTest>

#include <map>
#include <string>

using namespace kaba;
using namespace kaba::learn;

namespace {

/// The kernel of systems with Δ about e^{−1} and poles on the left; D joins as the caller's elementwise product.
Operation diagonal(DiagonalRule rule)
{
    return {{{1, 1, 3}, {1, 3, 2}, {1, 3, 2}, {1, 3, 2}, {1, 3, 2}},
            [rule](Tape<double>& tape, const Inputs& x) {
                auto systems = systemsOf(x);
                systems.realA = negativeExp(tape, x[1]);
                return diagonalKernel(tape, systems, rule, 7);
            }};
}

/// A network of 3 units with a memory of 4 numbers: one of its three outputs.
Operation withMemory(RecurrentMemory memory, Real HippoStates<double>::*output)
{
    return {{{2, 5, 3}, {2, 5, 1}, {1, 3, 3}, {1, 3, 1}, {1, 4, 3}},
            [matrices = memoryMatrices(memory, 4, 5, 3), output](Tape<double>& tape, const Inputs& x) {
                return hippoRecurrence(tape, x[0], x[1], {x[2], x[3], x[4]}, matrices).*output;
            }};
}

/// Two channels of three fixed states, of which four of five positions are read.
Operation bank()
{
    StateBank states{.channels = 2, .length = 5, .order = 3};
    Random random(11);
    for (Index i = 0; i < 30; ++i)
        states.states.push_back(random.normal());
    return {{{1, 2, 3}},
            [states](Tape<double>& tape, const Inputs& x) { return bankKernel(tape, x[0], states, 4); }};
}

using Operations = std::map<std::string, Operation>;

/// What acts on each position by itself, or on pairs of positions.
const Operations& denseOperations()
{
    using T = Tape<double>;
    using X = const Inputs&;
    static const Operations kAll{
        {"matrix product", {{{2, 3, 4}, {1, 4, 5}}, [](T& t, X x) { return matrixProduct(t, x[0], x[1]); }}},
        {"linear",
         {{{2, 3, 4}, {1, 4, 5}, {1, 1, 5}}, [](T& t, X x) { return linear(t, x[0], x[1], x[2]); }}},
        {"tied logits", {{{2, 3, 4}, {1, 6, 4}}, [](T& t, X x) { return tiedLogits(t, x[0], x[1]); }}},
        {"add", {{{2, 3, 4}, {2, 3, 4}}, [](T& t, X x) { return add(t, x[0], x[1]); }}},
        {"add a position", {{{2, 3, 4}, {1, 3, 4}}, [](T& t, X x) { return add(t, x[0], x[1]); }}},
        {"add to itself", {{{2, 3, 4}}, [](T& t, X x) { return add(t, x[0], x[0]); }}},
        {"multiply by a channel",
         {{{2, 3, 4}, {1, 1, 4}}, [](T& t, X x) { return multiply(t, x[0], x[1]); }}},
        {"multiply by a row", {{{2, 3, 4}, {2, 3, 1}}, [](T& t, X x) { return multiply(t, x[0], x[1]); }}},
        {"square", {{{2, 3, 4}}, [](T& t, X x) { return multiply(t, x[0], x[0]); }}},
        {"GELU", {{{2, 3, 40}}, [](T& t, X x) { return gelu(t, x[0]); }}},
        {"exponential", {{{1, 3, 4}}, [](T& t, X x) { return exponential(t, x[0]); }}},
        {"negative exponential", {{{1, 3, 4}}, [](T& t, X x) { return negativeExp(t, x[0]); }}},
        {"elu(x) + 1", {{{2, 3, 5}}, [](T& t, X x) { return eluPlusOne(t, x[0]); }}},
        {"tanh", {{{2, 3, 5}}, [](T& t, X x) { return hyperbolicTangent(t, x[0]); }}},
        {"max(x, 0)", {{{2, 3, 5}}, [](T& t, X x) { return rectified(t, x[0]); }}},
        {"power", {{{2, 3, 5}}, [](T& t, X x) { return power(t, eluPlusOne(t, x[0]), -0.5); }}},
        {"affine", {{{2, 3, 5}}, [](T& t, X x) { return affine(t, x[0], -1.5, 2); }}},
        {"dropout", {{{2, 3, 5}}, [](T& t, X x) { return dropout(t, x[0], 0.3, 9); }}},
        {"first positions", {{{1, 5, 4}}, [](T& t, X x) { return gelu(t, firstPositions(x[0], 3)); }}},
        {"layer norm",
         {{{2, 3, 6}, {1, 1, 6}, {1, 1, 6}}, [](T& t, X x) { return layerNorm(t, x[0], x[1], x[2]); }}},
        {"attention scores",
         {{{2, 3, 4}, {2, 3, 4}}, [](T& t, X x) { return attentionScores(t, x[0], x[1], 2); }}},
        {"causal softmax", {{{2, 5, 5}}, [](T& t, X x) { return causalSoftmax(t, x[0]); }}},
        {"attention mix", {{{4, 3, 3}, {2, 3, 4}}, [](T& t, X x) { return attentionMix(t, x[0], x[1]); }}},
        {"scores of other keys",
         {{{2, 3, 4}, {2, 5, 4}}, [](T& t, X x) { return attentionScores(t, x[0], x[1], 2); }}},
        {"softmax", {{{2, 3, 5}}, [](T& t, X x) { return softmax(t, x[0]); }}},
        {"mix of other keys",
         {{{4, 3, 5}, {2, 5, 4}}, [](T& t, X x) { return attentionMix(t, x[0], x[1]); }}},
        {"joined positions",
         {{{2, 3, 4}, {2, 2, 4}}, [](T& t, X x) { return joinPositions(t, x[0], x[1]); }}},
        {"swapped positions", {{{2, 3, 4}}, [](T& t, X x) { return swapPositions(t, x[0]); }}},
        {"largest of blocks", {{{2, 5, 2}}, [](T& t, X x) { return largestOfBlocks(t, x[0], 2); }}},
        {"Toeplitz matrix", {{{1, 7, 1}}, [](T& t, X x) { return toeplitzMatrix(t, x[0], 4); }}},
        {"embedding", {{{1, 5, 3}}, [](T& t, X x) { return embedding(t, x[0], kTokens, 2); }}},
        {"cross-entropy", {{{2, 3, 5}}, [](T& t, X x) { return crossEntropy(t, x[0], kTargets, 7); }}},
    };
    return kAll;
}

/// Convolutions, state spaces and what goes with them.
const Operations& systemOperations()
{
    using T = Tape<double>;
    using X = const Inputs&;
    static const Operations kAll{
        {"short convolution",
         {{{2, 6, 18}, {1, 3, 18}}, [](T& t, X x) { return shortConvolution(t, x[0], x[1]); }}},
        {"kernel longer than the sequence",
         {{{2, 4, 3}, {1, 6, 3}},
          [](T& t, X x) { return shortConvolution(t, x[0], firstPositions(x[1], 4)); }}},
        {"long convolution",
         {{{2, 6, 3}, {1, 6, 3}}, [](T& t, X x) { return longConvolution(t, x[0], x[1]); }}},
        {"diagonal kernel, ZOH", diagonal(DiagonalRule::Zoh)},
        {"diagonal kernel, bilinear", diagonal(DiagonalRule::Bilinear)},
        {"diagonal kernel, shared poles",
         {{{1, 1, 3}, {1, 1, 2}, {1, 1, 2}, {1, 3, 2}, {1, 3, 2}},
          [](T& t, X x) { return diagonalKernel(t, systemsOf(x), DiagonalRule::Bilinear, 4); }}},
        {"complex product, real part",
         {{{1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}},
          [](T& t, X x) {
              return complexProduct<double>(t, {x[0], x[1]}, {x[2], x[3]}).real;
          }}},
        {"complex product, imaginary part",
         {{{1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}},
          [](T& t, X x) {
              return complexProduct<double>(t, {x[0], x[1]}, {x[2], x[3]}).imag;
          }}},
        {"outer product of heads",
         {{{2, 3, 6}, {2, 3, 6}}, [](T& t, X x) { return outerProduct(t, x[0], x[1], 2); }}},
        {"product with the matrices of heads",
         {{{2, 3, 6}, {2, 3, 18}}, [](T& t, X x) { return headProduct(t, x[0], x[1], 2); }}},
        {"repeated channels", {{{1, 3, 4}}, [](T& t, X x) { return repeatChannels(t, x[0], 3); }}},
        {"kernel of complex modes",
         {{{1, 1, 3}, {1, 1, 2}, {1, 1, 2}, {1, 3, 2}, {1, 3, 2}},
          [](T& t, X x) {
              auto systems = systemsOf(x);
              systems.factor = 1;
              return diagonalKernel(t, systems, DiagonalRule::Zoh, 4);
          }}},
        {"kernel of fixed states", bank()},
        {"shift kernel", {{{1, 4, 3}, {1, 4, 3}}, [](T& t, X x) { return shiftKernel(t, x[0], x[1]); }}},
    };
    return kAll;
}

const Operations& recurrences()
{
    using T = Tape<double>;
    using X = const Inputs&;
    static const Operations kAll{
        {"tanh recurrence",
         {{{2, 5, 3}, {1, 3, 3}}, [](T& t, X x) { return tanhRecurrence(t, x[0], x[1]); }}},
        {"LSTM, hidden",
         {{{2, 5, 8}, {1, 2, 8}}, [](T& t, X x) { return lstmRecurrence(t, x[0], x[1]).hidden; }}},
        {"LSTM, cell",
         {{{2, 5, 8}, {1, 2, 8}}, [](T& t, X x) { return lstmRecurrence(t, x[0], x[1]).cell; }}},
        {"HiPPO memory, scaled, hidden", withMemory(RecurrentMemory::LegS, &HippoStates<double>::hidden)},
        {"HiPPO memory, scaled, memory", withMemory(RecurrentMemory::LegS, &HippoStates<double>::memory)},
        {"HiPPO memory, window, hidden", withMemory(RecurrentMemory::LegT, &HippoStates<double>::hidden)},
        {"HiPPO memory, window, feature", withMemory(RecurrentMemory::LegT, &HippoStates<double>::feature)},
    };
    return kAll;
}

const Operations& operations()
{
    static const Operations kAll = [] {
        Operations all = denseOperations();
        all.insert(systemOperations().begin(), systemOperations().end());
        all.insert(recurrences().begin(), recurrences().end());
        return all;
    }();
    return kAll;
}

} // namespace

class TestLearnGradients : public QObject {
    Q_OBJECT

private slots:
    void gradientIsCentralDifference_data();
    void gradientIsCentralDifference();
};

void TestLearnGradients::gradientIsCentralDifference_data()
{
    QTest::addColumn<QString>("name");
    for (const auto& [name, operation] : operations())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestLearnGradients::gradientIsCentralDifference()
{
    QFETCH(QString, name);
    const double error = gradientError(operations().at(name.toStdString()));
    QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
}

QTEST_GUILESS_MAIN(TestLearnGradients)
#include "tst_learn_gradients.moc"
