// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/head_scores.h"

#include "core/learn/ops_tokens.h"

#include <algorithm>
#include <numeric>

namespace kaba::learn {
namespace {

constexpr Index kSequencesAtOnce = 8;

/// Sums of one head so far.
struct Tally {
    HeadScores scores;
    Index tokens = 0; ///< that have one before them
    Index questions = 0;
};

/// What a pass over some sequences of the test noted.
struct Seen {
    const TaskSet& test;
    const Weights<float>& weights;
    const LanguageModel& model;
    const Inspection<float>& inspection;
    Index first = 0;
    Index sequences = 0;
};

/// The weight that the question at `at` of all tokens, number t of its sequence, puts on the places that answer it.
double weightOnAnswers(const TaskSet& test, Index at, Index t, const float* look)
{
    const int* tokens = test.inputs.data() + (at - t);
    const int answer = test.scored[static_cast<std::size_t>(at)];
    const Index back = t - test.distances[static_cast<std::size_t>(at)];
    double weight = 0;
    for (Index s = 0; s <= t; ++s) {
        const bool follows = s > 0 && s - 1 < t && tokens[s - 1] == tokens[t];
        if (tokens[s] == answer && (s == back || follows))
            weight += static_cast<double>(look[s]);
    }
    return weight;
}

/// What the head adds to the stream at a token, without the output's bias.
std::vector<float> outputOf(const Seen& seen, const AttentionLayer& layer, const Tensor<float>& values,
                            Index head, const float* look, Index row)
{
    const Index width = values.shape.channels;
    const Index size = width / layer.heads;
    const float* map = seen.weights.values().data() + layer.output.weight.offset;
    std::vector<float> output(static_cast<std::size_t>(width));
    for (Index c = head * size; c < (head + 1) * size; ++c) {
        float mixed = 0;
        for (Index s = 0; s < values.shape.length; ++s)
            mixed += look[s] * values.value[(row + s) * width + c];
        for (Index to = 0; to < width; ++to)
            output[static_cast<std::size_t>(to)] += mixed * map[c * width + to];
    }
    return output;
}

/// The token that the output raises most. The last normalisation takes the mean out and scales all logits alike.
int raisedBy(const Seen& seen, std::vector<float> output)
{
    const float* gain = seen.weights.values().data() + seen.model.last.gain.offset;
    const float* rows = seen.weights.values().data() + seen.model.embedding.offset;
    const auto width = output.size();
    const float mean = std::accumulate(output.begin(), output.end(), 0.0F) / static_cast<float>(width);
    for (std::size_t c = 0; c < width; ++c)
        output[c] = (output[c] - mean) * gain[c];
    int best = 0;
    float most = 0;
    for (int token = 0; token < seen.test.vocabulary; ++token, rows += width) {
        const float logit = std::inner_product(output.begin(), output.end(), rows, 0.0F);
        if (token == 0 || logit > most) {
            best = token;
            most = logit;
        }
    }
    return best;
}

void count(Tally& tally, const Seen& seen)
{
    const auto& layer =
        std::get<AttentionLayer>(seen.model.blocks[static_cast<std::size_t>(tally.scores.layer)].mixer);
    const Tensor<float>& looks = *seen.inspection.find(tally.scores.layer, Inner::AttentionWeights);
    const Tensor<float>& values = *seen.inspection.find(tally.scores.layer, Inner::Values);
    const Index length = seen.test.length;
    for (Index b = 0; b < seen.sequences; ++b) {
        const float* square = looks.value + (b * layer.heads + tally.scores.head) * length * length;
        for (Index t = 0; t < length; ++t) {
            const float* look = square + t * length;
            const Index at = (seen.first + b) * length + t;
            if (t > 0) {
                tally.scores.previous += static_cast<double>(look[t - 1]);
                ++tally.tokens;
            }
            if (seen.test.scored[static_cast<std::size_t>(at)] == kIgnored)
                continue;
            ++tally.questions;
            tally.scores.prefix += weightOnAnswers(seen.test, at, t, look);
            const Index most = std::max_element(look, look + t + 1) - look;
            const int looked = seen.test.inputs[static_cast<std::size_t>(at - t + most)];
            const bool copies =
                raisedBy(seen, outputOf(seen, layer, values, tally.scores.head, look, b * length)) == looked;
            tally.scores.copying += copies ? 1 : 0;
        }
    }
}

std::vector<Tally> talliesOf(const LanguageModel& model)
{
    std::vector<Tally> tallies;
    for (std::size_t layer = 0; layer < model.blocks.size(); ++layer)
        if (const auto* attention = std::get_if<AttentionLayer>(&model.blocks[layer].mixer))
            for (Index head = 0; head < attention->heads; ++head)
                tallies.push_back({.scores = {.layer = static_cast<Index>(layer), .head = head}});
    return tallies;
}

} // namespace

Result<std::vector<HeadScores>> headScores(const TaskSet& test, const Weights<float>& weights,
                                           const LanguageModel& model, const RunContext& context)
{
    std::vector<Tally> tallies = talliesOf(model);
    Tape<float> tape(Keeping::Nothing);
    for (Index first = 0; !tallies.empty() && first < test.sequences; first += kSequencesAtOnce) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Index last = std::min(test.sequences, first + kSequencesAtOnce);
        Inspection<float> inspection;
        tape.clear();
        evaluate(tape, weights, model, test.test().part(first, last), &inspection);
        for (Tally& tally : tallies)
            count(tally, {test, weights, model, inspection, first, last - first});
    }
    std::vector<HeadScores> scores;
    for (Tally& tally : tallies) {
        const auto questions = static_cast<double>(std::max<Index>(1, tally.questions));
        tally.scores.previous /= static_cast<double>(std::max<Index>(1, tally.tokens));
        tally.scores.prefix /= questions;
        tally.scores.copying /= questions;
        scores.push_back(tally.scores);
    }
    return scores;
}

const HeadScores& inductionHead(const std::vector<HeadScores>& scores)
{
    return *std::ranges::max_element(scores, {},
                                     [](const HeadScores& head) { return head.prefix * head.copying; });
}

const HeadScores& previousTokenHead(const std::vector<HeadScores>& scores)
{
    return *std::ranges::max_element(scores, {}, &HeadScores::previous);
}

} // namespace kaba::learn
