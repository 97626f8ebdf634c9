// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/tasks.h"

#include "core/learn/ops_tokens.h"
#include "core/math/random.h"

#include <algorithm>
#include <numeric>

namespace kaba::contest {

using learn::Index;
using learn::kIgnored;
using learn::TaskSet;

TaskSet copyTask(int symbols, Index length, Index count, std::uint64_t seed)
{
    TaskSet task{.vocabulary = symbols + 1, .sequences = count, .length = length};
    Random random(seed);
    const auto half = static_cast<std::size_t>(length / 2);
    for (Index sequence = 0; sequence < count; ++sequence) {
        std::vector<int> word{0};
        while (word.size() < half)
            word.push_back(1 + static_cast<int>(random.below(static_cast<std::uint64_t>(symbols))));
        task.inputs.insert(task.inputs.end(), word.begin(), word.end());
        task.inputs.insert(task.inputs.end(), word.begin(), word.end());
        task.scored.insert(task.scored.end(), half, kIgnored);
        task.scored.insert(task.scored.end(), word.begin() + 1, word.end());
        task.scored.push_back(kIgnored);
    }
    task.targets = task.scored;
    return task;
}

namespace {

/// 0 … count − 1 in random order.
std::vector<int> shuffled(int count, Random& random)
{
    std::vector<int> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = order.size(); i > 1; --i)
        std::swap(order[i - 1], order[random.below(i)]);
    return order;
}

std::vector<int> walk(int length, Random& random)
{
    std::vector<int> tokens;
    int level = static_cast<int>(random.below(kNeedleLevels));
    while (tokens.size() < static_cast<std::size_t>(length)) {
        tokens.push_back(level);
        level = std::clamp(level + static_cast<int>(random.below(3)) - 1, 0, kNeedleLevels - 1);
    }
    return tokens;
}

} // namespace

TaskSet needleTask(Index length, Index count, std::uint64_t seed)
{
    TaskSet task{.vocabulary = kNeedleVocabulary, .sequences = count, .length = length};
    Random random(seed);
    const int before = static_cast<int>(length) - kNeedleKeys;
    for (Index sequence = 0; sequence < count; ++sequence) {
        std::vector<int> tokens = walk(before, random);
        const std::vector<int> places = shuffled(before, random);
        std::vector<int> needles;
        for (int key = 0; key < kNeedleKeys; ++key) {
            needles.push_back(kNeedleLevels + key * kNeedleValues +
                              static_cast<int>(random.below(kNeedleValues)));
            tokens[static_cast<std::size_t>(places[static_cast<std::size_t>(key)])] = needles.back();
        }
        task.scored.insert(task.scored.end(), tokens.size(), kIgnored);
        for (const int key : shuffled(kNeedleKeys, random)) {
            tokens.push_back(kNeedleLevels + kNeedleKeys * kNeedleValues + key);
            task.scored.push_back(needles[static_cast<std::size_t>(key)]);
        }
        task.inputs.insert(task.inputs.end(), tokens.begin(), tokens.end());
    }
    task.targets = task.scored;
    return task;
}

TaskSet equalPairTask(int symbols, Index length, Index count, std::uint64_t seed)
{
    TaskSet task{.vocabulary = 2 * symbols + 3, .sequences = count, .length = length};
    Random random(seed);
    const auto draw = [&](int bound) {
        return static_cast<int>(random.below(static_cast<std::uint64_t>(bound)));
    };
    const int before = static_cast<int>(length) - 1;
    for (Index sequence = 0; sequence < count; ++sequence) {
        std::vector<int> tokens;
        while (tokens.size() < static_cast<std::size_t>(before))
            tokens.push_back(draw(symbols));
        const int first = draw(before);
        const int second = (first + 1 + draw(before - 1)) % before;
        const int one = draw(symbols);
        const int other = draw(2) == 0 ? one : (one + 1 + draw(symbols - 1)) % symbols;
        tokens[static_cast<std::size_t>(first)] = symbols + one;
        tokens[static_cast<std::size_t>(second)] = symbols + other;
        tokens.push_back(2 * symbols);
        task.inputs.insert(task.inputs.end(), tokens.begin(), tokens.end());
        task.scored.insert(task.scored.end(), tokens.size() - 1, kIgnored);
        task.scored.push_back(2 * symbols + (one == other ? 2 : 1));
    }
    task.targets = task.scored;
    return task;
}

} // namespace kaba::contest
