// SPDX-License-Identifier: GPL-3.0-or-later
// Terraformer: the sparse feed-forward layer and the factored projections against their definitions.
#include "core/attention/attention_measures.h"
#include "core/base/demo.h"
#include "core/layers/factored_dense.h"
#include "core/layers/sparse_feed_forward.h"
#include "core/layers/uniform_weights.h"
#include "core/math/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

template <class Scalar>
using VectorOf = typename SparseFeedForward<Scalar>::Vector;

template <class Scalar>
VectorOf<Scalar> tokenOf(Eigen::Index width, std::uint64_t seed)
{
    Random random(seed);
    return VectorOf<Scalar>::NullaryExpr(width, [&] { return static_cast<Scalar>(random.normal()); });
}

/// Largest difference between the gathered path and the masked dense one, relative to the largest output.
template <class Scalar>
double gatherError(const SparseShape& shape, std::uint64_t seed)
{
    const SparseFeedForward<Scalar> layer(shape, seed);
    std::uint64_t count = 0;
    const VectorOf<Scalar> token = tokenOf<Scalar>(shape.width, seed + 5);
    const ChosenUnits chosen = largestOfBlocks(layer.logits(token, count), shape.perBlock);
    const VectorOf<Scalar> masked = layer.masked(token, chosen, count);
    const VectorOf<Scalar> gathered = layer.gathered(token, chosen, count);
    return static_cast<double>((masked - gathered).cwiseAbs().maxCoeff() / masked.cwiseAbs().maxCoeff());
}

void shapeRows()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("perBlock");
    for (const int width : {64, 128, 256})
        for (const int perBlock : {4, 16, 64})
            QTest::addRow("d=%d N=%d", width, perBlock) << width << perBlock;
}

SparseShape shapeOf(int width, int perBlock)
{
    return {.width = width, .units = 4 * width, .perBlock = perBlock, .bottleneck = 4 * width / perBlock};
}

/// The page's figure with these settings and panels.
Figure figureOf(std::string_view settings, std::vector<std::string> panels)
{
    const Demo& demo = *findDemo("terraformer");
    Request request{.values = ParameterSet(demo.parameters), .panels = std::move(panels), .timings = false};
    if (!request.values.setAll(settings))
        qFatal("settings");
    return run(demo, request, RunContext()).value();
}

double readoutOf(const Figure& figure, std::string_view id)
{
    return std::ranges::find(figure.readouts, id, &Readout::id)->value;
}

} // namespace

class TestTerraformer : public QObject {
    Q_OBJECT
private slots:
    void gatheringEqualsMasking_data() { shapeRows(); }
    void gatheringEqualsMasking()
    {
        QFETCH(int, width);
        QFETCH(int, perBlock);
        QVERIFY(gatherError<float>(shapeOf(width, perBlock), 3) < 1e-5);
        QVERIFY(gatherError<double>(shapeOf(width, perBlock), 3) < 1e-12);
    }

    void oneUnitOfEachBlock_data() { shapeRows(); }
    void oneUnitOfEachBlock()
    {
        QFETCH(int, width);
        QFETCH(int, perBlock);
        const SparseFeedForward<double> layer(shapeOf(width, perBlock), 7);
        std::uint64_t count = 0;
        const Eigen::VectorXd logits = layer.logits(tokenOf<double>(width, 8), count);
        const ChosenUnits chosen = largestOfBlocks(logits, perBlock);
        QCOMPARE(chosen.size(), std::size_t(4 * width / perBlock));
        for (std::size_t block = 0; block < chosen.size(); ++block) {
            QCOMPARE(chosen[block] / perBlock, Eigen::Index(block));
            const Eigen::VectorXd own = logits.segment(Eigen::Index(block) * perBlock, perBlock);
            QVERIFY((own.array() <= logits[chosen[block]]).all());
        }
    }

    void blocksOfOneAreTheDenseLayer()
    {
        const SparseShape shape{.width = 48, .units = 192, .perBlock = 1, .bottleneck = 0};
        const SparseFeedForward<double> layer(shape, 2);
        std::uint64_t count = 0;
        const Eigen::VectorXd token = tokenOf<double>(48, 1);
        QVERIFY((layer.sparse(token, count) - layer.dense(token, count)).cwiseAbs().maxCoeff() < 1e-13);
        QCOMPARE(count, std::uint64_t(2 * denseMultiplyAdds(shape)));
    }

    /// The dense layer and the logits, every sum by itself.
    void theLayerByItsSums()
    {
        const SparseShape shape{.width = 6, .units = 8, .perBlock = 2, .bottleneck = 3};
        const std::uint64_t seed = 4;
        const auto in = uniformWeights<double>(6, 8, 4 * seed);
        const auto out = uniformWeights<double>(6, 8, 4 * seed + 1);
        const auto narrow = uniformWeights<double>(6, 3, 4 * seed + 2);
        const auto wide = uniformWeights<double>(3, 8, 4 * seed + 3);
        const SparseFeedForward<double> layer(shape, seed);
        const Eigen::VectorXd token = tokenOf<double>(6, 3);
        Eigen::VectorXd expected = Eigen::VectorXd::Zero(6), logits = Eigen::VectorXd::Zero(8);
        for (int u = 0; u < 8; ++u) {
            double value = 0;
            for (int i = 0; i < 6; ++i)
                value += in(i, u) * token[i];
            for (int i = 0; i < 6; ++i) {
                expected[i] += std::max(0.0, value) * out(i, u);
                for (int b = 0; b < 3; ++b)
                    logits[u] += token[i] * narrow(i, b) * wide(b, u);
            }
        }
        std::uint64_t count = 0;
        QVERIFY((layer.dense(token, count) - expected).cwiseAbs().maxCoeff() < 1e-13);
        QVERIFY((layer.logits(token, count) - logits).cwiseAbs().maxCoeff() < 1e-13);
    }

    /// 18.29 for N = 64 and 4.57 for N = 16 at any width with r = d_ff/N, counted.
    void theSavingIsCounted_data()
    {
        QTest::addColumn<int>("perBlock");
        QTest::addColumn<double>("ratio");
        QTest::newRow("N=64") << 64 << 18.285714285714285;
        QTest::newRow("N=16") << 16 << 4.571428571428571;
    }
    void theSavingIsCounted()
    {
        QFETCH(int, perBlock);
        QFETCH(double, ratio);
        for (const int width : {64, 128, 512}) {
            const SparseShape shape = shapeOf(width, perBlock);
            const SparseFeedForward<float> layer(shape, 1);
            const auto token = tokenOf<float>(width, 1);
            std::uint64_t dense = 0, sparse = 0;
            static_cast<void>(layer.dense(token, dense));
            static_cast<void>(layer.sparse(token, sparse));
            QVERIFY(std::abs(double(dense) / double(sparse) - ratio) < 1e-12);
            QCOMPARE(double(sparse), sparseMultiplyAdds(shape));
        }
    }

    void gumbelNoiseHasItsMoments()
    {
        const Eigen::VectorXd noise = gumbelNoise(200000, 1);
        const double mean = noise.mean();
        QVERIFY(std::abs(mean - 0.5772) < 0.01);
        QVERIFY(std::abs((noise.array() - mean).square().mean() - 1.6449) < 0.03);
    }

    void uniformWeightsFillTheirRange()
    {
        const auto weights = uniformWeights<double>(301, 99, 5);
        const double limit = std::sqrt(6.0 / 400);
        QVERIFY(weights.cwiseAbs().maxCoeff() <= limit);
        QVERIFY(weights.maxCoeff() > 0.999 * limit && weights.minCoeff() < -0.999 * limit);
        QVERIFY(std::abs(weights.mean()) < 0.01 * limit);
        QVERIFY(std::abs(weights.squaredNorm() / double(weights.size()) * 3 / (limit * limit) - 1) < 0.02);
        QVERIFY(weights != (uniformWeights<double>(301, 99, 6)));
    }

    /// Any permutation is exactly there, for every number of modules.
    void permutationsAreExact()
    {
        for (const Eigen::Index modules : {2, 8, 32, 64}) {
            const auto permutation = randomPermutation(128, std::uint64_t(modules));
            const FactoredDense layer = permutingFactoredDense(permutation, modules);
            const Eigen::VectorXd x = tokenOf<double>(128, 9);
            const Eigen::VectorXd y = layer.apply(x);
            for (std::size_t i = 0; i < 128; ++i)
                QCOMPARE(y[permutation[i]], x[Eigen::Index(i)]);
        }
    }

    void theFactoredLayerIsItsMatrix()
    {
        for (const Eigen::Index modules : {1, 4, 16}) {
            const FactoredDense layer = randomFactoredDense(64, modules, 3);
            const Eigen::VectorXd x = tokenOf<double>(64, 2);
            QVERIFY((layer.matrix().transpose() * x - layer.apply(x)).cwiseAbs().maxCoeff() < 1e-13);
            double sum = 0;
            for (Eigen::Index i = 0; i < 64; ++i)
                sum += x[i] * layer.gates(modules - 1, i) * layer.projection(i, 64 / modules - 1);
            QVERIFY(std::abs(layer.apply(x)[63] - sum) < 1e-13);
            QCOMPARE(layer.parameters(), Eigen::Index(64 * modules + 64 * 64 / modules));
        }
    }

    void theFactoredMatrixHasFullRank()
    {
        for (const Eigen::Index modules : {2, 8, 16}) {
            const Samples values = singularValues(randomFactoredDense(128, modules, 5).matrix());
            QVERIFY(values.back() > 1e-8 * values.front());
        }
    }

    /// At S = √d the parameters are fewest: 2 d^1.5.
    void theFewestParametersAreAtTheRoot()
    {
        const auto parameters = [](Eigen::Index modules) {
            return randomFactoredDense(256, modules, 1).parameters();
        };
        QCOMPARE(parameters(16), Eigen::Index(2 * 256 * 16));
        for (const Eigen::Index modules : {1, 2, 4, 8, 32, 64})
            QVERIFY(parameters(modules) > parameters(16));
    }

    void theConvolutionIsItsMatrices()
    {
        const ModuleConvolution convolution(24, 4, 6);
        Random random(3);
        const Eigen::MatrixXd tokens = Eigen::MatrixXd::NullaryExpr(9, 24, [&] { return random.normal(); });
        Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(9, 24);
        for (int lag = 0; lag < 3; ++lag)
            expected.bottomRows(9 - lag) += tokens.topRows(9 - lag) * convolution.matrix(lag);
        const Eigen::MatrixXd found = convolution.apply(tokens);
        QVERIFY((found - expected).cwiseAbs().maxCoeff() < 1e-13);
        QVERIFY(convolution.matrix(1).block(0, 12, 6, 12).isZero(0));
        QVERIFY(convolution.matrix(2).block(6, 12, 6, 6) == convolution.matrix(2).block(0, 6, 6, 6));
        Eigen::MatrixXd later = tokens;
        later.bottomRows(4).array() += 2;
        QVERIFY(convolution.apply(later).topRows(5) == found.topRows(5));
        QCOMPARE(convolution.parameters(), Eigen::Index(9 * 36));
    }

    void thePageCountsWhatItSaves()
    {
        QCOMPARE(readoutOf(figureOf("width=128", {"units"}), "counted-saving"), 18.285714285714285);
        QCOMPARE(readoutOf(figureOf("width=256;per-block=16", {"units"}), "counted-saving"),
                 4.571428571428571);
        const Figure dense = figureOf("width=128;per-block=1", {"activation"});
        QCOMPARE(readoutOf(dense, "counted-saving"), 1.0);
        QCOMPARE(readoutOf(dense, "units-read"), 512.0);
    }

    /// Tokens of one cluster meet in a unit far more often than those of two.
    void clustersKeepToTheirUnits()
    {
        const Figure figure = figureOf("width=128", {"agreement"});
        QVERIFY(readoutOf(figure, "agreement-within") > 4 * readoutOf(figure, "agreement-between"));
    }

    void measuredPanelsNeedTimings()
    {
        const Figure figure = figureOf("width=128", {"time-token", "time-width", "cost"});
        QCOMPARE(figure.panels.size(), std::size_t(1));
        QCOMPARE(figure.panels.front().id, std::string("cost"));
    }
};

QTEST_GUILESS_MAIN(TestTerraformer)
#include "tst_terraformer.moc"
