// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

namespace kaba {

/// The parameters of every demo that takes a sequence, read by signalFor().
enum class SignalKind { Sines, Chirp, Noise, Steps, MackeyGlass, Impulse, File, Drawn };

/// In the order of SignalKind.
inline constexpr Option kSignalOptions[] = {
    {"sines", {"Three sines", "正弦波 3 つの和"}},
    {"chirp", {"Chirp", "チャープ"}},
    {"noise", {"Band-limited noise", "帯域制限雑音"}},
    {"steps", {"Steps", "階段"}},
    {"mackey-glass", {"Mackey–Glass", "Mackey–Glass"}},
    {"impulse", {"Impulse", "インパルス"}},
    {"file", {"File", "ファイル"}},
    {"drawn", {"Drawn by hand", "手描き"}},
};

inline constexpr ChoiceParam kSignal{
    .id = "signal",
    .label = {"Signal", "信号"},
    .options = kSignalOptions,
    .help = {"What the memory listens to.", "状態に入力する系列です。"},
};

template <SignalKind kind>
bool signalIs(const ParameterSet& set)
{
    return set.as<SignalKind>(kSignal) == kind;
}

inline constexpr TextParam kColumn{
    .id = "column",
    .label = {"Column", "列"},
    .help = {"Name or number (from 1) of a column of the file; empty: the first numeric one.",
             "ファイルの列の名前か番号（1 から）。空なら最初の数値列です。"},
    .enabledWhen = signalIs<SignalKind::File>,
};
inline constexpr IntParam kStart{
    .id = "start",
    .label = {"First sample", "開始サンプル"},
    .min = 0,
    .max = 2147483647,
    .initial = 0,
    .help = {"The sample of the file, counted from 0, at which the sequence begins.",
             "系列の先頭とするファイルのサンプル番号です（0 から数えます）。"},
    .enabledWhen = signalIs<SignalKind::File>,
};
inline constexpr CurveParam kCurve{
    .id = "curve",
    .label = {"Curve", "曲線"},
    .help = {"Heights drawn with the mouse, spread evenly over the length.",
             "マウスで描いた高さです。系列の長さいっぱいに等間隔で並べます。"},
    .enabledWhen = signalIs<SignalKind::Drawn>,
};
/// `length` from 16 to a demo's maximum; `auto` takes a file up to that maximum.
constexpr IntParam lengthParam(int max)
{
    return {
        .id = "length",
        .label = {"Length L", "長さ L"},
        .min = 16,
        .max = max,
        .initial = 1024,
        .scale = Scale::Log,
        .unit = "samples",
        .keyword = {"auto", {"whole file", "ファイル全体"}},
        .help = {"Number of samples.", "サンプル数です。"},
    };
}

/// Whether a choice of the set stands on data of the reader: an option `file` or `custom`.
bool asksForFile(const ParameterSet& values);

/// The last sample of the sequence as far as the settings tell.
int lastSample(const ParameterSet& values);

/// `moment`: one sample of a sequence of at most `maxLength`; read it with momentOf().
constexpr IntParam momentParam(int maxLength, Label help)
{
    return {
        .id = "moment",
        .label = {"Moment", "時点"},
        .min = 0,
        .max = maxLength - 1,
        .initial = maxLength - 1,
        .unit = "samples",
        .keyword = {"last", {"last sample", "末尾"}},
        .keywordIsInitial = true,
        .help = help,
        .reach = lastSample,
    };
}

/// The sample of a momentParam(); past the end of `length` samples the last one. Requires length ≥ 1.
std::size_t momentOf(const ParameterSet& values, const IntParam& moment, std::size_t length);

struct Signal {
    Samples values;                 ///< at least one, all finite
    double sampleRate = 0;          ///< samples per second where the file says so, else 0
    Text label = {};                ///< "Chirp", "speech.wav, channel 1"
    std::vector<Text> notices = {}; ///< what was left out or converted
};

/// The sequence that the request's signal, column, start, length, curve and seed ask for. Requires that the demo
/// declares kSignal, kColumn, kStart, kCurve and a lengthParam().
/// CannotCompute: file without an input, drawn without a curve, no such column, nothing from `start` on.
/// Input: no real column at all, a value that is not finite. Cost O(length).
Result<Signal> signalFor(const Request& request);

} // namespace kaba
