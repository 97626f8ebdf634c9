// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/lsh_params.h"

#include <algorithm>
#include <optional>

namespace kaba {
namespace {

constexpr int kMostBuckets = 64;

bool isChosen(const ParameterSet& values) { return mechanismIs(values, "terraformer"); }

constexpr IntParam kRounds{
    .id = "lsh-rounds",
    .label = {"Terraformer: rounds of hashing", "Terraformer：ハッシュの回数"},
    .min = 1,
    .max = 16,
    .initial = 2,
    .help = {"Each round turns the tokens anew; the budget is shared among them.",
             "毎回異なる回転でハッシュします。予算は各回で分け合います。"},
    .enabledWhen = isChosen,
};
constexpr IntParam kBuckets{
    .id = "lsh-buckets",
    .label = {"Terraformer: buckets", "Terraformer：バケット数"},
    .min = 1,
    .max = kMostBuckets,
    .initial = 16,
    .scale = Scale::Log,
    .keyword = {"auto", {"from the budget", "予算から"}},
    .keywordIsInitial = true,
    .help = {"A query sees keys of its own bucket only. One bucket and a budget of n: exact attention. Odd "
             "numbers are "
             "rounded up.",
             "クエリは自分のバケットのキーだけを参照します。バケット 1 つ、予算 n なら厳密な注意です。"
             "奇数は切り上げます。"},
    .enabledWhen = isChosen,
};
constexpr Option kKeysOptions[] = {
    {"own", {"Hashed on their own", "別々にハッシュ"}},
    {"shared", {"The queries themselves", "クエリと共有"}},
};
constexpr ChoiceParam kKeys{
    .id = "lsh-keys",
    .label = {"Terraformer: keys", "Terraformer：キー"},
    .options = kKeysOptions,
    .help = {"Reformer shares one projection: keys are the queries at length √d, and a token does not see "
             "itself.",
             "Reformer は射影を共有し、長さ √d に揃えたクエリをキーとします。トークンは自分を参照しません。"},
    .enabledWhen = isChosen,
};

std::optional<int> bucketsGiven(const ParameterSet& values)
{
    return values.find(kBuckets.id) ? values.given(kBuckets) : std::nullopt;
}

} // namespace

std::vector<Parameter> lshParameters() { return {kRounds, kBuckets, kKeys}; }

LshSettings lshSettings(const MechanismSettings& settings, Eigen::Index tokens)
{
    const int count = static_cast<int>(tokens);
    LshSettings lsh{.rounds = ownValue(settings, kRounds),
                    .keys = static_cast<HashedKeys>(ownValue(settings, kKeys)),
                    .seed = static_cast<std::uint64_t>(settings.seed)};
    const bool whole = settings.budget >= count;
    lsh.chunk = whole ? count : std::max(1, settings.budget / (2 * lsh.rounds));
    const int matching = whole ? 1 : std::clamp((count + lsh.chunk - 1) / lsh.chunk, 2, kMostBuckets);
    lsh.buckets = bucketsGiven(settings.values).value_or(matching);
    if (lsh.buckets > 1)
        lsh.buckets += lsh.buckets % 2;
    else
        lsh.rounds = 1;
    return lsh;
}

} // namespace kaba
