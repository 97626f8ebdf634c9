// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/mechanism.h"

namespace kaba {

/// Transformer-LS's own parameters: its mechanism and its page declare the same.
inline constexpr std::string_view kLongShortId = "transformer-ls";
inline bool isLongShort(const ParameterSet& values) { return mechanismIs(values, kLongShortId); }

inline constexpr RealParam kProjectionSharpness{
    .id = "ls-sharpness",
    .label = {"LS: sharpness of P", "LS：P の鋭さ"},
    .min = 0,
    .max = 10,
    .initial = 1,
    .help = {"0: every summary is the mean of all tokens; large: each picks a few tokens.",
             "0 では要約がすべて全トークンの平均になり、大きいほど少数のトークンを選びます。"},
    .enabledWhen = isLongShort,
};
inline constexpr FlagParam kDualNorm{
    .id = "ls-dual-norm",
    .label = {"LS: DualLN on the keys", "LS：キーの DualLN"},
    .help = {"Layer normalisation of its own for window keys and for summary keys.",
             "窓のキーと要約のキーに別々の層正規化をかけます。"},
    .enabledWhen = isLongShort,
};

} // namespace kaba
