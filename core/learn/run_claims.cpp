// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/run_claims.h"

#include "core/base/processor.h"
#include "core/learn/ops_tokens.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba::learn {
namespace {

constexpr std::uint64_t kKey = 17; ///< of dropout
const Text kSource{"Our identity", "本プログラムの恒等式"};

/// The initial model with the loss of `count` test sequences on every position that is trained.
template <class Scalar>
struct FewSequences {
    FewSequences(const TrainingRun& run, Index count)
        : batch(TokenBatch{run.test().sequences, run.test().inputs, run.test().targets}.part(0, count))
        , model(addLanguageModel(weights, run.plan().model, static_cast<std::uint64_t>(run.plan().seed)))
        , gradient(weights)
    {}
    FewSequences(const FewSequences&) = delete;
    FewSequences& operator=(const FewSequences&) = delete;

    double loss(Threads threads = Threads::AllCores)
    {
        return gradient.compute(
            batch,
            [this](Pass<Scalar>& pass, const TokenBatch& shard, Index divisor) {
                return crossEntropy(pass.tape, logits(pass, model, shard), shard.targets, divisor);
            },
            kKey, threads);
    }

    TokenBatch batch;
    Weights<Scalar> weights;
    LanguageModel model;
    ShardedGradient<Scalar> gradient;
};

/// A fresh model gives each of V tokens nearly 1/V. Its own token stands out a little, because output and embedding are
/// tied: a logit is at most the embedding's length 0.02 √width times the normalised state's √width.
Claim lossAtStart(const TrainingRun& run, double loss)
{
    const double width = static_cast<double>(run.plan().model.width);
    return {.id = "loss-at-start",
            .relation = Claim::Relation::Equal,
            .statement = {"Before training the loss is that of a guess, ln V",
                          "学習前の損失は当て推量の値 ln V である"},
            .source = kSource,
            .expected = std::log(run.plan().model.vocabulary),
            .measured = loss,
            .tolerance = 0.1 + 0.03 * width};
}

/// The derivative along a random direction through all weights, in double, against the difference of fourth order. Nothing
/// where it was asked to stop.
std::optional<Claim> gradientClaim(const TrainingRun& run, const RunContext& context)
{
    FewSequences<double> few(run, 1);
    Random random(static_cast<std::uint64_t>(run.plan().seed));
    const std::vector<double> start(few.weights.values().begin(), few.weights.values().end());
    std::vector<double> direction(start.size());
    for (double& part : direction)
        part = random.normal() / std::sqrt(static_cast<double>(start.size()));
    const auto lossAt = [&](double distance) {
        if (context.stopRequested())
            return 0.0;
        for (std::size_t i = 0; i < start.size(); ++i)
            few.weights.values()[i] = start[i] + distance * direction[i];
        return few.loss();
    };
    constexpr double kStep = 1e-3;
    const double slope =
        (8 * (lossAt(kStep) - lossAt(-kStep)) - lossAt(2 * kStep) + lossAt(-2 * kStep)) / (12 * kStep);
    lossAt(0);
    if (context.stopRequested())
        return std::nullopt;
    double along = 0;
    double square = 0;
    for (std::size_t i = 0; i < start.size(); ++i) {
        along += few.gradient.gradient()[i] * direction[i];
        square += few.gradient.gradient()[i] * few.gradient.gradient()[i];
    }
    return identityClaim("gradient",
                         {"The gradient is the slope of the loss (relative to its length)",
                          "勾配は損失の傾きである（長さに対する相対誤差）"},
                         {"Central difference of fourth order", "4 次の中心差分"}, 1e-6,
                         std::abs(along - slope) / std::sqrt(square));
}

/// How many entries differ between the gradients of all threads and of one.
Claim threadsClaim(FewSequences<float>& few, double loss)
{
    const std::vector<float> many(few.gradient.gradient().begin(), few.gradient.gradient().end());
    const double alone = few.loss(Threads::One);
    double differing = loss == alone ? 0 : 1;
    for (std::size_t i = 0; i < many.size(); ++i)
        differing += many[i] == few.gradient.gradient()[i] ? 0 : 1;
    return identityClaim("threads",
                         {"Threads change no bit of the gradient", "スレッド数は勾配の 1 ビットも変えない"},
                         kSource, 0, differing);
}

} // namespace

Result<std::vector<Claim>> startingClaims(const TrainingRun& run, const RunContext& context)
{
    FewSequences<float> few(run, 2); // two shards
    const double loss = few.loss();
    if (context.stopRequested())
        return RunContext::cancelled();
    std::vector<Claim> claims{lossAtStart(run, loss), threadsClaim(few, loss)};
    const auto gradient = gradientClaim(run, context);
    if (!gradient)
        return RunContext::cancelled();
    claims.push_back(*gradient);
    return claims;
}

Claim recordClaim(const TrainingRun& run, int differing)
{
    const bool sameKind = run.record().processor == processorName();
    return identityClaim(
        "record",
        text("The stored weights, tested now on {} sequences, answer as in the record (answers that differ)",
             "保存した重みをいま {} 系列で試すと、記録と同じ答えになる（異なる答えの数）",
             lookedAt(run.test())),
        kSource, sameKind ? 0 : 1, differing);
}

Claim againClaim(const RunRecord& now, const RunRecord& stored)
{
    double differing = now.losses == stored.losses ? 0 : 1;
    differing += now.accuracies == stored.accuracies ? 0 : 1;
    differing += now.predictions == stored.predictions ? 0 : 1;
    differing += stored.weights.empty() || now.weights == stored.weights ? 0 : 1;
    return identityClaim(
        "again",
        {"Trained again, curve, answers and weights are those of the record to the bit (parts that differ)",
         "学習し直すと、曲線・答え・重みは記録とビットまで一致する（異なる部分の数）"},
        kSource, 0, differing);
}

} // namespace kaba::learn
