// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"

namespace kaba {

/// Parameters that the demos of state-space memories and layers share, under the same ids and ranges. What a value
/// means to the one demo is its `help`; `enabledWhen` says when it reads it.

/// `order`: the size N of the state.
constexpr IntParam orderParam(Label help, EnabledWhen enabledWhen = nullptr, int initial = 64, int max = 256)
{
    return {
        .id = "order",
        .label = {"Order N", "次数 N"},
        .min = 1,
        .max = max,
        .initial = initial,
        .help = help,
        .enabledWhen = enabledWhen,
    };
}

/// `step`: the time Δ between two samples.
constexpr RealParam stepParam(double initial, Label help, EnabledWhen enabledWhen = nullptr)
{
    return {
        .id = "step",
        .label = {"Step Δ", "刻み幅 Δ"},
        .min = 1e-6,
        .max = 10,
        .initial = initial,
        .scale = Scale::Log,
        .unit = "time units",
        .help = help,
        .enabledWhen = enabledWhen,
    };
}

/// `window`: the history θ that LegT, LMU and Fourier keep; 2 gives the initialisation of the S4 code.
constexpr RealParam windowParam(Label help, EnabledWhen enabledWhen)
{
    return {
        .id = "window",
        .label = {"Window θ", "窓 θ"},
        .min = 1e-3,
        .max = 1e3,
        .initial = 1,
        .scale = Scale::Log,
        .unit = "time units",
        .help = help,
        .enabledWhen = enabledWhen,
    };
}

} // namespace kaba
