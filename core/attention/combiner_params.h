// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/mechanism.h"

namespace kaba {

/// Combiner's own parameters: its mechanism and its page declare the same.
inline constexpr std::string_view kCombinerId = "combiner";
inline bool isCombiner(const ParameterSet& values) { return mechanismIs(values, kCombinerId); }

/// In the order of SpanPattern.
inline constexpr Option kSpanPatternOptions[] = {
    {"fixed", {"Fixed: blocks", "Fixed（ブロック）"}},
    {"logsparse", {"Logsparse: halving spans", "Logsparse（倍々のスパン）"}},
    {"axial-vertical", {"Axial: columns of a picture", "Axial（画像の列）"}},
    {"axial-rowmajor", {"Axial: rows of a picture", "Axial（画像の行）"}},
};
inline constexpr ChoiceParam kCombinerPattern{
    .id = "combiner-pattern",
    .label = {"Combiner: pattern", "Combiner：パターン"},
    .options = kSpanPatternOptions,
    .help = {"The sparse pattern that is seen directly; spans fill in what it leaves out.",
             "直接参照するスパースパターンです。残りはスパンが補います。"},
    .enabledWhen = isCombiner,
};
/// In the order of Pooling.
inline constexpr Option kPoolingOptions[] = {
    {"max", {"Largest of each component", "成分ごとの最大"}},
    {"mean", {"Mean", "平均"}},
    {"oracle", {"True mass of the span (slow)", "スパンの真の質量（低速）"}},
};
inline constexpr ChoiceParam kCombinerPooling{
    .id = "combiner-pooling",
    .label = {"Combiner: span key", "Combiner：スパンのキー"},
    .options = kPoolingOptions,
    .help = {"What stands for a span. The true mass costs as much as exact attention: a yardstick only.",
             "スパンを代表する値です。真の質量は厳密な注意と同じ計算量がかかるため、比較のための基準です。"},
    .enabledWhen = isCombiner,
};
inline bool combinerPoolsKeys(const ParameterSet& values)
{
    return isCombiner(values) && values.textOf(kCombinerPooling.id) != "oracle";
}
inline constexpr FlagParam kCombinerSizeTerm{
    .id = "combiner-size-term",
    .label = {"Combiner: add log|Ω|", "Combiner：log|Ω| を加える"},
    .help =
        {"Not in the paper: a span of many tokens counts as many, so its keys need not learn to.",
         "論文にはない項です。スパンに含まれるトークン数を重みに反映し、キーが学習で補う必要をなくします。"},
    .enabledWhen = combinerPoolsKeys,
};

} // namespace kaba
