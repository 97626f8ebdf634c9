// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/base/demo.h"

#include <vector>

namespace kaba {

/// What a reader may turn on any attention, read by attentionInputOf().
inline constexpr FlagParam kCausal{
    .id = "causal",
    .label = {"Causal", "因果的"},
    .help = {"A token sees itself and what came before it.", "各トークンは自分とそれ以前だけを参照します。"},
};
inline constexpr RealParam kTemperature{
    .id = "temperature",
    .label = {"Temperature T", "温度 T"},
    .min = 0.05,
    .max = 20,
    .initial = 1,
    .scale = Scale::Log,
    .help = {"Logits are q·k/(T√d): cold attention looks at one token, hot attention at all.",
             "ロジットは q·k/(T√d) です。低温では一点、高温では全体を参照します。"},
};
inline constexpr RealParam kDistance{
    .id = "distance",
    .label = {"Penalty per distance", "距離の罰則"},
    .min = 0,
    .max = 2,
    .initial = 0,
    .help = {"A relative position bias: logits lose this much for every token between (ALiBi).",
             "相対位置バイアスです。距離 1 ごとにロジットからこの値を引きます（ALiBi）。"},
};
inline constexpr IntParam kHead{
    .id = "head",
    .label = {"Head", "ヘッド"},
    .min = 1,
    .max = 16,
    .initial = 1,
    .help = {"Each head draws numbers of its own; Q, K and V of a file are one head.",
             "ヘッドごとに別の乱数を使います。ファイルの Q・K・V は 1 ヘッドです。"},
};
/// `budget`, MechanismSettings::budget, from 1 to a demo's maximum.
constexpr IntParam budgetParam(int max, int initial, EnabledWhen enabledWhen = nullptr)
{
    return {.id = "budget",
            .label = {"Budget", "予算"},
            .min = 1,
            .max = max,
            .initial = initial,
            .scale = Scale::Log,
            .help = {"How many numbers each query may look at: features, landmarks, a window.",
                     "各クエリが参照できる数です（特徴量・ランドマーク・窓など）。"},
            .enabledWhen = enabledWhen};
}

/// The parameters of attentionInputFor(), in the order of the screen: source … spread, with `tokens` as given and the
/// source that a demo begins with.
std::vector<Parameter> attentionSourceParameters(const IntParam& tokens,
                                                 AttentionSource first = AttentionSource::Gaussian);

/// bias[j − i + n − 1] = −slope·|j − i| in the problem (ALiBi: Press et al., 2022; here in both directions). Nothing
/// where the slope is 0.
void addDistanceBias(double slope, AttentionProblem& problem);

/// attentionInputFor() with the head, causality, temperature and distance bias that the request asks for; a demo may
/// declare any of these four parameters or leave them out. Each layer, from 0, draws numbers of its own; a file is the
/// same in all. Errors and cost: see attentionInputFor().
Result<AttentionInput> attentionInputOf(const Request& request, int layer = 0);

} // namespace kaba
