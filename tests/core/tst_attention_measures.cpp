// SPDX-License-Identifier: GPL-3.0-or-later
// What is read off a matrix of attention: entropy, rank, rollout, tiles and the lines between tokens.
#include "core/attention/attention_measures.h"
#include "core/attention/heads_and_layers.h"
#include "core/attention/token_links.h"
#include "core/base/joined_tokens.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace kaba;

namespace {

Eigen::MatrixXd uniform(Eigen::Index n) { return Eigen::MatrixXd::Constant(n, n, 1 / double(n)); }

/// Each token sees the one after it; the last sees itself.
Eigen::MatrixXd shift(Eigen::Index n)
{
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
        weights(i, std::min(i + 1, n - 1)) = 1;
    return weights;
}

const Tokens& tokensOf(const Panel& panel, std::size_t layer)
{
    return std::get<Tokens>(panel.layers[layer].data);
}

double sum(const Samples& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

} // namespace

class TestAttentionMeasures : public QObject {
    Q_OBJECT
private slots:
    void entropyOfUniformRowsIsTheLogarithm()
    {
        for (const double entropy : rowEntropies(uniform(10)))
            QVERIFY(std::abs(entropy - std::log(10.0)) < 1e-12);
        for (const double entropy : rowEntropies(shift(10)))
            QCOMPARE(entropy, 0.0);
        Eigen::MatrixXd mixed = uniform(4) * -8;
        mixed.row(2).setZero();
        const Samples entropies = rowEntropiesOfSizes(mixed);
        QVERIFY(std::abs(entropies[0] - std::log(4.0)) < 1e-12);
        QCOMPARE(entropies[2], 0.0);
    }

    void effectiveRankCountsDirections()
    {
        QVERIFY(std::abs(effectiveRank({3, 3, 3, 3}) - 4) < 1e-12);
        QVERIFY(std::abs(effectiveRank({5, 0, 0}) - 1) < 1e-12);
        QVERIFY(std::abs(effectiveRank(singularValues(uniform(12))) - 1) < 1e-9);
    }

    /// (½(J + I))^L with Jⁿ = J, the projection on the mean: 2⁻ᴸ I + (1 − 2⁻ᴸ) J.
    void rolloutOfUniformLayersHasAClosedForm()
    {
        const Eigen::MatrixXd mean = uniform(7);
        Eigen::MatrixXd rollout;
        for (int layers = 1; layers <= 5; ++layers) {
            rollout = rolledThrough(mean, rollout);
            const double kept = std::exp2(-layers);
            const Eigen::MatrixXd expected = kept * Eigen::MatrixXd::Identity(7, 7) + (1 - kept) * mean;
            QVERIFY((rollout - expected).cwiseAbs().maxCoeff() < 1e-14);
        }
    }

    /// Two layers in order: the later one stands on the left.
    void rolloutOfUnlikeLayersIsTheirProduct()
    {
        const Eigen::MatrixXd one = Eigen::MatrixXd::Identity(6, 6);
        const Eigen::MatrixXd rollout = rolledThrough(uniform(6), rolledThrough(shift(6), {}));
        QVERIFY((rollout - 0.25 * (uniform(6) + one) * (shift(6) + one)).cwiseAbs().maxCoeff() < 1e-15);
    }

    /// One hot cell among four thousand squared is still to be seen.
    void tilesKeepWhatStandsOut()
    {
        Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(4096, 4096);
        weights(4095, 17) = 0.75;
        weights(2000, 2001) = -0.5;
        const Eigen::MatrixXd tiles = tilesOfExtremes(weights, 1024);
        QCOMPARE(tiles.rows(), Eigen::Index(1024));
        QCOMPARE(tiles(1023, 4), 0.75);
        QCOMPARE(tiles(500, 500), -0.5);
        QCOMPARE((tiles.array() != 0).count(), Eigen::Index(2));
    }

    void fewTokensAreAllJoined()
    {
        const Panel panel = linksPanel(shift(3), {"a", "b", "c"}, 1);
        const Tokens& all = tokensOf(panel, 0);
        QVERIFY(areJoined(all) && panel.note.empty());
        QCOMPARE(all.tokens, (std::vector<std::string>{"a", "b", "c"}));
        QCOMPARE(all.weights, (Samples{0, 1, 0, 0, 0, 1, 0, 0, 1}));
        QCOMPARE(tokensOf(panel, 1).weights, (Samples{0, 0, 0, 0, 0, 1, 0, 0, 0}));
    }

    void ofManyTokensThoseAroundTheChosenOne_data()
    {
        QTest::addColumn<int>("token");
        QTest::addColumn<QString>("first");
        QTest::newRow("start") << 0 << "0";
        QTest::newRow("middle") << 40 << "24";
        QTest::newRow("end") << 63 << "32";
    }
    void ofManyTokensThoseAroundTheChosenOne()
    {
        QFETCH(int, token);
        const Panel panel = linksPanel(uniform(64), {}, token);
        const Tokens& shown = tokensOf(panel, 0);
        QCOMPARE(shown.tokens.size(), std::size_t(kMostLinked));
        QTEST(QString::fromStdString(shown.tokens.front()), "first");
        QVERIFY(std::abs(sum(tokensOf(panel, 1).weights) - 0.5) < 1e-12);
        // Half of what each of 64 equal weights would carry goes to tokens outside.
        QVERIFY2(panel.note.en.find("50 %") != std::string::npos, panel.note.en.c_str());
    }

    void oneTokenIsNotJoined() { QVERIFY(!areJoined(Tokens{{"a"}, {1}})); }

    void layersAndHeadsDrawTheirOwnNumbers()
    {
        std::vector<Parameter> all = attentionSourceParameters(tokensParam(64, 12));
        all.insert(all.end(), {kHead, kLayers});
        Request request{.values = ParameterSet(all)};
        const auto rollout = rolloutOf(request, {});
        QVERIFY(request.values.set(kLayers.id, 1).has_value());
        const auto one = rolloutOf(request, {});
        const auto first = weightsOfHead(request, 0);
        const auto second = weightsOfHead(request, 1);
        QVERIFY(rollout && one && first && second);
        QVERIFY(*one == rolledThrough(*first, {}));
        QVERIFY(*rollout != *one && *first != *second);
        QVERIFY((rollout->rowwise().sum().array() - 1).abs().maxCoeff() < 1e-12);
    }
};

QTEST_GUILESS_MAIN(TestAttentionMeasures)
#include "tst_attention_measures.moc"
