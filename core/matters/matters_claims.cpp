// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matters/matters_claims.h"

#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba::matters {
namespace {

/// Where every model of a pair has the shortest lag solved the structure has nothing to add.
constexpr std::array kLongLags{8, 16, 32, 60};

struct Comparison {
    std::string_view id;
    Arm arm, from;
    Label statement, source, remark;
};

/// "The lower end of the interval of the difference is above 0." A remark stands where it fails at our scale.
constexpr std::array<Comparison, 5> kComparisons{{
    {"rnn-legs-helps",
     Arm::RnnLegS,
     Arm::Rnn,
     {"An RNN with a HiPPO-LegS memory copies over longer lags than the same RNN without",
      "HiPPO-LegS の記憶をもつ RNN は、もたない同じ RNN より長い遅れの語を写せる"},
     {"HiPPO (2020), section 4.1", "HiPPO（2020）4.1 節"},
     {}},
    {"rnn-legt-helps",
     Arm::RnnLegT,
     Arm::Rnn,
     {"An RNN with a HiPPO-LegT memory copies over longer lags than the same RNN without",
      "HiPPO-LegT の記憶をもつ RNN は、もたない同じ RNN より長い遅れの語を写せる"},
     {"HiPPO (2020), section 4.1", "HiPPO（2020）4.1 節"},
     {}},
    {"legs-beats-legt",
     Arm::RnnLegS,
     Arm::RnnLegT,
     {"Of the HiPPO memories LegS, which needs no window, serves an RNN best",
      "HiPPO の記憶のうち、窓を要しない LegS が RNN に最も役立つ"},
     {"HiPPO (2020), section 4.1, permuted MNIST", "HiPPO（2020）4.1 節、permuted MNIST"},
     {"The task differs: it asks for one token at one distance, which a window of 64 holds at full detail. "
      "LegS "
      "spreads its N numbers over the whole past, and the place of a fixed lag in it moves as time goes on; "
      "what it is made for, a past of unknown length, is not asked for.",
      "課題が異なる。ここでは一定の距離にある一語を問い、長さ 64 の窓はそれを細部まで保つ。LegS は N "
      "個の数を過去全体に"
      "割り当て、一定の遅れの位置は時間とともにその中を動く。長さの分からない過去という本来の用途はここでは問"
      "われない。"}},
    {"s4d-legs-helps",
     Arm::S4dLegS,
     Arm::S4dRandom,
     {"A diagonal state space that starts from the poles of LegS remembers further than one from random "
      "poles",
      "LegS の極から始めた対角状態空間は、乱数の極から始めたものより先まで覚える"},
     {"S4D (2022), section 1", "S4D（2022）1 節"},
     {}},
    {"lssl-legs-helps",
     Arm::LsslLegS,
     Arm::LsslRandom,
     {"With A fixed, an LSSL remembers with HiPPO-LegS and forgets with a random matrix",
      "A を固定した LSSL は、HiPPO-LegS なら覚え、乱数の行列なら忘れる"},
     {"S4 (2022), section 2.2, on LSSL: 98 % against 60 %", "S4（2022）2.2 節、LSSL について：98 % 対 60 %"},
     {}},
}};

Claim claimOf(const Comparison& comparison, const Spread& difference)
{
    const Text counted = text(
        "Mean paired difference over lags 8 to 60: {:+.1f} ± {:.1f} points, {} seeds; measured is the lower "
        "end of the 95 % interval.",
        "遅れ 8〜60 にわたる対の差の平均 {:+.1f} ± {:.1f} ポイント、種 {} 個。測定値は 95 % 区間の下端。",
        difference.mean, difference.half, difference.seeds);
    Claim claim{.id = std::string(comparison.id),
                .kind = Claim::Kind::Paper,
                .relation = Claim::Relation::AtLeast,
                .statement = comparison.statement,
                .source = comparison.source,
                .expected = 0,
                .measured = difference.mean - difference.half,
                .remark = counted};
    if (!claim.holds() && !comparison.remark.en.empty())
        claim.remark = {fmt::format("{} {}", counted.en, comparison.remark.en),
                        counted.ja + std::string(comparison.remark.ja)};
    return claim;
}

using Start = std::map<std::string, std::vector<float>>;

/// The weights by name before the first step.
Start startOf(const Settings& settings, int seed)
{
    learn::Weights<float> weights;
    addLanguageModel(weights, modelOf(settings), static_cast<std::uint64_t>(seed));
    Start start;
    for (const auto& entry : weights.entries()) {
        const auto part = weights.values().subspan(static_cast<std::size_t>(entry.ref.offset),
                                                   static_cast<std::size_t>(entry.ref.shape.size()));
        start[entry.name] = {part.begin(), part.end()};
    }
    return start;
}

/// What a pair compares: poles, and the readout of S4D, which is scaled to them.
bool isCompared(const std::string& name)
{
    return name.ends_with("log-decay") || name.ends_with("imag-a") || name.ends_with("real-c") ||
           name.ends_with("imag-c");
}

} // namespace

Claim sharedStartClaim(const Settings& settings, int seed)
{
    const Pair pair = nameOf(settings.arm).pair;
    Settings control = settings;
    control.arm = controlOf(pair);
    const Start without = startOf(control, seed);
    double differing = 0;
    for (const ArmName& name : kArms) {
        Settings other = settings;
        other.arm = name.arm;
        if (name.pair == pair)
            for (const auto& [entry, values] : startOf(other, seed))
                if (const auto found = without.find(entry); found != without.end() && !isCompared(entry))
                    differing += values == found->second ? 0 : 1;
    }
    return identityClaim(
        "shared-start",
        {"The models of a pair start with the same values wherever both have a weight (weights "
         "that differ)",
         "対をなすモデルは共通の重みをすべて同じ値から始める（異なる重みの数）"},
        {"Our identity", "本プログラムの恒等式"}, 0, differing);
}

std::vector<Claim> comparisonClaims(const Cells& cells)
{
    std::vector<Claim> claims;
    for (const Comparison& comparison : kComparisons)
        if (const auto difference = cells.meanDifference(comparison.arm, comparison.from, kLongLags))
            claims.push_back(claimOf(comparison, *difference));
    return claims;
}

std::optional<Text> notComputed(const Cells& cells)
{
    std::size_t missing = 0;
    for (const ArmName& name : kArms)
        for (const int lag : kLags)
            for (int seed = 1; seed <= kSeeds; ++seed)
                missing += cells.find(name.arm, lag, seed) ? 0 : 1;
    if (missing == 0)
        return std::nullopt;
    return text("{} of {} runs of the table have not been made with these settings.",
                "表の学習 {1} 件のうち {0} 件は、この設定ではまだ行われていない。", missing,
                kArms.size() * kLags.size() * static_cast<std::size_t>(kSeeds));
}

} // namespace kaba::matters
