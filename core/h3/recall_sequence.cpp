// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/h3/recall_sequence.h"

#include "core/h3/h3_attention.h"
#include "core/learn/token_names.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace kaba {

using Eigen::Index;

namespace {

constexpr std::string_view kPrompt = "=>";
constexpr std::string_view kWideBlank = "\u3000";

std::vector<std::string> wordsOf(std::string_view written)
{
    std::vector<std::string> words;
    std::string word;
    const auto finish = [&] {
        if (!word.empty())
            words.push_back(std::exchange(word, {}));
    };
    while (!written.empty()) {
        const bool wide = written.starts_with(kWideBlank);
        if (wide || std::string_view(" \t\r\n").find(written.front()) != std::string_view::npos)
            finish();
        else
            word += written.front();
        written.remove_prefix(wide ? kWideBlank.size() : 1);
    }
    finish();
    return words;
}

void addOnce(std::vector<int>& tokens, int token)
{
    if (std::ranges::find(tokens, token) == tokens.end())
        tokens.push_back(token);
}

RecallRoles rolesIn(const RecallSequence& sequence)
{
    const std::vector<std::string> names = sequence.names();
    const auto prompt = static_cast<std::size_t>(std::ranges::find(names, kPrompt) - names.begin());
    RecallRoles roles;
    for (std::size_t at = 0; at < names.size(); ++at) {
        const bool everything = prompt == names.size();
        if (at != prompt && (everything || at > prompt || at % 2 == 0))
            addOnce(roles.keys, sequence.tokens[at]);
        if (everything || (at < prompt && at % 2 == 1))
            addOnce(roles.values, sequence.tokens[at]);
    }
    return roles;
}

std::optional<int> latestValue(const RecallSequence& sequence)
{
    for (std::size_t at = sequence.tokens.size() - 1; at > 0; --at)
        if (sequence.tokens[at - 1] == sequence.tokens.back() &&
            std::ranges::find(sequence.roles.values, sequence.tokens[at]) != sequence.roles.values.end())
            return sequence.tokens[at];
    return std::nullopt;
}

std::vector<int> idRange(int first, int last)
{
    std::vector<int> ids(static_cast<std::size_t>(last - first + 1));
    std::iota(ids.begin(), ids.end(), first);
    return ids;
}

std::span<const int> inputsOf(const learn::TaskSet& set, learn::Index sequence)
{
    return {set.inputs.data() + sequence * set.length, static_cast<std::size_t>(set.length)};
}

int answerIn(const learn::TaskSet& set, learn::Index sequence)
{
    return set.scored[static_cast<std::size_t>((sequence + 1) * set.length - 1)];
}

} // namespace

std::vector<std::string> RecallSequence::names() const
{
    std::vector<std::string> all;
    all.reserve(tokens.size());
    for (const int token : tokens)
        all.push_back(vocabulary[static_cast<std::size_t>(token)]);
    return all;
}

Result<RecallSequence> typedSequence(std::string_view written)
{
    std::vector<std::string> words = wordsOf(written);
    RecallSequence sequence;
    if (words.size() > kMostRecallTokens) {
        sequence.notices.push_back(text("Only the last {} of {} tokens are read.",
                                        "{1} トークンのうち、最後の {0} 個だけを読みます。",
                                        kMostRecallTokens, words.size()));
        words.erase(words.begin(), words.end() - kMostRecallTokens);
    }
    for (const std::string& word : words) {
        const auto known = std::ranges::find(sequence.vocabulary, word);
        sequence.tokens.push_back(static_cast<int>(known - sequence.vocabulary.begin()));
        if (known == sequence.vocabulary.end())
            sequence.vocabulary.push_back(word);
    }
    if (words.size() > 1)
        sequence.roles = rolesIn(sequence);
    if (sequence.roles.keys.empty() || sequence.roles.values.empty())
        return Error{
            Error::Kind::CannotCompute,
            {"There is nothing to recall: type pairs of a key and its value, then => and a key, as in "
             "a 1 b 2 => a.",
             "想起するものがありません。a 1 b 2 => a "
             "のように、キーと値の対を並べ、=> のあとにキーを書いてください。"}};
    sequence.expected = latestValue(sequence);
    return sequence;
}

RecallRoles rolesOf(RecallTask task, int vocabulary)
{
    if (task == RecallTask::InductionHead)
        return {idRange(1, vocabulary - 1), idRange(1, vocabulary - 2)};
    const int keys = (vocabulary - 2) / 2;
    return {idRange(1, keys), idRange(keys + 1, vocabulary - 2)};
}

Result<learn::TaskSet> recallTask(RecallTask task, int vocabulary, int length, learn::Index count,
                                  std::uint64_t seed)
{
    if (task == RecallTask::InductionHead)
        return learn::makeTask(learn::InductionHead{vocabulary, length}, count, seed);
    return learn::makeTask(learn::AssociativeRecall{vocabulary, length / 2}, count, seed);
}

Result<RecallSequence> officialSequence(RecallTask task, int vocabulary, int length, std::uint64_t seed)
{
    const auto set = recallTask(task, vocabulary, length, 1, seed);
    if (!set)
        return set.error();
    const std::span<const int> tokens = inputsOf(*set, 0);
    return RecallSequence{.vocabulary = learn::recallTokenNames(vocabulary),
                          .tokens = {tokens.begin(), tokens.end()},
                          .roles = rolesOf(task, vocabulary),
                          .expected = answerIn(*set, 0)};
}

Result<double> accuracyOf(const H3Layer& layer, const learn::TaskSet& set, const RunContext& context)
{
    const H3Kernels kernels = h3Kernels(layer, set.length);
    learn::Index right = 0;
    for (learn::Index sequence = 0; sequence < set.sequences; ++sequence) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const H3Projections projections = projectTokens(layer, inputsOf(set, sequence));
        right += answerOf(lastOutput(layer, kernels, projections)) == answerIn(set, sequence) ? 1 : 0;
    }
    return static_cast<double>(right) / static_cast<double>(set.sequences);
}

double majorityShare(const learn::TaskSet& set)
{
    std::map<int, learn::Index> counts;
    learn::Index most = 0;
    for (learn::Index sequence = 0; sequence < set.sequences; ++sequence)
        most = std::max(most, ++counts[answerIn(set, sequence)]);
    return static_cast<double>(most) / static_cast<double>(set.sequences);
}

} // namespace kaba
