// SPDX-License-Identifier: GPL-3.0-or-later
// Sequences and pictures that attention is shown on, and where the colours of its maps end.
#include "core/attention/attention_measures.h"
#include "core/attention/structured_input.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

class TestStructuredInput : public QObject {
    Q_OBJECT
private slots:
    /// Correlation ρ between neighbours of a stretch, none across its end, variance 1 everywhere.
    void neighboursAreAsAlikeAsAsked()
    {
        Random random(1);
        const Eigen::MatrixXd rows = smoothRows(random, 64, 4000, 0.8, 16);
        const auto correlation = [&](Eigen::Index row) {
            return rows.row(row).dot(rows.row(row + 1)) / 4000;
        };
        QVERIFY(std::abs(correlation(3) - 0.8) < 0.05);
        QVERIFY(std::abs(correlation(40) - 0.8) < 0.05);
        QVERIFY(std::abs(correlation(15)) < 0.05);
        QVERIFY((rows.rowwise().squaredNorm().array() / 4000 - 1).abs().maxCoeff() < 0.1);
    }

    void fullSmoothnessIsConstantInAStretch()
    {
        Random random(1);
        const Eigen::MatrixXd rows = smoothRows(random, 20, 3, 1, 8);
        QVERIFY(rows.row(7) == rows.row(0) && rows.row(15) == rows.row(8) && rows.row(19) == rows.row(16));
        QVERIFY(rows.row(8) != rows.row(7));
    }

    void picturesAreTakenPixelByPixel()
    {
        Eigen::MatrixXd given(2, 4);
        given << 0, 1, 2, 3, 4, 5, 6, 8;
        Eigen::MatrixXd expected(2, 2);
        expected << 0, 2, 4, 6;
        QVERIFY((squarePicture(given, 2) - expected / 6).isZero(1e-15));
        QVERIFY(squarePicture(Eigen::MatrixXd::Constant(3, 3, 7), 5).isZero(0));
        const Eigen::MatrixXd toy = toyPicture(16);
        QVERIFY(toy.minCoeff() >= 0 && toy.maxCoeff() == 1);
    }

    /// Features of pixels that are alike in brightness and place agree; those of full smoothness all do.
    void featuresFollowBrightnessAndPlace()
    {
        Random random(2);
        const Eigen::MatrixXd features = pixelFeatures(random, toyPicture(16), 2000, 0.5);
        const auto kernel = [&](Eigen::Index a, Eigen::Index b) {
            return features.row(a).dot(features.row(b)) / 2000;
        };
        const Eigen::Index disc = 6 * 16 + 6;
        QVERIFY(kernel(disc, disc + 1) > kernel(disc, 14) + 0.1);
        const Eigen::MatrixXd smooth = pixelFeatures(random, toyPicture(4), 10, 1);
        QVERIFY((smooth.rowwise() - smooth.row(0)).isZero(0));
    }

    void coloursEndAtTheLargeWeights()
    {
        Eigen::MatrixXd weights = Eigen::MatrixXd::Constant(20, 10, 0.25);
        weights(3, 3) = 1;
        QCOMPARE(largeWeight(weights), 0.25);
        QCOMPARE(largeWeight(Eigen::MatrixXd::Identity(4, 4)), 1.0);
        QCOMPARE(largeWeight(Eigen::MatrixXd::Zero(2, 2)), 1.0);
    }
};

QTEST_GUILESS_MAIN(TestStructuredInput)
#include "tst_structured_input.moc"
