// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/evaluation.h"

#include "core/base/parallel.h"
#include "core/learn/ops_tokens.h"

#include <array>

namespace kaba::learn {

namespace {

constexpr Index kShards = 4;
constexpr Index kTokensAtOnce = 512; ///< of a pass: what it computes stays in the cache

/// Appends the answers of `count` sequences of the test from `first` on.
template <class Scalar>
void append(std::vector<Answer>& answers, const TaskSet& test, Index first, const Tensor<Scalar>& logits)
{
    const Index words = logits.shape.channels;
    for (Index row = 0; row < logits.shape.rows(); ++row) {
        const auto at = static_cast<std::size_t>(first * test.length + row);
        if (test.scored[at] == kIgnored)
            continue;
        const Scalar* from = logits.value + row * words;
        answers.push_back({.sequence = first + row / test.length,
                           .position = row % test.length,
                           .target = test.scored[at],
                           .said = static_cast<int>(std::max_element(from, from + words) - from),
                           .distance = test.distances[at]});
    }
}

void count(Score& score, const Answer& answer)
{
    ++score.asked;
    score.right += answer.right() ? 1 : 0;
}

} // namespace

template <class Scalar>
Result<std::vector<Answer>> answersTo(const TaskSet& test, const Weights<Scalar>& weights,
                                      const LanguageModel& model, const RunContext& context,
                                      std::span<const Ablation> without)
{
    const Index passes = std::clamp<Index>(test.sequences * test.length / (kShards * kTokensAtOnce) + 1, 1,
                                           std::max<Index>(1, test.sequences / kShards));
    const auto edge = [&](Index pass) { return test.sequences * pass / (kShards * passes); };
    std::array<std::vector<Answer>, kShards> parts;
    inParallel(kShards, [&](std::size_t shard) {
        Tape<Scalar> tape(Keeping::Nothing);
        const Index start = static_cast<Index>(shard) * passes;
        for (Index pass = start; pass < start + passes && !context.stopRequested(); ++pass) {
            if (edge(pass) == edge(pass + 1))
                continue;
            tape.clear();
            Inspection<Scalar> inspection{.without = {without.begin(), without.end()}};
            const TokenBatch part = test.test().part(edge(pass), edge(pass + 1));
            append(parts[shard], test, edge(pass), evaluate(tape, weights, model, part, &inspection));
        }
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    std::vector<Answer> answers;
    for (const std::vector<Answer>& part : parts)
        answers.insert(answers.end(), part.begin(), part.end());
    return answers;
}

Score scoreOf(std::span<const Answer> answers)
{
    Score score;
    for (const Answer& answer : answers)
        count(score, answer);
    return score;
}

std::map<int, Score> scoresByDistance(std::span<const Answer> answers)
{
    std::map<int, Score> scores;
    for (const Answer& answer : answers)
        count(scores[answer.distance], answer);
    return scores;
}

template Result<std::vector<Answer>> answersTo(const TaskSet&, const Weights<float>&, const LanguageModel&,
                                               const RunContext&, std::span<const Ablation>);
template Result<std::vector<Answer>> answersTo(const TaskSet&, const Weights<double>&, const LanguageModel&,
                                               const RunContext&, std::span<const Ablation>);

} // namespace kaba::learn
