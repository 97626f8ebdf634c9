// SPDX-License-Identifier: GPL-3.0-or-later
// A demo that counts its computations, takes as long as it is told, and fails at thirteen.
#pragma once

#include "core/base/demo.h"

#include <atomic>
#include <chrono>
#include <cmath>
#include <string>
#include <thread>
#include <vector>

namespace kaba::live {

inline constexpr IntParam kNumber{
    .id = "number", .label = {"Number n", "個数 n"}, .min = 1, .max = 64, .initial = 8};
inline constexpr RealParam kStep{
    .id = "step", .label = {"Step Δ", "刻み Δ"}, .min = 1e-3, .max = 10, .initial = 0.1, .scale = Scale::Log};
inline constexpr IntParam kPause{
    .id = "pause", .label = {"Pause", "間"}, .min = 0, .max = 60000, .initial = 0};
inline constexpr Option kSignals[] = {{.id = "sines", .label = {"Sines", "正弦波"}},
                                      {.id = "file", .label = {"File", "ファイル"}}};
inline constexpr ChoiceParam kSignal{.id = "signal", .label = {"Signal", "信号"}, .options = kSignals};

inline std::atomic<int> computations = 0;
inline std::vector<std::vector<std::string>> asked; ///< read between computations only

inline Panel panel(const char* id, Text title, Samples y, bool featured)
{
    return {.id = id,
            .title = std::move(title),
            .x = {.label = {"lag", "遅れ"}, .unit = "s"},
            .y = {.label = {"K̄", "K̄"}},
            .layers = {{.id = "line",
                        .label = {"the curve", "曲線"},
                        .data = Line{RegularGrid{0, 1, y.size()}, y}}},
            .featured = featured};
}

inline Result<Figure> compute(const Request& request, const RunContext& context)
{
    ++computations;
    asked.push_back(request.panels);
    const ParameterSet& p = request.values;
    for (int i = 0; i < p[kPause]; ++i) {
        if (!context.advance(i, p[kPause]))
            return RunContext::cancelled();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (p[kNumber] == 13)
        return Error{Error::Kind::CannotCompute,
                     {"Thirteen cannot be computed: take another number.", "13 は計算できません。"}};
    Samples y(static_cast<std::size_t>(p[kNumber]));
    for (std::size_t i = 0; i < y.size(); ++i)
        y[i] = std::sin(static_cast<double>(i) * p[kStep]);
    Figure figure{.panels = {panel("first", {"The first panel", "最初の図"}, y, true),
                             panel("second", {"The second panel", "二番目の図"}, y, true),
                             panel("third", {"The third panel", "三番目の図"}, y, false)}};
    figure.readouts = {{.id = "n", .label = {"count", "数"}, .value = double(p[kNumber]), .unit = "samples"}};
    figure.claims = {{.id = "small",
                      .statement = {"The count is small", "個数は小さい"},
                      .source = Text::same("Test, theorem 1"),
                      .expected = 32,
                      .measured = double(p[kNumber]),
                      .remark = {}}};
    figure.convention = {"The window is 1.", "窓は 1 です。"};
    if (p[kStep] > 1)
        figure.notices = {{"The step is too large.", "刻みが大きすぎます。"}};
    return figure;
}

inline const Demo kDemo{
    .id = "test",
    .papers = {"paper"},
    .title = {"A test", "試験"},
    .summary = {"Shows sines.", "正弦波を描きます。"},
    .parameters = {kNumber, kStep, kPause, kSignal},
    .panels = {{"first", {"First", "一"}}, {"second", {"Second", "二"}}, {"third", {"Third", "三"}}},
    .compute = compute,
    .views = {{{"The usual", "いつもの図"}, {"first", "second"}},
              {{"The last ones", "後ろの図"}, {"second", "third"}}}};

} // namespace kaba::live
