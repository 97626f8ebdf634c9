// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/tasks.h"

#include "core/learn/ops_tokens.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kaba::learn {

namespace {

/// Uniform in first … last.
int between(Random& random, int first, int last)
{
    return first + static_cast<int>(random.below(static_cast<std::uint64_t>(last - first) + 1));
}

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

TaskSet emptySet(int vocabulary, Index sequences, Index length)
{
    const auto size = static_cast<std::size_t>(sequences * length);
    return {vocabulary,
            sequences,
            length,
            std::vector<int>(size),
            std::vector<int>(size, kIgnored),
            std::vector<int>(size, kIgnored),
            std::vector<int>(size)};
}

/// A sequence whose every next token is trained and whose last one is scored; `asked` is where the key stood last.
void appendPredicted(TaskSet& set, const std::vector<int>& tokens, std::size_t asked)
{
    set.inputs.insert(set.inputs.end(), tokens.begin(), tokens.end() - 1);
    set.targets.insert(set.targets.end(), tokens.begin() + 1, tokens.end());
    set.scored.insert(set.scored.end(), tokens.size() - 2, kIgnored);
    set.scored.push_back(tokens.back());
    set.distances.insert(set.distances.end(), tokens.size() - 2, 0);
    set.distances.push_back(static_cast<int>(tokens.size() - 2 - asked));
}

Error tooFewTokens(int vocabulary, int least)
{
    return usage(text("A vocabulary of {} tokens is too small for this task: choose at least {}.",
                      "この課題には語彙 {} では小さすぎる。{} 以上にする。", vocabulary, least));
}

/// The first `count` of `items` become a uniform draw without replacement (Fisher and Yates).
void drawToFront(std::vector<int>& items, std::size_t count, Random& random)
{
    for (std::size_t i = 0; i < count; ++i)
        std::swap(items[i], items[i + random.below(items.size() - i)]);
}

std::vector<int> range(int first, int end)
{
    std::vector<int> values(static_cast<std::size_t>(end - first));
    std::iota(values.begin(), values.end(), first);
    return values;
}

/// `count` gaps 0, 1, … < space one after another without replacement, gap g with weight (g + 1)^{power−1} each time:
/// an exponential clock of that rate for each, in the order in which they ring (Efraimidis and Spirakis, 2006).
std::vector<int> drawGaps(int space, int count, double power, Random& random)
{
    std::vector<std::pair<double, int>> rings;
    rings.reserve(static_cast<std::size_t>(space));
    for (int gap = 0; gap < space; ++gap)
        rings.emplace_back(-std::log1p(-random.uniform()) / std::pow(gap + 1, power - 1), gap);
    std::partial_sort(rings.begin(), rings.begin() + count, rings.end());
    std::vector<int> gaps;
    gaps.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        gaps.push_back(rings[static_cast<std::size_t>(i)].second);
    return gaps;
}

Status checked(const MultiQueryRecall& task)
{
    if (task.pairs > task.vocabulary / 2 - 1)
        return usage(text("{0} pairs, but a vocabulary of {1} has only {2} keys: choose at most {2} pairs.",
                          "{0} 組に対し、語彙 {1} のキーは {2} 個しかない。{2} 組以下にする。", task.pairs,
                          task.vocabulary, task.vocabulary / 2 - 1));
    if (task.length % 2 != 0 || task.pairs < 1 || 4 * task.pairs > task.length)
        return usage(text("{0} pairs need an even length of at least {1}, not {2}.",
                          "{0} 組には {1} 以上の偶数の長さが要る（今は {2}）。", task.pairs, 4 * task.pairs,
                          task.length));
    if (task.vocabulary <= task.length)
        return usage(text("The vocabulary ({}) must be larger than the length ({}).",
                          "語彙（{}）は長さ（{}）より大きくする。", task.vocabulary, task.length));
    return Done{};
}

/// One sequence of multi-query recall into places that are zero or ignored.
void fill(const MultiQueryRecall& task, std::vector<int>& keys, std::vector<int>& values, Random& random,
          int* inputs, int* answers, int* distances)
{
    const auto pairs = static_cast<std::size_t>(task.pairs);
    drawToFront(keys, pairs, random);
    drawToFront(values, pairs, random);
    const std::vector<int> gaps = drawGaps(task.length / 2 - task.pairs, task.pairs, task.power, random);
    for (std::size_t i = 0; i < pairs; ++i) {
        inputs[2 * i] = keys[i];
        inputs[2 * i + 1] = values[i];
        const int asked = 2 * (task.pairs + gaps[i]);
        inputs[asked] = keys[i];
        answers[asked] = values[i];
        distances[asked] = asked - 2 * static_cast<int>(i);
    }
    if (task.randomFiller)
        for (int l = 0; l < task.length; ++l)
            if (inputs[l] == 0)
                inputs[l] = between(random, 0, task.vocabulary - 1);
}

} // namespace

TokenBatch TaskSet::gather(std::span<const Index> picks, Buffers& buffers) const
{
    buffers.inputs.clear();
    buffers.targets.clear();
    for (const Index pick : picks) {
        const auto from = pick * length;
        buffers.inputs.insert(buffers.inputs.end(), inputs.begin() + from, inputs.begin() + from + length);
        buffers.targets.insert(buffers.targets.end(), targets.begin() + from,
                               targets.begin() + from + length);
    }
    return {static_cast<Index>(picks.size()), buffers.inputs, buffers.targets};
}

TaskSet TaskSet::first(Index count) const
{
    const Index kept = std::min(count, sequences);
    const auto cut = [&](const std::vector<int>& all) {
        return std::vector<int>(all.begin(), all.begin() + std::min(std::ssize(all), kept * length));
    };
    return {vocabulary, kept, length, cut(inputs), cut(targets), cut(scored), cut(distances)};
}

Result<TaskSet> makeTask(const InductionHead& task, Index count, std::uint64_t seed)
{
    if (task.vocabulary < 4)
        return tooFewTokens(task.vocabulary, 4);
    if (task.length < 3)
        return usage(text("A length of {} leaves no room for a prefix and its token: choose at least 3.",
                          "長さ {} では接頭辞とその次の語が入らない。3 以上にする。", task.length));
    Random random(seed);
    TaskSet set{.vocabulary = task.vocabulary, .sequences = count, .length = task.length + 1};
    const int prefix = task.vocabulary - 1;
    std::vector<int> tokens(static_cast<std::size_t>(task.length) + 2);
    for (Index sequence = 0; sequence < count; ++sequence) {
        for (int l = 0; l < task.length; ++l)
            tokens[static_cast<std::size_t>(l)] = between(random, 1, task.vocabulary - 2);
        const auto trigger = static_cast<std::size_t>(between(random, 0, task.length - 3));
        tokens[trigger] = prefix;
        tokens[tokens.size() - 2] = prefix;
        tokens.back() = tokens[trigger + 1];
        appendPredicted(set, tokens, trigger);
    }
    return set;
}

Result<TaskSet> makeTask(const AssociativeRecall& task, Index count, std::uint64_t seed)
{
    if (task.vocabulary < 4)
        return tooFewTokens(task.vocabulary, 4);
    if (task.pairs < 1)
        return usage(text("{} pairs leave nothing to recall: choose at least 1.",
                          "{} 組では想起するものがない。1 組以上にする。", task.pairs));
    Random random(seed);
    TaskSet set{.vocabulary = task.vocabulary, .sequences = count, .length = 2 * task.pairs + 2};
    const int keys = (task.vocabulary - 2) / 2; // 1 … keys, then the values up to V − 2
    std::vector<int> valueOf(static_cast<std::size_t>(keys) + 1);
    for (Index sequence = 0; sequence < count; ++sequence) {
        for (int& value : valueOf)
            value = between(random, keys + 1, task.vocabulary - 2);
        std::vector<int> tokens;
        std::vector<int> present;
        std::vector<std::size_t> lastOf(valueOf.size());
        for (int pair = 0; pair < task.pairs; ++pair) {
            const int key = between(random, 1, keys);
            lastOf[static_cast<std::size_t>(key)] = tokens.size();
            tokens.insert(tokens.end(), {key, valueOf[static_cast<std::size_t>(key)]});
            if (std::find(present.begin(), present.end(), key) == present.end())
                present.push_back(key);
        }
        const int asked = present[random.below(present.size())];
        tokens.insert(tokens.end(), {task.vocabulary - 1, asked, valueOf[static_cast<std::size_t>(asked)]});
        appendPredicted(set, tokens, lastOf[static_cast<std::size_t>(asked)]);
    }
    return set;
}

Result<TaskSet> makeTask(const MultiQueryRecall& task, Index count, std::uint64_t seed)
{
    if (const Status fits = checked(task); !fits)
        return fits.error();
    Random random(seed);
    TaskSet set = emptySet(task.vocabulary, count, task.length);
    std::vector<int> keys = range(1, task.vocabulary / 2);
    std::vector<int> values = range(task.vocabulary / 2, task.vocabulary);
    for (Index sequence = 0; sequence < count; ++sequence)
        fill(task, keys, values, random, set.inputs.data() + sequence * task.length,
             set.targets.data() + sequence * task.length, set.distances.data() + sequence * task.length);
    set.scored = set.targets;
    return set;
}

Result<TaskSet> makeTask(const SelectiveCopying& task, Index count, std::uint64_t seed)
{
    if (task.vocabulary < 3)
        return tooFewTokens(task.vocabulary, 3);
    if (task.tokens < 1 || task.tokens > task.length)
        return usage(text("{} tokens do not fit into a length of {}: choose 1 to {}.",
                          "{} 個の語は長さ {} に収まらない。1 から {} にする。", task.tokens, task.length,
                          task.length));
    Random random(seed);
    const Index length = task.length + task.tokens;
    TaskSet set = emptySet(task.vocabulary, count, length);
    std::vector<int> places = range(0, task.length);
    const auto tokens = static_cast<std::size_t>(task.tokens);
    for (Index sequence = 0; sequence < count; ++sequence) {
        int* inputs = set.inputs.data() + sequence * length;
        drawToFront(places, tokens, random);
        std::vector<int> sorted(places.begin(), places.begin() + task.tokens);
        std::sort(sorted.begin(), sorted.end());
        for (Index i = 0; i < task.tokens; ++i) {
            const int data = between(random, 1, task.vocabulary - 2);
            const int place = sorted[static_cast<std::size_t>(i)];
            const auto asked = static_cast<std::size_t>(sequence * length + task.length + i);
            inputs[place] = data;
            inputs[task.length + i] = task.vocabulary - 1;
            set.targets[asked] = data;
            set.distances[asked] = static_cast<int>(task.length + i) - place;
        }
    }
    set.scored = set.targets;
    return set;
}

Result<TaskSet> makeTask(const DelayedCopy& task, Index count, std::uint64_t seed)
{
    if (task.vocabulary < 2)
        return tooFewTokens(task.vocabulary, 2);
    if (task.lag < 1 || task.lag >= task.length)
        return usage(text("A lag of {} leaves nothing to copy in a length of {}: choose 1 to {}.",
                          "遅れ {} では長さ {} の中に写すものがない。1 から {} にする。", task.lag,
                          task.length, task.length - 1));
    Random random(seed);
    TaskSet set = emptySet(task.vocabulary, count, task.length);
    for (int& token : set.inputs)
        token = between(random, 0, task.vocabulary - 1);
    const auto lag = static_cast<std::size_t>(task.lag);
    for (std::size_t i = 0; i < set.inputs.size(); ++i)
        if (i % static_cast<std::size_t>(task.length) >= lag) {
            set.targets[i] = set.inputs[i - lag];
            set.distances[i] = task.lag;
        }
    set.scored = set.targets;
    return set;
}

} // namespace kaba::learn
