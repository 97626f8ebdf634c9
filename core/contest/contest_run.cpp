// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_run.h"

#include "core/base/parallel.h"
#include "core/learn/ops_tokens.h"

#include <algorithm>
#include <numbers>
#include <numeric>

namespace kaba::contest {
namespace {

using learn::RunRecord;
using learn::TokenBatch;

constexpr Index kLossPoints = 100;
constexpr Index kTests = 20;
constexpr Index kTestShard = 25; ///< sequences that one thread tests at a time

learn::CoursePlan courseOf(const Contest& contest)
{
    const Recipe& recipe = contest.recipe;
    return {.steps = recipe.steps,
            .testEvery = std::max<Index>(1, recipe.steps / kTests),
            .lossEvery = std::max<Index>(1, recipe.steps / kLossPoints),
            .tokensPerStep = recipe.batch * contest.model.sizes.length,
            .keepsNorms = recipe.keepsNorms};
}

learn::TrainingSettings settingsFor(const Recipe& recipe, int seed)
{
    return {.batch = recipe.batch,
            .optimiser = {.rate = recipe.rate},
            .schedule = {.steps = recipe.steps, .warmUp = recipe.steps / 10},
            .mostNorm = recipe.mostNorm,
            .seed = static_cast<std::uint64_t>(seed)};
}

/// Neither sequences nor weights share their seed.
std::uint64_t seedOf(int seed, std::uint64_t what) { return 3 * static_cast<std::uint64_t>(seed) + what; }

struct Tally {
    double right = 0, nats = 0;
};

/// Over the scored positions of some sequences.
Tally tallyOf(const learn::Weights<float>& weights, const Logits<float>& logits, const TokenBatch& batch)
{
    learn::Tape<float> tape;
    const auto values = weights.values();
    const auto count = static_cast<Index>(values.size());
    learn::Pass<float> pass{
        .tape = tape, .values = tape.scratch(count), .gradient = tape.scratch(count), .training = false};
    std::ranges::copy(values, pass.values);
    const learn::Tensor<float> said = logits(pass, batch);
    Tally tally{.right = 0, .nats = static_cast<double>(*crossEntropy(tape, said, batch.targets, 1).value)};
    const Index words = said.shape.channels;
    for (Index row = 0; row < said.shape.rows(); ++row) {
        const float* from = said.value + row * words;
        if (const int due = batch.targets[static_cast<std::size_t>(row)]; due != learn::kIgnored)
            tally.right += std::max_element(from, from + words) - from == due ? 1 : 0;
    }
    return tally;
}

} // namespace

ContestRun::ContestRun(const Contest& contest, const Contestant& contestant, int seed)
    : m_score(contest.score)
    , m_test(contest.test(contest.recipe.testSequences, seedOf(seed, 0)))
    , m_course(m_record, courseOf(contest))
    , m_logits(addModel(m_weights, contest.model, contestant.mechanism, seedOf(seed, 1)))
    , m_descent(m_weights, settingsFor(contest.recipe, seed),
                contest.training(contest.recipe.examples, seedOf(seed, 2)), m_logits)
{
    m_record.settings = settingsOf(contest, contestant);
    m_record.seed = static_cast<std::uint64_t>(seed);
    m_record.program = KABA_VERSION;
}

Status ContestRun::take(RunRecord record)
{
    const Result<bool> taken = takeState(record, m_descent);
    if (!taken)
        return taken.error();
    m_record = std::move(record);
    return Done{};
}

RunRecord ContestRun::recordToKeep() const
{
    return m_record.ended() ? m_record : recordWith(m_record, m_descent.state());
}

Status ContestRun::test(const RunContext& context)
{
    std::vector<Tally> parts(static_cast<std::size_t>((m_test.sequences + kTestShard - 1) / kTestShard));
    inParallel(parts.size(), [&](std::size_t at) {
        const Index begin = static_cast<Index>(at) * kTestShard;
        if (!context.stopRequested())
            parts[at] = tallyOf(m_weights, m_logits,
                                m_test.test().part(begin, std::min(m_test.sequences, begin + kTestShard)));
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    Tally all;
    for (const Tally& part : parts) {
        all.right += part.right;
        all.nats += part.nats;
    }
    const auto scored = static_cast<double>(learn::scoredTargets(m_test.scored));
    m_record.accuracies.push_back(
        {m_record.steps, (m_score == Score::Accuracy ? all.right : all.nats / std::numbers::ln2) / scored});
    return Done{};
}

Status ContestRun::train(const RunContext& context, const learn::Watch& watch)
{
    return m_course.follow({.step = [this] { return m_descent.step(); },
                            .test = [this](const RunContext& inner) { return test(inner); }},
                           context, watch);
}

} // namespace kaba::contest
