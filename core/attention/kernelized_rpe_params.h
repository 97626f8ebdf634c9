// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/kernelized_rpe.h"
#include "core/attention/mechanism.h"

namespace kaba {

/// What the mechanism and its page ask the reader.
inline constexpr std::string_view kKernelizedRpeId = "kernelized-attention-rpe";
inline bool kernelizedRpeIsChosen(const ParameterSet& values)
{
    return mechanismIs(values, kKernelizedRpeId);
}

inline constexpr FlagParam kRpeNormalise{
    .id = "nprf-normalise",
    .label = {"Kernelised: unit queries and keys", "カーネル化：クエリとキーを正規化"},
    .initial = true,
    .help = {"Each query and key is divided by its own length, as the paper proposes: a tamer estimate, of "
             "another "
             "attention.",
             "論文の提案どおり、各クエリとキーを自身の長さで割ります。推定は安定しますが、推定する注意は変わ"
             "ります。"},
    .enabledWhen = kernelizedRpeIsChosen,
};
inline constexpr ChoiceParam kRpeFeatures{
    .id = "nprf-features",
    .label = {"Kernelised: random features", "カーネル化：ランダム特徴"},
    .options = kFeatureKindOptions,
    .help = {"How the random directions are drawn; pairs and orthogonal rows vary less.",
             "乱数の方向の引き方です。対や直交にすると分散が減ります。"},
    .enabledWhen = kernelizedRpeIsChosen,
};

inline constexpr std::uint64_t kRpeFeatureSeed = 2021; ///< apart from the seeds of the input

} // namespace kaba
