// SPDX-License-Identifier: GPL-3.0-or-later
// FMMformer against its dense definitions, and the ranks that make a near and a far field worth while.
#include "core/attention/attention_measures.h"
#include "core/attention/exact_attention.h"
#include "core/attention/fmm_study.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

Q_DECLARE_METATYPE(kaba::ParticleKernel)

namespace {

AttentionResult attend(const AttentionProblem& problem, const FmmSettings& settings)
{
    return fmmAttention(problem, settings, {}).value();
}

} // namespace

class TestFmmformer : public QObject {
    Q_OBJECT
private slots:
    void nearFieldEqualsTheMask();
    void theWholeBandIsSoftmax();
    void farFieldEqualsItsMatrix_data();
    void farFieldEqualsItsMatrix();
    void featuresAreThoseOfThePaper();
    void weightsBlend();
    void kernelsAddAtMostTheWidthOfAHead_data();
    void kernelsAddAtMostTheWidthOfAHead();
    void blocksLoseRankWithDistance_data();
    void blocksLoseRankWithDistance();
    void particlesDoNotActOnThemselves();
    void theTailIsTheErrorOfTheBestFit();
    void aBandLowersTheRankOfLocalAttention();
    void localAttentionIsWhatItSays();
    void costIsCountedAndLinear();
};

void TestFmmformer::nearFieldEqualsTheMask()
{
    for (const bool causal : {false, true})
        for (const Eigen::Index band : {1, 5, 33}) {
            AttentionProblem p = normalProblem(70, 8, 3);
            p.causal = causal;
            const FmmSettings near{.band = band, .farKernels = 0, .nearWeight = 1};
            const Eigen::MatrixXd expected = nearFieldByMask(p, band) * p.values;
            QVERIFY(relativeError(attend(p, near).outputs, expected) < 1e-12);
        }
}

void TestFmmformer::theWholeBandIsSoftmax()
{
    const AttentionProblem p = localAttention(60, {}, 1); // with a bias by position
    const FmmSettings near{.band = 60, .farKernels = 0, .nearWeight = 1};
    QVERIFY(relativeError(attend(p, near).outputs, exactAttention(p, {})->outputs) < 1e-12);
    const FmmSettings short1{.band = 59, .farKernels = 0, .nearWeight = 1};
    QVERIFY(relativeError(attend(p, short1).outputs, exactAttention(p, {})->outputs) > 1e-9);
}

void TestFmmformer::farFieldEqualsItsMatrix_data()
{
    QTest::addColumn<int>("kernels");
    QTest::addColumn<bool>("causal");
    for (const int kernels : {1, 2, 3})
        for (const bool causal : {false, true})
            QTest::addRow("%d kernels, causal %d", kernels, causal) << kernels << causal;
}

void TestFmmformer::farFieldEqualsItsMatrix()
{
    QFETCH(int, kernels);
    QFETCH(bool, causal);
    AttentionProblem p = normalProblem(64, 8, 4);
    p.causal = causal;
    const FmmSettings far{.band = 0, .farKernels = kernels, .farWeight = double(kernels)};
    const Eigen::MatrixXd matrix = farFieldByPairs(p, kernels);
    QVERIFY((matrix.rowwise().sum().array() - kernels).abs().maxCoeff() < 1e-12);
    QVERIFY(relativeError(attend(p, far).outputs, matrix * p.values) < 1e-12);
}

void TestFmmformer::featuresAreThoseOfThePaper()
{
    const Eigen::RowVector4d x(-30, -0.7, 0, 2.5);
    const auto elu = [](double value) { return value > 0 ? value : std::expm1(value); };
    for (int kernel = 0; kernel < kMostFarKernels; ++kernel) {
        const Eigen::RowVectorXd found = logFarFeatures(kernel, x).array().exp();
        for (Eigen::Index i = 1; i < 4; ++i) {
            const double expected = kernel == 0   ? elu(x[i]) + 1
                                    : kernel == 1 ? elu(-x[i]) + 1
                                                  : std::tanh(x[i]) + 1;
            QVERIFY(std::abs(found[i] / expected - 1) < 1e-14);
        }
        QVERIFY(found[0] > 0); // where 1 + elu and 1 + tanh have no digits left
    }
}

void TestFmmformer::weightsBlend()
{
    const AttentionProblem p = normalProblem(40, 8, 5);
    const Eigen::MatrixXd found =
        attend(p, {.band = 4, .farKernels = 2, .nearWeight = 0.3, .farWeight = 0.9}).outputs;
    const Eigen::MatrixXd weights = 0.3 * nearFieldByMask(p, 4) + 0.45 * farFieldByPairs(p, 2);
    QVERIFY(relativeError(found, weights * p.values) < 1e-12);
    const Eigen::MatrixXd own =
        fmmWeights(p, {.band = 4, .farKernels = 2, .nearWeight = 0.3, .farWeight = 0.9}, {}).value();
    QVERIFY(relativeError(own, weights) < 1e-12);
}

void TestFmmformer::kernelsAddAtMostTheWidthOfAHead_data()
{
    QTest::addColumn<int>("kernels");
    QTest::addColumn<int>("least");
    QTest::newRow("one") << 1 << 8;
    QTest::newRow("two") << 2 << 15;
    QTest::newRow("three") << 3 << 22;
}

/// The rank of the far field is that of its features, not the number of its kernels.
void TestFmmformer::kernelsAddAtMostTheWidthOfAHead()
{
    QFETCH(int, kernels);
    QFETCH(int, least);
    const AttentionProblem p = normalProblem(64, 8, 6);
    const int rank = numericalRank(singularValues(farFieldByPairs(p, kernels)), 1e-10);
    QVERIFY2(rank <= 8 * kernels && rank >= least, QByteArray::number(rank));
}

void TestFmmformer::blocksLoseRankWithDistance_data()
{
    QTest::addColumn<ParticleKernel>("kernel");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("1/r") << ParticleKernel::Inverse << QList<int>{9, 6, 5, 4, 3};
    QTest::newRow("ln r") << ParticleKernel::Logarithm << QList<int>{7, 5, 4, 3, 3};
    QTest::newRow("Gaussian") << ParticleKernel::Gaussian << QList<int>{7, 6, 5, 4, 3};
}

void TestFmmformer::blocksLoseRankWithDistance()
{
    QFETCH(ParticleKernel, kernel);
    QFETCH(QList<int>, expected);
    constexpr Eigen::Index kGaps[] = {0, 16, 32, 64, 128};
    const std::vector<int> ranks = blockRanks(kernel, ParticleLayout::Line, 64, kGaps, 1e-6);
    QCOMPARE(QList<int>(ranks.begin(), ranks.end()), expected);
    const std::vector<int> strip = blockRanks(kernel, ParticleLayout::Strip, 64, kGaps, 1e-6);
    for (std::size_t i = 0; i < strip.size(); ++i)
        QVERIFY(strip[i] >= ranks[i] && (i == 0 || strip[i] <= strip[i - 1]));
}

void TestFmmformer::particlesDoNotActOnThemselves()
{
    const Eigen::MatrixXd line = particleBlock(ParticleKernel::Inverse, ParticleLayout::Line, 0, 0, 5);
    QCOMPARE(line(2, 2), 0.0);
    QCOMPARE(line(1, 4), 1.0 / 3);
    const Eigen::MatrixXd strip = particleBlock(ParticleKernel::Logarithm, ParticleLayout::Strip, 0, 0, 20);
    QCOMPARE(strip(0, 19), std::log(std::hypot(2, 3))); // third column, fourth row
    QVERIFY(strip.diagonal().isZero(0));
}

void TestFmmformer::theTailIsTheErrorOfTheBestFit()
{
    const Eigen::MatrixXd a = softmaxWeights(localAttention(48, {}, 2));
    const Eigen::MatrixXd far = a - bandOf(a, 5);
    const Samples errors = rankErrors(singularValues(far), a.norm(), 32);
    QCOMPARE(errors.size(), std::size_t(33));
    for (const Eigen::Index rank : {0, 1, 3, 20, 32}) {
        const double measured = (far - bestFit(far, rank)).norm() / a.norm();
        QVERIFY(std::abs(errors[static_cast<std::size_t>(rank)] - measured) < 1e-10);
    }
    QVERIFY(rankErrors(singularValues(far.topLeftCorner(8, 8)), 1, 32).back() == 0);
}

/// Rank 3 alone is lost, the band alone fair, both together twice as good: means over seeds.
void TestFmmformer::aBandLowersTheRankOfLocalAttention()
{
    double rankAlone = 0;
    double bandAlone = 0;
    double both = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        const Eigen::MatrixXd a = softmaxWeights(localAttention(128, {}, seed));
        const Samples whole = rankErrors(singularValues(a), a.norm(), 3);
        const Samples far = rankErrors(singularValues(a - bandOf(a, 5)), a.norm(), 3);
        rankAlone += whole[3] / 8;
        bandAlone += far[0] / 8;
        both += far[3] / 8;
    }
    QVERIFY2(std::abs(rankAlone - 0.895) < 0.03, QByteArray::number(rankAlone));
    QVERIFY2(std::abs(bandAlone - 0.26) < 0.04, QByteArray::number(bandAlone));
    QVERIFY2(std::abs(both - 0.135) < 0.025, QByteArray::number(both));
}

void TestFmmformer::localAttentionIsWhatItSays()
{
    const LocalAttention shape{.height = 2, .reach = 4, .background = 0.7};
    const AttentionProblem p = localAttention(20, shape, 3);
    const AttentionProblem plain = localAttention(20, {.height = 0, .reach = 1, .background = 1}, 3);
    const Eigen::MatrixXd products = attentionLogits(plain);
    QCOMPARE(numericalRank(singularValues(products), 1e-12), 3);
    const Eigen::MatrixXd logits = attentionLogits(p);
    for (Eigen::Index i = 0; i < 20; ++i)
        for (Eigen::Index j = 0; j < 20; ++j)
            QVERIFY(std::abs(logits(i, j) - 2 * std::exp(-double(std::abs(i - j)) / 4) -
                             0.7 * products(i, j)) < 1e-12);
}

/// Near field: (2k − 1)(d + d_v) for each token but those at the ends; far field: 2 d (d_v + 1) for each kernel.
void TestFmmformer::costIsCountedAndLinear()
{
    const AttentionProblem p = normalProblem(200, 8, 1);
    const std::uint64_t near = (200 * 9 - 4 * 5) * (8 + 8);
    const std::uint64_t far = 200 * 2 * 8 * 9;
    QCOMPARE(attend(p, {.band = 5, .farKernels = 0}).cost.multiplyAdds, near);
    QCOMPARE(attend(p, {.band = 0, .farKernels = 2}).cost.multiplyAdds, 2 * far);
    QCOMPARE(attend(p, {.band = 5, .farKernels = 3}).cost.multiplyAdds, near + 3 * far);
}

QTEST_GUILESS_MAIN(TestFmmformer)
#include "tst_fmmformer.moc"
