// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/evaluation.h"

#include "core/learn/ops_tokens.h"

namespace kaba::learn {

namespace {

constexpr Index kAtOnce = 64;

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
std::vector<Answer> answersTo(const TaskSet& test, const Weights<Scalar>& weights, const LanguageModel& model,
                              std::span<const Ablation> without)
{
    std::vector<Answer> answers;
    Tape<Scalar> tape;
    for (Index first = 0; first < test.sequences; first += kAtOnce) {
        tape.clear();
        Inspection<Scalar> inspection{.without = {without.begin(), without.end()}};
        const TokenBatch part = test.test().part(first, std::min(test.sequences, first + kAtOnce));
        append(answers, test, first, evaluate(tape, weights, model, part, &inspection));
    }
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

template std::vector<Answer> answersTo(const TaskSet&, const Weights<float>&, const LanguageModel&,
                                       std::span<const Ablation>);
template std::vector<Answer> answersTo(const TaskSet&, const Weights<double>&, const LanguageModel&,
                                       std::span<const Ablation>);

} // namespace kaba::learn
